package org.aidwitness.gate;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.access.Speaking;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What one decision of the gate costs: a waybill with 20 lines, a monitor whose independence is asked of a graph of 10,000
 * organisations and 50,000 relations. Measured around the whole HTTP call. Prints a row for docs/benchmarks.md.
 */
@QuarkusTest
@Tag("benchmark")
class GateBenchmark {

    private static final int ORGANISATIONS = 10_000;
    private static final int RELATIONS = 50_000;
    private static final int LINES = 20;
    private static final int WARM = 300;
    private static final int ROUNDS = 1_000;

    private final HttpClient client = HttpClient.newHttpClient();

    @Inject
    World world;

    @Inject
    StatelessSession session;

    @Inject
    Speaking speaking;

    @Test
    void a_decision_takes_less_than_twenty_milliseconds() throws IOException, InterruptedException {
        Stage stage = world.stage();
        speaking.runAsProgram(
                () -> QuarkusTransaction.requiringNew().timeout(600).run(() -> graph(stage)));
        UUID waybill = waybill(stage);
        stage.assign(waybill);
        HttpRequest ask = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/api/waybills/" + waybill + "/clearances"))
                .header("Authorization", "Bearer " + stage.tokens.get("amina"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.noBody())
                .build();
        double[] millis = new double[ROUNDS];
        for (int round = -WARM; round < ROUNDS; round++) {
            long began = System.nanoTime();
            int status = client.send(ask, BodyHandlers.ofString()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("the gate answered " + status);
            }
            if (round >= 0) {
                millis[round] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.err.printf(
                Locale.ROOT,
                "| gate-p95 | one decision, 20 lines, %d organisations, %d relations, p50 / p95 with HTTP | %.1f / %.1f | ms"
                        + " | < 20 | `mvn test -Pbenchmark -Dtest=GateBenchmark` |%n",
                ORGANISATIONS,
                RELATIONS,
                millis[ROUNDS / 2],
                millis[ROUNDS * 95 / 100]);
    }

    /** Everybody has five relations; the watchers and the parties are in the midst of it, three steps from each other or more. */
    private void graph(Stage stage) {
        for (String sql : List.of(
                "insert into registry_organisation (id, code, name, kind, created_at) select gen_random_uuid(),"
                        + " 'g-' || i, 'Organisation ' || i, 'OTHER', now() from generate_series(1, " + ORGANISATIONS
                        + ") i",
                "with numbered as (select id, row_number() over (order by code) as n from registry_organisation where"
                        + " code like 'g-%') insert into registry_relation (id, from_organisation_id,"
                        + " to_organisation_id, kind, valid_from, source, entered_at) select gen_random_uuid(), a.id,"
                        + " b.id, (array['OWNS', 'FUNDS', 'CONTRACTS', 'SAME_GROUP', 'DECLARED_KIN'])[1 + (k.n % 5)],"
                        + " '2020-01-01', 'register', now() from generate_series(1, " + RELATIONS / ORGANISATIONS
                        + ") k (n) join numbered a on true join numbered b on b.n = 1 + (a.n * 31 + k.n * 7919) % "
                        + ORGANISATIONS + " where a.id <> b.id",
                "insert into registry_relation (id, from_organisation_id, to_organisation_id, kind, valid_from, source,"
                        + " entered_at) select gen_random_uuid(), '" + stage.watchers + "', id, 'CONTRACTS',"
                        + " '2020-01-01', 'register', now() from registry_organisation where code in ('g-17', 'g-4711',"
                        + " 'g-8128')")) {
            session.createNativeMutationQuery(sql).executeUpdate();
        }
    }

    private static UUID waybill(Stage stage) {
        UUID id = UUID.randomUUID();
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int line = 0; line < LINES; line++) {
            lines.add(Map.of(
                    "id",
                    UUID.randomUUID(),
                    "key",
                    Integer.toString(line),
                    "commodity",
                    stage.rice,
                    "packages",
                    10,
                    "netKg",
                    500));
        }
        Map<String, Object> said = new HashMap<>(Map.of(
                "id",
                id,
                "programme",
                stage.programme,
                "leg",
                stage.leg,
                "number",
                "WB-" + id,
                "consignor",
                stage.sender,
                "consignee",
                stage.receiver,
                "carrier",
                stage.carrier));
        said.put("plannedArrival", Instant.now().plus(Duration.ofDays(3)).toString());
        stage.post("amina", "/api/waybills", Map.of("waybill", said, "lines", lines))
                .statusCode(200);
        return id;
    }
}
