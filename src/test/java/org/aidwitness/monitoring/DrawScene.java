package org.aidwitness.monitoring;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.access.Speaking;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.DrawStage;
import org.aidwitness.testkit.DrawStage.Chain;
import org.aidwitness.testkit.Sql;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two custodians, a manager who draws, and what is asked of every draw. */
abstract class DrawScene {

    /** Long enough ago that all of a draw of then is over. */
    static final Duration AGO = Duration.ofDays(10);

    @Inject
    World world;

    @Inject
    TestClock clock;

    @Inject
    DrawMaking making;

    @Inject
    Speaking speaking;

    @Inject
    Sql sql;

    Stage stage;
    UUID northern;
    UUID eastern;
    Chain north;
    Chain east;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        northern = world.organisation("Northern Observatory");
        eastern = world.organisation("Eastern Law Society");
        world.person(stage, "mara", stage.sender, Role.MANAGER);
        world.person(stage, "noor", northern, Role.DRAW_CUSTODIAN);
        world.person(stage, "ella", eastern, Role.DRAW_CUSTODIAN);
        north = DrawStage.enrolled(() -> stage.as("noor"));
        east = DrawStage.enrolled(() -> stage.as("ella"));
    }

    @AfterEach
    void theRealTimeAgain() {
        clock.reset();
    }

    List<UUID> registered(int deliveries) {
        List<UUID> waybills = new ArrayList<>();
        for (int delivery = 0; delivery < deliveries; delivery++) {
            waybills.add(stage.registered());
        }
        return waybills;
    }

    Map<String, Object> commitment() {
        return DrawStage.commitment(stage.programme, clock.instant(), List.of(north.cid(), east.cid()), stage.watchers);
    }

    UUID committed() {
        Map<String, Object> draw = commitment();
        stage.post("mara", "/api/draws", draw).statusCode(200);
        return id(draw);
    }

    ValidatableResponse commit(List<String> cids) {
        return stage.post(
                "mara", "/api/draws", DrawStage.commitment(stage.programme, clock.instant(), cids, stage.watchers));
    }

    void reveal(UUID draw, int position) {
        DrawStage.reveal(stage.as("noor"), draw, north, position).statusCode(200);
        DrawStage.reveal(stage.as("ella"), draw, east, position).statusCode(200);
    }

    static UUID id(Map<String, Object> draw) {
        return DrawStage.id(draw);
    }

    static String file(Map<String, Object> draw, String name) {
        return file(id(draw), name);
    }

    static String file(UUID draw, String name) {
        return new String(
                RestAssured.get("/api/draws/" + draw + "/" + name)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray(),
                StandardCharsets.UTF_8);
    }

    /** Says that a monitor of the stage's watchers saw this, and a second person believes it. */
    void attest(String waybill, String verdict) {
        attest("M-07", "rosa", stage.watchers, waybill, verdict);
    }

    void attest(String monitor, String reviewer, UUID organisation, String waybill, String verdict) {
        UUID attestation = UUID.randomUUID();
        Map<String, Object> said = new HashMap<>();
        said.put("id", attestation);
        said.put("waybill", waybill);
        said.put("site", stage.village);
        said.put("organisation", organisation);
        said.put("monitor", monitor + " " + stage.code);
        said.put("method", "COUNT");
        said.put("verdict", verdict);
        said.put("happenedAt", clock.instant().minusSeconds(60).toString());
        said.put("observations", List.of());
        said.put("evidence", List.of());
        stage.post(monitor, "/api/attestations", said).statusCode(200);
        stage.post(
                        reviewer,
                        "/api/attestations/" + attestation + "/reviews",
                        Map.of("id", UUID.randomUUID(), "accepted", true, "reason", "The photos match."))
                .statusCode(200);
    }

    /** What result.tsv must be, by somebody who has only read docs/draw.md. */
    static String recomputed(UUID draw) {
        return Recomputed.result(
                draw,
                file(draw, "population.tsv").getBytes(StandardCharsets.UTF_8),
                file(draw, "rule.txt").getBytes(StandardCharsets.UTF_8),
                file(draw, "reveals.tsv"),
                file(draw, "extensions.tsv"));
    }

    /** The units of this stratum in the order of their tickets, once they are published. */
    static List<String> drawn(UUID draw, String stratum) {
        return file(draw, "result.tsv")
                .lines()
                .filter(line -> line.startsWith("drawn\t" + stratum))
                .map(line -> line.split("\t")[3])
                .toList();
    }
}
