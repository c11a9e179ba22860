package org.aidwitness.verification.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.Trace.Stop;

/**
 * F19: a monitor's position may not be one. By itself this is a hint, for cheap devices and thick walls do the same; it
 * weighs once the count or the pictures do not hold either. Where the device says nothing, nothing is held against it.
 */
record GpsSuspect() implements Rule {

    private static final About ABOUT = new About(
                    "F19",
                    "GPS_SUSPECT",
                    2,
                    "Does each position look like one that a device has measured?",
                    "docs/domain.md, section 7",
                    "LOW, or HIGH together with F11 or F20",
                    "attestedCriticalBp",
                    "attestedHighBp",
                    "attestedMediumBp",
                    "independenceDepth",
                    "visit.accuracyMetres",
                    "visit.hashBits",
                    "visit.pictureMinutes",
                    "visit.sameSpotVisits")
            .fixed("spotDecimals", Trace.SPOT_DECIMALS);

    private static final ReceiptVersusAttestation COUNT = new ReceiptVersusAttestation();
    private static final EvidenceReuse PICTURES = new EvidenceReuse();

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        Set<String> signs = new TreeSet<>();
        Set<UUID> statements = new TreeSet<>();
        for (Attestation visit : delivery.heard()) {
            if (visit.point() != null) {
                Set<String> own = signs(visit, delivery, statements);
                if (!own.isEmpty()) {
                    signs.addAll(own);
                    statements.add(visit.id());
                }
            }
        }
        if (signs.isEmpty()) {
            return Optional.empty();
        }
        boolean more = COUNT.judge(delivery).isPresent()
                || PICTURES.judge(delivery)
                        .filter(found -> found.severity().atLeast(Severity.HIGH))
                        .isPresent();
        Facts facts = new Facts()
                .with("signs", String.join(" ", signs))
                .with("accuracyLimitMetres", delivery.policy().visit().accuracyMetres())
                .with("sameSpotLimitVisits", delivery.policy().visit().sameSpotVisits());
        return Optional.of(Finding.of(this, more ? Severity.HIGH : Severity.LOW, facts, statements));
    }

    @Override
    public List<Instant> turns(DeliveryCase delivery) {
        return delivery.attestations().stream()
                .flatMap(it -> it.trace().sameSpot().stream())
                .map(Stop::at)
                .toList();
    }

    private static Set<String> signs(Attestation visit, DeliveryCase delivery, Set<UUID> statements) {
        Set<String> signs = new TreeSet<>();
        if (Boolean.TRUE.equals(visit.trace().mockLocation())) {
            signs.add("MOCK_LOCATION");
        }
        Double accuracy = visit.accuracyMetres();
        if (accuracy != null && accuracy == 0) {
            signs.add("TOO_EXACT");
        }
        if (accuracy != null && accuracy > delivery.policy().visit().accuracyMetres()) {
            signs.add("TOO_INEXACT");
        }
        List<Stop> others = visit.trace().sameSpot().stream()
                .filter(it -> !it.at().isAfter(delivery.now()))
                .toList();
        if (visits(visit, others, delivery) >= delivery.policy().visit().sameSpotVisits()) {
            signs.add("SAME_SPOT");
            others.forEach(it -> statements.add(it.attestation()));
        }
        return signs;
    }

    /** On one day several deliveries may be seen from one spot, and one delivery may be seen on several days. */
    private static int visits(Attestation visit, List<Stop> others, DeliveryCase delivery) {
        Set<LocalDate> days = new HashSet<>(Set.of(Trace.day(visit.happenedAt())));
        Set<UUID> deliveries = new HashSet<>(Set.of(delivery.waybill()));
        others.forEach(it -> {
            days.add(Trace.day(it.at()));
            deliveries.add(it.waybill());
        });
        return Math.min(days.size(), deliveries.size());
    }
}
