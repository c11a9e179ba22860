package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.where;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;

/** F26: the same monitor comes to the same site again and again, and nobody else does. */
record MonitorRoutine() implements Rule {

    private static final About ABOUT = new About(
            "F26",
            "MONITOR_ROUTINE",
            1,
            "Do different monitors come to the site?",
            "docs/domain.md, section 7",
            "LOW, or MEDIUM from twice as many visits in a row on",
            "visit.routineVisits");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        int limit = delivery.policy().visit().routineVisits();
        List<Attestation> routine =
                where(Visits.made(delivery), visit -> visit.trace().inARow() > limit);
        return routine.stream()
                .map(visit -> Math.min(visit.trace().inARow(), 2 * limit))
                .max(Comparator.naturalOrder())
                .map(row -> Finding.of(
                        this,
                        row >= 2 * limit ? Severity.MEDIUM : Severity.LOW,
                        new Facts().with("visitsInARow", row).with("limitVisits", limit),
                        routine.stream().map(Attestation::id).toList()));
    }
}
