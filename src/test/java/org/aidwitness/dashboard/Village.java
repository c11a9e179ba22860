package org.aidwitness.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.aidwitness.dashboard.Rows.Json;
import org.jspecify.annotations.Nullable;

/** One small programme with the parties it needs, under a code of its own; deliveries are told one by one. */
final class Village {

    /** When the pictures are taken. */
    static final Instant NOW = Instant.parse("2026-11-01T06:00:00Z");

    /** One delivery to tell about; what is null was never said. */
    record Told(
            String number,
            String site,
            String state,
            Instant dispatched,
            @Nullable Instant received,
            @Nullable BigDecimal sentKg,
            BigDecimal deliveredKg,
            BigDecimal lostKg) {

        static Told of(String number, String site, String state, Instant dispatched, int sentKg) {
            boolean arrived = !state.equals("ON_THE_WAY") && !state.equals("LOST");
            BigDecimal sent = BigDecimal.valueOf(sentKg);
            return new Told(
                    number,
                    site,
                    state,
                    dispatched,
                    arrived ? dispatched.plus(Duration.ofHours(30)) : null,
                    sent,
                    arrived ? sent : BigDecimal.ZERO,
                    state.equals("LOST") ? sent : BigDecimal.ZERO);
        }

        Told losing(int kg) {
            return new Told(
                    number,
                    site,
                    state,
                    dispatched,
                    received,
                    sentKg,
                    deliveredKg.subtract(BigDecimal.valueOf(kg)),
                    BigDecimal.valueOf(kg));
        }

        Told unweighed() {
            return new Told(number, site, state, dispatched, received, null, BigDecimal.ZERO, BigDecimal.ZERO);
        }
    }

    final String code;
    final UUID id;
    private final Rows rows;
    private final UUID relief;
    private final UUID partner;
    private final UUID carrier;
    private final UUID watch;
    private final UUID donor;
    private final UUID port;
    private final UUID rice;
    private final UUID run;
    private final UUID contribution;

    Village(DataSource database, String code, String name, String place, boolean demonstration) {
        this.code = code;
        this.rows = new Rows(database);
        id = uuid("programme");
        rows.insert(
                "registry_programme",
                "id",
                id,
                "code",
                code,
                "name",
                name,
                "place",
                place,
                "demonstration",
                demonstration,
                "gate_in_force_from",
                Instant.parse("2026-03-01T00:00:00Z"),
                "created_at",
                NOW);
        relief = organisation("Tavara Relief Network", "NGO");
        partner = organisation("Highland Food Committee", "NGO");
        carrier = organisation("Marrow Haulage", "CARRIER");
        watch = organisation("Open Field Watch", "MONITOR");
        donor = organisation("Norrland", "DONOR");
        port = site("Marrow Junction warehouse", "WAREHOUSE", null, null);
        rice = uuid("rice");
        rows.insert(
                "registry_commodity",
                "id",
                rice,
                "code",
                code + "-rice",
                "name",
                "Rice",
                "class",
                "FOOD",
                "kg_per_package",
                new BigDecimal("50"),
                "kcal_per_100g",
                360,
                "created_at",
                NOW);
        contribution = uuid("contribution");
        rows.insert(
                "registry_contribution",
                "id",
                contribution,
                "programme_id",
                id,
                "donor_id",
                donor,
                "code",
                "NL-1",
                "title",
                "Norrland winter grain",
                "created_at",
                NOW);
        UUID mapping = uuid("mapping");
        rows.insert(
                "exchange_mapping",
                "id",
                mapping,
                "organisation_id",
                relief,
                "code",
                code + "-history",
                "version",
                1,
                "settings",
                new Json("{}"),
                "made_by",
                "test",
                "made_at",
                NOW);
        run = uuid("run");
        rows.insert(
                "exchange_run",
                "id",
                run,
                "mapping_id",
                mapping,
                "programme_id",
                id,
                "organisation_id",
                relief,
                "file_name",
                "history.csv",
                "file_sha256",
                Rows.hash("x"),
                "file_bytes",
                1L,
                "mode",
                "ALL",
                "history",
                true,
                "actor",
                "test",
                "started_at",
                NOW);
    }

    UUID uuid(String name) {
        return Rows.id(code + "/" + name);
    }

    Rows rows() {
        return rows;
    }

    UUID organisation(String name, String kind) {
        UUID organisation = uuid("organisation/" + name);
        rows.insert(
                "registry_organisation",
                "id",
                organisation,
                "code",
                code + "/" + name,
                "name",
                name,
                "kind",
                kind,
                "created_at",
                NOW);
        return organisation;
    }

    UUID site(String name, String kind, @Nullable String pcode, @Nullable String area) {
        UUID site = uuid("site/" + name);
        rows.insert(
                "registry_site",
                "id",
                site,
                "code",
                code + "/" + name,
                "name",
                name,
                "kind",
                kind,
                "country",
                "QM",
                "pcode",
                pcode,
                "area",
                area,
                "latitude",
                10.0,
                "longitude",
                20.0,
                "radius_m",
                250,
                "catchment",
                4000,
                "created_at",
                NOW);
        return site;
    }

    void terms(@Nullable String site, @Nullable String pcode, String level, @Nullable Integer notice) {
        rows.insert(
                "registry_access_terms",
                "id",
                uuid("terms/" + site + pcode),
                "site_id",
                site == null ? null : uuid("site/" + site),
                "pcode",
                pcode,
                "level",
                level,
                "notice_hours",
                notice,
                "valid_from",
                Date.valueOf("2026-08-14"),
                "source",
                "county office",
                "entered_at",
                NOW);
    }

    /** A waybill, alone on its consignment's only leg; nothing has been said about it yet. */
    UUID waybill(String number, String site, @Nullable BigDecimal kg) {
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
        return leg(consignment, number, 1, true, port, uuid("site/" + site), kg);
    }

    UUID leg(UUID consignment, String number, int ordinal, boolean last, UUID from, UUID to, @Nullable BigDecimal kg) {
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
        UUID waybill = waybill(told.number(), told.site(), told.sentKg());
        boolean history = told.dispatched().isBefore(Instant.parse("2026-03-01T00:00:00Z"));
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
                "test");
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
                new Json(
                        "{\"refusals\": \"3\", \"lastRefusedAt\": \"2026-08-14T09:00:00Z\", \"mediumLimitBp\": \"50\"}"),
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
                new Json(conditions(verified, received)),
                "policy_version",
                3,
                "judged_at",
                NOW);
    }

    private static String conditions(boolean verified, @Nullable Instant received) {
        return """
                [{"name": "RECEIVED", "holds": %1$s, "value": "%2$s", "limit": "DECLARED"},
                 {"name": "SEEN", "holds": %3$s, "value": "%4$s", "limit": "CONFIRMED DISCREPANT"},
                 {"name": "INDEPENDENT", "holds": %3$s, "value": "NONE", "limit": "> 2 relations"},
                 {"name": "IN_TIME", "holds": %3$s, "value": "%2$s", "limit": "< 2026-12-20T07:40:00Z"},
                 {"name": "ACCEPTED", "holds": %3$s, "value": "%5$s", "limit": "ACCEPTED"},
                 {"name": "WITHIN_TOLERANCE", "holds": %3$s, "value": "0 of 498 packages", "limit": "100 bp"},
                 {"name": "NO_HIGH_FLAG", "holds": true, "value": "NONE", "limit": "< HIGH"}]
                """.formatted(
                        received != null,
                        received == null ? "NONE" : received,
                        verified,
                        verified ? "CONFIRMED" : "NONE",
                        verified ? "ACCEPTED" : "NONE");
    }

    UUID port() {
        return port;
    }

    UUID partner() {
        return partner;
    }

    UUID relief() {
        return relief;
    }
}
