package org.aidwitness.monitoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That somebody was kept from seeing is said once, corrected in the open, and never tells who it was. */
@QuarkusTest
class IncidentTest {

    @Inject
    World world;

    Stage stage;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
    }

    /** At the village, an hour ago. */
    static Map<String, Object> incident(Stage stage) {
        Map<String, Object> said = new HashMap<>();
        said.put("id", UUID.randomUUID());
        said.put("programme", stage.programme);
        said.put("site", stage.village);
        said.put("organisation", stage.watchers);
        said.put("monitor", "M-07");
        said.put("kind", "TURNED_BACK");
        said.put("happenedAt", Instant.now().minus(Duration.ofHours(1)).toString());
        said.put("note", "Two men at the bridge.");
        return said;
    }

    @Test
    void only_a_monitor_tells_and_only_for_their_own_organisation() {
        Map<String, Object> said = incident(stage);
        given().contentType("application/json")
                .body(said)
                .post("/api/incidents")
                .then()
                .statusCode(401);
        stage.post("amina", "/api/incidents", said).statusCode(403);
        stage.post("rosa", "/api/incidents", said).statusCode(403);
        Map<String, Object> borrowed = incident(stage);
        borrowed.put("organisation", stage.receiver);
        stage.post("M-07", "/api/incidents", borrowed).statusCode(403);
        String first = stage.post("M-07", "/api/incidents", said)
                .statusCode(200)
                .body("kind", equalTo("monitoring.incident"))
                .extract()
                .asString();
        assertThat(stage.post("M-07", "/api/incidents", said).extract().asString())
                .isEqualTo(first);
        said.put("kind", "DETAINED");
        stage.post("M-07", "/api/incidents", said)
                .statusCode(409)
                .body("reasons.code", contains("EXISTS_WITH_DIFFERENT_CONTENT"));
    }

    @Test
    void everybody_learns_where_and_when_and_nobody_outside_learns_who() {
        stage.post("M-07", "/api/incidents", incident(stage)).statusCode(200);
        String path = "/api/incidents?programme=" + stage.code + "&site=" + stage.village;
        given().get(path)
                .then()
                .statusCode(200)
                .body("items.kind", contains("TURNED_BACK"))
                .body("items[0].site", equalTo(stage.village.toString()))
                .body(not(containsString("M-07")))
                .body(not(containsString("bridge")));
        stage.as("bruno").get(path).then().body(not(containsString("M-07")));
        stage.as("rosa").get(path).then().body("items.note", contains("Two men at the bridge."));
        given().get("/api/incidents?site=here").then().statusCode(400).body("reasons.field", contains("/site"));
        given().get("/api/incidents?programme=none").then().statusCode(422);
    }

    @Test
    void in_a_closed_programme_only_who_takes_part_learns_of_it() {
        Stage closed = world.closedStage();
        closed.post("M-07", "/api/incidents", incident(closed)).statusCode(200);
        given().get("/api/incidents").then().body(not(containsString(closed.village.toString())));
        stage.as("bruno").get("/api/incidents").then().body(not(containsString(closed.village.toString())));
        closed.as("bruno").get("/api/incidents").then().body(containsString(closed.village.toString()));
        Map<String, Object> across = incident(stage);
        across.put("programme", closed.programme);
        stage.post("M-07", "/api/incidents", across).statusCode(422).body("reasons.field", contains("/programme"));
    }

    @Test
    void a_correction_is_made_by_who_told_and_once() {
        Map<String, Object> first = incident(stage);
        stage.post("M-07", "/api/incidents", first).statusCode(200);
        Map<String, Object> second = incident(stage);
        second.put("kind", "DELAYED");
        second.put("supersedes", first.get("id"));
        stage.post("M-07", "/api/incidents", second)
                .statusCode(422)
                .body("reasons.field", contains("/supersedesReason"));
        second.put("supersedesReason", "They let me pass after all.");
        second.put("monitor", "M-08");
        stage.post("M-07", "/api/incidents", second).statusCode(403);
        second.put("monitor", "M-07");
        stage.post("M-07", "/api/incidents", second).statusCode(200);
        Map<String, Object> third = incident(stage);
        third.put("supersedes", first.get("id"));
        third.put("supersedesReason", "Again.");
        stage.post("M-07", "/api/incidents", third)
                .statusCode(409)
                .body("reasons.code", contains("ALREADY_SUPERSEDED"));
    }

    @Test
    void nonsense_is_refused_with_the_field_that_is_at_fault() {
        refused("/programme", "programme", UUID.randomUUID());
        refused("/waybill", "waybill", UUID.randomUUID());
        refused("/waybill", "visit", UUID.randomUUID());
        refused("/site", "site", UUID.randomUUID());
        refused("/authority", "authority", UUID.randomUUID());
        refused("/happenedAt", "happenedAt", "1066-10-14T00:00:00Z");
        refused("/monitor", "monitor", " ");
        refused("/note", "note", "");
        refused("/supersedes", "supersedes", UUID.randomUUID());
        Map<String, Object> unknownVisit = incident(stage);
        unknownVisit.put("waybill", stage.registered());
        unknownVisit.put("visit", UUID.randomUUID());
        stage.post("M-07", "/api/incidents", unknownVisit).statusCode(422).body("reasons.field", contains("/visit"));
        Map<String, Object> nowhere = incident(stage);
        nowhere.remove("site");
        stage.post("M-07", "/api/incidents", nowhere).statusCode(422).body("reasons.field", contains("/site"));
        Map<String, Object> area = incident(stage);
        area.remove("site");
        area.put("pcode", "QM0104");
        stage.post("M-07", "/api/incidents", area).statusCode(200);
    }

    @Test
    void nobody_is_kept_from_a_country_or_a_state() {
        for (String large : List.of("Q", "SS", "QM01", "QM010", "QM01  ")) {
            Map<String, Object> area = incident(stage);
            area.remove("site");
            area.put("pcode", large);
            stage.post("M-07", "/api/incidents", area).statusCode(422).body("reasons.field", contains("/pcode"));
        }
        for (String small : List.of("QM0104", "QM010402")) {
            Map<String, Object> area = incident(stage);
            area.remove("site");
            area.put("pcode", small);
            stage.post("M-07", "/api/incidents", area).statusCode(200);
        }
        Map<String, Object> beside = incident(stage);
        beside.put("pcode", "QM");
        stage.post("M-07", "/api/incidents", beside).statusCode(200);
    }

    private void refused(String field, String name, Object value) {
        Map<String, Object> said = incident(stage);
        said.put(name, value);
        if (name.equals("supersedes")) {
            said.put("supersedesReason", "Wrong.");
        }
        stage.post("M-07", "/api/incidents", said).statusCode(422).body("reasons.field", contains(field));
    }
}
