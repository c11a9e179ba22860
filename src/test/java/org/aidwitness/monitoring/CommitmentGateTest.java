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
        Instant now = Promises.now();
        promises.armed(promises.proposal(now, now.plus(Duration.ofDays(9)), stage.warehouse));
        held("NO_MONITOR_ASSIGNED", waybill);
        UUID id = promises.armed();
        promises.step("rosa", id, "withdrawal").statusCode(200);
        held("NO_MONITOR_ASSIGNED", waybill);
    }

    @Test
    void the_window_must_reach_beyond_the_planned_arrival() {
        promises.armed();
        held("NO_MONITOR_ASSIGNED", planned(Promises.now().plus(Duration.ofDays(31))));
        stage.declare("amina", stage.dispatch(planned(Promises.now().plus(Duration.ofDays(29)))))
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
    void when_its_window_and_the_time_for_late_reports_are_over_it_is_broken_where_goods_came_and_nobody_looked() {
        Instant now = Promises.now();
        Instant from = now.minus(Duration.ofDays(3));
        Instant to = now.plusSeconds(1_800);
        promises.arrived(now.minus(Duration.ofMinutes(20)));
        UUID kept = promises.armed(promises.proposal(from, to, stage.village, stage.warehouse));
        UUID broken = promises.armed(
                promises.proposal(now.minus(Duration.ofMinutes(30)), to, stage.village, stage.warehouse));
        UUID nothingCame = promises.armed(promises.proposal(now.minus(Duration.ofMinutes(10)), to, stage.village));
        UUID open = promises.armed(promises.proposal(from, to.plusSeconds(3_600), stage.village));
        stage.post("M-07", "/api/attestations", promises.seen(stage.registered(), now.minus(Duration.ofHours(1))))
                .statusCode(200);

        windows.endWindows(to.plus(Promises.GRACE).minusSeconds(1));
        assertThat(promises.state(kept)).isEqualTo("ARMED");
        assertThat(promises.state(broken)).isEqualTo("ARMED");
        windows.endWindows(to.plus(Promises.GRACE));
        assertThat(promises.state(kept)).isEqualTo("FULFILLED");
        assertThat(promises.state(broken)).as("seen before the window only").isEqualTo("BREACHED");
        assertThat(promises.state(nothingCame)).as("came before the window").isEqualTo("FULFILLED");
        assertThat(promises.state(open)).isEqualTo("ARMED");
        stage.as("bruno")
                .get("/api/commitments/" + broken)
                .then()
                .body("steps[-1].reason", containsString("1"))
                .body("steps[-1].by", equalTo("aidwitness"));
    }

    @Test
    void a_late_report_of_a_visit_in_the_window_keeps_the_promise() {
        Instant now = Promises.now();
        Instant to = now.plusSeconds(600);
        UUID waybill = promises.arrived(now.minus(Duration.ofHours(1)));
        UUID id = promises.armed(promises.proposal(now.minus(Duration.ofDays(1)), to, stage.village));
        windows.endWindows(to.plus(Duration.ofDays(2)));
        assertThat(promises.state(id)).isEqualTo("ARMED");
        stage.post("M-07", "/api/attestations", promises.seen(waybill, now.minusSeconds(60)))
                .statusCode(200);
        windows.endWindows(to.plus(Promises.GRACE));
        assertThat(promises.state(id)).isEqualTo("FULFILLED");
    }

    @Test
    void goods_that_may_have_come_at_another_time_or_were_not_taken_break_no_promise() {
        Instant now = Promises.now();
        Instant to = now.plusSeconds(600);
        UUID id = promises.armed(promises.proposal(now.minus(Duration.ofHours(1)), to, stage.village));
        for (String precision : List.of("DAY", "NOT_AFTER")) {
            Map<String, Object> receipt = receipt(now.minusSeconds(60));
            receipt.put("precision", precision);
            stage.declare("bruno", receipt).statusCode(200);
        }
        Map<String, Object> refused = receipt(now.minusSeconds(60));
        refused.put("receipt", "REFUSED");
        refused.remove("lines");
        stage.declare("bruno", refused).statusCode(200);
        Map<String, Object> wrong = receipt(now.minusSeconds(60));
        stage.declare("bruno", wrong).statusCode(200);
        Map<String, Object> corrected = new HashMap<>(wrong);
        corrected.put("id", UUID.randomUUID());
        corrected.put("happenedAt", now.minus(Duration.ofHours(2)).toString());
        corrected.put("supersedes", wrong.get("id"));
        corrected.put("supersedesReason", "A slip of the pen.");
        stage.declare("bruno", corrected).statusCode(200);
        windows.endWindows(to.plus(Promises.GRACE));
        assertThat(promises.state(id)).isEqualTo("FULFILLED");
    }

    private Map<String, Object> receipt(Instant at) {
        UUID line = UUID.randomUUID();
        Map<String, Object> receipt = stage.receipt(stage.registered(line), line, 100, 0, 0);
        receipt.put("happenedAt", at.toString());
        return receipt;
    }

    @Test
    void an_incident_in_the_area_and_a_refused_visit_keep_a_promise_too() {
        Instant from = Promises.now().minus(Duration.ofDays(3));
        Instant to = Promises.now().plusSeconds(1_800);
        promises.arrived(Promises.now().minusSeconds(60));
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
        windows.endWindows(to.minusSeconds(10).plus(Promises.GRACE));
        assertThat(promises.state(before)).as("too early, or elsewhere").isEqualTo("BREACHED");

        Map<String, Object> later = IncidentTest.incident(stage);
        later.remove("site");
        later.put("pcode", stage.pcode.substring(0, stage.pcode.length() - 2));
        stage.post("M-07", "/api/incidents", later).statusCode(200);
        windows.endWindows(to.plus(Promises.GRACE));
        assertThat(promises.state(byIncident)).isEqualTo("FULFILLED");
    }

    @Test
    void two_replicas_end_it_once_and_one_that_is_taken_stops_nobody() throws Exception {
        Instant from = Promises.now().minus(Duration.ofDays(3));
        Instant to = Promises.now().plusSeconds(1_800);
        Instant decided = to.plus(Promises.GRACE);
        promises.arrived(Promises.now().minusSeconds(60));
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
                Callable<Integer> replica = () -> speaking.asProgram(() -> windows.endWindows(decided));
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
        windows.endWindows(decided);
        assertThat(promises.state(ids.get(0))).isEqualTo("BREACHED");
    }
}
