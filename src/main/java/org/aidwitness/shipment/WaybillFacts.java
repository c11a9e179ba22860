package org.aidwitness.shipment;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What other rooms ask of a waybill: who has a stake in it, and where it leads. */
public record WaybillFacts(
        UUID id,
        UUID programme,
        String number,
        UUID consignor,
        UUID consignee,
        @Nullable UUID carrier,
        UUID destination,
        String destinationName,
        @Nullable UUID authority,
        @Nullable UUID contribution,
        @Nullable Instant plannedArrival) {

    /** Everybody with a stake in this leg. */
    public Set<UUID> parties() {
        return Stream.of(consignor, consignee, carrier, authority)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }
}
