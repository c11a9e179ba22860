package org.aidwitness.monitoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each organisation says who monitors for it; who they are stays there. */
@QuarkusTest
class MonitorsTest {

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    @Inject
    World world;

    Stage stage;
    Promises promises;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        promises = new Promises(world, stage);
    }

    @Test
    void only_who_keeps_monitors_accredits_them_and_only_for_their_own_organisation() {
        Map<String, Object> said = promises.accreditation();
        given().contentType("application/json")
                .body(said)
                .post("/api/monitors")
                .then()
                .statusCode(401);
        stage.post("M-07", "/api/monitors", said).statusCode(403);
        stage.post("amina", "/api/monitors", said).statusCode(403);
        stage.post("inside", "/api/monitors", said).statusCode(403);
        UUID id = promises.accredited(said);

        given().get("/api/monitors").then().statusCode(401);
        stage.as("M-07").get("/api/monitors").then().statusCode(403);
        stage.as("inside").get("/api/monitors").then().statusCode(200).body("items", empty());
        stage.as("rosa")
                .get("/api/monitors")
                .then()
                .statusCode(200)
                .body("items.id", contains(id.toString()))
                .body("items[0].languages", contains("ar", "sw-KE"))
                .body("items[0].validTo", equalTo(said.get("validTo")));
        stage.post("inside", "/api/monitors/" + id + "/end", Map.of("lastDay", today.toString()))
                .statusCode(404);
    }

    @Test
    void the_same_again_is_the_same_receipt_even_after_it_ended() {
        Map<String, Object> said = promises.accreditation();
        String first = stage.post("rosa", "/api/monitors", said).extract().asString();
        stage.post("rosa", "/api/monitors/" + said.get("id") + "/end", Map.of("lastDay", today.toString()))
                .statusCode(200);
        assertThat(stage.post("rosa", "/api/monitors", said)
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(first);
        said.put("monitor", "M-99");
        stage.post("rosa", "/api/monitors", said)
                .statusCode(409)
                .body("reasons.code", contains("EXISTS_WITH_DIFFERENT_CONTENT"));
    }

    @Test
    void it_ends_sooner_and_never_later() {
        Map<String, Object> said = promises.accreditation();
        String path = "/api/monitors/" + promises.accredited(said) + "/end";
        stage.post("rosa", path, Map.of("lastDay", today.plusDays(201).toString()))
                .statusCode(409)
                .body("reasons.code", contains("WRONG_STATE"))
                .body("reasons.field", contains("/lastDay"));
        stage.post("rosa", path, Map.of("lastDay", today.minusDays(41).toString()))
                .statusCode(422)
                .body("reasons.code", contains("DATES_REVERSED"));
        stage.post("rosa", path, Map.of()).statusCode(422).body("reasons.field", contains("/lastDay"));
        stage.post("rosa", path, Map.of("lastDay", "-999999998-01-01"))
                .statusCode(422)
                .body("reasons.field", contains("/lastDay"));
        stage.post("rosa", path, Map.of("lastDay", today.toString())).statusCode(200);
        stage.as("rosa").get("/api/monitors").then().body("items.validTo", contains(today.toString()));
        stage.post("rosa", path, Map.of("lastDay", today.plusDays(1).toString()))
                .statusCode(409);
        stage.post("rosa", "/api/monitors/" + UUID.randomUUID() + "/end", Map.of("lastDay", today.toString()))
                .statusCode(404);
    }

    @Test
    void nonsense_is_refused_with_the_field_that_is_at_fault() {
        refused("/monitor", "monitor", "");
        refused("/languages", "languages", List.of());
        refused("/languages/1", "languages", List.of("en", "klingon, please"));
        refused("/languages/0", "languages", List.of("und"));
        refused("/validTo", "validTo", today.minusDays(50).toString());
        refused("/validFrom", "validFrom", "1066-10-14");
        refused("/conflictOfInterest", "conflictOfInterest", " ");
        Map<String, Object> half = promises.accreditation();
        half.remove("declaredAt");
        stage.post("rosa", "/api/monitors", half).statusCode(422).body("reasons.field", contains("/declaredAt"));
        stage.as("rosa").get("/api/monitors").then().body("items", empty());
    }

    private void refused(String field, String name, Object value) {
        Map<String, Object> said = promises.accreditation();
        said.put(name, value);
        stage.post("rosa", "/api/monitors", said).statusCode(422).body("reasons.field", contains(field));
    }
}
