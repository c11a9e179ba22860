package org.aidwitness.exchange.table;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aidwitness.exchange.table.People.Person;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.Commodities;
import org.aidwitness.registry.CommodityEntry;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.Organisations;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.SiteEntry;
import org.aidwitness.registry.Sites;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The product's own tables of waybills, declarations and attestations, as a client sends them. */
@QuarkusTest
class PlainTablesTest {

    private static final String DECLARATIONS = """
            waybill,line,declaration,kind,organisation,signed by,site,happened at,receipt,good packages,good kg,missing packages,missing kg,reason
            """;

    private static final String ATTESTATIONS = """
            waybill,line,attestation,organisation,monitor,site,method,verdict,happened at,notice hours,escorted,private interviews,packages,kg
            """;

    @Inject
    People people;

    @Inject
    Organisations organisations;

    @Inject
    Sites sites;

    @Inject
    Commodities commodities;

    private Person clerk;
    private Person monitor;
    private ProgrammeEntry programme;

    @SuppressWarnings("NullAway.Init") // Filled before each test.
    PlainTablesTest() {}

    @BeforeEach
    void two_waybills_are_registered() {
        clerk = people.somebody("clerk", Set.of(Role.LOGISTICS, Role.HISTORIAN));
        monitor = people.somebody("monitor", Set.of(Role.MONITOR));
        programme = people.programme("plain", Instant.parse("2026-01-01T00:00:00Z"));
        organisations.ensure(clerk.actor(), null, "plain-receiver", "Receiver", OrganisationEntry.Kind.NGO);
        sites.ensure(clerk.actor(), null, "plain-port", "Port", SiteEntry.Kind.PORT, null);
        sites.ensure(clerk.actor(), null, "plain-nyala", "Nyala", SiteEntry.Kind.FDP, null);
        commodities.ensure(clerk.actor(), null, "plain-rice", "Rice", CommodityEntry.Class.FOOD);
        send(clerk, "aidwitness-waybills", "ALL", """
                waybill,consignment,from,to,consignor,consignee,line,commodity,packages,net kg
                P1,list,plain-port,plain-nyala,SENDER,plain-receiver,1,plain-rice,10,500
                P1,list,plain-port,plain-nyala,SENDER,plain-receiver,2,plain-rice,5,250
                P2,list,plain-port,plain-nyala,SENDER,plain-receiver,1,plain-rice,20,1000
                """)
                .body("status", equalTo("SAVED"))
                .body("rowsImported", equalTo(3));
    }

    @Test
    void declarations_come_in_with_the_amounts_of_their_lines_and_again_change_nothing() {
        String table = DECLARATIONS + """
                P1,,D1,DISPATCHED,SENDER,amina,plain-port,2025-11-01T06:00:00Z,,,,,,
                P1,1,R1,RECEIVED,plain-receiver,bashir,plain-nyala,2025-11-03T10:00:00Z,COMPLETE,9,450,1,50,PILFERAGE
                P1,2,R1,RECEIVED,plain-receiver,bashir,plain-nyala,2025-11-03T10:00:00Z,COMPLETE,5,250,0,0,
                P2,,,PASSED CHECKPOINT,SENDER,driver,plain-nyala,2025-11-02T10:00:00Z,,,,,,
                """;
        send(clerk, "aidwitness-declarations", "ALL", table)
                .body("status", equalTo("SAVED"))
                .body("rowsImported", equalTo(4));

        List<Map<String, String>> told = exported("declarations");
        assertThat(told.stream()
                        .map(row -> String.join(
                                " ",
                                row.get("waybill"),
                                row.get("line"),
                                row.get("kind"),
                                row.get("good packages"),
                                row.get("good kg"),
                                row.get("missing packages"),
                                row.get("reason")))
                        .map(String::strip))
                .containsExactly(
                        "P1  DISPATCHED",
                        "P1 1 RECEIVED 9 450.000 1 PILFERAGE",
                        "P1 2 RECEIVED 5 250.000 0",
                        "P2  PASSED_CHECKPOINT");
        assertThat(told.stream().map(row -> row.get("declaration")).distinct()).hasSize(3);

        send(clerk, "aidwitness-declarations", "ALL", table)
                .body("status", equalTo("SAVED"))
                .body("rowsUnchanged", equalTo(4));
        assertThat(exported("declarations")).isEqualTo(told);
    }

    @Test
    void a_declaration_that_makes_no_sense_is_refused_with_its_row_and_column() {
        String run = send(clerk, "aidwitness-declarations", "READY", DECLARATIONS + """
                P1,1,R1,RECEIVED,plain-receiver,bashir,plain-nyala,2025-11-03T10:00:00Z,COMPLETE,9,450,,,
                P9,1,R2,RECEIVED,plain-receiver,bashir,plain-nyala,2025-11-03T10:00:00Z,COMPLETE,9,450,,,
                P1,7,R3,RECEIVED,plain-receiver,bashir,plain-nyala,2025-11-03T10:00:00Z,COMPLETE,9,450,,,
                P1,1,R4,SENT,plain-receiver,bashir,plain-nyala,2025-11-03T10:00:00Z,,9,450,,,
                P1,1,R5,RECEIVED,nobody,bashir,plain-nyala,2025-11-03T10:00:00Z,COMPLETE,9,450,,,
                P1,1,R6,RECEIVED,plain-receiver,,nowhere,yesterday,COMPLETE,9,-450,,,
                P1,1,R7,RECEIVED,plain-receiver,bashir,plain-nyala,2025-11-03T10:00:00Z,,9,450,,,
                P1,1,R8,LOST,plain-receiver,bashir,plain-nyala,2025-11-03T10:00:00Z,,,,1,50,BAD LUCK
                P1,,R9,LOST,plain-receiver,bashir,plain-nyala,2025-11-03T10:00:00Z,,,,1,50,PILFERAGE
                """)
                .body("status", equalTo("SAVED"))
                .body("rowsImported", equalTo(1))
                .body("rowsRefused", equalTo(8))
                .extract()
                .path("id");
        assertThat(problems(clerk, run))
                .containsExactly(
                        "3 waybill UNKNOWN_REFERENCE",
                        "4 line UNKNOWN_REFERENCE",
                        "5 kind INVALID",
                        "6 organisation UNKNOWN_REFERENCE",
                        "7 signed by INVALID",
                        "7 happened at MALFORMED",
                        "7 good kg OUT_OF_RANGE",
                        "8 receipt INVALID",
                        "9 reason INVALID",
                        "10 null UNKNOWN_REFERENCE");
        assertThat(exported("declarations")).hasSize(1);
    }

    @Test
    void the_rows_of_an_attestation_become_one_statement_and_again_change_nothing() {
        String table = ATTESTATIONS + """
                P1,1,A1,MONITOR,M-01,plain-nyala,COUNT,CONFIRMED,2025-11-05T10:00:00Z,2,no,3,9,450
                P1,2,A1,MONITOR,M-01,plain-nyala,COUNT,CONFIRMED,2025-11-05T10:00:00Z,2,no,3,5,250
                P2,,,MONITOR,M-02,plain-nyala,interview,access denied,2025-11-06T10:00:00Z,,,,,
                """;
        send(monitor, "aidwitness-attestations", "ALL", table)
                .body("status", equalTo("SAVED"))
                .body("rowsImported", equalTo(3));

        List<Map<String, String>> seen = exported("attestations");
        assertThat(seen.stream()
                        .map(row -> String.join(
                                " ",
                                row.get("waybill"),
                                row.get("line"),
                                row.get("monitor"),
                                row.get("method"),
                                row.get("verdict"),
                                row.get("packages"),
                                row.get("kg")))
                        .map(String::strip))
                .containsExactly(
                        "P1 1 M-01 COUNT CONFIRMED 9 450.000",
                        "P1 2 M-01 COUNT CONFIRMED 5 250.000",
                        "P2  M-02 INTERVIEW ACCESS_DENIED");
        assertThat(seen.stream().map(row -> row.get("attestation")).distinct()).hasSize(2);

        send(monitor, "aidwitness-attestations", "ALL", table)
                .body("status", equalTo("SAVED"))
                .body("rowsUnchanged", equalTo(3));
        assertThat(exported("attestations")).isEqualTo(seen);
    }

    @Test
    void an_attestation_that_makes_no_sense_is_refused_with_its_row_and_column() {
        String run = send(monitor, "aidwitness-attestations", "READY", ATTESTATIONS + """
                P1,1,A1,MONITOR,M-01,plain-nyala,COUNT,CONFIRMED,2025-11-05T10:00:00Z,2,no,3,9,450
                P9,1,A2,MONITOR,M-01,plain-nyala,COUNT,CONFIRMED,2025-11-05T10:00:00Z,2,no,3,9,450
                P1,7,A3,MONITOR,M-01,plain-nyala,COUNT,CONFIRMED,2025-11-05T10:00:00Z,2,no,3,9,450
                P1,1,A4,MONITOR,,plain-nyala,GLANCE,CONFIRMED,2025-11-05T10:00:00Z,2,no,3,9,450
                P1,1,A5,MONITOR,M-01,plain-nyala,COUNT,FINE,2025-11-05T10:00:00Z,2,no,3,9,450
                P1,1,A6,MONITOR,M-01,nowhere,COUNT,CONFIRMED,2025-11-05T10:00:00Z,2,no,3,9,450
                P1,1,A7,MONITOR,M-01,plain-nyala,COUNT,CONFIRMED,5 November,2,perhaps,3,9.5,450
                P1,1,A8,plain-receiver,M-01,plain-nyala,COUNT,CONFIRMED,2025-11-05T10:00:00Z,2,no,3,9,450
                """)
                .body("status", equalTo("SAVED"))
                .body("rowsImported", equalTo(1))
                .body("rowsRefused", equalTo(7))
                .extract()
                .path("id");
        assertThat(problems(monitor, run))
                .containsExactly(
                        "3 waybill UNKNOWN_REFERENCE",
                        "4 line UNKNOWN_REFERENCE",
                        "5 monitor INVALID",
                        "6 verdict INVALID",
                        "7 site UNKNOWN_REFERENCE",
                        "8 happened at MALFORMED",
                        "8 escorted INVALID",
                        "8 packages INVALID",
                        "9 null NOT_ALLOWED");
        assertThat(exported("attestations")).hasSize(1);
    }

    @Test
    void an_attestation_is_taken_whole_or_not_at_all() {
        String broken = ATTESTATIONS + """
                P1,1,A1,MONITOR,M-01,plain-nyala,COUNT,CONFIRMED,2025-11-05T10:00:00Z,2,no,3,9,450
                P1,2,A1,MONITOR,M-01,plain-nyala,COUNT,CONFIRMED,2025-11-05T10:00:00Z,2,no,3,five,250
                P2,1,A2,MONITOR,M-01,plain-nyala,COUNT,CONFIRMED,2025-11-05T10:00:00Z,2,no,3,20,1000
                P2,1,A2,MONITOR,M-01,plain-nyala,COUNT,DISCREPANT,2025-11-05T10:00:00Z,2,no,3,19,950
                """;
        String run = send(monitor, "aidwitness-attestations", "READY", broken)
                .body("rowsImported", equalTo(0))
                .body("rowsRefused", equalTo(4))
                .extract()
                .path("id");
        assertThat(problems(monitor, run))
                .containsExactly(
                        "2 null INVALID",
                        "3 packages MALFORMED",
                        "4 null INVALID",
                        "5 null EXISTS_WITH_DIFFERENT_CONTENT");
        assertThat(exported("attestations")).isEmpty();

        send(
                        monitor,
                        "aidwitness-attestations",
                        "ALL",
                        broken.replace("five", "5")
                                .replace("DISCREPANT", "CONFIRMED")
                                .replace("P2,1,A2,MONITOR,M-01", "P2,1,A3,MONITOR,M-02"))
                .body("rowsRefused", equalTo(2));
        send(monitor, "aidwitness-attestations", "READY", broken.replace("five", "5"))
                .body("rowsImported", equalTo(2));
        assertThat(exported("attestations")).hasSize(2);
    }

    @Test
    void a_number_below_zero_is_exported_as_a_number() {
        String code = "plain-south-" + programme.code();
        sites.enter(
                clerk.actor(),
                new SiteEntry(
                        UUID.randomUUID(),
                        code,
                        "-South",
                        SiteEntry.Kind.FDP,
                        null,
                        null,
                        null,
                        -2.5,
                        -27.25,
                        250,
                        null,
                        null,
                        List.of()));
        String site = given().get("/api/export/sites.csv")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith(code))
                .findFirst()
                .orElseThrow();
        assertThat(site).contains(",'-South,").contains(",-2.5,-27.25,");
    }

    private static RequestSpecification as(Person person) {
        return given().header("Authorization", "Bearer " + person.token());
    }

    /** Sends a table in which SENDER and MONITOR stand for the codes of the two organisations. */
    private ValidatableResponse send(Person person, String mapping, String mode, String table) {
        return as(person)
                .contentType("text/csv")
                .queryParam("programme", programme.code())
                .queryParam("mapping", mapping)
                .queryParam("mode", mode)
                .queryParam("history", person.equals(clerk))
                .body(table.replace("SENDER", code(clerk)).replace("MONITOR", code(monitor)))
                .post("/api/imports")
                .then()
                .statusCode(200);
    }

    private String code(Person person) {
        return organisations
                .find(Objects.requireNonNull(person.actor().organisation()))
                .orElseThrow()
                .code();
    }

    /** Row, column and code of each problem. */
    private static List<String> problems(Person person, String run) {
        List<Map<String, Object>> problems = as(person)
                .get("/api/imports/" + run + "/problems")
                .then()
                .statusCode(200)
                .extract()
                .path("");
        return problems.stream()
                .map(problem -> problem.get("row") + " " + problem.get("column") + " " + problem.get("code"))
                .toList();
    }

    /** The rows of an exported list, by the names of its columns. */
    private List<Map<String, String>> exported(String list) {
        List<List<String>> rows = given().get("/api/export/" + list + ".csv?programme=" + programme.code())
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replace("\ufeff", "")
                .lines()
                .map(line -> List.of(line.split(",", -1)))
                .toList();
        return rows.stream()
                .skip(1)
                .map(row ->
                        IntStream.range(0, row.size()).boxed().collect(Collectors.toMap(rows.get(0)::get, row::get)))
                .toList();
    }
}
