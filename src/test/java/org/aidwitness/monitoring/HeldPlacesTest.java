package org.aidwitness.monitoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.monitoring.HeldPlaces.HeldPlace;
import org.aidwitness.registry.AccessTermsEntry;
import org.aidwitness.registry.RelationEntry;
import org.aidwitness.registry.SiteEntry;
import org.aidwitness.registry.Sites;
import org.aidwitness.shipment.Consignments;
import org.aidwitness.shipment.RegisterConsignment;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which places are held: on whose word, until when, and the same on the list and at the gate, whoever asks. */
@QuarkusTest
class HeldPlacesTest {

    @Inject
    World world;

    @Inject
    HeldPlaces places;

    @Inject
    Sites sites;

    @Inject
    Consignments consignments;

    @Inject
    SessionFactory sessions;

    Stage stage;
    String county;
    UUID neighbour;
    UUID waybill;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        world.person(stage, "M-08", stage.watchers, Role.MONITOR);
        county = stage.pcode.substring(0, stage.pcode.length() - 2);
        neighbour = site(county + "03");
        waybill = stage.registered();
        stage.assign(waybill);
    }

    private UUID site(String pcode) {
        UUID id = UUID.randomUUID();
        sites.enter(
                World.KEEPER,
                new SiteEntry(
                        id,
                        "s-" + id,
                        "Asheru Mill",
                        SiteEntry.Kind.FDP,
                        "Tavara",
                        pcode,
                        "Asheru",
                        10.6,
                        20.0,
                        250,
                        4_000,
                        null,
                        List.of()));
        return id;
    }

    /** A waybill of that programme to that site. */
    private UUID leads(Stage of, UUID site) {
        UUID leg = UUID.randomUUID();
        consignments.register(
                World.KEEPER,
                new RegisterConsignment(
                        UUID.randomUUID(),
                        of.programme,
                        null,
                        "C-" + leg,
                        List.of(new RegisterConsignment.Leg(leg, 1, of.warehouse, site, true, List.of()))));
        UUID id = UUID.randomUUID();
        Map<String, Object> said = new HashMap<>(of.waybill(id, UUID.randomUUID(), "WB-" + id));
        Map<String, Object> head = new HashMap<>();
        if (said.get("waybill") instanceof Map<?, ?> usual) {
            usual.forEach((name, value) -> head.put(String.valueOf(name), value));
        }
        head.put("leg", leg);
        said.put("waybill", head);
        of.post("amina", "/api/waybills", said).statusCode(200);
        of.assign(id);
        return id;
    }

    private static String daysAgo(int days) {
        return Instant.now().minus(Duration.ofDays(days)).toString();
    }

    private void turnedAwayInTheArea(String monitor, String pcode, int daysAgo) {
        Map<String, Object> said = IncidentTest.incident(stage);
        said.remove("site");
        said.put("pcode", pcode);
        said.put("happenedAt", daysAgo(daysAgo));
        stage.post(monitor, "/api/incidents", said).statusCode(200);
    }

    private void turnedAway(int daysAgo) {
        Map<String, Object> said = IncidentTest.incident(stage);
        said.put("happenedAt", daysAgo(daysAgo));
        stage.post("M-07", "/api/incidents", said).statusCode(200);
    }

    private void heldArea() {
        turnedAwayInTheArea("M-07", county, 9);
        turnedAwayInTheArea("M-07", county, 8);
        turnedAwayInTheArea("M-08", county, 7);
    }

    private void seen(UUID delivery, UUID site, int daysAgo) {
        UUID id = UUID.randomUUID();
        Map<String, Object> said = new HashMap<>();
        said.put("id", id);
        said.put("waybill", delivery);
        said.put("site", site);
        said.put("organisation", stage.watchers);
        said.put("monitor", "M-07");
        said.put("method", "COUNT");
        said.put("verdict", "CONFIRMED");
        said.put("noticeHours", 0);
        said.put("escorted", false);
        said.put("happenedAt", daysAgo(daysAgo));
        stage.post("M-07", "/api/attestations", said).statusCode(200);
        stage.post(
                        "rosa",
                        "/api/attestations/" + id + "/reviews",
                        Map.of("id", UUID.randomUUID(), "accepted", true, "reason", "I looked at it."))
                .statusCode(200);
    }

    private static JsonPath asked(Stage of, UUID delivery) {
        return of.as("amina")
                .post("/api/waybills/" + delivery + "/clearances")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void held(Stage of, UUID delivery) {
        JsonPath decision = asked(of, delivery);
        assertThat(decision.getString("outcome")).isEqualTo("HOLD");
        assertThat(decision.getList("reasons.code")).containsExactly("PLACE_HELD");
    }

    private static List<Map<String, Object>> listed(Stage of) {
        return given().get("/api/held-places?programme=" + of.code)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("");
    }

    private void nothingIsHeld() {
        assertThat(listed(stage)).isEmpty();
        assertThat(asked(stage, waybill).getString("outcome")).isEqualTo("PASS");
    }

    @Test
    void three_incidents_in_an_area_on_one_day_are_one_whoever_told_them() {
        for (int i = 0; i < 3; i++) {
            turnedAwayInTheArea("M-07", county, 1);
            turnedAwayInTheArea("M-08", county + "0", 1);
            turnedAwayInTheArea("M-07", stage.pcode, 1);
        }
        nothingIsHeld();
    }

    private static UUID assigned(Stage of) {
        UUID id = of.registered();
        of.assign(id);
        return id;
    }

    @Test
    void four_days_of_one_account_hold_no_area_and_a_second_account_does() {
        for (int day = 2; day < 6; day++) {
            turnedAwayInTheArea("M-07", county, day);
        }
        nothingIsHeld();
        turnedAwayInTheArea("M-08", county, 1);
        held(stage, waybill);
    }

    @Test
    void three_incidents_at_a_site_in_one_minute_are_one() {
        turnedAway(1);
        turnedAway(1);
        turnedAway(1);
        nothingIsHeld();
    }

    @Test
    void who_is_tied_to_a_party_there_holds_no_place() {
        world.tie(stage.receiver, stage.watchers, RelationEntry.Kind.OWNS);
        heldArea();
        turnedAway(3);
        turnedAway(2);
        turnedAway(1);
        assertThat(listed(stage)).isEmpty();
        assertThat(asked(stage, waybill).getList("reasons.code")).doesNotContain("PLACE_HELD");
    }

    @Test
    void a_held_area_holds_its_sites_and_leaves_the_list_when_it_was_seen() {
        UUID beside = leads(stage, neighbour);
        heldArea();
        held(stage, waybill);
        held(stage, beside);
        assertThat(listed(stage)).singleElement().satisfies(line -> {
            assertThat(line.get("pcode")).isEqualTo(county);
            assertThat(line.get("site")).isNull();
            assertThat(line.get("waybills")).isEqualTo(2);
        });
        seen(beside, neighbour, 6);
        held(stage, waybill);
        seen(stage.registered(), stage.village, 5);
        nothingIsHeld();
        assertThat(asked(stage, beside).getString("outcome")).isEqualTo("PASS");
    }

    @Test
    void an_area_where_a_programme_sends_nothing_is_not_on_its_list() {
        heldArea();
        assertThat(listed(stage)).hasSize(1);
        assertThat(listed(world.stage())).isEmpty();
    }

    @Test
    void two_refusals_at_a_site_and_one_in_its_area_hold_it_at_the_gate_and_on_the_list() {
        turnedAway(4);
        turnedAway(3);
        nothingIsHeld();
        turnedAwayInTheArea("M-07", county, 2);
        held(stage, waybill);
        assertThat(listed(stage)).singleElement().satisfies(line -> {
            assertThat(line.get("site")).isEqualTo(stage.village.toString());
            assertThat(line.get("refusals")).isEqualTo(3);
            assertThat(line.get("waybills")).isEqualTo(1);
            assertThat(line.get("heldKg")).asString().startsWith("5000");
        });
    }

    @Test
    void what_holds_a_place_is_the_same_for_who_stands_outside_a_closed_programme() {
        Stage open = stage;
        stage = world.closedStage();
        UUID within = assigned(stage);
        UUID without = leads(open, stage.village);
        turnedAway(3);
        turnedAway(2);
        turnedAway(1);
        held(stage, within);
        held(open, without);
        String line = given().get("/api/held-places?programme=" + open.code)
                .then()
                .statusCode(200)
                .body("site", contains(stage.village.toString()))
                .extract()
                .asString();
        assertThat(line)
                .doesNotContain(stage.watchers.toString())
                .doesNotContain(stage.programme.toString())
                .doesNotContain("M-07");
    }

    @Test
    void the_list_takes_as_many_statements_for_one_place_as_for_many() {
        heldArea();
        long one = statements(1);
        for (int i = 0; i < 4; i++) {
            UUID site = site("QM0404");
            leads(stage, site);
            for (int day = 1; day < 4; day++) {
                Map<String, Object> said = IncidentTest.incident(stage);
                said.put("site", site);
                said.put("happenedAt", daysAgo(day));
                stage.post("M-07", "/api/incidents", said).statusCode(200);
            }
        }
        assertThat(statements(5)).isEqualTo(one).isBetween(1L, 6L);
    }

    private long statements(int expected) {
        Statistics statistics = sessions.getStatistics();
        statistics.setStatisticsEnabled(true);
        try {
            long before = statistics.getPrepareStatementCount();
            List<HeldPlace> list = places.list(stage.programme, Instant.now());
            assertThat(list).hasSize(expected);
            return statistics.getPrepareStatementCount() - before;
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
            +999999998-01-01,  422
            -999999998-01-01,  422
            1989-12-31,        422
            1990-01-01,        200
            2099-12-31,        200
            2100-01-01,        422
            2026-02-30,        400
            yesterday,         400
            '',                200
            """)
    void a_day_is_one_of_this_world(String day, int status) {
        given().queryParam("organisation", stage.watchers.toString())
                .queryParam("day", day)
                .get("/api/waybills/" + waybill + "/independence")
                .then()
                .statusCode(status)
                .body(status == 200 ? "independent" : "reasons[0].field", equalTo(status == 200 ? true : "/day"));
    }

    @Test
    void a_place_code_is_a_text_and_no_pattern() {
        LocalDate today = LocalDate.parse("2026-06-01");
        terms(county.replace(county.charAt(3), '_'));
        terms(county.substring(0, 4) + "%");
        assertThat(sites.accessOn(stage.village, today)).isNull();
        terms(county);
        assertThat(sites.accessOn(stage.village, today)).isNotNull();
    }

    private void terms(String pcode) {
        sites.setAccess(
                World.KEEPER,
                new AccessTermsEntry(
                        UUID.randomUUID(),
                        null,
                        pcode,
                        AccessTermsEntry.Level.DENIED,
                        null,
                        LocalDate.parse("2026-01-01"),
                        null,
                        "county"));
    }
}
