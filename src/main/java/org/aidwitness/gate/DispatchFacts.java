package org.aidwitness.gate;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aidwitness.kernel.Policy;
import org.aidwitness.registry.CommodityEntry;
import org.jspecify.annotations.Nullable;

/**
 * What the gate decides on. Stored with the decision, so that anybody can ask again and get the same answer.
 *
 * @param destination where the goods are to arrive
 * @param authority who controls the destination, where that is known
 * @param commodityClasses of all lines, by the names of the registry
 * @param plannedArrival when, where it is planned
 * @param asOf the instant of the decision
 */
public record DispatchFacts(
        UUID waybill,
        UUID programme,
        String number,
        UUID destination,
        String destinationName,
        UUID consignor,
        UUID consignee,
        @Nullable UUID carrier,
        @Nullable UUID authority,
        SortedSet<String> commodityClasses,
        @Nullable Instant plannedArrival,
        Policy policy,
        Instant asOf) {

    public DispatchFacts {
        commodityClasses = new TreeSet<>(commodityClasses);
    }

    /** Everybody with a stake in this leg. */
    public Set<UUID> parties() {
        return Stream.of(consignor, consignee, carrier, authority)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All that it carries is therapeutic or medical; one bag of rice among it, and it is not. */
    boolean isExempt() {
        return !commodityClasses.isEmpty()
                && commodityClasses.stream()
                        .map(CommodityEntry.Class::valueOf)
                        .allMatch(CommodityEntry.Class::mayLeaveUnseen);
    }
}
