package org.aidwitness.monitoring.draw;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.draw.DrawRule.Monitor;
import org.jspecify.annotations.Nullable;

/** Who goes where, in one round: each unit in turn gets the eligible monitor with the smallest digest who has room left. */
final class Pairing {

    private final Sha256 seed;
    private final DrawRule rule;
    private final Map<Monitor, Integer> load = new HashMap<>();

    Pairing(Sha256 seed, DrawRule rule) {
        this.seed = seed;
        this.rule = rule;
    }

    /** Whoever may; null where nobody has room left. */
    @Nullable Monitor first(String unit) {
        return next(unit, monitor -> true);
    }

    /** Somebody of another organisation: the monitors of one may see each other's visits. */
    @Nullable Monitor second(String unit, Monitor first) {
        return next(unit, monitor -> !monitor.organisation().equals(first.organisation()));
    }

    private @Nullable Monitor next(String unit, Predicate<Monitor> may) {
        @Nullable Monitor goes = rule.eligible(unit)
                .filter(may)
                .filter(monitor -> load.getOrDefault(monitor, 0) < rule.cap())
                .min(Comparator.comparing(monitor -> digest(unit, monitor), Tagged.BY_BYTES))
                .orElse(null);
        if (goes != null) {
            load.merge(goes, 1, Integer::sum);
        }
        return goes;
    }

    private Sha256 digest(String unit, Monitor monitor) {
        return Tagged.sha256("aidwitness/pair/v1", seed.toBytes(), Tagged.utf8(unit), Tagged.utf8(monitor.pseudonym()));
    }
}
