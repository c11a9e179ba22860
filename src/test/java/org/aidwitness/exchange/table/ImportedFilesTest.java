package org.aidwitness.exchange.table;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.aidwitness.exchange.table.People.Person;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of an import: its file as long as it is evidence, and its problems as its own mapping read them. */
@QuarkusTest
class ImportedFilesTest {

    private static final String MAPPING = """
            {
              "description": "a list of waybills", "separator": ";",
              "create": ["ORGANISATIONS", "SITES", "COMMODITIES"],
              "waybill": {
                "number": "{waybill}",
                "route": {"consignment": "list", "from": {"name": "Port"}, "to": {"name": "{to}"}},
                "consignor": {"name": "Sender"}, "consignee": {"name": "Receiver"}
              },
              "line": {"key": "1", "goods": {"name": "Rice"}, "packages": "{bags}", "netKg": "{kg}"}
            }
            """;

    private static final String TABLE = "waybill;to;bags;kg\nW1;Nyala;10;500\nW2;Nyala;-1;x\nW3;Nyala;y;-2\n";

    @Inject
    People people;

    @Inject
    TestClock clock;

    private Person clerk;
    private ProgrammeEntry programme;

    @SuppressWarnings("NullAway.Init") // Filled before each test.
    ImportedFilesTest() {}

    @BeforeEach
    void aClerkAndAProgramme() {
        clerk = people.somebody("keeper", Set.of(Role.LOGISTICS, Role.HISTORIAN));
        programme = people.programme("files", Instant.parse("2026-01-01T00:00:00Z"));
        keep(MAPPING);
    }

    @AfterEach
    void realTimeAgain() {
        clock.reset();
    }

    @Test
    void a_page_of_problems_never_ends_within_a_row() {
        String run = send("PREVIEW", TABLE);
        assertThat(rows(run, "limit=1")).containsExactly(3, 3);
        assertThat(rows(run, "limit=3")).containsExactly(3, 3, 4, 4);
        assertThat(rows(run, "limit=1&after=3")).containsExactly(4, 4);
        assertThat(rows(run, "limit=1&after=4")).isEmpty();
    }

    @Test
    void a_file_comes_back_as_its_own_mapping_read_it_though_the_mapping_has_changed() {
        String run = send("PREVIEW", TABLE);
        keep(MAPPING.replace("\"separator\": \";\"", "\"separator\": \",\""));

        String file = problems(run).then().statusCode(200).extract().asString();
        assertThat(file.lines().findFirst().orElseThrow()).endsWith("waybill,to,bags,kg,Problem");
        assertThat(file.lines().toList().get(2))
                .startsWith("W2,Nyala " + programme.code() + ",'-1,x,")
                .contains("bags: This is below 0");
    }

    @Test
    void a_file_that_saved_nothing_is_kept_for_a_month_and_evidence_for_ten_years() {
        String looked = send("PREVIEW", TABLE);
        String saved = send("READY", TABLE.replace("W1", "S1"));

        pass(Duration.ofDays(29));
        problems(looked).then().statusCode(200);

        pass(Duration.ofDays(31));
        problems(looked).then().statusCode(404);
        problems(saved).then().statusCode(200);
        as(clerk).get("/api/imports/" + looked).then().statusCode(200).body("rowsRefused", equalTo(2));

        pass(Duration.ofDays(3651));
        problems(saved).then().statusCode(404);
    }

    @Test
    void a_file_that_came_again_is_as_young_as_its_last_run() {
        String once = send("PREVIEW", TABLE);
        pass(Duration.ofDays(20));
        send("PREVIEW", TABLE);
        pass(Duration.ofDays(40));
        problems(once).then().statusCode(200);
        pass(Duration.ofDays(51));
        problems(once).then().statusCode(404);
    }

    /** So long after now; tokens do not live as long as files, so the clerk gets a new one, and imports something. */
    private void pass(Duration time) {
        clock.reset();
        clock.set(clock.instant().plus(time));
        clerk = people.member(
                "keeper", Objects.requireNonNull(clerk.actor().organisation()), Set.of(Role.LOGISTICS, Role.HISTORIAN));
        send("PREVIEW", TABLE.replace("W1", "T" + time.toDays()));
    }

    private static RequestSpecification as(Person person) {
        return given().header("Authorization", "Bearer " + person.token());
    }

    private io.restassured.response.Response problems(String run) {
        return as(clerk).get("/api/imports/" + run + "/problems.csv");
    }

    private List<Integer> rows(String run, String page) {
        return as(clerk)
                .get("/api/imports/" + run + "/problems?" + page)
                .then()
                .statusCode(200)
                .extract()
                .path("row");
    }

    private void keep(String mapping) {
        as(clerk)
                .contentType("application/json")
                .body(mapping)
                .put("/api/mappings/files")
                .then()
                .statusCode(200);
    }

    private String send(String mode, String table) {
        return as(clerk)
                .contentType("text/csv")
                .queryParam("programme", programme.code())
                .queryParam("mapping", "files")
                .queryParam("mode", mode)
                .queryParam("history", true)
                .body(table.replace("Nyala", "Nyala " + programme.code()))
                .post("/api/imports")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }
}
