package org.aidwitness.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.RelationEntry;
import org.aidwitness.testkit.DrawStage;
import org.aidwitness.testkit.DrawStage.Chain;
import org.junit.jupiter.api.Test;

/** Who may draw, of what and with whom; and that nobody knows the outcome before its hour. */
@QuarkusTest
class DrawTest extends DrawScene {

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
    void custodians_are_independent_of_all_parties_of_who_draws_and_of_one_another() {
        stage.registered();
        UUID holding = world.organisation("Quiet Holding");
        UUID trust = world.organisation("Distant Trust");
        List<String> both = List.of(north.cid(), east.cid());
        world.tie(stage.carrier, holding, RelationEntry.Kind.OWNS);
        world.tie(holding, trust, RelationEntry.Kind.CONTRACTS);
        world.tie(trust, eastern, RelationEntry.Kind.OWNS);
        world.tie(stage.sender, northern, RelationEntry.Kind.FUNDS);
        commit(both).statusCode(200);

        world.tie(holding, northern, RelationEntry.Kind.DECLARED_KIN);
        commit(both)
                .statusCode(409)
                .body("reasons.code", contains("CUSTODIAN_NOT_INDEPENDENT"))
                .body("reasons[0].field", equalTo("/custodians/0"))
                .body("reasons[0].detail", containsString("a party to what is drawn"))
                .body("reasons[0].detail", containsString("Northern Observatory – Quiet Holding – Marrow Haulage"));
    }

    @Test
    void custodians_are_not_tied_to_one_another_or_to_who_draws() {
        stage.registered();
        UUID university = world.organisation("One University");
        world.tie(northern, university, RelationEntry.Kind.SAME_GROUP);
        world.tie(university, eastern, RelationEntry.Kind.SAME_GROUP);
        commit(List.of(north.cid(), east.cid()))
                .statusCode(409)
                .body("reasons.code", contains("CUSTODIAN_NOT_INDEPENDENT"))
                .body("reasons[0].detail", containsString("another custodian"))
                .body("reasons[0].detail", containsString(" – One University – "));

        UUID southern = world.organisation("Southern Archive");
        world.person(stage, "sami", southern, Role.DRAW_CUSTODIAN);
        Chain south = DrawStage.enrolled(() -> stage.as("sami"));
        commit(List.of(north.cid(), south.cid())).statusCode(200);
        world.tie(stage.watchers, southern, RelationEntry.Kind.CONTRACTS);
        stage.post("rosa", "/api/draws", draw(List.of(north.cid(), south.cid())))
                .statusCode(409)
                .body("reasons[0].field", equalTo("/custodians/1"))
                .body("reasons[0].detail", containsString("who draws"));
    }

    private Map<String, Object> draw(List<String> cids) {
        return DrawStage.commitment(stage.programme, clock.instant(), cids, stage.watchers);
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
                .as("nor does the gate, which would tell whoever asks it for each waybill")
                .isEqualTo("0");
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
}
