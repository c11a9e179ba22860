package org.aidwitness.verification;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.aidwitness.verification.World.Stage;
import org.aidwitness.verification.rule.DeliveryCase;
import org.aidwitness.verification.rule.RuleBook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What it costs to know what other visits say about one: 100,000 deliveries, half of them visited, by 60 monitors at 500
 * sites in half a year, with two pictures each. Prints a row for docs/benchmarks.md.
 */
@QuarkusTest
@Tag("benchmark")
class SeenBenchmark {

    private static final int DELIVERIES = 100_000;
    private static final int ROUNDS = 12;

    @Inject
    World world;

    @Inject
    CaseFile cases;

    @Inject
    DataSource database;

    @Test
    void a_batch_of_visited_deliveries_costs_little_more_than_one_of_others() throws SQLException {
        fill(world.stage());
        double unseen = millis(0);
        double seen = millis(1);
        System.err.printf(
                Locale.ROOT,
                "| seen-batch | reading and judging 500 deliveries: nobody came / all visited, two pictures each, %d"
                        + " deliveries | %.0f / %.0f | ms | | `mvn test -Pbenchmark -Dtest=SeenBenchmark` |%n",
                DELIVERIES,
                unseen,
                seen);
    }

    /** The median over batches; even deliveries were visited. */
    private double millis(int odd) {
        List<Double> times = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<UUID> ids = new ArrayList<>();
            for (int n = 0; n < CaseFile.MOST; n++) {
                ids.add(UUID.fromString(String.valueOf(world.ask(
                        "select md5('seen w' || ?)::uuid", (round * 997 + n * 61) % (DELIVERIES / 2) * 2 + 1 - odd))));
            }
            long began = System.nanoTime();
            List<DeliveryCase> read = cases.of(ids, Instant.parse("2027-01-01T00:00:00Z"));
            read.forEach(RuleBook::judge);
            times.add((System.nanoTime() - began) / 1e6);
        }
        return times.stream().sorted().toList().get(ROUNDS / 2);
    }

    private void fill(Stage stage) throws SQLException {
        for (String sql : List.of(
                "insert into registry_site (id, code, name, kind, latitude, longitude, radius_m, languages, created_at)"
                        + " select md5('seen s' || n)::uuid, 'seen-' || n, 'Place', 'FDP', 10 + n * 0.01, 20, 500,"
                        + " array['sw'], now() from generate_series(0, 499) n",
                "insert into shipment_leg (id, consignment_id, ordinal, from_site_id, to_site_id, final, checkpoint_ids)"
                        + " select md5('seen l' || n)::uuid, '" + stage.consignment() + "', 1, '" + stage.warehouse()
                        + "', md5('seen s' || n)::uuid, true, '{}' from generate_series(0, 499) n",
                "insert into shipment_waybill (id, programme_id, leg_id, number, consignor_id, consignee_id, seals,"
                        + " content_sha256, accepted_at, accepted_by) select md5('seen w' || n)::uuid, '"
                        + stage.programme() + "', md5('seen l' || n % 500)::uuid, 'SEEN-' || n, '" + stage.consignor()
                        + "', '" + stage.consignee() + "', '{}', sha256('x'), now(), 'benchmark'"
                        + " from generate_series(0, " + (DELIVERIES - 1) + ") n",
                "insert into shipment_line (id, waybill_id, key, commodity_id, packages, net_kg, content_sha256)"
                        + " select md5('seen n' || n)::uuid, md5('seen w' || n)::uuid, '1', '" + stage.commodity()
                        + "', 500, 25000, sha256('x') from generate_series(0, " + (DELIVERIES - 1) + ") n",
                "insert into monitoring_accreditation (id, organisation_id, monitor, languages, valid_from, valid_to,"
                        + " entered_by, entered_at, content_sha256) select gen_random_uuid(), '" + stage.witness()
                        + "', 'm' || n, array['ar', case when n % 10 = 0 then 'fr' else 'sw' end], '2026-01-01',"
                        + " '2026-12-31', 'benchmark', now(), sha256('x') from generate_series(0, 59) n",
                "insert into monitoring_attestation (id, waybill_id, site_id, organisation_id, monitor, method, verdict,"
                        + " latitude, longitude, accuracy_m, happened_at, independent, content_sha256, accepted_at,"
                        + " accepted_by) select md5('seen a' || n)::uuid, md5('seen w' || n)::uuid,"
                        + " md5('seen s' || n % 500)::uuid, '" + stage.witness() + "', 'm' || (n / 500 + n) % 60,"
                        + " 'COUNT', 'CONFIRMED', 10 + n % 500 * 0.01 + random() * 0.001, 20 + random() * 0.001, 10,"
                        + " timestamptz '2026-03-01' + n * interval '150 seconds', true, sha256('x'),"
                        + " timestamptz '2026-03-01' + n * interval '150 seconds', 'benchmark'"
                        + " from generate_series(0, " + (DELIVERIES - 1) + ", 2) n",
                "insert into monitoring_evidence (sha256, organisation_id, bytes, media_type, stored_at, stored_by,"
                        + " perceptual_hash) select sha256(convert_to('seen p' || n, 'UTF8')), '" + stage.witness()
                        + "', 1, 'image/jpeg', now(), 'benchmark', ('x' || substr(md5('h' || n), 1, 16))::bit(64)::bigint"
                        + " from generate_series(0, " + (2 * DELIVERIES - 1) + ") n where n % 4 < 2",
                "insert into monitoring_evidence_link (attestation_id, organisation_id, sha256) select"
                        + " md5('seen a' || n)::uuid, '" + stage.witness()
                        + "', sha256(convert_to('seen p' || (2 * n + k), 'UTF8')) from generate_series(0, "
                        + (DELIVERIES - 1) + ", 2) n, generate_series(0, 1) k")) {
            world.run(sql, List.of());
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set role none");
            statement.execute("analyze");
        }
    }
}
