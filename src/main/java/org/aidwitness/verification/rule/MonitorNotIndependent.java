package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.where;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;

/** F25: who looked turned out to belong to a party. What rested on it is open again. */
record MonitorNotIndependent() implements Rule {

    private static final About ABOUT = new About(
            "F25",
            "MONITOR_NOT_INDEPENDENT",
            1,
            "Is everybody who counted as independent when they looked still known to be?",
            "docs/domain.md, sections 3 and 7",
            "CRITICAL",
            "independenceDepth");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        List<Attestation> tied = where(delivery.heard(), Attestation::tieFoundLater);
        if (tied.isEmpty()) {
            return Optional.empty();
        }
        String paths = tied.stream().map(Attestation::path).distinct().sorted().collect(Collectors.joining("; "));
        return Optional.of(Finding.of(
                this,
                Severity.CRITICAL,
                new Facts().with("path", paths),
                tied.stream().map(Attestation::id).toList()));
    }
}
