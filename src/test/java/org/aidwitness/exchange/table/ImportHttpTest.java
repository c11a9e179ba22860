package org.aidwitness.exchange.table;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.aidwitness.exchange.table.People.Person;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.ProgrammeEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imports and exports as a client meets them. */
@QuarkusTest
class ImportHttpTest {

    private static final String MAPPING = """
            {
              "description": "a small list",
              "create": ["ORGANISATIONS", "SITES", "COMMODITIES"],
              "dates": [{"pattern": "d/M/yyyy"}],
              "waybill": {
                "number": "{waybill}",
                "route": {"consignment": "list", "from": {"name": "Port"}, "to": {"name": "{to}"}},
                "consignor": {"name": "Sender"}, "consignee": {"name": "Receiver of {to}"},
                "plannedDeparture": "{leaves?}", "plannedArrival": "{arrives?}"
              },
              "line": {
                "key": "{line}", "goods": {"name": "{goods}", "goodsClass": {"text": "{class?}", "codes": {"f": "FOOD"}}},
                "packages": "{bags?}", "netKg": "{kg?}", "description": "{description?}"
              },
              "declarations": [
                {"kind": "RECEIVED", "organisation": {"name": "Receiver of {to}"}, "signedBy": "clerk",
                 "happenedAt": "{received?}", "receipt": "COMPLETE", "good": {"sameAsLine": true}, "optional": true}
              ]
            }
            """;

    private static final String TABLE = """
            waybill,line,to,goods,bags,kg,description,received
            W1,1,Nyala,rice,10,500,=cmd(),1/2/2026
            W1,2,Nyala,beans,5,125,white,1/2/2026
            W2,1,Geneina,rice,20,1000,,
            """;

    @Inject
    People people;

    private Person clerk;
    private ProgrammeEntry programme;

    @SuppressWarnings("NullAway.Init") // Filled before each test.
    ImportHttpTest() {}

    @BeforeEach
    void aClerkAndAProgramme() {
        clerk = people.somebody("clerk", Set.of(Role.LOGISTICS, Role.HISTORIAN));
        programme = people.programme("http", Instant.parse("2026-01-01T00:00:00Z"));
        as(clerk)
                .contentType("application/json")
                .body(MAPPING)
                .put("/api/mappings/small")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification as(Person person) {
        return given().header("Authorization", "Bearer " + person.token());
    }

    private ValidatableResponse send(String mode, byte[] body) {
        return as(clerk)
                .contentType("application/octet-stream")
                .queryParam("programme", programme.code())
                .queryParam("mapping", "small")
                .queryParam("mode", mode)
                .queryParam("history", true)
                .queryParam("file", "list.csv")
                .body(body)
                .post("/api/imports")
                .then();
    }

    private ValidatableResponse send(String mode, String body) {
        return send(mode, body.getBytes(StandardCharsets.UTF_8));
    }

    private long exported(String list) {
        String csv = given().queryParam("programme", programme.code())
                .get("/api/export/" + list + ".csv")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return csv.lines().count() - 1;
    }

    @Test
    void preview_saves_nothing_all_saves_and_again_changes_nothing() {
        String preview = send("PREVIEW", TABLE).statusCode(200).extract().path("id");
        assertThat(as(clerk).get("/api/imports/" + preview + "/problems").asString())
                .isEqualTo("[]");
        send("PREVIEW", TABLE)
                .statusCode(200)
                .body("status", equalTo("PREVIEWED"))
                .body("rowsRead", equalTo(3))
                .body("rowsImported", equalTo(3));
        assertThat(exported("lines")).isZero();

        send("ALL", TABLE).statusCode(200).body("status", equalTo("SAVED")).body("rowsImported", equalTo(3));
        assertThat(exported("lines")).isEqualTo(3);
        assertThat(exported("waybills")).isEqualTo(2);
        assertThat(exported("declarations")).isEqualTo(2);

        send("ALL", TABLE)
                .statusCode(200)
                .body("status", equalTo("SAVED"))
                .body("rowsImported", equalTo(0))
                .body("rowsUnchanged", equalTo(3));
        as(clerk).get("/api/imports").then().statusCode(200).body("items", hasSize(4));
    }

    @Test
    void the_same_key_with_other_content_is_refused_and_both_stay_as_they_were() {
        send("ALL", TABLE).statusCode(200);
        send("READY", TABLE.replace("W1,2,Nyala,beans,5", "W1,2,Nyala,beans,6"))
                .statusCode(200)
                .body("rowsUnchanged", equalTo(2))
                .body("rowsRefused", equalTo(1));
        String twice = "waybill,line,to,goods,bags\nW9,1,Nyala,rice,1\nW9,1,Nyala,rice,2\nW9,1,Nyala,rice,1\n";
        send("READY", twice)
                .statusCode(200)
                .body("rowsImported", equalTo(1))
                .body("rowsUnchanged", equalTo(1))
                .body("rowsRefused", equalTo(1));
    }

    @Test
    void all_saves_nothing_when_a_row_is_refused_ready_saves_the_others_and_the_file_says_why() {
        String wrong = TABLE.replace("W2,1,Geneina,rice,20,1000", "W2,1,Geneina,rice,-20,1e12")
                .replace("W1,2,Nyala,beans,5,125,white,1/2/2026", "W1,2,Nyala,beans,5,125,white,31/2/2026");
        String run = send("ALL", wrong)
                .statusCode(200)
                .body("status", equalTo("NOTHING_SAVED"))
                .body("rowsRefused", equalTo(2))
                .extract()
                .path("id");
        assertThat(exported("lines")).isZero();
        as(clerk)
                .get("/api/imports/" + run + "/problems")
                .then()
                .statusCode(200)
                .body("row", equalTo(List.of(3, 4, 4)))
                .body("column", equalTo(List.of("received", "kg", "bags")));
        String file = as(clerk)
                .get("/api/imports/" + run + "/problems.csv")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(file).contains("description,received,Problem").contains("bags: This is below 0");
        assertThat(file.lines()).hasSize(4);
        as(clerk).get("/api/imports/" + run + "/problems.xlsx").then().statusCode(200);

        send("READY", wrong).statusCode(200).body("status", equalTo("SAVED")).body("rowsImported", equalTo(1));
        assertThat(exported("lines")).isEqualTo(1);

        // What was wrong is put right in the file that came back, and the file goes in again.
        send("ALL", file.replace("31/2/2026", "1/2/2026").replace("'-20,1e12", "20,1000"))
                .statusCode(200)
                .body("status", equalTo("SAVED"))
                .body("rowsRead", equalTo(3))
                .body("rowsUnchanged", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # what                    | status
            nothing                   | 400
            no such column            | 422
            ten thousand columns      | 413
            a zip file cut off        | 400
            garbage                   | 415
            an open quote             | 413
            """)
    void a_file_that_cannot_be_read_is_a_problem_with_its_place_and_never_500(String what, int status) {
        byte[] body = switch (what) {
            case "nothing" -> new byte[0];
            case "no such column" -> "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
            case "ten thousand columns" -> ("a,".repeat(9_999) + "a\n").getBytes(StandardCharsets.UTF_8);
            case "a zip file cut off" -> new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0, 0};
            case "garbage" -> new byte[] {0, 1, 2, 3, 0, 0, 9, 8, 7};
            case "an open quote" -> (TABLE + "\"" + "x,\n".repeat(30_000)).getBytes(StandardCharsets.UTF_8);
            default -> throw new IllegalArgumentException(what);
        };
        send("ALL", body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("reasons[0].detail", not(containsString("Exception")))
                .body("reasons[0].field", not(equalTo(null)));
        assertThat(exported("lines")).isZero();
    }

    @Test
    void who_may_not() {
        given().contentType("text/csv")
                .body(TABLE)
                .post("/api/imports?programme=x&mapping=small")
                .then()
                .statusCode(401);
        Person reviewer = people.somebody("reviewer", Set.of(Role.REVIEWER));
        as(reviewer)
                .contentType("text/csv")
                .body(TABLE)
                .post("/api/imports?programme=x&mapping=small")
                .then()
                .statusCode(403);
        // History is given apart, and without it one speaks for one's own organisation only.
        Person plain =
                people.member("plain", Objects.requireNonNull(clerk.actor().organisation()), Set.of(Role.LOGISTICS));
        as(plain)
                .contentType("text/csv")
                .body(TABLE)
                .post("/api/imports?programme=" + programme.code() + "&mapping=small&mode=READY")
                .then()
                .statusCode(200)
                .body("rowsRefused", equalTo(3));
        as(plain)
                .contentType("text/csv")
                .body(TABLE)
                .post("/api/imports?programme=" + programme.code() + "&mapping=small&history=true")
                .then()
                .statusCode(403);
        String run = send("PREVIEW", TABLE).extract().path("id");
        Person other = people.somebody("other", Set.of(Role.LOGISTICS));
        as(other).get("/api/imports/" + run).then().statusCode(404);
        as(other).get("/api/imports/" + run + "/problems.csv").then().statusCode(404);
        as(other).get("/api/mappings/small").then().statusCode(404);
        as(other).get("/api/mappings").then().statusCode(200).body("code", hasItem("scms"));
    }

    @Test
    void exports_neutralise_formulas_and_keep_numbers() {
        send("ALL", TABLE).statusCode(200);
        String csv = given().get("/api/export/lines.csv?programme=" + programme.code())
                .asString();
        assertThat(csv).contains(",'=cmd(),").contains("500.000");
        for (ExportList list : ExportList.values()) {
            for (String format : List.of("csv", "xlsx")) {
                byte[] file = given().queryParam("programme", programme.code())
                        .get("/api/export/" + list.fileName() + "." + format)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray();
                assertThat(file).isNotEmpty();
            }
        }
        given().get("/api/export/secrets.csv").then().statusCode(404);
        given().get("/api/export/lines.csv").then().statusCode(422);
    }

    @Test
    void a_mapping_is_edited_as_a_new_version_and_nonsense_is_refused() {
        as(clerk)
                .contentType("application/json")
                .body(MAPPING)
                .put("/api/mappings/small")
                .then()
                .body("version", equalTo(1));
        as(clerk)
                .contentType("application/json")
                .body(MAPPING.replace("a small list", "a small list, second edition"))
                .put("/api/mappings/small")
                .then()
                .statusCode(200)
                .body("version", equalTo(2));
        for (String nonsense : List.of(
                MAPPING.replace("d/M/yyyy", "no pattern"),
                MAPPING.replace("\"number\": \"{waybill}\",", ""),
                MAPPING.replace("\"description\"", "\"surprise\""),
                "[]")) {
            int status = as(clerk)
                    .contentType("application/json")
                    .body(nonsense)
                    .put("/api/mappings/small")
                    .statusCode();
            assertThat(status).isBetween(400, 422);
        }
        as(clerk).get("/api/mappings/small").then().body("version", equalTo(2));
    }

    @Test
    void only_tables_may_be_large() throws IOException {
        Path large = Files.createTempFile("large", ".csv");
        try {
            Files.writeString(large, TABLE + (" ".repeat(1023) + "\n").repeat(11 * 1024));
            send("PREVIEW", Files.readAllBytes(large)).statusCode(200).body("rowsRead", equalTo(3));
            as(clerk)
                    .contentType("application/json")
                    .body(large.toFile())
                    .put("/api/mappings/small")
                    .then()
                    .statusCode(413);
        } finally {
            Files.delete(large);
        }
    }
}
