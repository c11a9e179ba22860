package org.aidwitness.verification.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.aidwitness.kernel.Policy;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.jspecify.annotations.Nullable;

/** When the policy's patience ends. Each limit is the first instant at which it has passed. */
final class Deadlines {

    /** Which event the days are counted from. */
    enum Basis {
        RECEIPT,
        PLANNED_ARRIVAL,
        DISPATCH
    }

    /**
     * The time for a visit.
     *
     * @param start day 1 begins here
     * @param firstLimit the days of waiting have passed
     * @param secondLimit no visit can be accepted any more
     */
    record Visiting(Basis basis, Instant start, Instant firstLimit, Instant secondLimit) {}

    private Deadlines() {}

    /**
     * Counted from the first receipt, for a later one must not buy time; without a receipt from the planned arrival and
     * its grace; without a plan from the dispatch, for a missing plan must not hide a delivery.
     */
    static Optional<Visiting> visiting(DeliveryCase delivery) {
        Optional<Instant> received = firstReceipt(delivery).map(Declaration::latestAt);
        if (received.isPresent()) {
            return Optional.of(visiting(Basis.RECEIPT, received.get(), delivery.policy()));
        }
        Duration grace = Duration.ofHours(delivery.policy().arrivalGraceHours());
        Instant planned = delivery.plannedArrival();
        if (planned != null) {
            return Optional.of(visiting(Basis.PLANNED_ARRIVAL, planned.plus(grace), delivery.policy()));
        }
        return delivery.declared(DeclarationKind.DISPATCHED).stream()
                .map(Declaration::latestAt)
                .min(Comparator.naturalOrder())
                .map(dispatched -> visiting(Basis.DISPATCH, dispatched.plus(grace), delivery.policy()));
    }

    static Optional<Declaration> firstReceipt(DeliveryCase delivery) {
        Declaration first = null;
        for (Declaration receipt : delivery.receipts()) {
            if (first == null || receipt.latestAt().isBefore(first.latestAt())) {
                first = receipt;
            }
        }
        return Optional.ofNullable(first);
    }

    /** When a delivery under way is late: so many graces after its planned arrival; null without a plan. */
    static @Nullable Instant late(DeliveryCase delivery, int graces) {
        Instant planned = delivery.plannedArrival();
        return planned == null
                ? null
                : planned.plus(transitGrace(delivery, planned).multipliedBy(graces));
    }

    /** When what a partial receipt left open should have followed; null without a receipt. */
    static @Nullable Instant restDue(DeliveryCase delivery) {
        Duration grace = Duration.ofHours(delivery.policy().arrivalGraceHours());
        Instant due = null;
        for (Declaration receipt : delivery.receipts()) {
            Instant patience = receipt.latestAt().plus(grace);
            due = due == null || patience.isAfter(due) ? patience : due;
        }
        Instant late = late(delivery, 1);
        return due == null || late == null || due.isAfter(late) ? due : late;
    }

    private static Visiting visiting(Basis basis, Instant start, Policy policy) {
        return new Visiting(
                basis,
                start,
                start.plus(Duration.ofDays(policy.awaitingDays())),
                start.plus(Duration.ofDays(policy.overdueDays())));
    }

    private static Duration transitGrace(DeliveryCase delivery, Instant plannedArrival) {
        Duration least = Duration.ofHours(delivery.policy().transitGraceHours());
        Instant departure = delivery.plannedDeparture();
        if (departure == null) {
            return least;
        }
        Duration share = Duration.between(departure, plannedArrival)
                .multipliedBy(delivery.policy().transitGracePercent())
                .dividedBy(100);
        return share.compareTo(least) > 0 ? share : least;
    }
}
