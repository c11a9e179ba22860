package org.aidwitness.shipment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.AccessTermsEntry.Level;
import org.aidwitness.registry.RelationEntry.Kind;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing leaves unless somebody independent will be able to see it arrive; and who may not, is asked first. */
@QuarkusTest
class DispatchTest {

    @Inject
    World world;

    Stage stage;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
    }

    @Test
    void a_visitor_a_monitor_and_another_organisation_may_not_dispatch() {
        UUID waybill = stage.registered();
        stage.assign(waybill);
        Map<String, Object> dispatch = stage.dispatch(waybill);

        RestAssured.given()
                .contentType("application/json")
                .body(dispatch)
                .post("/api/waybills/" + waybill + "/declarations")
                .then()
                .statusCode(401);
        stage.declare("M-07", dispatch).statusCode(403);
        stage.declare("bruno", dispatch).statusCode(403);
        dispatch.put("organisation", stage.receiver);
        stage.declare("bruno", dispatch).statusCode(403);
    }

    @Test
    void without_a_monitor_the_goods_are_held_and_the_hold_is_kept() {
        UUID waybill = stage.registered();

        stage.declare("amina", stage.dispatch(waybill))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("reasons.code", contains("NO_MONITOR_ASSIGNED"))
                .body("reasons[0].detail", containsString("Asheru Town 2"));

        RestAssured.get("/api/clearances?programme=" + stage.code)
                .then()
                .statusCode(200)
                .body("items.outcome", hasItem("HOLD"));
    }

    @Test
    void every_reason_is_named_at_once() {
        UUID waybill = stage.registered();
        world.access(stage.village, Level.DENIED);
        world.tie(stage.sender, stage.watchers, Kind.CONTRACTS);
        stage.assign(waybill);

        stage.declare("amina", stage.dispatch(waybill))
                .statusCode(409)
                .body("reasons.code", containsInAnyOrder("ACCESS_DENIED_AT_SITE", "MONITOR_NOT_INDEPENDENT"));
    }

    @Test
    void a_tie_of_two_steps_breaks_independence_and_one_of_three_does_not() {
        UUID far = world.organisation("Holding");
        UUID farther = world.organisation("Family");
        world.tie(stage.carrier, far, Kind.OWNS);
        world.tie(far, stage.watchers, Kind.SAME_GROUP);
        UUID waybill = stage.registered();
        stage.assign(waybill);
        stage.declare("amina", stage.dispatch(waybill))
                .statusCode(409)
                .body("reasons[0].detail", containsString("Open Field Watch – Holding – Marrow Haulage"));

        Stage other = world.stage();
        UUID near = world.organisation("Near");
        world.tie(other.carrier, near, Kind.OWNS);
        world.tie(near, farther, Kind.OWNS);
        world.tie(farther, other.watchers, Kind.OWNS);
        UUID second = other.registered();
        other.assign(second);
        other.declare("amina", other.dispatch(second)).statusCode(200);
    }

    @Test
    void funding_alone_does_not_break_independence() {
        world.tie(stage.sender, stage.watchers, Kind.FUNDS);
        UUID waybill = stage.registered();
        stage.assign(waybill);

        stage.declare("amina", stage.dispatch(waybill)).statusCode(200);
    }

    @Test
    void what_is_cleared_leaves_once_and_a_repeated_request_gets_the_same_receipt() {
        UUID waybill = stage.registered();
        stage.assign(waybill);
        Map<String, Object> dispatch = stage.dispatch(waybill);

        String first =
                stage.declare("amina", dispatch).statusCode(200).extract().asString();
        String again =
                stage.declare("amina", dispatch).statusCode(200).extract().asString();
        Assertions.assertThat(again).isEqualTo(first);

        stage.declare("amina", stage.dispatch(waybill))
                .statusCode(409)
                .body("reasons.code", contains("ALREADY_DISPATCHED"));

        Map<String, Object> other = new HashMap<>(dispatch);
        other.put("happenedAt", "2026-05-01T00:00:00Z");
        stage.declare("amina", other).statusCode(409).body("reasons.code", contains("EXISTS_WITH_DIFFERENT_CONTENT"));
    }

    @Test
    void a_backdated_live_dispatch_does_not_slip_around_the_gate() {
        UUID waybill = stage.registered();
        Map<String, Object> dispatch = stage.dispatch(waybill);
        dispatch.put("happenedAt", "2025-06-01T00:00:00Z");

        stage.declare("amina", dispatch).statusCode(409).body("reasons.code", contains("NO_MONITOR_ASSIGNED"));
        stage.declare("hana", dispatch).statusCode(409).body("reasons.code", contains("NO_MONITOR_ASSIGNED"));
    }

    @Test
    void fifty_at_once_and_one_leaves() throws Exception {
        UUID waybill = stage.registered();
        stage.assign(waybill);
        ExecutorService crowd = Executors.newFixedThreadPool(10);
        try {
            Callable<Integer> attempt = () ->
                    stage.declare("amina", stage.dispatch(waybill)).extract().statusCode();
            List<Integer> statuses = crowd.invokeAll(Collections.nCopies(50, attempt)).stream()
                    .map(DispatchTest::get)
                    .sorted()
                    .toList();
            Assertions.assertThat(statuses.get(0)).isEqualTo(200);
            Assertions.assertThat(statuses.subList(1, 50)).containsOnly(409);
        } finally {
            crowd.shutdown();
        }
    }

    @Test
    void one_party_does_not_tell_both_ends() {
        UUID line = UUID.randomUUID();
        UUID waybill = stage.registered(line);
        stage.assign(waybill);
        stage.declare("amina", stage.dispatch(waybill)).statusCode(200);

        Map<String, Object> own = stage.receipt(waybill, line, 100, 0, 0);
        own.put("organisation", stage.sender);
        stage.declare("amina", own).statusCode(409).body("reasons.code", contains("SAME_PARTY_BOTH_ENDS"));
        Map<String, Object> samePerson = stage.receipt(waybill, line, 100, 0, 0);
        samePerson.put("signedBy", "amina");
        stage.declare("bruno", samePerson).statusCode(409).body("reasons.code", contains("SAME_PARTY_BOTH_ENDS"));
    }

    @Test
    void a_receipt_adds_up_or_says_what_it_does_not_know() {
        UUID line = UUID.randomUUID();
        UUID waybill = stage.registered(line);

        stage.declare("bruno", stage.receipt(waybill, line, 98, 1, 0))
                .statusCode(422)
                .body("reasons.code", contains("QUANTITIES_DO_NOT_ADD_UP", "QUANTITIES_DO_NOT_ADD_UP"));
        Map<String, Object> open = stage.declaration(waybill, "RECEIVED", stage.receiver, "bruno");
        open.put("receipt", "COMPLETE");
        open.put("lines", List.of(Map.of("line", line, "goodPackages", 98)));
        stage.declare("bruno", open).statusCode(200);
    }

    @Test
    void receipts_in_parts_add_up_together() {
        UUID line = UUID.randomUUID();
        UUID waybill = stage.registered(line);
        Map<String, Object> part = stage.receipt(waybill, line, 60, 0, 0);
        part.put("receipt", "PARTIAL");
        stage.declare("bruno", part).statusCode(200);

        stage.declare("bruno", stage.receipt(waybill, line, 41, 0, 0)).statusCode(422);
        stage.declare("bruno", stage.receipt(waybill, line, 38, 1, 1)).statusCode(200);
    }

    @Test
    void a_correction_supersedes_and_only_once() {
        UUID line = UUID.randomUUID();
        UUID waybill = stage.registered(line);
        Map<String, Object> first = stage.receipt(waybill, line, 100, 0, 0);
        stage.declare("bruno", first).statusCode(200);
        Map<String, Object> better = stage.receipt(waybill, line, 98, 2, 0);
        better.put("supersedes", first.get("id"));
        stage.declare("bruno", better).statusCode(422);
        better.put("supersedesReason", "Two bags were torn and counted as good.");
        stage.declare("bruno", better).statusCode(200);

        Map<String, Object> late = stage.receipt(waybill, line, 97, 3, 0);
        late.put("supersedes", first.get("id"));
        late.put("supersedesReason", "Again.");
        stage.declare("bruno", late).statusCode(409).body("reasons.code", contains("ALREADY_SUPERSEDED"));
    }

    @Test
    void nonsense_is_refused_with_the_field_that_is_at_fault() {
        UUID waybill = stage.registered();
        Map<String, Object> said = stage.declaration(waybill, "RECEIVED", stage.receiver, "bruno");
        stage.declare("bruno", said).statusCode(422).body("reasons.field", contains("/receipt"));
        said.put("receipt", "COMPLETE");
        said.put("lines", List.of(Map.of("line", UUID.randomUUID(), "goodPackages", 1)));
        stage.declare("bruno", said).statusCode(422).body("reasons.field", contains("/lines/0/line"));
        said.put("lines", List.of(Map.of("line", UUID.randomUUID(), "goodKg", -1)));
        stage.declare("bruno", said).statusCode(400).body("reasons.code", contains("MALFORMED"));
        said.put("lines", List.of());
        said.put("happenedAt", "1066-10-14T00:00:00Z");
        stage.declare("bruno", said).statusCode(422).body("reasons.field", contains("/happenedAt"));
        said.put("happenedAt", "yesterday");
        stage.declare("bruno", said).statusCode(400).body("reasons.field", contains("/happenedAt"));
        said.put("happenedAt", Instant.now().toString());
        said.put("colour", "blue");
        stage.declare("bruno", said).statusCode(400);
    }

    @Test
    void what_has_left_cannot_be_cancelled_and_what_was_cancelled_cannot_leave() {
        UUID gone = stage.registered();
        stage.assign(gone);
        stage.declare("amina", stage.dispatch(gone)).statusCode(200);
        stage.declare("amina", stage.declaration(gone, "CANCELLED", stage.sender, "amina"))
                .statusCode(409)
                .body("reasons.code", contains("WRONG_STATE"));

        UUID cancelled = stage.registered();
        stage.assign(cancelled);
        stage.declare("amina", stage.declaration(cancelled, "CANCELLED", stage.sender, "amina"))
                .statusCode(200);
        stage.declare("amina", stage.dispatch(cancelled)).statusCode(409).body("reasons.code", contains("WRONG_STATE"));
    }

    @Test
    void the_gate_can_be_asked_before() {
        UUID waybill = stage.registered();
        stage.post("amina", "/api/waybills/" + waybill + "/clearances", Map.of())
                .statusCode(200)
                .body("outcome", equalTo("HOLD"))
                .body("policyVersion", equalTo(0));
        stage.assign(waybill);
        stage.post("amina", "/api/waybills/" + waybill + "/clearances", Map.of())
                .statusCode(200)
                .body("outcome", equalTo("PASS"));
    }

    @Test
    void a_party_does_not_choose_who_looks_at_it() {
        UUID waybill = stage.registered();
        world.person(stage, "inside", stage.receiver, Role.REVIEWER);
        stage.post(
                        "inside",
                        "/api/visits",
                        Map.of(
                                "id",
                                UUID.randomUUID(),
                                "waybill",
                                waybill,
                                "organisation",
                                stage.watchers,
                                "monitor",
                                "M-07",
                                "windowFrom",
                                Instant.now().minus(Duration.ofDays(1)).toString(),
                                "windowTo",
                                Instant.now().plus(Duration.ofDays(60)).toString()))
                .statusCode(403);
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void who_has_goods_going_to_a_place_may_close_it_and_not_open_it() {
        stage.registered();
        world.person(stage, "ines", stage.receiver, Role.REVIEWER);
        stage.post("ines", "/api/access-terms", terms("OPEN"))
                .statusCode(409)
                .body("reasons.code", contains("OWN_WORK"));
        Map<String, Object> denied = terms("DENIED");
        stage.post("ines", "/api/access-terms", denied).statusCode(200);
        String end = "/api/access-terms/" + denied.get("id") + "/end";
        stage.post("ines", end, Map.of("lastDay", "2026-02-01"))
                .statusCode(409)
                .body("reasons.code", contains("OWN_WORK"));
        stage.post("rosa", end, Map.of("lastDay", "2026-02-01")).statusCode(200);
    }

    private Map<String, Object> terms(String level) {
        return Map.of(
                "id",
                UUID.randomUUID(),
                "site",
                stage.village,
                "level",
                level,
                "validFrom",
                "2026-01-01",
                "source",
                "hearsay");
    }

    @Test
    void a_waybill_lies_on_a_leg_of_its_own_programme() {
        Stage other = world.stage();
        Map<String, Object> waybill = stage.waybill(UUID.randomUUID(), UUID.randomUUID(), "WB-elsewhere");
        @SuppressWarnings("unchecked")
        Map<String, Object> said = new HashMap<>((Map<String, Object>) waybill.get("waybill"));
        said.put("leg", other.leg);
        stage.post("amina", "/api/waybills", Map.of("waybill", said, "lines", waybill.get("lines")))
                .statusCode(422)
                .body("reasons.field", contains("/leg"));
    }

    @Test
    void who_sends_goods_does_not_say_that_they_may_leave_unseen() {
        Map<String, Object> commodity = Map.of(
                "id", UUID.randomUUID(), "code", "c-" + UUID.randomUUID(), "name", "Rice", "commodityClass", "MEDICAL");
        stage.post("amina", "/api/commodities", commodity).statusCode(403);
        stage.post("rosa", "/api/commodities", commodity).statusCode(200);
    }
}
