package org.aidwitness.monitoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Policy;
import org.aidwitness.registry.Policies;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who goes instead, what came of a visit, and what the places hear of it. */
@QuarkusTest
class VisitCourseTest {

    @Inject
    World world;

    @Inject
    StatelessSession session;

    @Inject
    Policies policies;

    @Inject
    ObjectMapper mapper;

    Stage stage;
    UUID waybill;
    UUID visit;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        waybill = stage.registered();
        visit = assigned(waybill);
    }

    private UUID assigned(UUID delivery) {
        UUID id = UUID.randomUUID();
        stage.post(
                        "rosa",
                        "/api/visits",
                        Map.of(
                                "id",
                                id,
                                "waybill",
                                delivery,
                                "organisation",
                                stage.watchers,
                                "monitor",
                                "M-07",
                                "windowFrom",
                                Instant.now().minus(Duration.ofDays(9)).toString(),
                                "windowTo",
                                Instant.now().plus(Duration.ofDays(9)).toString()))
                .statusCode(200);
        return id;
    }

    private static Map<String, Object> reassignment(String monitor) {
        return Map.of("id", UUID.randomUUID(), "monitor", monitor, "reason", "M-07 is ill.");
    }

    private static Map<String, Object> outcome(String outcome) {
        Map<String, Object> said = new HashMap<>();
        said.put("id", UUID.randomUUID());
        said.put("outcome", outcome);
        said.put("happenedAt", Instant.now().minus(Duration.ofHours(1)).toString());
        return said;
    }

    private Map<String, Object> attestation(String verdict, UUID delivery) {
        Map<String, Object> said = new HashMap<>();
        said.put("id", UUID.randomUUID());
        said.put("waybill", delivery);
        said.put("site", stage.village);
        said.put("organisation", stage.watchers);
        said.put("monitor", "M-07");
        said.put("method", "COUNT");
        said.put("verdict", verdict);
        said.put("noticeHours", 24);
        said.put("escorted", false);
        said.put("happenedAt", Instant.now().minus(Duration.ofHours(1)).toString());
        return said;
    }

    private String at(String what) {
        return "/api/visits/" + visit + "/" + what;
    }

    @Test
    void only_the_visiting_organisation_says_what_becomes_of_its_visit() {
        given().get("/api/visits").then().statusCode(401);
        stage.as("amina").get("/api/visits").then().statusCode(403);
        stage.post("amina", at("assignments"), reassignment("M-08")).statusCode(403);
        stage.post("M-07", at("assignments"), reassignment("M-08")).statusCode(403);
        stage.post("amina", at("outcomes"), outcome("VISITED")).statusCode(403);
        stage.post("rosa", at("outcomes"), outcome("VISITED")).statusCode(403);
        new Promises(world, stage);
        stage.post("inside", at("assignments"), reassignment("M-08")).statusCode(403);
        stage.as("inside").get("/api/visits").then().statusCode(200).body("items", empty());
        Stage other = world.stage();
        other.post("M-07", at("outcomes"), outcome("VISITED")).statusCode(404);
        other.post("rosa", at("assignments"), reassignment("M-08")).statusCode(404);
    }

    @Test
    void who_was_to_go_before_stays_on_record() {
        Map<String, Object> first = reassignment("M-08");
        String receipt = stage.post("rosa", at("assignments"), first)
                .statusCode(200)
                .extract()
                .asString();
        assertThat(stage.post("rosa", at("assignments"), first)
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(receipt);
        stage.post("rosa", at("assignments"), reassignment("M-08"))
                .statusCode(409)
                .body("reasons.field", contains("/monitor"));
        stage.post("rosa", at("assignments"), reassignment("M-09")).statusCode(200);
        stage.post("rosa", at("assignments"), reassignment(" ")).statusCode(422);
        stage.post("rosa", "/api/visits/" + UUID.randomUUID() + "/assignments", reassignment("M-09"))
                .statusCode(404);
        stage.as("M-07")
                .get("/api/visits")
                .then()
                .statusCode(200)
                .body("items.id", contains(visit.toString()))
                .body("items[0].monitor", equalTo("M-09"))
                .body("items[0].assignments.monitor", contains("M-07", "M-08", "M-09"));
    }

    @Test
    void the_last_outcome_counts_and_all_stay() {
        Map<String, Object> cut = outcome("NOT_REACHED");
        stage.post("M-07", at("outcomes"), cut).statusCode(422).body("reasons.field", contains("/reason"));
        cut.put("reason", "ROAD_CUT");
        stage.post("M-07", at("outcomes"), cut).statusCode(200);
        stage.post("M-07", at("outcomes"), cut).statusCode(200);
        cut.put("reason", "WEATHER");
        stage.post("M-07", at("outcomes"), cut)
                .statusCode(409)
                .body("reasons.code", contains("EXISTS_WITH_DIFFERENT_CONTENT"));
        Map<String, Object> seen = attestation("CONFIRMED", waybill);
        stage.post("M-07", "/api/attestations", seen).statusCode(200);
        Map<String, Object> visited = outcome("VISITED");
        visited.put("attestation", seen.get("id"));
        stage.post("M-07", at("outcomes"), visited).statusCode(200);
        stage.as("rosa")
                .get("/api/visits")
                .then()
                .body("items[0].outcomes.outcome", contains("NOT_REACHED", "VISITED"));
    }

    @Test
    void an_outcome_fits_what_was_attested_and_told() {
        Map<String, Object> seen = attestation("CONFIRMED", waybill);
        stage.post("M-07", "/api/attestations", seen).statusCode(200);
        Map<String, Object> refused = outcome("REFUSED");
        refused.put("attestation", seen.get("id"));
        stage.post("M-07", at("outcomes"), refused).statusCode(422).body("reasons.field", contains("/attestation"));
        refused.put("attestation", UUID.randomUUID());
        stage.post("M-07", at("outcomes"), refused).statusCode(422).body("reasons.field", contains("/attestation"));
        refused.remove("attestation");
        refused.put("incident", UUID.randomUUID());
        stage.post("M-07", at("outcomes"), refused).statusCode(422).body("reasons.field", contains("/incident"));
        Map<String, Object> reasoned = outcome("VISITED");
        reasoned.put("reason", "WEATHER");
        stage.post("M-07", at("outcomes"), reasoned).statusCode(422).body("reasons.field", contains("/reason"));
        stage.as("rosa").get("/api/visits").then().body("items[0].outcomes", empty());
    }

    @Test
    void one_refused_visit_is_one_event_however_often_it_is_told() {
        Map<String, Object> denied = attestation("ACCESS_DENIED", waybill);
        denied.put("visit", visit);
        stage.post("M-07", "/api/attestations", denied).statusCode(200);
        Map<String, Object> incident = IncidentTest.incident(stage);
        incident.put("waybill", waybill);
        stage.post("M-07", "/api/incidents", incident).statusCode(200);
        Map<String, Object> refused = outcome("REFUSED");
        refused.put("attestation", denied.get("id"));
        refused.put("incident", incident.get("id"));
        stage.post("M-07", at("outcomes"), refused).statusCode(200);
        assertThat(events()).containsExactly("REFUSED " + denied.get("id"));
    }

    @Test
    void each_refused_visit_is_an_event_by_whatever_told_of_it() {
        Map<String, Object> lone = outcome("REFUSED");
        stage.post("M-07", at("outcomes"), lone).statusCode(200);
        Map<String, Object> incident = IncidentTest.incident(stage);
        stage.post("M-07", "/api/incidents", incident).statusCode(200);
        Map<String, Object> delayed = IncidentTest.incident(stage);
        delayed.put("kind", "DELAYED");
        stage.post("M-07", "/api/incidents", delayed).statusCode(200);
        Map<String, Object> denied = attestation("ACCESS_DENIED", stage.registered());
        stage.post("M-07", "/api/attestations", denied).statusCode(200);
        assertThat(events())
                .containsExactlyInAnyOrder(
                        "REFUSED " + lone.get("id"), "REFUSED " + incident.get("id"), "REFUSED " + denied.get("id"));
        Map<String, Object> corrected = outcome("NOT_REACHED");
        corrected.put("reason", "FIGHTING");
        stage.post("M-07", at("outcomes"), corrected).statusCode(200);
        Map<String, Object> milder = IncidentTest.incident(stage);
        milder.put("kind", "DELAYED");
        milder.put("supersedes", incident.get("id"));
        milder.put("supersedesReason", "They let me pass.");
        stage.post("M-07", "/api/incidents", milder).statusCode(200);
        assertThat(events()).containsExactly("REFUSED " + denied.get("id"));
    }

    @Test
    void an_unannounced_visit_is_one_alone_unescorted_and_at_short_notice() {
        Map<String, Object> first = attestation("DISCREPANT", waybill);
        stage.post("M-07", "/api/attestations", first).statusCode(200);
        stage.post("M-07", "/api/attestations", attestation("CONFIRMED", waybill))
                .statusCode(200);
        assertThat(events()).as("one delivery, one day, one visit").hasSize(1);
        Map<String, Object> announced = attestation("CONFIRMED", stage.registered());
        announced.put("noticeHours", 25);
        stage.post("M-07", "/api/attestations", announced).statusCode(200);
        Map<String, Object> escorted = attestation("CONFIRMED", stage.registered());
        escorted.put("escorted", true);
        stage.post("M-07", "/api/attestations", escorted).statusCode(200);
        Map<String, Object> unsaid = attestation("CONFIRMED", stage.registered());
        unsaid.remove("escorted");
        stage.post("M-07", "/api/attestations", unsaid).statusCode(200);
        Map<String, Object> called = attestation("CONFIRMED", stage.registered());
        called.put("method", "INTERVIEW");
        stage.post("M-07", "/api/attestations", called).statusCode(200);
        assertThat(events()).hasSize(1);
        Map<String, Object> again = attestation("NOT_SEEN", stage.registered());
        stage.post("M-07", "/api/attestations", again).statusCode(200);
        assertThat(events()).hasSize(2).contains("UNANNOUNCED_VISIT " + again.get("id"));
        Map<String, Object> corrected = attestation("CONFIRMED", UUID.fromString(String.valueOf(again.get("waybill"))));
        corrected.put("noticeHours", 48);
        corrected.put("supersedes", again.get("id"));
        corrected.put("supersedesReason", "I had called before.");
        stage.post("M-07", "/api/attestations", corrected).statusCode(200);
        assertThat(events()).hasSize(1);
    }

    @Test
    void how_much_notice_is_none_is_for_the_programmes_policy_to_say() throws IOException {
        Map<String, Object> within = attestation("CONFIRMED", waybill);
        within.put("noticeHours", 48);
        stage.post("M-07", "/api/attestations", within).statusCode(200);
        Map<String, Object> beyond = attestation("CONFIRMED", stage.registered());
        beyond.put("noticeHours", 49);
        stage.post("M-07", "/api/attestations", beyond).statusCode(200);
        assertThat(events()).isEmpty();
        ObjectNode settings = mapper.valueToTree(Policy.DEFAULTS);
        settings.put("unannouncedHours", 48);
        policies.change(
                World.KEEPER, stage.programme, null, mapper.treeToValue(settings, Policy.class), "Roads are long.");
        assertThat(events()).containsExactly("UNANNOUNCED_VISIT " + within.get("id"));
    }

    private List<String> events() {
        return session.createNativeQuery(
                        "select kind || ' ' || source_id from monitoring_place_event where site_id = '" + stage.village
                                + "' and pcode = '" + stage.pcode + "' and kind <> 'ANNOUNCED_VISIT'",
                        String.class)
                .getResultList();
    }
}
