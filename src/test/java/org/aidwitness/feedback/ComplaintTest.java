package org.aidwitness.feedback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.Sql;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A complaint is passed on once, corrected in the open, and heard by those who check, not by those who hand out. */
@QuarkusTest
class ComplaintTest {

    @Inject
    World world;

    @Inject
    Sql sql;

    Stage stage;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        world.person(stage, "dona", stage.sender, Role.DONOR);
        world.person(stage, "manu", stage.receiver, Role.MANAGER);
    }

    @Test
    void monitors_and_partners_pass_complaints_on_each_for_their_own_organisation() {
        Map<String, Object> said = Heard.complaint(stage);
        given().contentType("application/json")
                .body(said)
                .post("/api/complaints")
                .then()
                .statusCode(401);
        stage.post("rosa", "/api/complaints", said).statusCode(403);
        stage.post("dona", "/api/complaints", said).statusCode(403);
        stage.post("amina", "/api/complaints", said).statusCode(403);
        String first = stage.post("M-07", "/api/complaints", said)
                .statusCode(200)
                .body("kind", equalTo("feedback.complaint"))
                .extract()
                .asString();
        assertThat(stage.post("M-07", "/api/complaints", said).extract().asString())
                .isEqualTo(first);
        said.put("people", 6);
        stage.post("M-07", "/api/complaints", said)
                .statusCode(409)
                .body("reasons.code", contains("EXISTS_WITH_DIFFERENT_CONTENT"));

        Map<String, Object> partner = Heard.complaint(stage);
        partner.put("organisation", stage.receiver);
        partner.put("channel", "BOX");
        String receipt = stage.post("bruno", "/api/complaints", partner)
                .statusCode(200)
                .extract()
                .asString();
        assertThat(stage.post("bruno", "/api/complaints", partner)
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(receipt);
        stage.post("manu", "/api/complaints", Heard.complaint(stage)).statusCode(403);
        String where = " where kind = 'feedback.complaint' and statement = '" + partner.get("id")
                + "' and programme_id = '" + stage.programme + "'";
        assertThat(sql.asProgram("select (select count(*) from journal_queue" + where
                        + ") + (select count(*) from journal_entry" + where + ")"))
                .isEqualTo("1");
    }

    @Test
    void a_hotline_has_a_token_that_is_good_for_nothing_else() {
        world.person(stage, "hotline", stage.receiver, Role.LOGISTICS);
        String token = stage.as("hotline")
                .body(Map.of("label", "hotline", "scope", List.of("PASS_ON_COMPLAINTS"), "days", 30))
                .post("/api/tokens")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
        stage.tokens.put("machine", token);
        Map<String, Object> said = Heard.complaint(stage);
        said.put("organisation", stage.receiver);
        said.put("channel", "HOTLINE");
        said.remove("happenedOn");
        stage.post("machine", "/api/complaints", said).statusCode(200);
        stage.post("machine", "/api/complaints", said).statusCode(200);
        stage.as("machine").get("/api/complaints").then().statusCode(403);
        stage.post("machine", "/api/waybills", stage.waybill(UUID.randomUUID(), UUID.randomUUID(), "W"))
                .statusCode(403);
        stage.as("rosa")
                .get("/api/complaints/" + said.get("id"))
                .then()
                .body("channel", equalTo("HOTLINE"))
                .body("happenedOn", nullValue());
    }

    @Test
    void who_checks_hears_them_and_neither_the_public_nor_who_hands_out() {
        Map<String, Object> said = Heard.complaint(stage);
        stage.post("M-07", "/api/complaints", said).statusCode(200);
        String list = "/api/complaints?programme=" + stage.code + "&site=" + stage.village;
        String one = "/api/complaints/" + said.get("id");
        given().get(list).then().statusCode(401).body(not(containsString(stage.village.toString())));
        given().get(one).then().statusCode(401);
        for (String partner : List.of("amina", "bruno", "manu")) {
            stage.as(partner).get(list).then().statusCode(403);
            stage.as(partner).get(one).then().statusCode(403);
        }
        for (String checker : List.of("rosa", "dona", "M-07")) {
            stage.as(checker)
                    .get(list)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1))
                    .body("items[0].people", equalTo(5))
                    .body("items[0].organisation", equalTo(stage.watchers.toString()));
            stage.as(checker).get(one).then().statusCode(200).body("category", equalTo("NOT_RECEIVED"));
        }
        stage.as("rosa").get("/api/complaints?site=" + stage.warehouse).then().body("items", hasSize(0));
        stage.as("rosa")
                .get("/api/complaints?site=here")
                .then()
                .statusCode(400)
                .body("reasons.field", contains("/site"));
        stage.as("rosa").get("/api/complaints?programme=none").then().statusCode(422);
        stage.as("rosa").get("/api/complaints?limit=0").then().statusCode(422);
        stage.as("rosa").get("/api/complaints?after=here").then().statusCode(400);
        stage.as("rosa").get("/api/complaints/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void nobody_hears_of_a_programme_that_their_organisation_takes_no_part_in() {
        Stage other = world.stage();
        Map<String, Object> said = Heard.complaint(other);
        other.post("M-07", "/api/complaints", said).statusCode(200);
        // An open programme, whose lists everybody reads.
        stage.as("rosa").get("/api/complaints?programme=" + other.code).then().body("items", hasSize(0));
        stage.as("rosa").get("/api/complaints/" + said.get("id")).then().statusCode(404);
        // The same id again is taken, and tells nothing of what it is.
        Map<String, Object> same = Heard.complaint(stage);
        same.put("id", said.get("id"));
        stage.post("M-07", "/api/complaints", same).statusCode(409).body(not(containsString(other.village.toString())));
        Map<String, Object> across = Heard.complaint(stage);
        across.put("programme", other.programme);
        stage.post("M-07", "/api/complaints", across).statusCode(403);
        Map<String, Object> closed = Heard.complaint(stage);
        closed.put("programme", world.closedStage().programme);
        stage.post("M-07", "/api/complaints", closed).statusCode(422).body("reasons.field", contains("/programme"));
    }

    @Test
    void a_list_goes_on_where_the_page_before_ended() {
        for (int i = 0; i < 5; i++) {
            stage.post("M-07", "/api/complaints", Heard.complaint(stage)).statusCode(200);
        }
        String path = "/api/complaints?limit=2&programme=" + stage.code;
        List<String> seen = new ArrayList<>();
        String next = "";
        for (int page = 0; page < 3; page++) {
            ExtractableResponse<Response> answer =
                    stage.as("rosa").get(path + next).then().statusCode(200).extract();
            seen.addAll(answer.<List<String>>path("items.id"));
            next = "&after=" + answer.path("next");
        }
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        assertThat(next).isEqualTo("&after=null");
    }

    @Test
    void a_correction_is_made_by_who_told_and_once() {
        Map<String, Object> first = Heard.complaint(stage);
        stage.post("M-07", "/api/complaints", first).statusCode(200);
        Map<String, Object> second = Heard.complaint(stage);
        second.put("people", 3);
        second.put("supersedes", first.get("id"));
        stage.post("M-07", "/api/complaints", second)
                .statusCode(422)
                .body("reasons.field", contains("/supersedesReason"));
        second.put("supersedesReason", "Two had been counted twice.");
        Map<String, Object> foreign = Heard.complaint(stage);
        foreign.put("organisation", stage.receiver);
        foreign.put("supersedes", first.get("id"));
        foreign.put("supersedesReason", "We know better.");
        stage.post("bruno", "/api/complaints", foreign).statusCode(422).body("reasons.field", contains("/supersedes"));
        stage.post("M-07", "/api/complaints", second).statusCode(200);
        stage.as("rosa")
                .get("/api/complaints/" + first.get("id"))
                .then()
                .body("people", equalTo(5))
                .body("supersededBy", equalTo(String.valueOf(second.get("id"))));
        stage.as("rosa")
                .get("/api/complaints/" + second.get("id"))
                .then()
                .body("supersedesReason", equalTo("Two had been counted twice."))
                .body("acceptedAt", notNullValue());
        Map<String, Object> third = Heard.complaint(stage);
        third.put("supersedes", first.get("id"));
        third.put("supersedesReason", "Again.");
        stage.post("M-07", "/api/complaints", third)
                .statusCode(409)
                .body("reasons.code", contains("ALREADY_SUPERSEDED"));
        Map<String, Object> nothing = Heard.complaint(stage);
        nothing.put("supersedes", UUID.randomUUID());
        nothing.put("supersedesReason", "Again.");
        stage.post("M-07", "/api/complaints", nothing).statusCode(422).body("reasons.field", contains("/supersedes"));
        nothing.put("supersedesReason", "x".repeat(1_001));
        stage.post("M-07", "/api/complaints", nothing)
                .statusCode(422)
                .body("reasons.field", contains("/supersedesReason"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            id           | null
            programme    | null
            programme    | 7b3d0c7e-0000-4000-8000-000000000001
            organisation | null
            site         | null
            site         | 7b3d0c7e-0000-4000-8000-000000000001
            category     | null
            channel      | null
            people       | null
            people       | 0
            people       | -1
            people       | 1001
            receivedAt   | null
            receivedAt   | 1066-10-14T00:00:00Z
            happenedOn   | 1066-10-14
            happenedOn   | 2999-01-01
            receivedAt   | 2999-01-01T00:00:00Z
            """)
    void nonsense_is_refused_with_the_field_that_is_at_fault(String field, String value) {
        Map<String, Object> said = Heard.complaint(stage);
        said.put(field, value);
        stage.post("M-07", "/api/complaints", said).statusCode(422).body("reasons.field", contains("/" + field));
    }

    @Test
    void what_is_no_complaint_at_all_is_malformed_and_the_limits_are_let_in() {
        Map<String, Object> said = Heard.complaint(stage);
        said.put("category", "GOSSIP");
        stage.post("M-07", "/api/complaints", said).statusCode(400);
        // There is no place for a text, or a name.
        said = Heard.complaint(stage);
        said.put("name", "Somebody");
        stage.post("M-07", "/api/complaints", said).statusCode(400);
        said = Heard.complaint(stage);
        said.put("receivedAt", Instant.now().plus(Duration.ofMinutes(16)).toString());
        stage.post("M-07", "/api/complaints", said).statusCode(422).body("reasons.field", contains("/receivedAt"));
        said.put("receivedAt", Instant.now().plus(Duration.ofMinutes(14)).toString());
        said.put("people", 1_000);
        stage.post("M-07", "/api/complaints", said).statusCode(200);
        said = Heard.complaint(stage);
        said.put("receivedAt", Instant.now().minus(Duration.ofDays(9)).toString());
        stage.post("M-07", "/api/complaints", said).statusCode(422).body("reasons.code", contains("DATES_REVERSED"));
    }
}
