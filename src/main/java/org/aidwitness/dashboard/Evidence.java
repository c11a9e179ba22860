package org.aidwitness.dashboard;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.verification.rule.Assurance.Ground;
import org.jspecify.annotations.Nullable;

/**
 * Everything public about one delivery, as it was stated. What is private never gets here: no coordinates (only the
 * distance to the registered place), no free text that nobody reviewed, no person's name.
 *
 * @param ground why the delivery is in its state; null where it was judged before that was kept
 * @param visitUntil when the time for a visit ends, where that is why
 */
record Evidence(
        DeliveryRow delivery,
        Waybill waybill,
        List<Line> lines,
        List<Declaration> declarations,
        List<Attestation> attestations,
        List<Review> reviews,
        List<Clearance> clearances,
        List<Flag> flags,
        List<Json.Condition> conditions,
        @Nullable Ground ground,
        @Nullable Instant visitUntil,
        List<Leg> route) {

    record Waybill(
            UUID id,
            UUID programmeId,
            String number,
            @Nullable String mode,
            @Nullable String vehicle,
            String[] seals,
            @Nullable Instant plannedDeparture,
            @Nullable Instant plannedArrival,
            Instant acceptedAt,
            int leg,
            String consignment,
            String fromPlace,
            @Nullable String carrier,
            @Nullable String contribution,
            @Nullable String donor) {}

    /** @param weightElsewhere its weight stands on another line */
    record Line(
            String key,
            String commodity,
            @Nullable String description,
            @Nullable String lot,
            @Nullable LocalDate bestBefore,
            @Nullable Long packages,
            @Nullable String unit,
            @Nullable BigDecimal kgPerPackage,
            @Nullable BigDecimal netKg,
            boolean weightElsewhere,
            @Nullable BigDecimal valueUsd,
            Map<String, String> attributes) {}

    record Declaration(
            UUID id,
            String kind,
            String organisation,
            Instant happenedAt,
            String precision,
            Instant acceptedAt,
            @Nullable String place,
            String[] seals,
            @Nullable String receipt,
            @Nullable Integer people,
            boolean note,
            @Nullable String corrects,
            boolean corrected,
            @Nullable String clearance,
            boolean imported,
            byte[] fingerprint,
            @Nullable Long goodPackages,
            @Nullable BigDecimal goodKg,
            @Nullable Long damagedPackages,
            @Nullable BigDecimal damagedKg,
            @Nullable Long missingPackages,
            @Nullable BigDecimal missingKg,
            @Nullable Long surplusPackages,
            @Nullable String reasons) {}

    /** @param metresAway from the registered place; null where either position is unknown */
    record Attestation(
            UUID id,
            String organisation,
            String monitor,
            String method,
            String verdict,
            @Nullable Integer noticeHours,
            @Nullable Boolean escorted,
            @Nullable Integer privateInterviews,
            Instant happenedAt,
            Instant acceptedAt,
            boolean independent,
            @Nullable String independencePath,
            boolean note,
            @Nullable String corrects,
            boolean corrected,
            boolean imported,
            byte[] fingerprint,
            String place,
            @Nullable Long metresAway,
            @Nullable Long packages,
            @Nullable BigDecimal kg,
            long evidenceFiles) {

        boolean saw() {
            return verdict.equals("CONFIRMED") || verdict.equals("DISCREPANT");
        }
    }

    record Review(UUID attestation, boolean accepted, Instant at) {}

    record Clearance(UUID id, String outcome, int policyVersion, Instant at, List<AccessTable.Reason> reasons) {}

    record Flag(
            String rule,
            int version,
            String severity,
            int policyVersion,
            String state,
            Instant at,
            Map<String, String> facts) {

        boolean open() {
            return state.equals("OPEN") || state.equals("ACKNOWLEDGED") || state.equals("IN_REVIEW");
        }
    }

    /** One stretch of the same consignment's route. */
    record Leg(UUID id, int ordinal, String number, String fromPlace, String toPlace) {}

    /** The declarations of one kind that nobody corrected. */
    List<Declaration> standing(String kind) {
        return declarations.stream()
                .filter(it -> it.kind().equals(kind) && !it.corrected())
                .toList();
    }

    /** Whether the last second look at this attestation accepted it. */
    boolean accepted(Attestation attestation) {
        return reviews.stream()
                .filter(review -> review.attestation().equals(attestation.id()))
                .reduce((earlier, later) -> later)
                .map(Review::accepted)
                .orElse(false);
    }

    /** Independent and accepted: what counts. Latest last. */
    List<Attestation> counting() {
        return attestations.stream()
                .filter(it -> it.independent() && !it.corrected() && accepted(it))
                .toList();
    }
}
