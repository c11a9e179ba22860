package org.aidwitness.verification;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.verification.World.Parcel;
import org.aidwitness.verification.World.Stage;
import org.jspecify.annotations.Nullable;

/** Puts statements into the database with all that may be said in them, and with the time at which they were accepted. */
record Writing(Sql sql, Stage stage) {

    private static final Set<String> NAME_A_PLACE = Set.of("DISTRIBUTED", "PASSED_CHECKPOINT", "REROUTED");
    private static final byte[] DIGEST = new byte[32];

    /**
     * @param handedOutTo null where it does not say
     * @param goodKg of the one line; null is unknown
     * @param listed whether it speaks of the line at all
     */
    record Words(
            String kind,
            Instant at,
            String precision,
            Instant accepted,
            @Nullable String receipt,
            @Nullable Integer handedOutTo,
            boolean listed,
            @Nullable BigDecimal goodKg,
            @Nullable BigDecimal missingKg,
            @Nullable String reason) {

        private boolean ofConsignor() {
            return kind.equals("DISPATCHED") || kind.equals("CANCELLED");
        }
    }

    void declaration(UUID id, Parcel parcel, Words words, @Nullable UUID clearance, @Nullable UUID corrected) {
        String signedBy = words.ofConsignor() ? "amina" : "bashir";
        sql.insert(
                "shipment_declaration (id, waybill_id, kind, organisation_id, signed_by, site_id, happened_at, "
                        + "happened_precision, seals, receipt, people, ration_g_per_day, ration_days, supersedes, "
                        + "supersedes_reason, clearance_id, content_sha256, accepted_at, accepted_by)",
                id,
                parcel.waybill(),
                words.kind,
                words.ofConsignor() ? stage.consignor() : stage.consignee(),
                signedBy,
                NAME_A_PLACE.contains(words.kind) ? parcel.stage().village() : null,
                words.at,
                words.precision,
                new String[0],
                words.receipt,
                words.handedOutTo,
                words.handedOutTo == null ? null : 500,
                words.handedOutTo == null ? null : 25,
                corrected,
                corrected == null ? null : "a slip of the pen",
                clearance,
                DIGEST,
                words.accepted,
                signedBy);
        if (words.listed) {
            sql.insert(
                    "shipment_declaration_line (declaration_id, line_id, good_kg, missing_kg, reason)",
                    id,
                    parcel.line(),
                    words.goodKg,
                    words.missingKg,
                    words.reason);
        }
    }

    /** @param kg null where nothing was counted */
    record Look(
            String monitor,
            String verdict,
            int noticeHours,
            @Nullable Boolean escorted,
            double latitude,
            boolean independent,
            Instant at,
            Instant accepted,
            @Nullable Long kg) {}

    void attestation(UUID id, Parcel parcel, Look look) {
        sql.insert(
                "monitoring_attestation (id, waybill_id, site_id, organisation_id, monitor, method, verdict, "
                        + "notice_hours, escorted, private_interviews, latitude, longitude, accuracy_m, happened_at, "
                        + "independent, independence_path, content_sha256, accepted_at, accepted_by)",
                id,
                parcel.waybill(),
                parcel.stage().village(),
                stage.witness(),
                look.monitor,
                "COUNT",
                look.verdict,
                look.noticeHours,
                look.escorted,
                3,
                look.latitude,
                20.0,
                10,
                look.at,
                look.independent,
                look.independent ? null : "contracts",
                DIGEST,
                look.accepted,
                look.monitor);
        if (look.kg != null) {
            sql.insert(
                    "monitoring_observation (attestation_id, line_id, packages, kg)",
                    id,
                    parcel.line(),
                    100L,
                    BigDecimal.valueOf(look.kg));
        }
    }

    void review(UUID id, UUID attestation, boolean accepted, Instant at) {
        sql.insert(
                "monitoring_review (id, attestation_id, accepted, reason, reviewer, reviewed_at, content_sha256)",
                id,
                attestation,
                accepted,
                "photos agree",
                "stork",
                at,
                DIGEST);
    }

    void relation(UUID id, Instant at) {
        sql.insert(
                "registry_relation (id, from_organisation_id, to_organisation_id, kind, valid_from, source, entered_at)",
                id,
                stage.consignor(),
                stage.witness(),
                "CONTRACTS",
                Date.valueOf("2020-01-01"),
                "register of companies",
                at);
    }

    void policy(UUID id, String settings, Instant at) {
        sql.insert(
                "registry_policy (id, programme_id, version, settings, reason, made_by, made_at)",
                id,
                stage.programme(),
                1,
                new Sql.Json(settings),
                "as agreed",
                "keeper",
                at);
    }

    /** A second line of which nobody knows the weight. */
    void unweighedLine(Parcel parcel) {
        sql.insert(
                "shipment_line (id, waybill_id, key, commodity_id, packages, package_unit, content_sha256)",
                World.id(),
                parcel.waybill(),
                "2",
                stage.commodity(),
                40L,
                "bag",
                DIGEST);
    }

    /** The same parties send to a place in another area, too. */
    Stage elsewhere() {
        Stage other = new Stage(
                stage.programme(),
                stage.code(),
                stage.consignor(),
                stage.consignee(),
                stage.witness(),
                stage.warehouse(),
                World.id(),
                stage.commodity(),
                World.id(),
                World.id());
        sql.insert(
                "registry_site (id, code, name, kind, area, latitude, longitude, radius_m, catchment, created_at)",
                other.village(),
                other.village().toString(),
                "Place",
                "FDP",
                "Lower valley",
                11.4,
                20.0,
                500,
                1_000,
                World.START);
        sql.insert(
                "shipment_consignment (id, programme_id, code, content_sha256, accepted_at, accepted_by)",
                other.consignment(),
                other.programme(),
                "C-2",
                DIGEST,
                World.START,
                "amina");
        sql.insert(
                "shipment_leg (id, consignment_id, ordinal, from_site_id, to_site_id, final, checkpoint_ids)",
                other.leg(),
                other.consignment(),
                1,
                other.warehouse(),
                other.village(),
                true,
                new UUID[0]);
        return other;
    }
}
