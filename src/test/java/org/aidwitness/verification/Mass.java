package org.aidwitness.verification;

import java.util.List;
import java.util.Locale;
import org.aidwitness.verification.World.Stage;

/**
 * Deliveries by the million as plain rows: every week one to each village, dispatched, received and, every other
 * time, seen and accepted. One in fifty arrives three packages short. A monitor goes to ten villages a day, and two take
 * turns. A delivery's ids follow from its number, and are sorted by time.
 */
final class Mass {

    private static final List<String> PLACES = List.of("""
            registry_site (id, code, name, kind, area, latitude, longitude, radius_m, catchment, created_at)
            select VILLAGE, VILLAGE::text, 'Village ' || n, 'FDP', 'Valley ' || n / 100, LATITUDE, LONGITUDE, 500, 3000,
                   AT""", """
            shipment_leg (id, consignment_id, ordinal, from_site_id, to_site_id, final, checkpoint_ids)
            select LEG, CONSIGNMENT, 1, WAREHOUSE, VILLAGE, true, '{}'""");

    private static final List<String> TABLES = List.of("""
            shipment_waybill (id, programme_id, leg_id, number, consignor_id, consignee_id, seals, planned_departure,
                   planned_arrival, content_sha256, accepted_at, accepted_by)
            select ID('w'), PROGRAMME, LEG, 'M-' || n, CONSIGNOR, CONSIGNEE, '{}', AT, AT + interval '1 day',
                   '\\x00', AT, 'mass'""", """
            shipment_line (id, waybill_id, key, commodity_id, packages, package_unit, net_kg, content_sha256)
            select ID('l'), ID('w'), '1', COMMODITY, 100, 'bag', 5000, '\\x00'""", """
            gate_clearance (id, waybill_id, programme_id, outcome, policy_version, facts, reasons, decided_at,
                   expires_at)
            select ID('g'), ID('w'), PROGRAMME, 'PASS', 0, '{}', '[]', AT - interval '1 hour', AT + interval '3 days'""", """
            shipment_declaration (id, waybill_id, kind, organisation_id, signed_by, happened_at, happened_precision,
                   seals, clearance_id, content_sha256, accepted_at, accepted_by)
            select ID('d'), ID('w'), 'DISPATCHED', CONSIGNOR, 'amina', AT, 'INSTANT', '{}', ID('g'), '\\x00',
                   AT + interval '5 minutes', 'amina'""", """
            shipment_declaration (id, waybill_id, kind, organisation_id, signed_by, happened_at, happened_precision,
                   seals, receipt, content_sha256, accepted_at, accepted_by)
            select ID('r'), ID('w'), 'RECEIVED', CONSIGNEE, 'bashir', AT + interval '20 hours', 'INSTANT', '{}',
                   'COMPLETE', '\\x00', AT + interval '21 hours', 'bashir'""", """
            shipment_declaration_line (declaration_id, line_id, good_packages, good_kg, missing_packages, missing_kg,
                   reason)
            select ID('r'), ID('l'), 100 - SHORT, 5000 - 50 * SHORT, SHORT, 50 * SHORT,
                   case when SHORT > 0 then 'PILFERAGE' end""", """
            monitoring_attestation (id, waybill_id, site_id, organisation_id, monitor, method, verdict, notice_hours,
                   escorted, private_interviews, latitude, longitude, accuracy_m, happened_at, independent,
                   content_sha256, accepted_at, accepted_by)
            select ID('a'), ID('w'), VILLAGE, WITNESS, 'heron-' || n % PLACES / 10 || '-' || n / PLACES / 2 % 2, 'COUNT',
                   'CONFIRMED', 2, false, 3, LATITUDE + n % 997 * 1e-6, LONGITUDE, 10, VISITED, true, '\\x00',
                   VISITED + interval '1 hour', 'heron'""", """
            monitoring_observation (attestation_id, line_id, packages, kg)
            select ID('a'), ID('l'), 100 - SHORT, 5000 - 50 * SHORT""", """
            monitoring_review (id, attestation_id, accepted, reason, reviewer, reviewed_at, content_sha256)
            select ID('v'), ID('a'), true, 'photos agree', 'stork', AT + interval '4 days', '\\x00'""", """
            shipment_distribution_plan (id, programme_id, site_id, organisation_id, planned_on, content_sha256,
                   accepted_at, accepted_by)
            select ID('p'), PROGRAMME, VILLAGE, CONSIGNEE, AT::date + 2, '\\x00', AT, 'bashir'""");

    private final World world;
    private final Stage stage;
    private final int places;

    /** The villages are made at once. */
    Mass(World world, Stage stage, int places) {
        this.world = world;
        this.stage = stage;
        this.places = places;
        PLACES.forEach(table -> fill(table, 0, places - 1, ""));
    }

    /** Adds the deliveries of these numbers, the last one included. */
    void add(int from, int to) {
        for (String table : TABLES) {
            fill(table, from, to, table.startsWith("monitoring") ? " where n / PLACES % 2 = 0" : "");
        }
    }

    /** Adds verdicts that are not due for years, on waybills about which nothing more is said. */
    void addBare(int from, int to) {
        fill(TABLES.get(0), from, to, "");
        fill("""
            verification_delivery (waybill_id, programme_id, number, final, first_leg, site_id, logistics, assurance,
                   grade, last_at, dispatched_kg, delivered_kg, lost_kg, surplus_kg, kg_unknown, open_flags, worst_flag,
                   conditions, policy_version, judged_at, due_at)
            select ID('w'), PROGRAMME, 'M-' || n, true, true, VILLAGE, 'PLANNED', 'ON_THE_WAY', 'D', AT, 0, 0, 0, 0,
                   false, '{}', 0, '[]', 0, AT, AT + interval '9 years'""", from, to, "");
    }

    /** The number of a delivery that was visited: this one, or the one before it to the same village. */
    int visited(int number) {
        return number / places % 2 == 0 ? number : number - places;
    }

    /** SQL for the ids of these deliveries' waybills. */
    String waybill() {
        return written("ID('w')");
    }

    private void fill(String table, int from, int to, String where) {
        world.run("insert into " + written(table + " from generate_series(?, ?) n" + where), List.of(from, to));
    }

    private String written(String sql) {
        return sql.replaceAll("\\bVISITED\\b", "(AT + interval '3 days' + n % PLACES % 10 * interval '1 hour')")
                .replaceAll("\\bLATITUDE\\b", "(10 + n % PLACES / 100 * 0.05)")
                .replaceAll("\\bLONGITUDE\\b", "(20 + n % PLACES % 100 * 0.05)")
                .replaceAll("\\bVILLAGE\\b", of("s", "n % PLACES"))
                .replaceAll("\\bLEG\\b", of("e", "n % PLACES"))
                .replaceAll("ID\\('([a-z])'\\)", inTime("$1"))
                .replaceAll("\\bAT\\b", "(timestamptz '2023-04-03 06:00Z' + n / PLACES * interval '7 days')")
                .replaceAll("\\bSHORT\\b", "(case when n % 50 = 0 then 3 else 0 end)")
                .replaceAll("\\bPLACES\\b", String.valueOf(places))
                .replace("PROGRAMME", quoted(stage.programme()))
                .replace("CONSIGNMENT", quoted(stage.consignment()))
                .replace("CONSIGNOR", quoted(stage.consignor()))
                .replace("CONSIGNEE", quoted(stage.consignee()))
                .replace("COMMODITY", quoted(stage.commodity()))
                .replace("WAREHOUSE", quoted(stage.warehouse()))
                .replace("WITNESS", quoted(stage.witness()));
    }

    /** An id as the program makes them, sorted by time, that follows from a letter and the delivery's number. */
    private String inTime(String letter) {
        String random = "md5('" + stage.code() + " " + letter + "' || n)";
        return "(lpad(to_hex(extract(epoch from AT)::bigint * 1000 + n % PLACES), 12, '0') || '7' || substr(" + random
                + ", 1, 3) || '8' || substr(" + random + ", 4, 15))::uuid";
    }

    /** An id that follows from a letter and a number. */
    private String of(String letter, String number) {
        return "md5('" + stage.code() + " " + letter + "' || " + number + ")::uuid";
    }

    private static String quoted(Object id) {
        return String.format(Locale.ROOT, "'%s'::uuid", id);
    }
}
