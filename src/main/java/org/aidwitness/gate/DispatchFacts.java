package org.aidwitness.gate;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.kernel.Policy;
import org.jspecify.annotations.Nullable;

/**
 * What the gate decides on. Stored with the decision, so that anybody can ask again and get the same answer.
 *
 * @param destination where the goods are to arrive
 * @param parties everybody with a stake in this leg: consignor, consignee, carrier, the authority at the destination
 * @param plannedArrival when, where it is planned
 * @param asOf the instant of the decision
 */
public record DispatchFacts(
        UUID waybill,
        UUID programme,
        String number,
        UUID destination,
        String destinationName,
        Set<UUID> parties,
        @Nullable Instant plannedArrival,
        Policy policy,
        Instant asOf) {

    public DispatchFacts {
        parties = Set.copyOf(parties);
    }
}
