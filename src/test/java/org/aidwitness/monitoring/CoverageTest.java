package org.aidwitness.monitoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.registry.AccessTermsEntry.Level;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which sites were seen, of those that got something; every site is in one part, and the parts add up. */
@QuarkusTest
class CoverageTest {

    private static final List<String> PARTS = List.of("verified", "visited", "refused", "notReached", "leftOut");

    @Inject
    World world;

    Stage stage;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
    }

    @Test
    void each_site_is_in_one_part_and_the_parts_add_up() {
        site("QM0301", "North", this::verify);
        site("QM0302", "North", delivery -> seen(delivery, "CONFIRMED", 0));
        site("QM0303", "North", delivery -> seen(delivery, "ACCESS_DENIED", 0));
        site("QM0401", "South", delivery -> outcome(delivery, "NOT_REACHED", "ROAD_CUT"));
        site("QM0402", "South", delivery -> outcome(delivery, "NOT_REACHED", "FIGHTING"));
        site("QM0403", "South", delivery -> outcome(delivery, "VISITED", null));
        site("QM0404", "South", delivery -> outcome(delivery, "REFUSED", null));
        site("QM0405", "South", delivery -> {});
        site("QM0406", null, delivery -> {});

        JsonPath found = coverage();
        assertThat(found.getInt("total.active")).isEqualTo(9);
        assertThat(found.getInt("total.verified")).isEqualTo(1);
        assertThat(found.getInt("total.visited")).isEqualTo(2);
        assertThat(found.getInt("total.refused")).isEqualTo(2);
        assertThat(found.getInt("total.notReached")).isEqualTo(2);
        assertThat(found.getInt("total.leftOut")).isEqualTo(2);
        assertThat(found.getMap("total.notReachedBy")).isEqualTo(Map.of("ROAD_CUT", 1, "FIGHTING", 1));
        // Two of high risk, all of them; seven that nobody was at before, half of them, rounded up in each area.
        assertThat(found.getList("areas.area")).containsExactly("North", "North", "QM04", "South", "South");
        assertThat(found.getList("areas.risk")).containsExactly("HIGH", "MEDIUM", "MEDIUM", "HIGH", "MEDIUM");
        assertThat(found.getList("areas.active")).containsExactly(1, 2, 1, 1, 4);
        assertThat(found.getList("areas.target")).containsExactly(1, 1, 1, 1, 2);
        assertThat(found.getList("areas.shortfall")).containsExactly(1, 0, 1, 1, 2);
        for (String column : List.of("active", "target", "shortfall")) {
            assertThat(found.getInt("total." + column)).isEqualTo(sum(found, column));
        }
        for (String part : PARTS) {
            assertThat(found.getInt("total." + part)).isEqualTo(sum(found, part));
        }
        int rows = found.getList("areas").size();
        for (int row = 0; row < rows; row++) {
            String at = "areas[" + row + "].";
            assertThat(PARTS.stream().mapToInt(part -> found.getInt(at + part)).sum())
                    .isEqualTo(found.getInt(at + "active"));
        }
    }

    @Test
    void the_risk_is_of_the_terms_of_access_and_of_what_was_seen_before() {
        UUID denied = site("QM0501", "East", delivery -> {});
        world.access(denied, Level.ESCORTED);
        site("QM0502", "East", delivery -> seen(delivery, "CONFIRMED", 20));
        UUID open = site("QM0503", "East", delivery -> {});
        world.access(open, Level.OPEN);
        JsonPath found = coverage();
        assertThat(found.getList("areas.risk")).containsExactly("HIGH", "LOW", "MEDIUM");
        assertThat(found.getList("areas.active")).containsExactly(1, 1, 1);
        assertThat(found.getInt("policy.lowBp")).isEqualTo(2_500);
    }

    @Test
    void a_period_without_deliveries_is_empty_and_nonsense_is_refused() {
        site("QM0601", "West", delivery -> {});
        String path = "/api/coverage?programme=" + stage.code;
        given().get(path + "&from=2025-01-01&to=2025-03-31")
                .then()
                .statusCode(200)
                .body("areas", empty())
                .body("total.active", equalTo(0));
        given().get(path + "&from=2025-03-31&to=2025-01-01")
                .then()
                .statusCode(422)
                .body("reasons.field", contains("/to"))
                .body("reasons.code", contains("DATES_REVERSED"));
        given().get(path + "&from=2025-03-31&to=2027-01-01").then().statusCode(422);
        given().get(path + "&from=soon&to=2027-01-01").then().statusCode(400).body("reasons.field", contains("/from"));
        given().get(path + "&to=2027-01-01").then().statusCode(422).body("reasons.field", contains("/from"));
        given().get("/api/coverage?programme=none&from=2025-01-01&to=2025-01-02")
                .then()
                .statusCode(422)
                .body("reasons.field", contains("/programme"));
        given().get("/api/coverage?from=2025-01-01&to=2025-01-02").then().statusCode(422);
    }

    private JsonPath coverage() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return given().get("/api/coverage?programme=" + stage.code + "&from=" + today.minusDays(2) + "&to=" + today)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static int sum(JsonPath found, String column) {
        return found.getList("areas." + column, Integer.class).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private interface Deed {
        void on(Delivery delivery);
    }

    private record Delivery(UUID waybill, UUID site) {}

    /** A site that got something today. */
    private UUID site(String pcode, @Nullable String area, Deed deed) {
        UUID site = UUID.randomUUID();
        Map<String, Object> entry = new HashMap<>(Map.of(
                "id",
                site,
                "code",
                "s-" + site,
                "name",
                "Site " + pcode,
                "kind",
                "FDP",
                "radiusMetres",
                100,
                "pcode",
                pcode));
        if (area != null) {
            entry.put("area", area);
        }
        stage.post("amina", "/api/sites", entry).statusCode(200);
        UUID leg = UUID.randomUUID();
        stage.post(
                        "amina",
                        "/api/consignments",
                        Map.of(
                                "id",
                                UUID.randomUUID(),
                                "programme",
                                stage.programme,
                                "code",
                                "C-" + leg,
                                "legs",
                                List.of(Map.of(
                                        "id",
                                        leg,
                                        "ordinal",
                                        1,
                                        "from",
                                        stage.warehouse,
                                        "to",
                                        site,
                                        "last",
                                        true,
                                        "checkpoints",
                                        List.of()))))
                .statusCode(200);
        UUID id = UUID.randomUUID();
        UUID line = UUID.randomUUID();
        Map<String, Object> body = new HashMap<>(stage.waybill(id, line, "WB-" + id));
        @SuppressWarnings("unchecked")
        Map<String, Object> header = new HashMap<>((Map<String, Object>) body.get("waybill"));
        header.put("leg", leg);
        body.put("waybill", header);
        stage.post("amina", "/api/waybills", body).statusCode(200);
        stage.declare("bruno", stage.receipt(id, line, 100, 0, 0)).statusCode(200);
        deed.on(new Delivery(id, site));
        return site;
    }

    private void verify(Delivery delivery) {
        UUID seen = seen(delivery, "CONFIRMED", 0);
        stage.post(
                        "rosa",
                        "/api/attestations/" + seen + "/reviews",
                        Map.of("id", UUID.randomUUID(), "accepted", true, "reason", "Photos match."))
                .statusCode(200);
    }

    private UUID seen(Delivery delivery, String verdict, int daysAgo) {
        UUID id = UUID.randomUUID();
        Map<String, Object> said = new HashMap<>();
        said.put("id", id);
        said.put("waybill", delivery.waybill());
        said.put("site", delivery.site());
        said.put("organisation", stage.watchers);
        said.put("monitor", "M-07");
        said.put("method", "COUNT");
        said.put("verdict", verdict);
        said.put(
                "happenedAt",
                Instant.now()
                        .minus(Duration.ofMinutes(5))
                        .minus(Duration.ofDays(daysAgo))
                        .toString());
        stage.post("M-07", "/api/attestations", said).statusCode(200);
        return id;
    }

    private void outcome(Delivery delivery, String outcome, @Nullable String reason) {
        UUID visit = UUID.randomUUID();
        stage.post(
                        "rosa",
                        "/api/visits",
                        Map.of(
                                "id",
                                visit,
                                "waybill",
                                delivery.waybill(),
                                "organisation",
                                stage.watchers,
                                "monitor",
                                "M-07",
                                "windowFrom",
                                Instant.now().minus(Duration.ofDays(1)).toString(),
                                "windowTo",
                                Instant.now().plus(Duration.ofDays(1)).toString()))
                .statusCode(200);
        Map<String, Object> said = new HashMap<>();
        said.put("id", UUID.randomUUID());
        said.put("outcome", outcome);
        said.put("happenedAt", Instant.now().minus(Duration.ofMinutes(5)).toString());
        if (reason != null) {
            said.put("reason", reason);
        }
        stage.post("M-07", "/api/visits/" + visit + "/outcomes", said).statusCode(200);
    }
}
