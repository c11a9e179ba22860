package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.where;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;

/** F04: a monitor was turned away; at the same place again and again is worse. */
record AccessDenied() implements Rule {

    private static final About ABOUT = new About(
            "F04",
            "ACCESS_DENIED",
            1,
            "Was a monitor of this delivery turned away?",
            "docs/domain.md, section 7",
            "HIGH, or CRITICAL when the place has refused repeatedly within the window",
            "accessRefusals",
            "accessWindowDays");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        List<Attestation> own = where(delivery.heard(), attestation -> attestation.verdict() == Verdict.ACCESS_DENIED);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        // Counted back from this delivery's latest refusal, not from now: the past does not get better by waiting.
        Instant last = own.get(own.size() - 1).happenedAt();
        Instant windowStart = last.minus(Duration.ofDays(delivery.policy().accessWindowDays()));
        TreeSet<Instant> refusals = new TreeSet<>(delivery.refusals());
        own.forEach(attestation -> refusals.add(attestation.happenedAt()));
        int count = refusals.subSet(windowStart, false, last, true).size();
        Facts facts = new Facts()
                .with("refusals", count)
                .with("limitRefusals", delivery.policy().accessRefusals())
                .with("windowDays", delivery.policy().accessWindowDays())
                .with("lastRefusedAt", last);
        Severity severity = count >= delivery.policy().accessRefusals() ? Severity.CRITICAL : Severity.HIGH;
        return Optional.of(Finding.of(
                this, severity, facts, own.stream().map(Attestation::id).toList()));
    }
}
