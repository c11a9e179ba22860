package org.aidwitness.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.aidwitness.dashboard.Rows.Json;
import org.jspecify.annotations.Nullable;

/** One small programme; its deliveries are told one by one. */
final class Village extends Ground {

    Village(DataSource database, String code, String name, String place, boolean demonstration) {
        super(database, code, name, place, demonstration);
    }

    /** A waybill, alone on its consignment's only leg; nothing has been said about it yet. */
    UUID waybill(String number, String site, @Nullable BigDecimal kg) {
        return waybill(number, site, kg, false);
    }

    private UUID waybill(String number, String site, @Nullable BigDecimal kg, boolean history) {
        UUID consignment = uuid("consignment/" + number);
        rows.insert(
                "shipment_consignment",
                "id",
                consignment,
                "programme_id",
                id,
                "contribution_id",
                contribution,
                "code",
                "C-" + number,
                "content_sha256",
                Rows.hash(number),
                "accepted_at",
                NOW,
                "accepted_by",
                "test");
        return leg(consignment, number, 1, true, port, uuid("site/" + site), kg, history);
    }

    UUID leg(UUID consignment, String number, int ordinal, boolean last, UUID from, UUID to, @Nullable BigDecimal kg) {
        return leg(consignment, number, ordinal, last, from, to, kg, false);
    }

    private UUID leg(
            UUID consignment,
            String number,
            int ordinal,
            boolean last,
            UUID from,
            UUID to,
            @Nullable BigDecimal kg,
            boolean history) {
        UUID leg = uuid("leg/" + number);
        UUID waybill = uuid("waybill/" + number);
        rows.insert(
                "shipment_leg",
                "id",
                leg,
                "consignment_id",
                consignment,
                "ordinal",
                (short) ordinal,
                "from_site_id",
                from,
                "to_site_id",
                to,
                "final",
                last,
                "checkpoint_ids",
                new UUID[0]);
        rows.insert(
                "shipment_waybill",
                "id",
                waybill,
                "programme_id",
                id,
                "leg_id",
                leg,
                "number",
                number,
                "consignor_id",
                relief,
                "consignee_id",
                partner,
                "carrier_id",
                carrier,
                "mode",
                "ROAD",
                "vehicle",
                "MJ 4471",
                "seals",
                new String[] {"009318"},
                "import_run_id",
                history ? run : null,
                "content_sha256",
                Rows.hash(number),
                "accepted_at",
                Instant.parse("2026-01-02T08:00:00Z"),
                "accepted_by",
                "test");
        BigDecimal bags = kg == null ? null : kg.divide(new BigDecimal("50"), 0, RoundingMode.DOWN);
        rows.insert(
                "shipment_line",
                "id",
                uuid("line/" + number),
                "waybill_id",
                waybill,
                "key",
                "1",
                "commodity_id",
                rice,
                "packages",
                bags == null ? null : bags.longValue(),
                "package_unit",
                "bags",
                "kg_per_package",
                kg == null ? null : new BigDecimal("50"),
                "net_kg",
                kg,
                "attributes",
                new Json("{\"Vendor\": \"Halden Mills\", \"Colour\": \"white\"}"),
                "content_sha256",
                Rows.hash(number));
        return waybill;
    }

    /** A delivery from its waybill to its state, with the declarations that belong to it. */
    UUID delivery(Told told) {
        boolean history = told.dispatched().isBefore(Instant.parse("2026-03-01T00:00:00Z"));
        UUID waybill = waybill(told.number(), told.site(), told.sentKg(), history);
        UUID clearance = clearance(waybill, history ? "PREDATES_GATE" : "PASS", told.dispatched());
        declare(told.number(), "DISPATCHED", told.dispatched(), history, clearance, relief);
        Instant received = told.received();
        if (received != null) {
            UUID receipt = declare(told.number(), "RECEIVED", received, history, null, partner);
            if (told.sentKg() != null) {
                amounts(receipt, told.number(), told.deliveredKg(), told.lostKg());
            }
        }
        state(waybill, told, history ? "PREDATES_GATE" : "PASS", true, true);
        return waybill;
    }

    UUID clearance(UUID waybill, String outcome, Instant at) {
        UUID clearance = uuid("clearance/" + waybill);
        boolean history = outcome.equals("PREDATES_GATE");
        boolean hold = outcome.equals("HOLD");
        rows.insert(
                "gate_clearance",
                "id",
                clearance,
                "waybill_id",
                waybill,
                "programme_id",
                id,
                "outcome",
                outcome,
                "policy_version",
                3,
                "facts",
                new Json("{}"),
                "reasons",
                new Json(
                        hold
                                ? "[{\"code\":\"ACCESS_DENIED_AT_SITE\",\"detail\":\"The county office refused 3 of 3 visits.\"}]"
                                : "[]"),
                "decided_at",
                at.minus(Duration.ofHours(20)),
                "expires_at",
                history || hold ? null : at.plus(Duration.ofHours(72)),
                "import_run_id",
                history ? run : null);
        return clearance;
    }

    UUID declare(
            String number, String kind, Instant at, boolean imported, @Nullable UUID clearance, UUID organisation) {
        UUID declaration = uuid("declaration/" + number + kind);
        rows.insert(
                "shipment_declaration",
                "id",
                declaration,
                "waybill_id",
                uuid("waybill/" + number),
                "kind",
                kind,
                "organisation_id",
                organisation,
                "signed_by",
                kind,
                "site_id",
                null,
                "happened_at",
                at,
                "happened_precision",
                "INSTANT",
                "seals",
                new String[0],
                "receipt",
                kind.equals("RECEIVED") ? "COMPLETE" : null,
                "clearance_id",
                clearance,
                "import_run_id",
                imported ? run : null,
                "content_sha256",
                Rows.hash(number + kind),
                "accepted_at",
                at.plus(Duration.ofMinutes(25)),
                "accepted_by",
                kind);
        return declaration;
    }

    private void amounts(UUID declaration, String number, BigDecimal good, BigDecimal missing) {
        BigDecimal bag = new BigDecimal("50");
        rows.insert(
                "shipment_declaration_line",
                "declaration_id",
                declaration,
                "line_id",
                uuid("line/" + number),
                "good_packages",
                good.divide(bag, 0, RoundingMode.DOWN).longValue(),
                "good_kg",
                good,
                "missing_packages",
                missing.divide(bag, 0, RoundingMode.UP).longValue(),
                "missing_kg",
                missing,
                "reason",
                missing.signum() > 0 ? "PILFERAGE" : null);
    }

    /** A visit, and a second person's word on it. */
    UUID visit(String number, String site, Instant at, String verdict, @Nullable Long bags, boolean accepted) {
        UUID attestation = uuid("attestation/" + number);
        rows.insert(
                "monitoring_attestation",
                "id",
                attestation,
                "waybill_id",
                uuid("waybill/" + number),
                "site_id",
                uuid("site/" + site),
                "organisation_id",
                watch,
                "monitor",
                "M-07",
                "method",
                "COUNT",
                "verdict",
                verdict,
                "notice_hours",
                0,
                "escorted",
                false,
                "private_interviews",
                8,
                "latitude",
                10.0003,
                "longitude",
                20.00015,
                "accuracy_m",
                9,
                "happened_at",
                at,
                "note",
                "the storekeeper is called Anders",
                "independent",
                true,
                "content_sha256",
                Rows.hash(number),
                "accepted_at",
                at.plus(Duration.ofHours(5)),
                "accepted_by",
                "test");
        if (verdict.equals("ACCESS_DENIED") && accepted) {
            rows.execute(
                    "update verification_delivery set ground = 'TURNED_AWAY', visit_until = null where waybill_id = ?",
                    List.of(uuid("waybill/" + number)));
        }
        if (bags != null) {
            rows.insert(
                    "monitoring_observation",
                    "attestation_id",
                    attestation,
                    "line_id",
                    uuid("line/" + number),
                    "packages",
                    bags,
                    "kg",
                    BigDecimal.valueOf(bags * 50));
        }
        rows.insert(
                "monitoring_review",
                "id",
                uuid("review/" + number),
                "attestation_id",
                attestation,
                "accepted",
                accepted,
                "reason",
                "complete",
                "reviewer",
                "Nadia Verrin",
                "reviewed_at",
                at.plus(Duration.ofDays(1)),
                "content_sha256",
                Rows.hash(number));
        return attestation;
    }

    void flag(String number, String rule, String severity, Instant at) {
        String facts = "{\"refusals\": \"3\", \"lastRefusedAt\": \"2026-08-14T09:00:00Z\", \"mediumLimitBp\": \"50\"}";
        flag(number, rule, severity, at, facts);
    }

    void flag(String number, String rule, String severity, Instant at, String facts) {
        rows.insert(
                "verification_flag",
                "id",
                uuid("flag/" + number + rule),
                "waybill_id",
                uuid("waybill/" + number),
                "programme_id",
                id,
                "rule",
                rule,
                "rule_version",
                1,
                "severity",
                severity,
                "policy_version",
                3,
                "facts",
                new Json(facts),
                "state",
                "OPEN",
                "raised_at",
                at);
        rows.execute(
                "update verification_delivery set open_flags = open_flags || ?, worst_flag = 4 where waybill_id = ?",
                List.of(new String[] {rule}, uuid("waybill/" + number)));
    }

    /** What the sweep would have found. */
    void state(UUID waybill, Told told, String clearance, boolean first, boolean last) {
        boolean verified = told.state().equals("VERIFIED");
        BigDecimal sent = told.sentKg();
        Instant received = told.received();
        rows.insert(
                "verification_delivery",
                "waybill_id",
                waybill,
                "programme_id",
                id,
                "number",
                told.number(),
                "final",
                last,
                "first_leg",
                first,
                "site_id",
                uuid("site/" + told.site()),
                "area",
                told.site().split(" ")[0],
                "logistics",
                received != null ? "RECEIVED" : told.state().equals("LOST") ? "LOST" : "DISPATCHED",
                "assurance",
                told.state(),
                "grade",
                verified ? "A" : "D",
                "dispatched_at",
                told.dispatched(),
                "received_at",
                received,
                "last_at",
                received == null ? told.dispatched() : received,
                "dispatched_kg",
                sent == null ? BigDecimal.ZERO : sent,
                "delivered_kg",
                told.deliveredKg(),
                "lost_kg",
                told.lostKg(),
                "surplus_kg",
                BigDecimal.ZERO,
                "kg_unknown",
                sent == null,
                "clearance",
                clearance,
                "open_flags",
                new String[0],
                "worst_flag",
                (short) 0,
                "conditions",
                new Json(told.conditions(
                        uuid("declaration/" + told.number() + "RECEIVED"), uuid("attestation/" + told.number()))),
                "policy_version",
                3,
                "ground",
                told.ground(),
                "visit_until",
                told.visitUntil(),
                "judged_at",
                NOW);
    }
}
