package org.aidwitness.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.aidwitness.access.Speaking;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.RelationEntry;
import org.aidwitness.testkit.DrawStage;
import org.aidwitness.testkit.DrawStage.Chain;
import org.aidwitness.testkit.Sql;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is visited is nobody's choice, nobody's knowledge before its hour, and everybody's to check afterwards. */
@QuarkusTest
class DrawTest {

    /** Long enough ago that all of a draw of then is over. */
    private static final Duration AGO = Duration.ofDays(10);

    @Inject
    World world;

    @Inject
    TestClock clock;

    @Inject
    DrawMaking making;

    @Inject
    Speaking speaking;

    @Inject
    Sql sql;

    Stage stage;
    UUID northern;
    UUID eastern;
    Chain north;
    Chain east;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        northern = world.organisation("Northern Observatory");
        eastern = world.organisation("Eastern Law Society");
        world.person(stage, "mara", stage.sender, Role.MANAGER);
        world.person(stage, "noor", northern, Role.DRAW_CUSTODIAN);
        world.person(stage, "ella", eastern, Role.DRAW_CUSTODIAN);
        north = DrawStage.enrolled(() -> stage.as("noor"));
        east = DrawStage.enrolled(() -> stage.as("ella"));
    }

    @AfterEach
    void theRealTimeAgain() {
        clock.reset();
    }

    @Test
    void only_a_custodian_enrols_and_reveals_and_only_managers_and_reviewers_draw() {
        stage.registered();
        Map<String, Object> draw = commitment();
        RestAssured.given()
                .contentType("application/json")
                .body(draw)
                .post("/api/draws")
                .then()
                .statusCode(401);
        for (String person : List.of("amina", "M-07", "noor")) {
            stage.post(person, "/api/draws", draw).statusCode(403);
        }
        stage.post("mara", "/api/custodians", DrawStage.enrolment(DrawStage.chain()))
                .statusCode(403);
        stage.post("mara", "/api/draws", draw).statusCode(200);
        DrawStage.reveal(stage.as("mara"), id(draw), north, 1).statusCode(403);
        DrawStage.reveal(stage.as("noor"), id(draw), east, 1)
                .statusCode(403)
                .body("reasons[0].detail", containsString("own organisation"));
        DrawStage.reveal(stage.as("noor"), UUID.randomUUID(), north, 1).statusCode(404);
        DrawStage.reveal(stage.as("noor"), id(draw), DrawStage.chain(), 1).statusCode(422);
    }

    @Test
    void custodians_have_no_stake_and_are_two_or_more_of_different_organisations() {
        stage.registered();
        world.person(stage, "party", stage.receiver, Role.DRAW_CUSTODIAN);
        world.person(stage, "insider", stage.sender, Role.DRAW_CUSTODIAN);
        world.person(stage, "nils", northern, Role.DRAW_CUSTODIAN);
        for (String person : List.of("party", "insider", "nils")) {
            Chain chain = DrawStage.enrolled(() -> stage.as(person));
            commit(List.of(north.cid(), chain.cid()))
                    .statusCode(409)
                    .body("reasons.code", contains("CUSTODIAN_NOT_INDEPENDENT"));
        }
        commit(List.of(north.cid())).statusCode(422).body("reasons[0].field", equalTo("/custodians"));
        commit(List.of(north.cid(), "nobody")).statusCode(422).body("reasons.code", contains("UNKNOWN_REFERENCE"));
        commit(List.of(north.cid(), north.cid())).statusCode(422);
    }

    @Test
    void a_population_is_closed_as_a_whole_and_only_what_is_inside_is_excluded() {
        commit(List.of(north.cid(), east.cid()))
                .statusCode(422)
                .body("reasons[0].detail", containsString("No delivery"));
        UUID inside = stage.registered();
        UUID outside = world.stage().registered();
        Map<String, Object> draw = commitment();
        draw.put("exclusions", List.of(Map.of("waybill", outside, "reason", "Too far.")));
        stage.post("mara", "/api/draws", draw)
                .statusCode(422)
                .body("reasons[0].field", equalTo("/exclusions/0/waybill"));
        draw.put("exclusions", List.of(Map.of("waybill", inside, "reason", "The bridge is gone.")));
        String first =
                stage.post("mara", "/api/draws", draw).statusCode(200).extract().asString();
        assertThat(stage.post("mara", "/api/draws", draw)
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(first);
        draw.put("exclusions", List.of());
        stage.post("mara", "/api/draws", draw)
                .statusCode(409)
                .body("reasons.code", contains("EXISTS_WITH_DIFFERENT_CONTENT"));
        assertThat(file(draw, "population.tsv")).isEqualTo(inside + "\tMEDIUM\t5000\n");
        assertThat(file(draw, "rule.txt")).contains("exclude\t" + inside + "\tThe bridge is gone.\n");
    }

    @Test
    void times_come_in_their_order() {
        stage.registered();
        for (Map<String, Duration> wrong : List.<Map<String, Duration>>of(
                Map.of("revealAt", Duration.ofHours(-1)),
                Map.of("discloseAt", Duration.ofHours(1)),
                Map.of("windowFrom", Duration.ofHours(6)),
                Map.of("windowTo", Duration.ofHours(3)),
                Map.of("windowTo", Duration.ofDays(400)))) {
            Map<String, Object> draw = commitment();
            wrong.forEach((field, offset) ->
                    draw.put(field, Instant.now().plus(offset).toString()));
            stage.post("mara", "/api/draws", draw)
                    .statusCode(422)
                    .body(
                            "reasons[0].field",
                            equalTo("/" + wrong.keySet().iterator().next()));
        }
    }

    @Test
    void a_wrong_secret_is_refused_and_changes_nothing() {
        stage.registered();
        UUID draw = committed();
        DrawStage.reveal(stage.as("noor"), draw, north, 2)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("reasons[0].code", equalTo("WRONG_PREIMAGE"))
                .body("reasons[0].field", equalTo("/value"))
                .body("reasons[0].detail", containsString("it must give the anchor"));
        Map<String, Object> malformed = new HashMap<>(DrawStage.secret(north, 1));
        malformed.put("value", "0xff");
        stage.post("noor", "/api/draws/" + draw + "/reveals", malformed)
                .statusCode(400)
                .body("reasons[0].field", equalTo("/value"));

        assertThat(sql.asProgram("select count(*) from monitoring_draw_reveal where draw_id = '" + draw + "'"))
                .isEqualTo("0");
        Map<String, Object> secret = DrawStage.secret(north, 1);
        String first = stage.post("noor", "/api/draws/" + draw + "/reveals", secret)
                .statusCode(200)
                .extract()
                .asString();
        assertThat(stage.post("noor", "/api/draws/" + draw + "/reveals", secret)
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(first);
        DrawStage.reveal(stage.as("noor"), draw, north, 1).statusCode(409);
    }

    @Test
    void nobody_reveals_before_the_hour_after_the_deadline_or_out_of_turn() {
        stage.registered();
        Map<String, Object> later = commitment();
        later.put("revealAt", Instant.now().plus(Duration.ofHours(1)).toString());
        stage.post("mara", "/api/draws", later).statusCode(200);
        UUID second = committed();

        DrawStage.reveal(stage.as("noor"), id(later), north, 1)
                .statusCode(409)
                .body("reasons.code", contains("WRONG_STATE"));
        DrawStage.reveal(stage.as("noor"), second, north, 2)
                .statusCode(409)
                .body("reasons[0].detail", containsString("give away an earlier one"));
        clock.advance(Duration.ofMinutes(70));
        DrawStage.reveal(stage.as("noor"), id(later), north, 1).statusCode(200);
        DrawStage.reveal(stage.as("noor"), second, north, 2).statusCode(200);
        clock.advance(Duration.ofHours(2));
        DrawStage.reveal(stage.as("ella"), second, east, 2)
                .statusCode(409)
                .body("reasons.code", contains("DEADLINE_PASSED"));
    }

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
        assertThat(result)
                .isEqualTo(Recomputed.result(
                        id(draw),
                        file(draw, "population.tsv").getBytes(StandardCharsets.UTF_8),
                        file(draw, "rule.txt").getBytes(StandardCharsets.UTF_8),
                        file(draw, "reveals.tsv")));
        assertThat(file(draw, "reveals.tsv"))
                .contains(north.cid() + "\t1\t" + north.secrets().get(1));
        RestAssured.get("/api/draws?programme=" + stage.code)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("PUBLISHED"))
                .body("items[0].alarm", nullValue())
                .body("items[0].doubled", equalTo(false))
                .body("items[0].drawn", equalTo((int) result.lines().count() - 3));
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
        assertThat(file(draw, "result.tsv"))
                .contains("doubled\tyes")
                .isEqualTo(Recomputed.result(
                        draw,
                        file(draw, "population.tsv").getBytes(StandardCharsets.UTF_8),
                        file(draw, "rule.txt").getBytes(StandardCharsets.UTF_8),
                        file(draw, "reveals.tsv")));
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
    void before_its_hour_nobody_sees_who_goes_where() {
        registered(3);
        UUID draw = committed();
        reveal(draw, 1);
        making.makeOnce();

        RestAssured.get("/api/draws/" + draw).then().body("state", equalTo("DRAWN"));
        for (String file : List.of("result.tsv", "reveals.tsv")) {
            stage.as("mara")
                    .get("/api/draws/" + draw + "/" + file)
                    .then()
                    .statusCode(409)
                    .body("reasons.code", contains("SEALED"));
        }
        String visits = "select count(*) from monitoring_visit where draw_id = '" + draw + "'";
        Actor lead = new Actor(UUID.randomUUID(), "rosa", stage.watchers, Set.of(Role.REVIEWER, Role.ADMINISTRATOR));
        Actor custodian = new Actor(UUID.randomUUID(), "noor", northern, Set.of(Role.DRAW_CUSTODIAN));
        Actor manager = new Actor(UUID.randomUUID(), "mara", stage.sender, Set.of(Role.MANAGER));
        assertThat(sql.asProgram(visits)).isEqualTo("3");
        for (Actor actor : List.of(lead, custodian, manager, Actor.VISITOR)) {
            assertThat(sql.as(actor, visits)).isEqualTo("0");
            assertThat(sql.as(actor, "select count(*) from monitoring_draw_selection where draw_id = '" + draw + "'"))
                    .isEqualTo("0");
        }
        String values = "select count(*) from monitoring_draw_reveal where draw_id = '" + draw + "'";
        assertThat(sql.as(custodian, values)).as("their own").isEqualTo("1");
        assertThat(sql.as(manager, values)).isEqualTo("0");
        assertThat(sql.as(
                        manager,
                        "select count(*) from monitoring_watch w join monitoring_draw_unit u using (waybill_id)"
                                + " where u.programme_id = '" + stage.programme + "'"))
                .as("the gate knows that somebody will look")
                .isEqualTo("3");
    }

    @Test
    void after_its_hour_the_monitors_lead_sees_the_visits_and_the_sender_does_not() {
        clock.set(Instant.now().minus(AGO));
        registered(3);
        UUID draw = committed();
        reveal(draw, 1);
        making.makeOnce();
        String visits = "select count(*) from monitoring_visit where draw_id = '" + draw + "'";
        assertThat(sql.as(new Actor(UUID.randomUUID(), "rosa", stage.watchers, Set.of(Role.REVIEWER)), visits))
                .isEqualTo("3");
        assertThat(sql.as(new Actor(UUID.randomUUID(), "mara", stage.sender, Set.of(Role.MANAGER)), visits))
                .isEqualTo("0");
    }

    @Test
    void the_database_takes_no_wrong_secret_and_no_other_population() {
        stage.registered();
        UUID draw = committed();
        Actor noor = new Actor(UUID.randomUUID(), "noor", northern, Set.of(Role.DRAW_CUSTODIAN));
        assertThatThrownBy(() -> sql.as(noor, reveal(draw, north.secrets().get(2))))
                .hasMessageContaining("does not lead to the anchor");
        Actor ella = new Actor(UUID.randomUUID(), "ella", eastern, Set.of(Role.DRAW_CUSTODIAN));
        assertThatThrownBy(() -> sql.as(ella, reveal(draw, north.secrets().get(1))))
                .as("another's secret")
                .hasMessageContaining("row-level security");
        assertThat(sql.as(noor, reveal(draw, north.secrets().get(1)))).isEqualTo("1");
        assertThatThrownBy(() -> sql.asProgram(
                        "update monitoring_draw set population = 'x' where id = '" + draw + "' returning 1"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> sql.asProgram("insert into monitoring_draw (id, programme_id, organisation_id,"
                        + " population, population_sha256, units, rule, rule_sha256, reveal_at, deadline_at,"
                        + " disclosed_at, window_from, published_at, content_sha256, committed_at, committed_by)"
                        + " select gen_random_uuid(), programme_id, organisation_id, population || 'x',"
                        + " population_sha256, units, rule, rule_sha256, reveal_at, deadline_at, disclosed_at,"
                        + " window_from, published_at, content_sha256, committed_at, committed_by"
                        + " from monitoring_draw where id = '" + draw + "' returning 1"))
                .hasMessageContaining("monitoring_draw_population_ck");
    }

    private String reveal(UUID draw, String value) {
        return "insert into monitoring_draw_reveal (id, draw_id, chain_id, organisation_id, value, content_sha256,"
                + " revealed_at, revealed_by) select gen_random_uuid(), '" + draw + "', c.id, c.organisation_id, '\\x"
                + value + "', '\\x00', now(), 'noor' from monitoring_draw_chain c where c.cid = '" + north.cid()
                + "' returning 1";
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
        List<String> drawn = file(draw, "result.tsv")
                .lines()
                .filter(line -> line.startsWith("drawn\tMEDIUM"))
                .map(line -> line.split("\t")[3])
                .toList();
        for (String waybill : drawn.subList(0, 3)) {
            UUID attestation = UUID.randomUUID();
            stage.post("M-07", "/api/attestations", attest(attestation, waybill))
                    .statusCode(200);
            stage.post(
                            "rosa",
                            "/api/attestations/" + attestation + "/reviews",
                            Map.of("id", UUID.randomUUID(), "accepted", true, "reason", "The photos match."))
                    .statusCode(200);
        }
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

    private Map<String, Object> attest(UUID id, String waybill) {
        Map<String, Object> said = new HashMap<>();
        said.put("id", id);
        said.put("waybill", waybill);
        said.put("site", stage.village);
        said.put("organisation", stage.watchers);
        said.put("monitor", "M-07 " + stage.code);
        said.put("method", "COUNT");
        said.put("verdict", "CONFIRMED");
        said.put("happenedAt", clock.instant().minusSeconds(60).toString());
        said.put("observations", List.of());
        said.put("evidence", List.of());
        return said;
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

    private List<UUID> registered(int deliveries) {
        List<UUID> waybills = new ArrayList<>();
        for (int delivery = 0; delivery < deliveries; delivery++) {
            waybills.add(stage.registered());
        }
        return waybills;
    }

    private Map<String, Object> commitment() {
        return DrawStage.commitment(stage.programme, clock.instant(), List.of(north.cid(), east.cid()), stage.watchers);
    }

    private UUID committed() {
        Map<String, Object> draw = commitment();
        stage.post("mara", "/api/draws", draw).statusCode(200);
        return id(draw);
    }

    private ValidatableResponse commit(List<String> cids) {
        return stage.post(
                "mara", "/api/draws", DrawStage.commitment(stage.programme, clock.instant(), cids, stage.watchers));
    }

    private void reveal(UUID draw, int position) {
        DrawStage.reveal(stage.as("noor"), draw, north, position).statusCode(200);
        DrawStage.reveal(stage.as("ella"), draw, east, position).statusCode(200);
    }

    private static UUID id(Map<String, Object> draw) {
        return DrawStage.id(draw);
    }

    private static String file(Map<String, Object> draw, String name) {
        return file(id(draw), name);
    }

    private static String file(UUID draw, String name) {
        return new String(
                RestAssured.get("/api/draws/" + draw + "/" + name)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray(),
                StandardCharsets.UTF_8);
    }
}
