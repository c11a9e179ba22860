package org.aidwitness.verification.rule;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.kernel.Policy;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.jspecify.annotations.Nullable;

/** F11: the consignee and the monitor do not agree on how much there is. */
record ReceiptVersusAttestation() implements Rule {

    static final String ID = "F11";

    private static final About ABOUT = new About(
            ID,
            "RECEIPT_VS_ATTESTATION",
            1,
            "Did the monitor find what the consignee says was received?",
            "docs/domain.md, section 7",
            "MEDIUM, HIGH, CRITICAL by the share of the difference; the worst attestation counts",
            "attestedCriticalBp",
            "attestedHighBp",
            "attestedMediumBp",
            "independenceDepth");

    /** One attestation set against the receipts; {@code severity} is INFO within tolerance. */
    record Comparison(Attestation attestation, Measure measure, long observed, long received, Severity severity) {}

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        Comparison worst = null;
        for (Attestation attestation : delivery.heard()) {
            Comparison comparison = attestation.independent() && attestation.saw()
                    ? compare(attestation, delivery).orElse(null)
                    : null;
            if (comparison != null && (worst == null || comparison.severity.compareTo(worst.severity) > 0)) {
                worst = comparison;
            }
        }
        return worst == null || worst.severity == Severity.INFO
                ? Optional.empty()
                : Optional.of(finding(delivery, worst));
    }

    /** By weight if both know it, else by packages if both know those, else empty. */
    static Optional<Comparison> compare(Attestation attestation, DeliveryCase delivery) {
        for (Measure measure : Measure.values()) {
            Long observed = observed(attestation, measure);
            OptionalLong received = Tally.good(delivery, measure);
            if (observed != null && received.isPresent()) {
                long good = received.getAsLong();
                Severity severity = severity(Math.abs(observed - good), good, delivery.policy());
                return Optional.of(new Comparison(attestation, measure, observed, good, severity));
            }
        }
        return Optional.empty();
    }

    private static @Nullable Long observed(Attestation attestation, Measure measure) {
        Kilograms weight = attestation.observedKg();
        return switch (measure) {
            case GRAMS -> weight == null ? null : Long.valueOf(weight.grams());
            case PACKAGES -> attestation.observedPackages();
        };
    }

    private static Severity severity(long difference, long received, Policy policy) {
        if (Share.above(difference, received, policy.attestedCriticalBp())) {
            return Severity.CRITICAL;
        }
        if (Share.above(difference, received, policy.attestedHighBp())) {
            return Severity.HIGH;
        }
        return Share.above(difference, received, policy.attestedMediumBp()) ? Severity.MEDIUM : Severity.INFO;
    }

    private Finding finding(DeliveryCase delivery, Comparison worst) {
        Facts facts = new Facts()
                .with("received", worst.measure, worst.received)
                .with("observed", worst.measure, worst.observed)
                .with("review", worst.attestation.review())
                .with("mediumLimitBp", delivery.policy().attestedMediumBp())
                .with("highLimitBp", delivery.policy().attestedHighBp())
                .with("criticalLimitBp", delivery.policy().attestedCriticalBp());
        List<UUID> statements = Stream.concat(
                        Stream.of(worst.attestation.id()),
                        delivery.receipts().stream().map(Declaration::id))
                .toList();
        return Finding.of(this, worst.severity, facts, statements);
    }
}
