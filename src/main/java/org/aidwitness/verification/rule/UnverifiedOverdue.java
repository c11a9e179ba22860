package org.aidwitness.verification.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.aidwitness.verification.rule.Deadlines.Visiting;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;

/** F01: the time to go and look has passed, and nobody independent has seen the goods. */
record UnverifiedOverdue() implements Rule {

    private static final About ABOUT = new About(
            "F01",
            "UNVERIFIED_OVERDUE",
            1,
            "Has somebody independent seen these goods in time?",
            "docs/domain.md, sections 4 and 7",
            "HIGH from the first limit, CRITICAL from the second",
            "arrivalGraceHours",
            "awaitingDays",
            "independenceDepth",
            "overdueDays");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        return unseen(delivery)
                .filter(visiting -> !delivery.now().isBefore(visiting.firstLimit()))
                .map(visiting -> finding(delivery, visiting));
    }

    @Override
    public List<Instant> turns(DeliveryCase delivery) {
        return unseen(delivery)
                .map(visiting -> List.of(visiting.firstLimit(), visiting.secondLimit()))
                .orElse(List.of());
    }

    /** Only the last leg must be visited: there the goods are handed to people. */
    private static Optional<Visiting> unseen(DeliveryCase delivery) {
        if (!delivery.finalLeg() || Visits.any(delivery)) {
            return Optional.empty();
        }
        LogisticsState state = LogisticsState.of(delivery, false, false);
        return state.arrived() || state.underWay() ? Deadlines.visiting(delivery) : Optional.empty();
    }

    private Finding finding(DeliveryCase delivery, Visiting visiting) {
        boolean second = !delivery.now().isBefore(visiting.secondLimit());
        Facts facts = new Facts()
                .with("countedFrom", visiting.basis())
                .with("startedAt", visiting.start())
                .with(
                        "limitDays",
                        second
                                ? delivery.policy().overdueDays()
                                : delivery.policy().awaitingDays())
                .with("dueAt", second ? visiting.secondLimit() : visiting.firstLimit());
        DeclarationKind basis =
                visiting.basis() == Deadlines.Basis.RECEIPT ? DeclarationKind.RECEIVED : DeclarationKind.DISPATCHED;
        List<UUID> statements =
                delivery.declared(basis).stream().map(Declaration::id).toList();
        return Finding.of(this, second ? Severity.CRITICAL : Severity.HIGH, facts, statements);
    }
}
