package org.aidwitness.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.journal.Sequencer;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.kernel.Policy;
import org.aidwitness.registry.Policies;
import org.aidwitness.registry.RelationEntry.Kind;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.aidwitness.verification.Following;
import org.aidwitness.verification.Sweep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes of it, when a promise that let goods leave is taken back or broken, or an override is one too many. */
@QuarkusTest
class BrokenPromiseTest {

    @Inject
    World world;

    @Inject
    CommitmentWindows windows;

    @Inject
    Policies policies;

    @Inject
    ObjectMapper mapper;

    @Inject
    Sequencer sequencer;

    @Inject
    Following following;

    @Inject
    Sweep sweep;

    Stage stage;
    Promises promises;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        promises = new Promises(world, stage);
    }

    @Test
    void a_commitment_that_is_taken_back_while_goods_are_under_way_flags_those_whom_nobody_else_will_see() {
        UUID commitment = promises.armed();
        UUID unwatched = dispatched(stage.registered());
        UUID watched = dispatched(stage.registered());
        stage.assign(watched);
        UUID planned = stage.registered();
        settle();
        flags("F02", unwatched).body("items", empty());

        promises.step("rosa", commitment, "withdrawal").statusCode(200);
        settle();
        flags("F02", unwatched)
                .body("items.severity", contains("CRITICAL"))
                .body("items.state", contains("OPEN"))
                .body("items.facts.limitHours", contains("24"));
        flags("F02", watched).body("items", empty());
        flags("F02", planned).body("items", empty());
    }

    @Test
    void another_commitment_keeps_the_flag_away_unless_it_is_of_somebody_who_is_tied() {
        UUID first = promises.armed();
        promises.armed();
        UUID waybill = dispatched(stage.registered());
        promises.step("rosa", first, "withdrawal").statusCode(200);
        settle();
        flags("F02", waybill).body("items", empty());

        world.tie(stage.watchers, stage.carrier, Kind.OWNS);
        settle();
        flags("F02", waybill).body("items", empty());
    }

    @Test
    void a_commitment_that_is_broken_flags_what_came_in_its_window_and_was_left_alone() {
        Instant now = Promises.now();
        Instant to = now.plusSeconds(1_800);
        UUID commitment = promises.armed(promises.proposal(now.minus(Duration.ofDays(2)), to, stage.village));
        UUID alone = promises.arrived(now.minus(Duration.ofHours(1)));
        UUID before = promises.arrived(now.minus(Duration.ofDays(2)).minusSeconds(60));
        settle();

        Instant decided = to.plus(Promises.GRACE);
        windows.endWindows(decided.minusSeconds(1));
        assertThat(promises.state(commitment)).isEqualTo("ARMED");
        windows.endWindows(decided);
        assertThat(promises.state(commitment)).isEqualTo("BREACHED");
        settle();
        flags("F03", alone).body("items", empty());
        // It was found broken in days to come; then the sweep finds what follows.
        sweepAll(decided);
        flags("F03", alone)
                .body("items.severity", contains("HIGH"))
                .body("items.facts.brokenCommitments", contains("1"));
        flags("F03", before).body("items", empty());

        // A report of the visit that comes too late saves these goods, and not the promise.
        stage.post("M-07", "/api/attestations", promises.seen(alone, now.minusSeconds(60)))
                .statusCode(200);
        settle();
        assertThat(promises.state(commitment)).isEqualTo("BREACHED");
        flags("F03", alone).body("items.state", contains("CLEARED"));
    }

    @Test
    void goods_that_left_under_one_override_too_many_are_flagged() throws IOException {
        world.person(stage, "boss", stage.sender, Role.MANAGER);
        world.person(stage, "partner", stage.receiver, Role.MANAGER);
        override(stage.registered());
        override(stage.registered());
        UUID third = stage.registered();
        override(third);
        dispatched(third);
        settle();
        flags("F39", third).body("items", empty());

        ObjectNode settings = mapper.valueToTree(Policy.DEFAULTS);
        ((ObjectNode) settings.get("gate")).put("overridesPerQuarter", 2);
        policies.change(World.KEEPER, stage.programme, null, mapper.treeToValue(settings, Policy.class), "Too many.");
        settle();
        flags("F39", third)
                .body("items.severity", contains("CRITICAL"))
                .body("items.facts.overrideOfTheQuarter", contains("3"))
                .body("items.facts.limitOverrides", contains("2"));
    }

    private void override(UUID waybill) {
        Map<String, Object> asked = new HashMap<>();
        asked.put("id", UUID.randomUUID());
        asked.put("programme", stage.programme);
        asked.put("organisation", stage.sender);
        asked.put("waybill", waybill);
        asked.put("reason", "DISASTER");
        asked.put("text", "The river took the bridge; nobody can follow the trucks.");
        asked.put("days", 2);
        stage.post("boss", "/api/overrides", asked).statusCode(200);
        stage.post(
                        "partner",
                        "/api/overrides/" + asked.get("id") + "/decision",
                        Map.of("approved", true, "reason", "We stand by this."))
                .statusCode(200);
    }

    private UUID dispatched(UUID waybill) {
        stage.declare("amina", stage.dispatch(waybill)).statusCode(200);
        return waybill;
    }

    private static ValidatableResponse flags(String rule, UUID waybill) {
        return RestAssured.get("/api/flags?delivery=" + waybill + "&rule=" + rule)
                .then()
                .statusCode(200);
    }

    private void settle() {
        int round = 0;
        while (sequencer.run() + following.followOnce() + sweep.sweepOnce() > 0) {
            assertThat(round++).isLessThan(500);
        }
    }

    private void sweepAll(Instant now) {
        int round = 0;
        while (sweep.run(now) > 0) {
            assertThat(round++).isLessThan(500);
        }
    }
}
