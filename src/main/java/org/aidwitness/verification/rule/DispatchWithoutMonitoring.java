package org.aidwitness.verification.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;

/** F02: the goods left though nobody was sure to be able to see them arrive. */
record DispatchWithoutMonitoring() implements Rule {

    private static final About ABOUT = new About(
            "F02",
            "DISPATCH_WITHOUT_MONITORING",
            1,
            "Did the goods leave under a clearance that promises a visit?",
            "docs/domain.md, sections 5 and 7",
            "CRITICAL");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        List<Declaration> bad = delivery.declared(DeclarationKind.DISPATCHED).stream()
                .filter(dispatch -> !promisesVisit(dispatch))
                .toList();
        if (bad.isEmpty()) {
            return Optional.empty();
        }
        String outcomes = bad.stream()
                .map(dispatch -> dispatch.clearance() == null
                        ? "NONE"
                        : dispatch.clearance().name())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
        return Optional.of(Finding.of(
                this,
                Severity.CRITICAL,
                new Facts().with("clearance", outcomes),
                bad.stream().map(Declaration::id).toList()));
    }

    private static boolean promisesVisit(Declaration dispatch) {
        ClearanceOutcome clearance = dispatch.clearance();
        if (clearance == null) {
            return false;
        }
        return switch (clearance) {
            case PASS, PASS_WITH_CONDITIONS, EXEMPT -> true;
            // Only history may predate the gate; a live dispatch that says so went around it.
            case PREDATES_GATE -> dispatch.history();
            case HOLD, OVERRIDE -> false;
        };
    }
}
