package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.journal.Sequencer;
import org.aidwitness.registry.RelationEntry.Kind;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.junit.jupiter.api.Test;

/** A relation that is entered later opens again what rested on its absence. */
@QuarkusTest
class ReopenedTest {

    @Inject
    World world;

    @Inject
    Sequencer sequencer;

    @Inject
    Following following;

    @Inject
    Sweep sweep;

    @Test
    void what_was_verified_by_somebody_of_the_carrier_is_verified_no_more() {
        Stage stage = world.stage();
        UUID line = UUID.randomUUID();
        UUID waybill = stage.registered(line);
        stage.assign(waybill);
        stage.declare("amina", stage.dispatch(waybill)).statusCode(200);
        stage.declare("bruno", stage.receipt(waybill, line, 100, 0, 0)).statusCode(200);
        UUID seen = UUID.randomUUID();
        stage.post("M-07", "/api/attestations", attest(stage, waybill, line, seen))
                .statusCode(200);
        stage.post(
                        "rosa",
                        "/api/attestations/" + seen + "/reviews",
                        Map.of("id", UUID.randomUUID(), "accepted", true, "reason", "Consistent."))
                .statusCode(200);
        settle();
        RestAssured.get("/api/deliveries/" + waybill).then().statusCode(200).body("assurance", equalTo("VERIFIED"));

        UUID holding = world.organisation("Holding");
        world.tie(stage.carrier, holding, Kind.CONTRACTS);
        world.tie(holding, stage.watchers, Kind.OWNS);
        settle();

        String state = RestAssured.get("/api/deliveries/" + waybill).path("assurance");
        assertThat(state).isNotEqualTo("VERIFIED");
        RestAssured.get("/api/flags?delivery=" + waybill)
                .then()
                .body("items.rule", hasItem("F25"))
                .body("items.find { it.rule == 'F25' }.facts.path", containsString("Holding"));
    }

    private void settle() {
        while (sequencer.run() + following.followOnce() + sweep.sweepOnce() > 0) {}
    }

    private static Map<String, Object> attest(Stage stage, UUID waybill, UUID line, UUID id) {
        Map<String, Object> said = new HashMap<>();
        said.put("id", id);
        said.put("waybill", waybill);
        said.put("site", stage.village);
        said.put("organisation", stage.watchers);
        said.put("monitor", "M-07");
        said.put("method", "COUNT");
        said.put("verdict", "CONFIRMED");
        said.put("noticeHours", 0);
        said.put("escorted", false);
        said.put("happenedAt", Instant.now().minus(Duration.ofMinutes(10)).toString());
        said.put("observations", List.of(Map.of("line", line, "packages", 100, "kg", BigDecimal.valueOf(5_000))));
        said.put("evidence", List.of());
        return said;
    }
}
