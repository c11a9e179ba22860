package org.aidwitness.exchange.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {

    @Test
    void what_was_not_asked_for_lately_is_forgotten_first() {
        Recent<String, Integer> recent = new Recent<>(2);
        recent.put("port", 1);
        recent.put("store", 2);
        assertThat(recent.get("port")).isEqualTo(1);
        recent.put("village", 3);

        assertThat(recent).containsOnlyKeys("port", "village");
    }
}
