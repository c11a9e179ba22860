package org.aidwitness.exchange.table;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was looked up lately. Forgetting costs another look-up and nothing else, so a table of any length fits. */
final class Recent<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1;

    private final int most;

    Recent(int most) {
        super(64, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
