package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.where;

import java.util.List;
import java.util.Optional;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;

/**
 * F06: where food is handed to people, a monitor never left the escort's side and talked to nobody alone. Only what is
 * stated counts: who does not say whether they were escorted, or how many they talked to, raises nothing.
 */
record EscortedWithoutInterview() implements Rule {

    private static final About ABOUT = new About(
            "F06",
            "ESCORTED_OR_NO_PRIVATE_INTERVIEW",
            1,
            "Could a monitor who was escorted talk to somebody in private?",
            "docs/domain.md, section 7",
            "MEDIUM");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        List<Attestation> escorted = where(Visits.made(delivery), EscortedWithoutInterview::neverAlone);
        if (!delivery.finalLeg() || escorted.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                this,
                Severity.MEDIUM,
                new Facts().with("escortedVisits", escorted.size()),
                escorted.stream().map(Attestation::id).toList()));
    }

    private static boolean neverAlone(Attestation visit) {
        Boolean escorted = visit.trace().escorted();
        Integer interviews = visit.trace().privateInterviews();
        return escorted != null && escorted && interviews != null && interviews == 0;
    }
}
