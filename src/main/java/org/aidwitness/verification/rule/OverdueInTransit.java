package org.aidwitness.verification.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;

/** F22: the goods should long have arrived, and nobody says where they are. */
record OverdueInTransit() implements Rule {

    /** So many graces after the planned arrival it is of severity high. */
    private static final int HIGH_GRACES = 2;

    private static final About ABOUT = new About(
                    "F22",
                    "OVERDUE_IN_TRANSIT",
                    1,
                    "Has the delivery been on the way for too long?",
                    "docs/domain.md, section 7",
                    "MEDIUM after the grace, HIGH after twice the grace",
                    "transitGraceHours",
                    "transitGracePercent")
            .fixed("highGraces", HIGH_GRACES);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        if (!underWay(delivery)) {
            return Optional.empty();
        }
        Instant first = Deadlines.late(delivery, 1);
        Instant second = Deadlines.late(delivery, HIGH_GRACES);
        if (first == null || second == null || delivery.now().isBefore(first)) {
            return Optional.empty();
        }
        boolean twice = !delivery.now().isBefore(second);
        Facts facts = new Facts()
                .with("plannedArrivalAt", delivery.plannedArrival())
                .with("dueAt", twice ? second : first)
                .with("graceHours", delivery.policy().transitGraceHours())
                .with("gracePercent", delivery.policy().transitGracePercent());
        return Optional.of(Finding.of(
                this,
                twice ? Severity.HIGH : Severity.MEDIUM,
                facts,
                delivery.declared(DeclarationKind.DISPATCHED).stream()
                        .map(Declaration::id)
                        .toList()));
    }

    @Override
    public List<Instant> turns(DeliveryCase delivery) {
        return underWay(delivery)
                ? Stream.of(1, HIGH_GRACES)
                        .flatMap(graces -> Stream.ofNullable(Deadlines.late(delivery, graces)))
                        .toList()
                : List.of();
    }

    /** A dispatch of which only the latest possible time is known says nothing about how long the goods are under way. */
    private static boolean underWay(DeliveryCase delivery) {
        // Most deliveries have come: that is asked first, for it costs nothing.
        return delivery.receipts().isEmpty()
                && LogisticsState.of(delivery, false, false).underWay()
                && delivery.declared(DeclarationKind.DISPATCHED).stream()
                        .anyMatch(dispatch -> dispatch.precision() != TimePrecision.NOT_AFTER);
    }
}
