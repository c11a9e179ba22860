package org.aidwitness.monitoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.RelationEntry.Kind;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A promise to look goes from one hand to the next, and only so. */
@QuarkusTest
class CommitmentTest {

    @Inject
    World world;

    @Inject
    CommitmentWindows windows;

    @Inject
    TestClock clock;

    Stage stage;
    Promises promises;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        promises = new Promises(world, stage);
    }

    @Test
    void who_takes_no_part_sees_nothing_and_says_nothing() {
        UUID id = promises.proposed();
        UUID strangers = world.organisation("Strangers");
        world.person(stage, "stranger", strangers, Role.REVIEWER, Role.LOGISTICS);

        given().get("/api/commitments/" + id).then().statusCode(404);
        stage.as("stranger").get("/api/commitments/" + id).then().statusCode(404);
        stage.as("stranger").get("/api/commitments").then().statusCode(200).body("items", empty());
        promises.accept("stranger", id, promises.accredited()).statusCode(404);
        for (String step : List.of("acknowledgement", "arming", "withdrawal")) {
            promises.step("stranger", id, step).statusCode(404);
            given().contentType("application/json")
                    .body(Map.of("id", UUID.randomUUID()))
                    .post(Promises.at(id, step))
                    .then()
                    .statusCode(401);
        }
        stage.post("stranger", "/api/commitments", promises.proposal()).statusCode(403);
        stage.post("M-07", "/api/commitments", promises.proposal()).statusCode(403);
        assertThat(promises.state(id)).isEqualTo("PROPOSED");
    }

    /** Every state x every step x everybody: allowed is what is drawn, by whom it is drawn; else nothing changes. */
    @Test
    void each_step_follows_from_one_state_and_is_one_partys() {
        Map<String, String> steps = Map.of(
                "acceptance", "ACCEPTED",
                "acknowledgement", "ACKNOWLEDGED",
                "arming", "ARMED",
                "withdrawal", "WITHDRAWN");
        List<String> wrong = new ArrayList<>();
        UUID monitor = promises.accredited();
        promises.arrived(Instant.now().minusSeconds(3_600));
        for (CommitmentState from : CommitmentState.values()) {
            for (String step : steps.keySet()) {
                UUID id = brought(from, monitor);
                for (String person : List.of("M-07", "amina", "inside", "bruno", "rosa")) {
                    CommitmentState to = CommitmentState.valueOf(steps.get(step));
                    boolean theirs = person.equals(to == CommitmentState.ACKNOWLEDGED ? "bruno" : "rosa");
                    int expected = !theirs ? 403 : from.leadsTo(to) ? 200 : 409;
                    ValidatableResponse answer = step.equals("acceptance")
                            ? promises.accept(person, id, monitor)
                            : promises.step(person, id, step);
                    int status = answer.extract().statusCode();
                    String now = promises.state(id);
                    String then = expected == 200 ? to.name() : from.name();
                    if (status != expected || !now.equals(then)) {
                        wrong.add(from + " " + step + " by " + person + ": " + status + ", " + now);
                    }
                    if (expected == 409) {
                        answer.body("reasons.code", contains("WRONG_STATE"));
                    }
                    if (expected == 200) {
                        id = brought(from, monitor);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private UUID brought(CommitmentState to, UUID monitor) {
        // Nothing ever comes to the warehouse, and nobody looks in the village: a promise is kept there and broken
        // here.
        Map<String, Object> proposal = promises.proposal();
        proposal.put("sites", List.of(to == CommitmentState.FULFILLED ? stage.warehouse : stage.village));
        UUID id = promises.proposed(proposal);
        if (to == CommitmentState.PROPOSED) {
            return id;
        }
        if (to == CommitmentState.WITHDRAWN) {
            promises.step("rosa", id, "withdrawal").statusCode(200);
            return id;
        }
        promises.accept("rosa", id, monitor).statusCode(200);
        if (to == CommitmentState.ACCEPTED) {
            return id;
        }
        promises.step("bruno", id, "acknowledgement").statusCode(200);
        if (to == CommitmentState.ACKNOWLEDGED) {
            return id;
        }
        promises.step("rosa", id, "arming").statusCode(200);
        if (to == CommitmentState.ARMED) {
            return id;
        }
        windows.endWindows(Instant.now().plus(Duration.ofDays(31)).plus(Promises.GRACE));
        return id;
    }

    @Test
    void the_same_again_is_the_same_receipt_and_other_content_is_refused() {
        Map<String, Object> proposal = promises.proposal();
        String first =
                stage.post("amina", "/api/commitments", proposal).extract().asString();
        assertThat(stage.post("amina", "/api/commitments", proposal)
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(first);
        proposal.put("shareBp", 100);
        stage.post("amina", "/api/commitments", proposal)
                .statusCode(409)
                .body("reasons.code", contains("EXISTS_WITH_DIFFERENT_CONTENT"));

        UUID id = Promises.idOf(proposal);
        promises.accept("rosa", id, promises.accredited()).statusCode(200);
        Map<String, Object> step = Map.of("id", UUID.randomUUID());
        String path = Promises.at(id, "acknowledgement");
        String receipt =
                stage.post("bruno", path, step).statusCode(200).extract().asString();
        assertThat(stage.post("bruno", path, step).statusCode(200).extract().asString())
                .isEqualTo(receipt);
        stage.post("bruno", path, Map.of("id", Promises.idOf(step), "reason", "Something else."))
                .statusCode(409)
                .body("reasons.code", contains("EXISTS_WITH_DIFFERENT_CONTENT"));
    }

    @Test
    void nonsense_is_refused_with_the_field_that_is_at_fault() {
        refused("/programme", "programme", UUID.randomUUID(), "UNKNOWN_REFERENCE");
        refused("/organisation", "organisation", UUID.randomUUID(), "UNKNOWN_REFERENCE");
        refused("/partner", "partner", UUID.randomUUID(), "UNKNOWN_REFERENCE");
        refused("/partner", "partner", stage.watchers, "INVALID");
        refused("/sites/1", "sites", List.of(stage.village, UUID.randomUUID()), "UNKNOWN_REFERENCE");
        refused("/sites", "sites", List.of(), "OUT_OF_RANGE");
        refused("/sites", "sites", List.of(stage.village, stage.village), "INVALID");
        refused("/windowTo", "windowTo", "2026-01-01T00:00:00Z", "DATES_REVERSED");
        refused("/windowTo", "windowTo", Instant.now().minusSeconds(60).toString(), "OUT_OF_RANGE");
        refused(
                "/windowTo",
                "windowTo",
                Instant.now().plus(Duration.ofDays(400)).toString(),
                "OUT_OF_RANGE");
        refused("/shareBp", "shareBp", 0, "OUT_OF_RANGE");
        refused("/shareBp", "shareBp", 10_001, "OUT_OF_RANGE");
        refused("/noticeHours", "level", "OPEN", "INVALID");
        stage.as("rosa").get("/api/commitments").then().statusCode(200).body("items", empty());
        stage.as("rosa").get("/api/commitments?state=LOST").then().statusCode(400);
        stage.as("rosa").get("/api/commitments?programme=none").then().statusCode(422);

        UUID id = promises.proposed();
        promises.accept("rosa", id).statusCode(422).body("reasons.field", contains("/monitors"));
        promises.accept("rosa", id, UUID.randomUUID()).statusCode(422).body("reasons.field", contains("/monitors/0"));
        stage.post("rosa", Promises.at(id, "withdrawal"), Map.of("id", UUID.randomUUID()))
                .statusCode(422)
                .body("reasons.field", contains("/reason"));
        stage.as("rosa").get("/api/commitments/" + UUID.randomUUID()).then().statusCode(404);
    }

    private void refused(String field, String name, Object value, String code) {
        Map<String, Object> proposal = promises.proposal();
        proposal.put(name, value);
        stage.post("amina", "/api/commitments", proposal)
                .statusCode(422)
                .body("reasons.field", contains(field))
                .body("reasons.code", contains(code));
    }

    @Test
    void what_was_promised_is_not_taken_back_when_its_window_is_over() {
        Instant to = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(2));
        UUID armed = promises.armed(promises.proposal(to.minus(Duration.ofDays(2)), to, stage.village));
        UUID proposed = promises.proposed(promises.proposal(to.minus(Duration.ofDays(2)), to, stage.village));
        clock.set(to);
        try {
            promises.step("rosa", armed, "withdrawal").statusCode(409).body("reasons.code", contains("WRONG_STATE"));
            promises.step("rosa", proposed, "withdrawal").statusCode(200);
            clock.set(to.minusSeconds(1));
            promises.step("rosa", armed, "withdrawal").statusCode(200);
        } finally {
            clock.reset();
        }
    }

    @Test
    void monitors_of_another_organisation_cannot_be_promised() {
        Map<String, Object> foreign = promises.accreditation();
        foreign.put("organisation", stage.receiver);
        stage.post("inside", "/api/monitors", foreign).statusCode(200);
        promises.accept("rosa", promises.proposed(), Promises.idOf(foreign))
                .statusCode(422)
                .body("reasons.code", contains("UNKNOWN_REFERENCE"));
    }

    @Test
    void it_is_armed_only_if_everybody_may_come_all_the_time() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Map<String, Object> shorter = promises.accreditation();
        shorter.put("validTo", today.plusDays(10).toString());
        Map<String, Object> silent = promises.accreditation();
        silent.remove("conflictOfInterest");
        silent.remove("declaredAt");
        UUID id = promises.acknowledged(
                promises.proposal(), promises.accredited(), promises.accredited(shorter), promises.accredited(silent));

        promises.step("rosa", id, "arming")
                .statusCode(409)
                .body("reasons.code", contains("ACCREDITATION_LAPSED", "ACCREDITATION_LAPSED"));
        assertThat(promises.state(id)).isEqualTo("ACKNOWLEDGED");
    }

    @Test
    void it_is_armed_only_by_somebody_independent_of_the_partner_and_of_every_authority() {
        UUID authority = world.organisation("County of Asheru");
        UUID camp = UUID.randomUUID();
        stage.post(
                        "amina",
                        "/api/sites",
                        Map.of(
                                "id",
                                camp,
                                "code",
                                "c-" + camp,
                                "name",
                                "Camp",
                                "kind",
                                "FDP",
                                "radiusMetres",
                                100,
                                "authority",
                                authority))
                .statusCode(200);
        Instant from = Instant.now().minus(Duration.ofDays(1));
        UUID id = promises.acknowledged(
                promises.proposal(from, from.plus(Duration.ofDays(9)), stage.village, camp), promises.accredited());
        world.tie(stage.watchers, authority, Kind.CONTRACTS);
        world.tie(stage.watchers, stage.receiver, Kind.SAME_GROUP);

        promises.step("rosa", id, "arming")
                .statusCode(409)
                .body("reasons.code", contains("MONITOR_NOT_INDEPENDENT", "MONITOR_NOT_INDEPENDENT"))
                .body("reasons.detail", hasItem(containsString("Open Field Watch – County of Asheru")))
                .body("reasons.detail", hasItem(containsString("Open Field Watch – Asheru Committee")));
    }

    @Test
    void the_three_whom_it_binds_see_it_and_only_who_promised_sees_who_will_come() {
        UUID id = promises.armed();
        for (String person : List.of("amina", "bruno")) {
            stage.as(person)
                    .get("/api/commitments/" + id)
                    .then()
                    .statusCode(200)
                    .body("commitment.state", equalTo("ARMED"))
                    .body("steps.state", contains("PROPOSED", "ACCEPTED", "ACKNOWLEDGED", "ARMED"))
                    .body("monitors", empty())
                    .body(not(containsString("M-07")));
        }
        stage.as("rosa")
                .get("/api/commitments/" + id)
                .then()
                .statusCode(200)
                .body("monitors.monitor", contains("M-07 of " + stage.code));
        stage.as("bruno")
                .get("/api/commitments?state=ARMED&programme=" + stage.code)
                .then()
                .statusCode(200)
                .body("items.id", contains(id.toString()))
                .body("items[0].sites", contains(stage.village.toString()))
                .body("items[0].shareBp", equalTo(5_000));
    }

    @Test
    void a_list_goes_on_where_its_page_ended() {
        UUID first = promises.proposed();
        UUID second = promises.proposed();
        ValidatableResponse page =
                stage.as("amina").get("/api/commitments?limit=1").then().body("items.id", contains(second.toString()));
        stage.as("amina")
                .get("/api/commitments?limit=1&after=" + page.extract().path("next"))
                .then()
                .body("items.id", containsInAnyOrder(first.toString()));
        stage.as("amina").get("/api/commitments?after=nonsense").then().statusCode(400);
    }
}
