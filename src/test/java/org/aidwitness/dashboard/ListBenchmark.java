package org.aidwitness.dashboard;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long list pages and API lists take with a million deliveries in one programme, measured from a client on the same
 * machine, so the time of HTTP is in it. Prints one row for docs/benchmarks.md per kind of page.
 */
@QuarkusTest
@Tag("benchmark")
class ListBenchmark {

    private static final Logger LOG = Logger.getLogger(ListBenchmark.class);
    private static final int ROUNDS = 60;
    private static final String CODE = "million";

    @Inject
    DataSource database;

    private final HttpClient client = HttpClient.newHttpClient();
    private final int deliveries = Integer.getInteger("aidwitness.benchmark.deliveries", 1_000_000);

    @BeforeEach
    void fill() {
        Village village = new Village(database, CODE, "Million", "Tavara", true);
        Rows rows = village.rows();
        UUID rice = village.uuid("rice");
        rows.execute("""
                insert into registry_site (id, code, name, kind, country, pcode, area, latitude, longitude, radius_m,
                                           catchment, created_at)
                select md5('site' || n)::uuid, 'million-' || n, 'Village ' || n || ' of county ' || n % 40, 'FDP', 'QM',
                       'QM' || lpad((n % 40)::text, 2, '0') || lpad(n::text, 5, '0'), 'County ' || n % 40, 10, 20, 250,
                       1000, now()
                  from generate_series(0, 3999) n""", List.of());
        rows.execute("""
                insert into shipment_consignment (id, programme_id, code, content_sha256, accepted_at, accepted_by)
                select md5('c' || n)::uuid, ?, 'C' || n, sha256('x'), now(), 'benchmark'
                  from generate_series(0, 3999) n""", List.of(village.id));
        rows.execute("""
                insert into shipment_leg (id, consignment_id, ordinal, from_site_id, to_site_id, final, checkpoint_ids)
                select md5('l' || n)::uuid, md5('c' || n)::uuid, 1, ?, md5('site' || n)::uuid, true, '{}'
                  from generate_series(0, 3999) n""", List.of(village.port()));
        rows.execute("""
                insert into shipment_waybill (id, programme_id, leg_id, number, consignor_id, consignee_id, seals,
                                              content_sha256, accepted_at, accepted_by)
                select md5('w' || n)::uuid, ?, md5('l' || n % 4000)::uuid, 'WB-' || n, ?, ?, '{}', sha256('x'), now(),
                       'benchmark'
                  from generate_series(1, ?) n""", List.of(village.id, village.relief(), village.partner(), deliveries));
        rows.execute("""
                insert into shipment_line (id, waybill_id, key, commodity_id, packages, net_kg, content_sha256)
                select md5('n' || n)::uuid, md5('w' || n)::uuid, '1', ?, 500, 25000, sha256('x')
                  from generate_series(1, ?) n""", List.of(rice, deliveries));
        // One in 5,000 is lost, one in 1,000 disputed, one in 100 has the flag F01: rare rows are the hard ones. A
        // fifth
        // has F08, which must not make a page slow either.
        rows.execute("""
                insert into verification_delivery (waybill_id, programme_id, number, final, first_leg, site_id, area,
                       logistics, assurance, grade, dispatched_at, received_at, last_at, dispatched_kg, delivered_kg,
                       lost_kg, surplus_kg, kg_unknown, clearance, open_flags, worst_flag, conditions, policy_version,
                       judged_at)
                select md5('w' || n)::uuid, ?, 'WB-' || n, true, true, md5('site' || n % 4000)::uuid,
                       'County ' || n % 40, 'RECEIVED', s, case when s = 'VERIFIED' and n % 3 = 0 then 'A' else 'D' end,
                       at, case when s <> 'LOST' and s <> 'ON_THE_WAY' then at + interval '1 day' end,
                       at + interval '1 day', 25000,
                       case when s <> 'LOST' and s <> 'ON_THE_WAY' then 24900 else 0 end,
                       case when s = 'LOST' then 25000 when s = 'ON_THE_WAY' then 0 else 100 end, 0, n % 2000 = 0,
                       'PASS', case when n % 100 = 0 then array['F01'] when n % 20011 = 0 then array['F24']
                                   when s = 'UNVERIFIED' then array['F08'] else '{}' end,
                       0, '[{"name":"RECEIVED","holds":true,"value":"x","limit":"DECLARED"},
                            {"name":"SEEN","holds":false,"value":"NONE","limit":"1"},
                            {"name":"INDEPENDENT","holds":false,"value":"NONE","limit":"1"},
                            {"name":"IN_TIME","holds":false,"value":"NONE","limit":"1"}]', 1, now()
                  from (select n, timestamptz '2026-01-01' + n * interval '25 seconds' as at,
                               case when n % 5000 = 0 then 'LOST' when n % 1000 = 1 then 'DISPUTED'
                                    when n % 10 < 6 then 'VERIFIED' when n % 10 < 8 then 'UNVERIFIED'
                                    when n % 10 = 8 then 'AWAITING_VISIT' else 'ON_THE_WAY' end as s
                          from generate_series(1, ?) n) told""", List.of(village.id, deliveries));
        rows.execute("""
                insert into gate_clearance (id, waybill_id, programme_id, outcome, policy_version, facts, reasons,
                                            decided_at, expires_at)
                select md5('g' || n)::uuid, md5('w' || n)::uuid, ?, case when n % 3000 = 0 then 'HOLD' else 'PASS' end, 1,
                       '{}', case when n % 3000 = 0 then '[{"code":"X","detail":"Held."}]'::jsonb else '[]' end,
                       timestamptz '2026-01-01' + n * interval '25 seconds',
                       case when n % 3000 <> 0 then timestamptz '2028-01-01' end
                  from generate_series(1, ?) n""", List.of(village.id, deliveries));
        // What autovacuum does on a running system, a little later.
        maintain();
    }

    private void maintain() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set role none");
            for (String table : List.of(
                    "verification_delivery",
                    "verification_open_flag",
                    "gate_clearance",
                    "shipment_waybill",
                    "shipment_line",
                    "registry_site")) {
                statement.execute("vacuum analyze " + table);
            }
            statement.execute("set role aidwitness_app");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void lists_stay_fast() throws IOException, InterruptedException {
        measure("pages", pages());
        measure("API lists", lists());
        measure("overview and balance", List.of("/p/" + CODE, "/api/programmes/" + CODE + "/balance"));
    }

    private List<String> pages() {
        String list = "/p/" + CODE + "/deliveries";
        return List.of(
                list,
                list + "?state=DISPUTED",
                list + "?state=LOST&area=County+7",
                list + "?area=County+7",
                list + "?flag=F01",
                list + "?flag=F24",
                list + "?flag=F08",
                list + "?flag=F08&area=County+7",
                list + "?flag=F01&state=LOST",
                list + "?q=Village+77",
                list + "?q=county",
                list + "?from=2026-03-01&to=2026-03-31",
                list + "?unknown=true",
                "/p/" + CODE + "/access");
    }

    private List<String> lists() {
        String list = "/api/deliveries?programme=" + CODE;
        String next =
                given().get(list + "&from=2026-02-01&to=2026-02-10&limit=500").path("next");
        return List.of(
                list,
                "/api/deliveries",
                "/api/deliveries?state=DISPUTED",
                list + "&after=" + next,
                list + "&state=UNVERIFIED&state=OVERDUE",
                list + "&grade=A",
                list + "&part=LOST",
                list + "&part=ON_THE_WAY",
                list + "&flag=F24&area=County+11",
                list + "&q=Village+123",
                list + "&limit=500",
                "/api/clearances?programme=" + CODE,
                "/api/clearances?outcome=HOLD",
                "/api/held?programme=" + CODE,
                "/api/access?programme=" + CODE);
    }

    private void measure(String what, List<String> paths) throws IOException, InterruptedException {
        Map<String, double[]> all = new LinkedHashMap<>();
        List<Double> together = new ArrayList<>();
        for (String path : paths) {
            for (int i = 0; i < 5; i++) {
                millis(path);
            }
        }
        for (String path : paths) {
            double[] times = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                times[i] = millis(path);
                together.add(times[i]);
            }
            all.put(path, times);
        }
        all.forEach((path, times) -> LOG.infof("%-70s p50 %6.1f ms  p95 %6.1f ms", path, at(times, 50), at(times, 95)));
        double[] sum = together.stream().mapToDouble(Double::doubleValue).toArray();
        LOG.info(String.format(
                Locale.ROOT,
                "| list-p95-1m | %s at %,d deliveries, p50 / p95 with HTTP | %.1f / %.1f | ms | < 50 |"
                        + " mvn verify -Pbenchmark -Dtest=ListBenchmark |",
                what,
                deliveries,
                at(sum, 50),
                at(sum, 95)));
    }

    private double millis(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .build();
        long start = System.nanoTime();
        int status = client.send(request, BodyHandlers.ofByteArray()).statusCode();
        double millis = (System.nanoTime() - start) / 1e6;
        if (status != 200) {
            throw new IllegalStateException(path + " answered " + status);
        }
        return millis;
    }

    private static double at(double[] times, int percentile) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percentile / 100)];
    }
}
