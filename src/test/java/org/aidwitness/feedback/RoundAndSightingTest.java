package org.aidwitness.feedback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What households answered, and what was seen on sale: told by monitors, heard by who checks. */
@QuarkusTest
class RoundAndSightingTest {

    private static final String ROUNDS = "/api/pdm-rounds";
    private static final String SIGHTINGS = "/api/market-sightings";

    @Inject
    World world;

    Stage stage;
    UUID lot = new UUID(0, 0);

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        lot = Heard.lot(stage);
    }

    @Test
    void monitors_and_their_organisation_tell_each_once() {
        for (String path : new String[] {ROUNDS, SIGHTINGS}) {
            Map<String, Object> said = path.equals(ROUNDS) ? Heard.round(stage) : Heard.sighting(stage, lot);
            given().contentType("application/json").body(said).post(path).then().statusCode(401);
            stage.post("amina", path, said).statusCode(403);
            stage.post("bruno", path, said).statusCode(403);
            Map<String, Object> borrowed = new HashMap<>(said);
            borrowed.put("organisation", stage.receiver);
            stage.post("M-07", path, borrowed).statusCode(403);
            String first =
                    stage.post("M-07", path, said).statusCode(200).extract().asString();
            // Of one organisation: either may send it again.
            assertThat(stage.post("rosa", path, said).statusCode(200).extract().asString())
                    .isEqualTo(first);
            said.put("site", stage.receiver);
            stage.post("M-07", path, said).statusCode(409);
            said.put("id", UUID.randomUUID());
            stage.post("M-07", path, said).statusCode(422).body("reasons.field", contains("/site"));
            said.put("site", stage.village);
            stage.post("rosa", path, said).statusCode(200);

            String list = path + "?programme=" + stage.code;
            given().get(list).then().statusCode(401);
            stage.as("bruno").get(list).then().statusCode(403);
            stage.as("rosa").get(list).then().statusCode(200).body("items", hasSize(2));
            stage.as("rosa").get(path + "/" + said.get("id")).then().statusCode(200);
            stage.as("rosa").get(path + "/" + UUID.randomUUID()).then().statusCode(404);
            world.stage().as("rosa").get(list).then().statusCode(200).body("items", hasSize(0));
            world.stage().as("rosa").get(path + "/" + said.get("id")).then().statusCode(404);
        }
    }

    @Test
    void what_was_not_asked_stays_unknown() {
        Map<String, Object> said = Heard.round(stage);
        said.remove("householdsTaxed");
        stage.post("M-07", ROUNDS, said).statusCode(200);
        stage.as("rosa")
                .get(ROUNDS + "/" + said.get("id"))
                .then()
                .body("householdsAsked", equalTo(19))
                .body("householdsServed", equalTo(12))
                .body("householdsTaxed", nullValue());
        said.remove("householdsServed");
        said.put("id", UUID.randomUUID());
        stage.post("M-07", ROUNDS, said).statusCode(422).body("reasons.field", contains("/householdsServed"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            id               | null
            programme        | null
            programme        | 7b3d0c7e-0000-4000-8000-000000000001
            organisation     | null
            site             | null
            cycleOn          | null
            cycleOn          | 1066-10-14
            cycleOn          | 2999-01-01
            method           | null
            householdsAsked  | null
            householdsAsked  | 0
            householdsAsked  | -1
            householdsAsked  | 10001
            householdsServed | 20
            householdsServed | -1
            householdsTaxed  | 20
            householdsTaxed  | -1
            """)
    void a_round_that_cannot_be_is_refused(String field, @Nullable String value) {
        Map<String, Object> said = Heard.round(stage);
        said.put(field, value);
        stage.post("M-07", ROUNDS, said).statusCode(422).body("reasons.field", contains("/" + field));
    }

    @Test
    void parts_may_be_as_large_as_the_whole() {
        Map<String, Object> said = Heard.round(stage);
        said.put("householdsAsked", 10_000);
        said.put("householdsServed", 10_000);
        said.put("householdsTaxed", 0);
        said.put("cycleOn", Heard.today().toString());
        stage.post("M-07", ROUNDS, said).statusCode(200);
        said.put("method", "GOSSIP");
        stage.post("M-07", ROUNDS, said).statusCode(400);
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            programme    | 7b3d0c7e-0000-4000-8000-000000000001 | /programme
            seenOn       | null                                 | /seenOn
            seenOn       | 2999-01-01                           | /seenOn
            lot          | null                                 | /lot
            lot          | 7b3d0c7e-0000-4000-8000-000000000001 | /lot
            contribution | 7b3d0c7e-0000-4000-8000-000000000001 | /lot
            sealedBags   | null                                 | /sealedBags
            sealedBags   | -1                                   | /sealedBags
            sealedBags   | 1000001                              | /sealedBags
            openBags     | -1                                   | /openBags
            openBags     | null                                 | /openBags
            currency     | ABC                                  | /currency
            evidence     | AB                                   | /evidence
            """)
    void a_sighting_that_cannot_be_is_refused(String field, @Nullable String value, String fault) {
        Map<String, Object> said = Heard.sighting(stage, lot);
        said.put(field, value);
        stage.post("M-07", SIGHTINGS, said).statusCode(422).body("reasons.field", contains(fault));
    }

    @Test
    void one_bag_is_seen_at_least_and_a_price_is_money() {
        Map<String, Object> said = Heard.sighting(stage, lot);
        said.put("sealedBags", 0);
        said.put("openBags", 0);
        stage.post("M-07", SIGHTINGS, said).statusCode(422).body("reasons.field", contains("/sealedBags"));
        said.put("openBags", 1);
        for (String price : new String[] {"0", "-1", "1000000000.01", "0.001"}) {
            said.put("price", price);
            said.put("currency", "SSP");
            stage.post("M-07", SIGHTINGS, said).statusCode(422).body("reasons.field", contains("/price"));
        }
        said.put("price", "2.5");
        said.put("currency", "pounds");
        stage.post("M-07", SIGHTINGS, said).statusCode(422).body("reasons.field", contains("/currency"));
        said.put("currency", "SSP");
        stage.post("M-07", SIGHTINGS, said).statusCode(200);
        // The same money is the same statement.
        said.put("price", "2.50");
        stage.post("M-07", SIGHTINGS, said).statusCode(200);
        said.put("price", "2.51");
        stage.post("M-07", SIGHTINGS, said).statusCode(409);
    }

    @Test
    void a_contribution_is_the_programmes_and_so_is_a_lot_that_it_paid_for() {
        Stage other = world.stage();
        UUID own = contribution(stage);
        UUID foreign = contribution(other);
        Map<String, Object> said = Heard.sighting(stage, lot);
        said.remove("lot");
        said.put("contribution", foreign);
        stage.post("M-07", SIGHTINGS, said).statusCode(422).body("reasons.field", contains("/contribution"));
        said.put("contribution", own);
        stage.post("M-07", SIGHTINGS, said).statusCode(200);
        stage.post("M-07", SIGHTINGS, Heard.sighting(stage, lot(foreign)))
                .statusCode(422)
                .body("reasons.field", contains("/lot"));
        stage.post("M-07", SIGHTINGS, Heard.sighting(stage, lot(own))).statusCode(200);
    }

    @Test
    void a_picture_is_stored_before_it_is_named() {
        byte[] picture =
                ("\u00ff\u00d8\u00ff\u00e0 a market " + UUID.randomUUID()).getBytes(StandardCharsets.ISO_8859_1);
        String digest = Sha256.of(picture).toString();
        Map<String, Object> said = Heard.sighting(stage, lot);
        said.put("evidence", digest);
        stage.post("M-07", SIGHTINGS, said)
                .statusCode(422)
                .body("reasons.code", contains("UNKNOWN_REFERENCE"))
                .body("reasons[0].detail", containsString("/api/evidence"));
        stage.as("M-07")
                .contentType("application/octet-stream")
                .body(picture)
                .put("/api/evidence/" + digest)
                .then()
                .statusCode(204);
        stage.post("M-07", SIGHTINGS, said).statusCode(200);
        stage.as("rosa").get(SIGHTINGS + "/" + said.get("id")).then().body("evidence", equalTo(digest));
    }

    @Test
    void both_are_corrected_once_by_who_told() {
        for (String path : new String[] {ROUNDS, SIGHTINGS}) {
            Map<String, Object> first = path.equals(ROUNDS) ? Heard.round(stage) : Heard.sighting(stage, lot);
            stage.post("M-07", path, first).statusCode(200);
            Map<String, Object> second = new HashMap<>(first);
            second.put("id", UUID.randomUUID());
            second.put("supersedes", first.get("id"));
            stage.post("M-07", path, second).statusCode(422);
            second.put("supersedesReason", "Counted again.");
            Map<String, Object> elsewhere = new HashMap<>(second);
            Stage other = world.stage();
            world.join(other, stage.watchers);
            elsewhere.put("programme", other.programme);
            stage.post("M-07", path, elsewhere).statusCode(422).body("reasons.field", contains("/supersedes"));
            stage.post("rosa", path, second).statusCode(200);
            second.put("id", UUID.randomUUID());
            stage.post("M-07", path, second).statusCode(409).body("reasons.code", contains("ALREADY_SUPERSEDED"));
        }
    }

    private UUID contribution(Stage at) {
        UUID id = UUID.randomUUID();
        at.post(
                        "rosa",
                        "/api/programmes/" + at.code + "/contributions",
                        Map.of(
                                "id",
                                id,
                                "programme",
                                at.programme,
                                "donor",
                                at.sender,
                                "code",
                                "C-" + id,
                                "title",
                                "Rice"))
                .statusCode(200);
        return id;
    }

    private UUID lot(UUID contribution) {
        UUID id = UUID.randomUUID();
        stage.post(
                        "rosa",
                        "/api/lots",
                        Map.of("id", id, "code", "L-" + id, "commodity", stage.rice, "contribution", contribution))
                .statusCode(200);
        return id;
    }
}
