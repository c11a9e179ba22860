package org.aidwitness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two people of two organisations, in public, for a few days, and not often: or nobody. */
@QuarkusTest
class OverrideTest {

    @Inject
    World world;

    Stage stage;
    UUID waybill;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        world.person(stage, "boss", stage.sender, Role.MANAGER);
        world.person(stage, "deputy", stage.sender, Role.MANAGER);
        world.person(stage, "partner", stage.receiver, Role.MANAGER);
        waybill = stage.registered();
    }

    @Test
    void who_may_not_ask_and_who_may_not_agree() {
        Map<String, Object> asked = asked();
        RestAssured.given()
                .contentType("application/json")
                .body(asked)
                .post("/api/overrides")
                .then()
                .statusCode(401);
        stage.post("amina", "/api/overrides", asked).statusCode(403);
        stage.post("partner", "/api/overrides", asked).statusCode(403);
        stage.post("boss", "/api/overrides", asked).statusCode(200);

        decide("amina", asked, true).statusCode(403);
        decide("boss", asked, true).statusCode(409).body("reasons.code", contains("OWN_WORK"));
        decide("deputy", asked, true).statusCode(409).body("reasons.code", contains("OWN_WORK"));
        Stage elsewhere = world.stage();
        world.person(elsewhere, "stranger", world.organisation("Strangers"), Role.MANAGER);
        elsewhere
                .post(
                        "stranger",
                        "/api/overrides/" + asked.get("id") + "/decision",
                        Map.of("approved", true, "reason", "Yes."))
                .statusCode(403);
        stage.declare("amina", stage.dispatch(waybill)).statusCode(409);
    }

    @Test
    void it_opens_the_gate_is_published_at_once_and_the_flag_says_so() {
        Map<String, Object> asked = asked();
        String receipt = stage.post("boss", "/api/overrides", asked)
                .statusCode(200)
                .extract()
                .asString();
        assertThat(stage.post("boss", "/api/overrides", asked)
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(receipt);
        RestAssured.get("/api/overrides?programme=" + stage.code)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].text", equalTo(asked.get("text")))
                .body("items[0].approved", nullValue());

        decide("partner", asked, true).statusCode(200).body("decidedForName", equalTo("Asheru Committee"));
        decide("partner", asked, false).statusCode(409).body("reasons.code", contains("WRONG_STATE"));
        stage.declare("amina", stage.dispatch(waybill)).statusCode(200);

        RestAssured.get("/api/clearances?programme=" + stage.code).then().body("items.outcome", hasItem("OVERRIDE"));
        String clearance = RestAssured.get("/api/clearances?outcome=OVERRIDE&programme=" + stage.code)
                .path("items[0].id");
        assertThat(RestAssured.get("/c/" + clearance)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("Who took responsibility", "Tavara Relief Network", "Asheru Committee")
                .contains((String) asked.get("text"));
        RestAssured.get("/api/clearances/" + clearance)
                .then()
                .statusCode(200)
                .body("responsible.askedFor", equalTo("Tavara Relief Network"))
                .body("conditions.condition", hasItem("monitor-assigned"));
    }

    @Test
    void a_quarter_has_three_even_when_six_are_agreed_to_at_once() throws Exception {
        List<Map<String, Object>> six = Stream.generate(this::asked).limit(6).toList();
        six.forEach(asked -> stage.post("boss", "/api/overrides", asked).statusCode(200));
        ExecutorService crowd = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Integer>> yes = six.stream()
                    .<Callable<Integer>>map(asked ->
                            () -> decide("partner", asked, true).extract().statusCode())
                    .toList();
            int agreed = 0;
            for (Future<Integer> answer : crowd.invokeAll(yes)) {
                agreed += answer.get() == 200 ? 1 : 0;
            }
            assertThat(agreed).isEqualTo(3);
        } finally {
            crowd.shutdown();
        }
        // Saying no is always possible.
        Map<String, Object> one = asked();
        stage.post("boss", "/api/overrides", one).statusCode(200);
        decide("partner", one, true).statusCode(409).body("reasons.code", contains("WRONG_STATE"));
        decide("partner", one, false).statusCode(200);
    }

    @Test
    void nonsense_is_refused_with_the_field_that_is_at_fault() {
        refused(Map.of("days", 15), 422, "/days");
        refused(Map.of("days", 0), 422, "/days");
        refused(Map.of("text", "Hungry."), 422, "/text");
        refused(Map.of("site", stage.village), 422, "/waybill");
        Map<String, Object> unknown = asked();
        unknown.put("waybill", UUID.randomUUID());
        stage.post("boss", "/api/overrides", unknown)
                .statusCode(422)
                .body("reasons.code", contains("UNKNOWN_REFERENCE"));
        Map<String, Object> reason = asked();
        reason.put("reason", "BECAUSE");
        stage.post("boss", "/api/overrides", reason).statusCode(400).body("reasons.field", contains("/reason"));
        stage.post(
                        "boss",
                        "/api/overrides/" + UUID.randomUUID() + "/decision",
                        Map.of("approved", true, "reason", "Yes."))
                .statusCode(404);
        Map<String, Object> asked = asked();
        stage.post("boss", "/api/overrides", asked).statusCode(200);
        stage.post(
                        "partner",
                        "/api/overrides/" + asked.get("id") + "/decision",
                        Map.of("approved", true, "reason", " "))
                .statusCode(422)
                .body("reasons.field", contains("/reason"));
        Map<String, Object> other = new HashMap<>(asked);
        other.put("days", 3);
        stage.post("boss", "/api/overrides", other)
                .statusCode(409)
                .body("reasons.code", contains("EXISTS_WITH_DIFFERENT_CONTENT"));
    }

    private void refused(Map<String, Object> change, int status, String field) {
        Map<String, Object> asked = asked();
        asked.putAll(change);
        stage.post("boss", "/api/overrides", asked).statusCode(status).body("reasons.field", contains(field));
    }

    private Map<String, Object> asked() {
        Map<String, Object> asked = new HashMap<>();
        asked.put("id", UUID.randomUUID());
        asked.put("programme", stage.programme);
        asked.put("organisation", stage.sender);
        asked.put("waybill", waybill);
        asked.put("reason", "DISASTER");
        asked.put("text", "The river took the bridge; nobody can follow the trucks.");
        asked.put("days", 2);
        return asked;
    }

    private ValidatableResponse decide(String person, Map<String, Object> asked, boolean yes) {
        return stage.post(
                person,
                "/api/overrides/" + asked.get("id") + "/decision",
                Map.of("approved", yes, "reason", "We stand by this."));
    }
}
