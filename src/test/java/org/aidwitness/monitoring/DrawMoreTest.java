package org.aidwitness.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.testkit.DrawStage;
import org.junit.jupiter.api.Test;

/** Second visits that the first monitor does not know of, and draws that go on. */
@QuarkusTest
class DrawMoreTest extends DrawScene {

    @Test
    void some_of_what_is_drawn_is_visited_twice_and_neither_monitor_knows() {
        clock.set(Instant.now().minus(Duration.ofHours(13)));
        registered(13);
        UUID others = world.organisation("Plain Sight");
        UUID draw = committedWith(others);
        reveal(draw, 1);
        making.makeOnce();

        assertThat(file(draw, "rule.txt")).contains("\ncap\t4\nsecond\t1000\n");
        String seconds = " from monitoring_draw_second where draw_id = '" + draw + "'";
        String all = "select count(*) from monitoring_visit where draw_id = '" + draw + "'";
        int drawn = RestAssured.get("/api/draws/" + draw).then().extract().path("drawn");
        assertThat(drawn).isEqualTo(10);
        assertThat(sql.asProgram("select count(*)" + seconds)).isEqualTo("1");
        assertThat(sql.asProgram(all)).isEqualTo(String.valueOf(drawn + 1));
        String twice = sql.asProgram("select waybill_id" + seconds);
        String there = "select count(*) from monitoring_visit where waybill_id = '" + twice + "'";
        assertThat(sql.asProgram(there)).isEqualTo("2");
        for (UUID organisation : List.of(stage.watchers, others)) {
            Actor lead = new Actor(UUID.randomUUID(), "lead", organisation, Set.of(Role.REVIEWER, Role.ADMINISTRATOR));
            assertThat(sql.as(lead, there)).as("their own").isEqualTo("1");
            assertThat(sql.as(lead, all + " and organisation_id <> '" + organisation + "'"))
                    .isEqualTo("0");
            assertThat(sql.as(lead, "select count(*)" + seconds)).isEqualTo("0");
        }
        Actor manager = new Actor(UUID.randomUUID(), "mara", stage.sender, Set.of(Role.MANAGER));
        assertThat(sql.as(manager, "select count(*) from monitoring_watch where waybill_id = '" + twice + "'"))
                .as("the gate goes by neither")
                .isEqualTo("0");
        stage.as("rosa")
                .get("/api/visits")
                .then()
                .statusCode(200)
                .body("items.findAll { it.waybill == '" + twice + "' }", hasSize(1));
    }

    @Test
    void second_visits_are_published_with_the_result() {
        clock.set(Instant.now().minus(AGO));
        registered(25);
        UUID draw = committedWith(world.organisation("Plain Sight"));
        reveal(draw, 1);
        making.makeOnce();
        String result = file(draw, "result.tsv");
        assertThat(result).isEqualTo(recomputed(draw));
        List<String> seconds =
                result.lines().filter(line -> line.startsWith("second\t")).toList();
        assertThat(seconds).hasSize(1);
        assertThat(result.lines().filter(line -> line.contains(seconds.get(0).split("\t")[1])))
                .hasSize(2);
        assertThat(sql.as(Actor.VISITOR, "select count(*) from monitoring_draw_second where draw_id = '" + draw + "'"))
                .isEqualTo("1");
    }

    @Test
    void a_second_visit_that_finds_something_wrong_counts_and_does_not_stand_for_the_first() {
        UUID others = world.organisation("Plain Sight");
        world.join(stage, others);
        world.person(stage, "P-01", others, Role.MONITOR);
        world.person(stage, "petra", others, Role.REVIEWER);
        clock.set(Instant.now().minus(AGO));
        registered(25);
        UUID draw = committedWith(others);
        reveal(draw, 1);
        making.makeOnce();
        String twice = sql.asProgram("select waybill_id from monitoring_draw_second where draw_id = '" + draw + "'");
        clock.advance(Duration.ofHours(30));
        List<String> order = drawn(draw, "MEDIUM");
        int at = order.indexOf(twice);
        order.subList(0, at).forEach(waybill -> attestAs(first(draw, waybill), waybill, "CONFIRMED"));
        UUID first = first(draw, twice);
        UUID second = first.equals(others) ? stage.watchers : others;
        attestAs(second, twice, "CONFIRMED");
        seen(draw, at, 0);
        attestAs(first, twice, "CONFIRMED");
        seen(draw, at + 1, 0);
        attestAs(second, twice, "DISCREPANT");
        seen(draw, at + 1, 1);
    }

    private UUID first(UUID draw, String waybill) {
        return UUID.fromString(sql.asProgram("select organisation_id from monitoring_draw_selection where draw_id = '"
                + draw + "' and waybill_id = '" + waybill + "'"));
    }

    private void attestAs(UUID organisation, String waybill, String verdict) {
        if (organisation.equals(stage.watchers)) {
            attest(waybill, verdict);
        } else {
            attest("P-01", "petra", organisation, waybill, verdict);
        }
    }

    private static void seen(UUID draw, int seen, int exceptions) {
        RestAssured.get("/api/draws/" + draw + "/stop-rule")
                .then()
                .body("strata[0].seen", equalTo(seen))
                .body("strata[0].exceptions", equalTo(exceptions));
    }

    @Test
    void a_draw_goes_on_until_the_stop_rule_decides() {
        // As exact as the database keeps it, so that a receipt that is given again reads the same.
        Instant then = Instant.now().truncatedTo(ChronoUnit.MICROS).minus(AGO);
        clock.set(then);
        registered(25);
        UUID draw = committed();
        extend(draw, 0, 1, 0).statusCode(409).body("reasons[0].detail", containsString("not been made"));
        reveal(draw, 1);
        making.makeOnce();
        clock.set(then.plus(Duration.ofHours(30)));
        drawn(draw, "MEDIUM").forEach(waybill -> attest(waybill, "CONFIRMED"));
        decided(draw, "GO_ON", 16, 16);
        clock.set(then.plus(Duration.ofHours(48)));
        decided(draw, "NOT_SHOWN", 16, 16);
        extend(draw, 0, 1, 0).statusCode(409).body("reasons[0].detail", containsString("published"));
        clock.set(then.plus(Duration.ofHours(47)));
        String before = file(draw, "result.tsv");

        Map<String, Object> four = extension(0, 4, 0);
        String receipt = post(draw, four).statusCode(200).extract().asString();
        assertThat(post(draw, four).statusCode(200).extract().asString()).isEqualTo(receipt);
        four.put("medium", 5);
        post(draw, four).statusCode(409).body("reasons.code", contains("EXISTS_WITH_DIFFERENT_CONTENT"));
        RestAssured.get("/api/draws/" + draw + "/result.tsv").then().statusCode(409);
        making.makeOnce();
        assertThat(making.makeOnce()).isZero();

        assertThat(file(draw, "result.tsv")).startsWith(before).isEqualTo(recomputed(draw));
        RestAssured.get("/api/draws/" + draw)
                .then()
                .body("drawn", equalTo(16))
                .body("extensions", equalTo(1))
                .body(
                        "resultSha256",
                        equalTo(Sha256.of(before.getBytes(StandardCharsets.UTF_8))
                                .toString()));
        assertThat(file(draw, "extensions.tsv"))
                .startsWith("1\t0\t4\t0\t")
                .endsWith("\t" + Sha256.of(file(draw, "result.tsv").getBytes(StandardCharsets.UTF_8)) + "\n");
        assertThat(sql.asProgram("select count(*) from monitoring_visit where draw_id = '" + draw
                        + "' and window_to = '" + four.get("windowTo") + "'"))
                .isEqualTo("4");
        decided(draw, "GO_ON", 20, 16);
        clock.advance(Duration.ofHours(10));
        drawn(draw, "MEDIUM").subList(16, 20).forEach(waybill -> attest(waybill, "CONFIRMED"));
        decided(draw, "PASS", 20, 20);
        extend(draw, 0, 1, 0).statusCode(409).body("reasons[0].detail", containsString("says PASS"));
    }

    @Test
    void an_extension_takes_no_more_than_there_is_and_is_asked_for_by_who_drew() {
        clock.set(Instant.now().minus(AGO));
        registered(25);
        UUID draw = committed();
        reveal(draw, 1);
        making.makeOnce();
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("medium", 10), Map.of("low", 1), Map.of("high", -1), Map.of("low", 10_001))) {
            Map<String, Object> command = extension(0, 1, 0);
            command.putAll(wrong);
            post(draw, command)
                    .statusCode(422)
                    .body("reasons.code", contains("OUT_OF_RANGE"))
                    .body(
                            "reasons[0].field",
                            equalTo("/" + wrong.keySet().iterator().next()));
        }
        extend(draw, 0, 0, 0).statusCode(422).body("reasons.code", contains("OUT_OF_RANGE"));
        for (Map<String, Duration> wrong : List.<Map<String, Duration>>of(
                Map.of("discloseAt", Duration.ofHours(-1)),
                Map.of("windowFrom", Duration.ofMinutes(-1)),
                Map.of("windowTo", Duration.ofHours(-2)),
                Map.of("windowTo", Duration.ofDays(367)))) {
            Map<String, Object> command = extension(0, 1, 0);
            wrong.forEach((field, offset) ->
                    command.put(field, clock.instant().plus(offset).toString()));
            post(draw, command)
                    .statusCode(422)
                    .body(
                            "reasons[0].field",
                            equalTo("/" + wrong.keySet().iterator().next()));
        }
        for (String person : List.of("amina", "M-07", "noor", "rosa")) {
            stage.post(person, "/api/draws/" + draw + "/extensions", extension(0, 1, 0))
                    .statusCode(403);
        }
        stage.post("mara", "/api/draws/" + UUID.randomUUID() + "/extensions", extension(0, 1, 0))
                .statusCode(404);
        extend(draw, 0, 5, 0).statusCode(200);
        extend(draw, 0, 5, 0).statusCode(422).body("reasons[0].detail", containsString("4 are left"));
        extend(draw, 0, 4, 0).statusCode(200);
        while (making.makeOnce() > 0) {}
        assertThat(file(draw, "result.tsv")).isEqualTo(recomputed(draw)).contains("\nextension\t2\t0\t4\t0\n");
        assertThat(drawn(draw, "MEDIUM")).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void a_draw_that_failed_or_is_void_does_not_go_on() {
        Instant then = Instant.now().minus(AGO);
        clock.set(then);
        registered(25);
        UUID failed = committed();
        UUID empty = committed();
        reveal(failed, 1);
        clock.set(then.plus(Duration.ofHours(30)));
        making.makeOnce();
        drawn(failed, "MEDIUM").subList(0, 2).forEach(waybill -> attest(waybill, "DISCREPANT"));
        extend(failed, 0, 1, 0).statusCode(409).body("reasons[0].detail", containsString("says FAIL"));
        extend(empty, 0, 1, 0).statusCode(409).body("reasons[0].detail", containsString("Nothing was drawn"));
    }

    @Test
    void a_draw_that_goes_on_stays_sealed_and_so_do_later_secrets_of_its_chains() {
        clock.set(Instant.now().minus(Duration.ofHours(49)));
        registered(25);
        UUID draw = committed();
        reveal(draw, 1);
        making.makeOnce();
        RestAssured.get("/api/draws/" + draw + "/reveals.tsv").then().statusCode(200);
        UUID later = committed();
        reveal(later, 2);
        making.makeOnce();
        RestAssured.get("/api/draws/" + later + "/reveals.tsv").then().statusCode(200);

        Map<String, Object> extension = extension(0, 2, 0);
        extension.put("windowTo", Instant.now().plus(Duration.ofHours(9)).toString());
        post(draw, extension).statusCode(200);
        making.makeOnce();
        for (UUID sealed : List.of(draw, later)) {
            for (String name : List.of("reveals.tsv", "result.tsv")) {
                RestAssured.get("/api/draws/" + sealed + "/" + name)
                        .then()
                        .statusCode(409)
                        .body("reasons.code", contains("SEALED"));
            }
            for (String table : List.of("selection", "second", "reveal")) {
                assertThat(sql.as(
                                Actor.VISITOR,
                                "select count(*) from monitoring_draw_" + table + " where draw_id = '" + sealed + "'"))
                        .as(table)
                        .isEqualTo("0");
            }
        }
        assertThat(file(draw, "extensions.tsv")).startsWith("1\t0\t2\t0\t");
        RestAssured.get("/api/draws/" + draw).then().body("state", equalTo("DRAWN"));
    }

    @Test
    void the_database_takes_no_extension_of_what_is_published_or_from_somebody_else() {
        clock.set(Instant.now().minus(AGO));
        registered(25);
        UUID published = committed();
        UUID waiting = committed();
        reveal(published, 1);
        making.makeOnce();
        Actor mara = new Actor(UUID.randomUUID(), "mara", stage.sender, Set.of(Role.MANAGER));
        Actor rosa = new Actor(UUID.randomUUID(), "rosa", stage.watchers, Set.of(Role.REVIEWER));
        String early = "timestamptz '" + clock.instant() + "'";
        assertThatThrownBy(() -> sql.as(mara, insert(published, 1, "now()")))
                .hasMessageContaining("not the time to extend");
        assertThatThrownBy(() -> sql.as(mara, insert(waiting, 1, early)))
                .hasMessageContaining("not the time to extend");
        assertThatThrownBy(() -> sql.as(mara, insert(published, 2, early)))
                .hasMessageContaining("not the time to extend");
        assertThatThrownBy(() -> sql.as(rosa, insert(published, 1, early))).hasMessageContaining("row-level security");
        assertThat(sql.as(mara, insert(published, 1, early))).isEqualTo("1");
    }

    private String insert(UUID draw, int number, String at) {
        return "insert into monitoring_draw_extension (id, draw_id, number, programme_id, organisation_id, high, medium,"
                + " low, disclosed_at, window_from, window_to, content_sha256, accepted_at, accepted_by) values"
                + " (gen_random_uuid(), '" + draw + "', " + number + ", '" + stage.programme + "', '" + stage.sender
                + "', 0, 1, 0, " + at + ", " + at + ", " + at + " + interval '1 day', '\\x00', " + at
                + ", 'mara') returning 1";
    }

    private void decided(UUID draw, String decision, int drawn, int seen) {
        RestAssured.get("/api/draws/" + draw + "/stop-rule")
                .then()
                .statusCode(200)
                .body("decision", equalTo(decision))
                .body("strata[0].drawn", equalTo(drawn))
                .body("strata[0].seen", equalTo(seen));
    }

    private ValidatableResponse extend(UUID draw, int high, int medium, int low) {
        return post(draw, extension(high, medium, low));
    }

    private ValidatableResponse post(UUID draw, Map<String, Object> extension) {
        return stage.post("mara", "/api/draws/" + draw + "/extensions", extension);
    }

    private Map<String, Object> extension(int high, int medium, int low) {
        return DrawStage.extension(clock.instant(), high, medium, low);
    }

    /** A draw of which monitors of two organisations may be sent. */
    private UUID committedWith(UUID others) {
        Map<String, Object> draw = commitment();
        List<Map<String, Object>> monitors = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            monitors.add(Map.of("pseudonym", "M-0" + number, "organisation", stage.watchers));
            monitors.add(Map.of("pseudonym", "P-0" + number, "organisation", others));
        }
        draw.put("monitors", monitors);
        stage.post("mara", "/api/draws", draw).statusCode(200);
        return id(draw);
    }
}
