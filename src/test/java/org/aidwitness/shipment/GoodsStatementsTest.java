package org.aidwitness.shipment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.journal.Sequencer;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.aidwitness.verification.Following;
import org.aidwitness.verification.Sweep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is planned and what is counted comes in by its doors, is corrected in the open, and reaches the verdict. */
@QuarkusTest
class GoodsStatementsTest {

    private static final String PLANS = "/api/distribution-plans";
    private static final String COUNTS = "/api/stock-counts";

    @Inject
    World world;

    @Inject
    Sequencer sequencer;

    @Inject
    Following following;

    @Inject
    Sweep sweep;

    Stage stage;
    UUID lot = UUID.randomUUID();

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        lot = UUID.randomUUID();
        stage.post("amina", "/api/lots", Map.of("id", lot, "code", "L-" + lot, "commodity", stage.rice))
                .statusCode(200);
    }

    private Map<String, Object> plan() {
        Map<String, Object> said = new HashMap<>();
        said.put("id", UUID.randomUUID());
        said.put("programme", stage.programme);
        said.put("site", stage.village);
        said.put("organisation", stage.receiver);
        said.put("plannedOn", LocalDate.now(ZoneOffset.UTC).plusDays(10).toString());
        said.put("households", 180);
        said.put("people", 900);
        said.put("rationGramsPerDay", 400);
        said.put("rationDays", 30);
        return said;
    }

    private Map<String, Object> count(int packages, int kilograms) {
        Map<String, Object> said = new HashMap<>();
        said.put("id", UUID.randomUUID());
        said.put("programme", stage.programme);
        said.put("organisation", stage.receiver);
        said.put("site", stage.village);
        said.put("lot", lot);
        said.put("packages", packages);
        said.put("kg", kilograms);
        said.put("countedAt", Instant.now().minus(Duration.ofMinutes(5)).toString());
        return said;
    }

    @Test
    void each_speaks_for_their_own_organisation_alone_and_only_in_programmes_it_takes_part_in() {
        for (String path : new String[] {PLANS, COUNTS}) {
            Map<String, Object> said = path.equals(PLANS) ? plan() : count(100, 5_000);
            given().contentType("application/json").body(said).post(path).then().statusCode(401);
            stage.post("amina", path, said).statusCode(403);
            stage.post("M-07", path, said).statusCode(403);
            stage.post("rosa", path, said).statusCode(403);
            Stage elsewhere = world.stage();
            Map<String, Object> stray = new HashMap<>(said);
            stray.put("programme", elsewhere.programme);
            int status = stage.post("bruno", path, stray).extract().statusCode();
            assertThat(status).isIn(403, 422);
            String first =
                    stage.post("bruno", path, said).statusCode(200).extract().asString();
            assertThat(stage.post("bruno", path, said).statusCode(200).extract().asString())
                    .isEqualTo(first);
            said.put(path.equals(PLANS) ? "people" : "packages", 7);
            stage.post("bruno", path, said)
                    .statusCode(409)
                    .body("reasons.code", contains("EXISTS_WITH_DIFFERENT_CONTENT"));
        }
    }

    @Test
    void a_plan_is_changed_by_who_made_it_and_once_and_both_stay_in_the_list() {
        Map<String, Object> first = plan();
        stage.post("bruno", PLANS, first).statusCode(200);
        Map<String, Object> second = plan();
        second.put("supersedes", first.get("id"));
        stage.post("bruno", PLANS, second).statusCode(422).body("reasons.field", contains("/supersedesReason"));
        second.put("supersedesReason", "The road is cut.");
        second.put("site", stage.warehouse);
        stage.post("bruno", PLANS, second).statusCode(422).body("reasons.field", contains("/supersedes"));
        second.put("site", stage.village);
        second.put("organisation", stage.sender);
        stage.post("amina", PLANS, second).statusCode(403);
        second.put("organisation", stage.receiver);
        stage.post("bruno", PLANS, second).statusCode(200);
        Map<String, Object> third = plan();
        third.put("supersedes", first.get("id"));
        third.put("supersedesReason", "Again.");
        stage.post("bruno", PLANS, third).statusCode(409).body("reasons.code", contains("ALREADY_SUPERSEDED"));

        given().get(PLANS + "?programme=" + stage.code + "&site=" + stage.village)
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].id", equalTo(String.valueOf(second.get("id"))))
                .body("items[0].people", equalTo(900))
                .body("items[1].supersededBy", equalTo(String.valueOf(second.get("id"))));
        String next = given().get(PLANS + "?programme=" + stage.code + "&limit=1")
                .then()
                .body("items", hasSize(1))
                .extract()
                .path("next");
        given().get(PLANS + "?programme=" + stage.code + "&limit=1&after=" + next)
                .then()
                .body("items.id", contains(String.valueOf(first.get("id"))));
    }

    @Test
    void a_count_is_corrected_by_who_made_it_and_once() {
        Map<String, Object> first = count(100, 5_000);
        stage.post("bruno", COUNTS, first).statusCode(200);
        Map<String, Object> second = count(99, 4_950);
        second.put("supersedes", first.get("id"));
        stage.post("bruno", COUNTS, second).statusCode(422).body("reasons.field", contains("/supersedesReason"));
        second.put("supersedesReason", "One row was counted twice.");
        second.put("site", stage.warehouse);
        stage.post("bruno", COUNTS, second).statusCode(422).body("reasons.field", contains("/supersedes"));
        second.put("site", stage.village);
        second.put("organisation", stage.sender);
        stage.post("amina", COUNTS, second).statusCode(403);
        second.put("organisation", stage.receiver);
        stage.post("bruno", COUNTS, second).statusCode(200);
        Map<String, Object> third = count(98, 4_900);
        third.put("supersedes", first.get("id"));
        third.put("supersedesReason", "Again.");
        stage.post("bruno", COUNTS, third).statusCode(409).body("reasons.code", contains("ALREADY_SUPERSEDED"));

        given().get(COUNTS + "?programme=" + stage.code + "&lot=" + lot)
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items.supersededBy.findAll { it != null }", contains(String.valueOf(second.get("id"))));
    }

    @Test
    void nonsense_is_refused_with_the_field_that_is_at_fault() {
        refused(PLANS, plan(), "plannedOn", null, "/plannedOn");
        refused(PLANS, plan(), "plannedOn", "1066-10-14", "/plannedOn");
        refused(PLANS, plan(), "plannedOn", "2100-01-01", "/plannedOn");
        refused(PLANS, plan(), "people", 0, "/people");
        refused(PLANS, plan(), "people", 1_000_000_001, "/people");
        refused(PLANS, plan(), "households", -1, "/households");
        refused(PLANS, plan(), "rationGramsPerDay", 0, "/rationGramsPerDay");
        refused(PLANS, plan(), "rationDays", 3_661, "/rationDays");
        refused(PLANS, plan(), "site", UUID.randomUUID(), "/site");
        refused(PLANS, plan(), "programme", UUID.randomUUID(), "/programme");
        refused(PLANS, plan(), "id", null, "/id");
        refused(COUNTS, count(1, 50), "packages", -1, "/packages");
        refused(COUNTS, count(1, 50), "kg", null, "/kg");
        refused(COUNTS, count(1, 50), "countedAt", null, "/countedAt");
        refused(COUNTS, count(1, 50), "countedAt", "1066-10-14T00:00:00Z", "/countedAt");
        refused(
                COUNTS,
                count(1, 50),
                "countedAt",
                Instant.now().plus(Duration.ofHours(1)).toString(),
                "/countedAt");
        refused(COUNTS, count(1, 50), "site", UUID.randomUUID(), "/site");
        refused(COUNTS, count(1, 50), "lot", UUID.randomUUID(), "/lot");
        refused(COUNTS, count(1, 50), "programme", UUID.randomUUID(), "/programme");
        Map<String, Object> unknown = count(1, 50);
        unknown.put("supersedes", UUID.randomUUID());
        unknown.put("supersedesReason", "Wrong.");
        stage.post("bruno", COUNTS, unknown).statusCode(422).body("reasons.field", contains("/supersedes"));
        Map<String, Object> weightless = count(1, 50);
        weightless.put("kg", -1);
        stage.post("bruno", COUNTS, weightless).statusCode(400);
        given().get(PLANS + "?site=here").then().statusCode(400).body("reasons.field", contains("/site"));
        given().get(COUNTS + "?lot=this").then().statusCode(400).body("reasons.field", contains("/lot"));
        given().get(COUNTS + "?programme=none").then().statusCode(422);
        given().get(PLANS + "?limit=0").then().statusCode(422);
    }

    private void refused(String path, Map<String, Object> said, String name, @Nullable Object value, String field) {
        said.put(name, value);
        stage.post("bruno", path, said).statusCode(422).body("reasons.field", contains(field));
    }

    @Test
    void in_a_closed_programme_only_who_takes_part_reads_them() {
        Stage open = stage;
        stage = world.closedStage();
        Map<String, Object> plan = plan();
        stage.post("bruno", PLANS, plan).statusCode(200);
        Map<String, Object> count = count(100, 5_000);
        stage.post("bruno", COUNTS, count).statusCode(200);
        for (String path : new String[] {PLANS, COUNTS}) {
            given().get(path + "?limit=500").then().body(not(containsString(stage.village.toString())));
            open.as("bruno").get(path + "?limit=500").then().body(not(containsString(stage.village.toString())));
            stage.as("rosa").get(path + "?limit=500").then().body(containsString(stage.village.toString()));
        }
    }

    @Test
    void a_count_away_from_the_book_is_flagged_and_a_second_count_that_fits_clears_it() {
        UUID line = UUID.randomUUID();
        UUID waybill = UUID.randomUUID();
        Map<String, Object> paper = new HashMap<>(stage.waybill(waybill, line, "WB-" + waybill));
        Map<String, Object> bags = new HashMap<>(Map.of(
                "id", line, "key", "1", "commodity", stage.rice, "packages", 100, "kgPerPackage", 50, "netKg", 5_000));
        bags.put("lot", lot);
        paper.put("lines", List.of(bags));
        stage.post("amina", "/api/waybills", paper).statusCode(200);
        stage.assign(waybill);
        stage.declare("amina", stage.dispatch(waybill)).statusCode(200);
        stage.declare("bruno", stage.receipt(waybill, line, 100, 0, 0)).statusCode(200);
        judged();
        assertThat(flags(waybill)).isEqualTo("[]");

        stage.post("bruno", COUNTS, count(98, 4_900)).statusCode(200);
        judged();
        assertThat(flags(waybill)).isEqualTo("[F12 HIGH OPEN]");

        stage.post("bruno", COUNTS, count(100, 5_000)).statusCode(200);
        judged();
        assertThat(flags(waybill)).isEqualTo("[F12 HIGH CLEARED]");
    }

    private String flags(UUID waybill) {
        return given()
                .get("/api/flags?delivery=" + waybill)
                .then()
                .statusCode(200)
                .extract()
                .<List<Map<String, Object>>>path("items")
                .stream()
                .map(flag -> flag.get("rule") + " " + flag.get("severity") + " " + flag.get("state"))
                .toList()
                .toString();
    }

    private void judged() {
        while (sequencer.run() + following.followOnce() + sweep.sweepOnce() > 0) {}
    }
}
