package org.aidwitness.monitoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.aidwitness.access.Speaking;
import org.aidwitness.registry.RelationEntry.Kind;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an armed commitment is worth before the gate, and what is said of it when its window is over. */
@QuarkusTest
class CommitmentGateTest {

    @Inject
    World world;

    @Inject
    CommitmentWindows windows;

    @Inject
    Speaking speaking;

    @Inject
    StatelessSession session;

    Stage stage;
    Promises promises;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        promises = new Promises(world, stage);
    }

    @Test
    void an_armed_commitment_for_the_place_lets_goods_leave_and_nobody_learns_who_will_come() {
        UUID waybill = stage.registered();
        UUID id = promises.acknowledged(promises.proposal(), promises.accredited());
        held("NO_MONITOR_ASSIGNED", waybill);
        promises.step("rosa", id, "arming").statusCode(200);
        stage.declare("amina", stage.dispatch(waybill)).statusCode(200);
        given().get("/api/clearances?programme=" + stage.code).then().body(not(containsString("M-07")));
        stage.as("amina").get("/api/commitments/" + id).then().body(not(containsString("M-07")));
    }

    @Test
    void a_commitment_for_another_place_or_one_taken_back_counts_for_nothing() {
        UUID waybill = stage.registered();
        Instant now = Instant.now();
        promises.armed(promises.proposal(now, now.plus(Duration.ofDays(9)), stage.warehouse));
        held("NO_MONITOR_ASSIGNED", waybill);
        UUID id = promises.armed();
        promises.step("rosa", id, "withdrawal").statusCode(200);
        held("NO_MONITOR_ASSIGNED", waybill);
    }

    @Test
    void the_window_must_reach_beyond_the_planned_arrival() {
        promises.armed();
        held("NO_MONITOR_ASSIGNED", planned(Instant.now().plus(Duration.ofDays(31))));
        stage.declare("amina", stage.dispatch(planned(Instant.now().plus(Duration.ofDays(29)))))
                .statusCode(200);
    }

    private UUID planned(Instant arrival) {
        UUID id = UUID.randomUUID();
        Map<String, Object> body = new HashMap<>(stage.waybill(id, UUID.randomUUID(), "WB-" + id));
        @SuppressWarnings("unchecked")
        Map<String, Object> header = new HashMap<>((Map<String, Object>) body.get("waybill"));
        header.put("plannedArrival", arrival.toString());
        body.put("waybill", header);
        stage.post("amina", "/api/waybills", body).statusCode(200);
        return id;
    }

    @Test
    void a_commitment_of_somebody_who_is_tied_holds_with_the_path() {
        promises.armed();
        world.tie(stage.watchers, stage.carrier, Kind.OWNS);
        held("MONITOR_NOT_INDEPENDENT", stage.registered())
                .body("reasons[0].detail", containsString("Open Field Watch – Marrow Haulage"));
    }

    @Test
    void accreditations_that_ended_since_hold() {
        Map<String, Object> accreditation = promises.accreditation();
        UUID id = promises.acknowledged(promises.proposal(), promises.accredited(accreditation));
        promises.step("rosa", id, "arming").statusCode(200);
        UUID waybill = stage.registered();
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        stage.post("rosa", "/api/monitors/" + accreditation.get("id") + "/end", Map.of("lastDay", yesterday))
                .statusCode(200);
        held("ACCREDITATION_LAPSED", waybill);
        stage.assign(waybill);
        stage.declare("amina", stage.dispatch(waybill)).statusCode(200);
    }

    private ValidatableResponse held(String code, UUID waybill) {
        return stage.declare("amina", stage.dispatch(waybill)).statusCode(409).body("reasons.code", contains(code));
    }

    @Test
    void when_its_window_is_over_it_is_fulfilled_if_somebody_was_at_every_site_or_was_kept_from_it() {
        Instant from = Instant.now().minus(Duration.ofDays(3));
        Instant to = Instant.now().plusSeconds(1_800);
        UUID kept = promises.armed(promises.proposal(from, to, stage.village));
        UUID broken = promises.armed(promises.proposal(from, to, stage.village, stage.warehouse));
        UUID open = promises.armed(promises.proposal(from, to.plusSeconds(3_600), stage.village));
        UUID waybill = stage.registered();
        stage.post("M-07", "/api/attestations", seen(waybill)).statusCode(200);

        windows.endWindows(to.minusSeconds(1));
        assertThat(promises.state(kept)).isEqualTo("ARMED");
        windows.endWindows(to);
        assertThat(promises.state(kept)).isEqualTo("FULFILLED");
        assertThat(promises.state(broken)).isEqualTo("BREACHED");
        assertThat(promises.state(open)).isEqualTo("ARMED");
        stage.as("bruno")
                .get("/api/commitments/" + broken)
                .then()
                .body("steps[-1].reason", containsString("1"))
                .body("steps[-1].by", equalTo("aidwitness"));
    }

    @Test
    void an_incident_in_the_area_and_a_refused_visit_keep_a_promise_too() {
        Instant from = Instant.now().minus(Duration.ofDays(3));
        Instant to = Instant.now().plusSeconds(1_800);
        UUID byIncident = promises.armed(promises.proposal(from, to, stage.village));
        Map<String, Object> incident = IncidentTest.incident(stage);
        incident.remove("site");
        incident.put("pcode", stage.pcode);
        incident.put("happenedAt", from.minusSeconds(1).toString());
        stage.post("M-07", "/api/incidents", incident).statusCode(200);
        Map<String, Object> elsewhere = IncidentTest.incident(stage);
        elsewhere.remove("site");
        elsewhere.put("pcode", "QM0303");
        stage.post("M-07", "/api/incidents", elsewhere).statusCode(200);
        UUID before = promises.armed(promises.proposal(from, to.minusSeconds(10), stage.village));
        windows.endWindows(to.minusSeconds(10));
        assertThat(promises.state(before)).as("too early, or elsewhere").isEqualTo("BREACHED");

        Map<String, Object> later = IncidentTest.incident(stage);
        later.remove("site");
        later.put("pcode", stage.pcode.substring(0, stage.pcode.length() - 2));
        stage.post("M-07", "/api/incidents", later).statusCode(200);
        windows.endWindows(to);
        assertThat(promises.state(byIncident)).isEqualTo("FULFILLED");
    }

    @Test
    void two_replicas_end_it_once_and_one_that_is_taken_stops_nobody() throws Exception {
        Instant from = Instant.now().minus(Duration.ofDays(3));
        Instant to = Instant.now().plusSeconds(1_800);
        List<UUID> ids = List.of(
                promises.armed(promises.proposal(from, to, stage.village)),
                promises.armed(promises.proposal(from, to, stage.village)),
                promises.armed(promises.proposal(from, to, stage.village)));
        QuarkusTransaction.requiringNew().run(() -> {
            session.createNativeQuery(
                            "select cast(pg_advisory_xact_lock(hashtextextended('" + ids.get(0) + "', 18)) as text)",
                            String.class)
                    .getResultList();
            try {
                ExecutorService replicas = Executors.newFixedThreadPool(2);
                Callable<Integer> replica = () -> speaking.asProgram(() -> windows.endWindows(to));
                replicas.invokeAll(List.of(replica, replica));
                replicas.shutdown();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(promises.state(ids.get(0))).isEqualTo("ARMED");
        for (UUID id : ids.subList(1, 3)) {
            stage.as("rosa")
                    .get("/api/commitments/" + id)
                    .then()
                    .body("steps.state", contains("PROPOSED", "ACCEPTED", "ACKNOWLEDGED", "ARMED", "BREACHED"));
        }
        windows.endWindows(to);
        assertThat(promises.state(ids.get(0))).isEqualTo("BREACHED");
    }

    private Map<String, Object> seen(UUID waybill) {
        Map<String, Object> seen = new HashMap<>();
        seen.put("id", UUID.randomUUID());
        seen.put("waybill", waybill);
        seen.put("site", stage.village);
        seen.put("organisation", stage.watchers);
        seen.put("monitor", "M-07");
        seen.put("method", "COUNT");
        seen.put("verdict", "CONFIRMED");
        seen.put("happenedAt", Instant.now().minus(Duration.ofHours(1)).toString());
        return seen;
    }
}
