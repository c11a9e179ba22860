package org.aidwitness.scenario.simulation;

import java.time.Instant;
import java.util.List;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.monitoring.Attest;
import org.jspecify.annotations.Nullable;

/**
 * What came of one visit.
 *
 * @param monitor which of the region's monitors
 * @param at when it happened, or would have
 * @param told when word of it reaches the server
 * @param counted packages of each line; empty where nothing was counted
 * @param weighed grams of each line; null where nobody weighed
 * @param photo the number of the delivery whose picture is sent
 */
record Look(
        Kind kind,
        int monitor,
        Instant at,
        Instant told,
        Attest.Method method,
        boolean discrepant,
        int noticeHours,
        boolean escorted,
        int interviews,
        GeoPoint point,
        int accuracyMetres,
        List<Long> counted,
        @Nullable List<Long> weighed,
        long photo) {

    enum Kind {
        /** Somebody went, and tells what is there. */
        HONEST,
        /** Somebody tells what the partner signed. */
        INVENTED,
        REFUSED,
        UNREACHED
    }
}
