package org.aidwitness.verification.rule;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Kilograms;
import org.jspecify.annotations.Nullable;

/**
 * What a case can hold at most, and in which order. The doors let nothing else in, so a breach is a defect:
 * IllegalArgumentException.
 */
final class CaseBounds {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final double FARTHEST_METRES = 25_000_000;

    private CaseBounds() {}

    /** In that order, whatever order they came in. Most lists of a case hold one element or none. */
    static <T> List<T> inOrder(List<T> list, Comparator<? super T> order) {
        return list.size() < 2 ? List.copyOf(list) : list.stream().sorted(order).toList();
    }

    /** Each once, in order. */
    static List<UUID> distinct(List<UUID> ids) {
        return ids.size() < 2
                ? List.copyOf(ids)
                : ids.stream().distinct().sorted().toList();
    }

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    static void requireTime(@Nullable Instant at, String name) {
        require(at == null || (!at.isBefore(FIRST) && !at.isAfter(LAST)), name);
    }

    static void requirePackages(@Nullable Long packages) {
        require(packages == null || (packages >= 0 && packages <= DeliveryCase.MOST_PACKAGES), "packages");
    }

    static void requireWeight(@Nullable Kilograms weight) {
        require(weight == null || weight.compareTo(Kilograms.MOST) <= 0, "weight");
    }

    static void requireAccuracy(@Nullable Double metres) {
        require(metres == null || (metres >= 0 && metres <= FARTHEST_METRES), "accuracyMetres");
    }
}
