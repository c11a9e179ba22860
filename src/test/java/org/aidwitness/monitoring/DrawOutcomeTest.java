package org.aidwitness.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.aidwitness.registry.RelationEntry;
import org.aidwitness.testkit.DrawStage;
import org.junit.jupiter.api.Test;

/** What comes of a draw: who is visited, computed by anybody, and what the visits have shown. */
@QuarkusTest
class DrawOutcomeTest extends DrawScene {

    @Test
    void everybody_computes_the_result_again_and_gets_the_same() {
        clock.set(Instant.now().minus(AGO));
        registered(25);
        world.tie(stage.watchers, world.organisation("Nobody"), RelationEntry.Kind.OWNS);
        Map<String, Object> draw = commitment();
        stage.post("mara", "/api/draws", draw).statusCode(200);
        while (making.makeOnce() > 0) {}
        reveal(id(draw), 1);

        assertThat(twoReplicas()).isEqualTo(1);
        assertThat(making.makeOnce()).isZero();

        String result = file(draw, "result.tsv");
        assertThat(result).isEqualTo(recomputed(id(draw)));
        assertThat(file(draw, "reveals.tsv"))
                .contains(north.cid() + "\t1\t" + north.secrets().get(1));
        RestAssured.get("/api/draws?programme=" + stage.code)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("PUBLISHED"))
                .body("items[0].alarm", nullValue())
                .body("items[0].doubled", equalTo(false))
                .body("items[0].drawn", equalTo((int)
                        result.lines().filter(line -> line.startsWith("drawn")).count()));
        assertThat(sql.asProgram("select count(*) from monitoring_visit where draw_id = '" + id(draw) + "'"))
                .isEqualTo(String.valueOf(
                        result.lines().filter(line -> line.contains("\tM-0")).count()));
    }

    private int twoReplicas() {
        Callable<Integer> one = () -> speaking.asProgram(making::makeOnce);
        ExecutorService replicas = Executors.newFixedThreadPool(2);
        try {
            int made = 0;
            for (Future<Integer> done : replicas.invokeAll(List.of(one, one))) {
                made += done.get();
            }
            return made;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            replicas.shutdown();
        }
    }

    @Test
    void a_custodian_who_keeps_silent_is_named_and_doubles_the_sample() {
        clock.set(Instant.now().minus(AGO));
        registered(30);
        UUID draw = committed();
        DrawStage.reveal(stage.as("noor"), draw, north, 1).statusCode(200);
        making.makeOnce();
        RestAssured.get("/api/draws/" + draw).then().body("state", equalTo("COMMITTED"));
        clock.advance(Duration.ofMinutes(120));
        making.makeOnce();

        int sample = Integer.parseInt(file(draw, "rule.txt")
                .lines()
                .filter(line -> line.startsWith("sample\tMEDIUM\t"))
                .findFirst()
                .orElseThrow()
                .split("\t")[2]);
        RestAssured.get("/api/draws/" + draw)
                .then()
                .body("missing", contains(east.cid()))
                .body("alarm", containsString("twice as many"))
                .body("doubled", equalTo(true))
                .body("drawn", equalTo(Math.min(30, 2 * sample)));
        DrawStage.reveal(stage.as("ella"), draw, east, 1).statusCode(409);
        assertThat(file(draw, "result.tsv")).contains("doubled\tyes").isEqualTo(recomputed(draw));
    }

    @Test
    void a_draw_of_which_all_custodians_kept_silent_is_void() {
        clock.set(Instant.now().minus(AGO));
        registered(2);
        UUID draw = committed();
        clock.advance(Duration.ofHours(3));
        making.makeOnce();
        RestAssured.get("/api/draws/" + draw)
                .then()
                .body("state", equalTo("VOID"))
                .body("missing", hasSize(2))
                .body("alarm", containsString("nothing was drawn"));
        RestAssured.get("/api/draws/" + draw + "/result.tsv").then().statusCode(409);
    }

    @Test
    void tied_monitors_are_not_sent_and_nobody_left_is_shown() {
        clock.set(Instant.now().minus(AGO));
        registered(2);
        world.tie(stage.carrier, stage.watchers, RelationEntry.Kind.OWNS);
        UUID draw = committed();
        reveal(draw, 1);
        making.makeOnce();
        assertThat(file(draw, "rule.txt").lines().filter(line -> line.startsWith("tied\t")))
                .hasSize(2);
        assertThat(file(draw, "result.tsv").lines().skip(3)).allMatch(line -> line.endsWith("\t"));
        RestAssured.get("/api/draws/" + draw + "/stop-rule")
                .then()
                .body("decision", equalTo("FAIL"))
                .body("strata[0].exceptions", equalTo(1));
    }

    @Test
    void the_stop_rule_counts_what_was_seen_and_what_was_not_seen_in_time() {
        Instant then = Instant.now().minus(AGO);
        clock.set(then);
        registered(25);
        UUID draw = committed();
        RestAssured.get("/api/draws/" + draw + "/stop-rule").then().statusCode(409);
        reveal(draw, 1);
        making.makeOnce();
        clock.set(then.plus(Duration.ofHours(30)));
        drawn(draw, "MEDIUM").subList(0, 3).forEach(waybill -> attest(waybill, "CONFIRMED"));
        RestAssured.get("/api/draws/" + draw + "/stop-rule")
                .then()
                .body("decision", equalTo("GO_ON"))
                .body("strata[0].seen", equalTo(3));
        clock.set(then.plus(Duration.ofHours(48)));
        RestAssured.get("/api/draws/" + draw + "/stop-rule")
                .then()
                .statusCode(200)
                .body("decision", equalTo("FAIL"))
                .body("stopShareBp", equalTo(500))
                .body("strata[0].drawable", equalTo(25))
                .body("strata[0].limit", equalTo(2))
                .body("strata[0].exceptions", equalTo(2))
                .body("strata[0].seen", equalTo(5));
    }

    @Test
    void how_many_to_visit_is_told_to_everybody() {
        RestAssured.get("/api/sample-size?population=200&badShareBp=500")
                .then()
                .statusCode(200)
                .body("sample", equalTo(51))
                .body("bad", equalTo(10));
        for (String wrong : List.of("", "?population=0", "?population=10&riskBp=10000", "?population=2000000")) {
            RestAssured.get("/api/sample-size" + wrong)
                    .then()
                    .statusCode(422)
                    .body("reasons.code", hasItem("OUT_OF_RANGE"));
        }
    }
}
