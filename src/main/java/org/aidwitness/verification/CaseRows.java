package org.aidwitness.verification;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the queries of {@link CaseFile} answer, column by column. */
final class CaseRows {

    private CaseRows() {}

    record WaybillRow(
            UUID waybill,
            UUID programme,
            String number,
            Boolean finalLeg,
            Boolean firstLeg,
            @Nullable Instant plannedDeparture,
            @Nullable Instant plannedArrival,
            UUID consignor,
            UUID consignee,
            Instant acceptedAt,
            UUID fromSite,
            @Nullable Double fromLatitude,
            @Nullable Double fromLongitude,
            Integer fromRadiusM,
            UUID toSite,
            @Nullable Double toLatitude,
            @Nullable Double toLongitude,
            Integer toRadiusM,
            @Nullable Integer toCatchment,
            @Nullable String toArea,
            @Nullable String lastClearance,
            @Nullable UUID contribution,
            @Nullable UUID carrier,
            @Nullable UUID authority,
            @Nullable String mode,
            String[] seals,
            Boolean toPeople) {

        /** Everybody with a stake in this leg. */
        List<UUID> parties() {
            Set<UUID> parties = new LinkedHashSet<>(List.of(consignor));
            parties.add(consignee);
            parties.add(carrier);
            parties.add(authority);
            parties.remove(null);
            return List.copyOf(parties);
        }

        boolean flown() {
            return "AIR".equals(mode) || "AIR_CHARTER".equals(mode);
        }

        /** Whose policy holds: the contribution's, or else the programme's. */
        UUID agreement() {
            return contribution == null ? programme : contribution;
        }
    }

    record LineRow(
            UUID waybill,
            UUID line,
            @Nullable Long packages,
            @Nullable BigDecimal netKg,
            Boolean kgIncluded,
            @Nullable BigDecimal valueUsd,
            @Nullable UUID lot,
            @Nullable BigDecimal kgPerPackage,
            @Nullable LocalDate bestBefore) {}

    /** One declaration with one of its lines; a declaration without lines stands alone. */
    record DeclarationRow(
            UUID waybill,
            UUID id,
            String kind,
            UUID organisation,
            String signedBy,
            @Nullable String device,
            @Nullable UUID site,
            Instant happenedAt,
            String precision,
            @Nullable Instant notedAt,
            @Nullable Instant deviceAt,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable Integer accuracyM,
            String[] seals,
            @Nullable String receipt,
            Instant acceptedAt,
            Boolean history,
            @Nullable String clearance,
            @Nullable UUID line,
            @Nullable Long goodPackages,
            @Nullable BigDecimal goodKg,
            @Nullable Long damagedPackages,
            @Nullable BigDecimal damagedKg,
            @Nullable Long missingPackages,
            @Nullable BigDecimal missingKg,
            @Nullable Long surplusPackages,
            @Nullable BigDecimal surplusKg,
            @Nullable String reason,
            Instant toldAt) {}

    record AttestationRow(
            UUID waybill,
            UUID id,
            UUID organisation,
            Boolean independent,
            @Nullable String path,
            String monitor,
            String method,
            String verdict,
            @Nullable Integer noticeHours,
            @Nullable Boolean escorted,
            @Nullable Integer privateInterviews,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable Integer accuracyM,
            Instant happenedAt,
            @Nullable Instant deviceAt,
            Instant acceptedAt,
            Boolean imported,
            @Nullable Boolean accepted,
            @Nullable String reviewer,
            @Nullable BigDecimal packages,
            @Nullable BigDecimal kg,
            Boolean weighed,
            @Nullable UUID visit,
            @Nullable Boolean mockLocation,
            Instant toldAt,
            String @Nullable [] languages) {

        /** Told by the monitor, not by a file, and not rejected. */
        boolean counts() {
            return !imported && (accepted == null || accepted);
        }
    }

    record RefusalRow(UUID site, Instant happenedAt) {}

    /** @param kind COMMITMENT or VISIT */
    record PromiseRow(
            UUID waybill,
            UUID id,
            String kind,
            UUID organisation,
            String state,
            Instant windowFrom,
            Instant windowTo,
            Instant armedAt,
            @Nullable Instant endedAt,
            Boolean leftAlone) {}

    record OverrideRow(UUID waybill, UUID dispatch, Instant expiresAt, Long ordinal, Integer most) {}

    record BalanceRow(UUID lotId, UUID custodian, String lot, BigDecimal balanceKg) {}

    record RelationRow(
            UUID from,
            UUID to,
            String fromName,
            String toName,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            String kind) {}

    /**
     * A flag that is open or was settled by a person.
     *
     * @param facts the frozen inputs at its last step, as JSON
     * @param ordinal of its last step
     * @param highSince when it first was of severity high or above; null where it never was
     * @param criticalSince when it first was critical; likewise
     */
    record FlagRow(
            UUID waybill,
            UUID id,
            String rule,
            Integer ruleVersion,
            String severity,
            String state,
            Instant raisedAt,
            String facts,
            Integer ordinal,
            @Nullable Instant highSince,
            @Nullable Instant criticalSince)
            implements StoredFlag {}
}
