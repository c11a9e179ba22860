package org.aidwitness.monitoring;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;

/**
 * Commitments of one story: the watchers promise, the sender asks, the receiver acknowledges. People: rosa keeps them,
 * amina asks, bruno acknowledges, and inside reviews for the receiver.
 */
final class Promises {

    /** By the usual policy, reports from a window may come this much after it. */
    static final Duration GRACE = Duration.ofDays(3);

    final Stage stage;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    Promises(World world, Stage stage) {
        this.stage = stage;
        world.person(stage, "inside", stage.receiver, Role.REVIEWER);
    }

    /** As exact as the database keeps it. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** The id that a statement was given. */
    static UUID idOf(Map<String, Object> said) {
        return UUID.fromString(String.valueOf(said.get("id")));
    }

    Map<String, Object> accreditation() {
        Map<String, Object> said = new HashMap<>();
        said.put("id", UUID.randomUUID());
        said.put("organisation", stage.watchers);
        said.put("monitor", "M-07 of " + stage.code);
        said.put("languages", List.of("ar", "sw-KE"));
        said.put("conflictOfInterest", "None.");
        said.put("declaredAt", today.minusDays(40) + "T00:00:00Z");
        said.put("validFrom", today.minusDays(40).toString());
        said.put("validTo", today.plusDays(200).toString());
        return said;
    }

    UUID accredited() {
        return accredited(accreditation());
    }

    UUID accredited(Map<String, Object> said) {
        stage.post("rosa", "/api/monitors", said).statusCode(200);
        return idOf(said);
    }

    Map<String, Object> proposal() {
        return proposal(
                Instant.now().minus(Duration.ofDays(2)), Instant.now().plus(Duration.ofDays(30)), stage.village);
    }

    Map<String, Object> proposal(Instant from, Instant to, UUID... sites) {
        Map<String, Object> said = new HashMap<>();
        said.put("id", UUID.randomUUID());
        said.put("programme", stage.programme);
        said.put("organisation", stage.watchers);
        said.put("partner", stage.receiver);
        said.put("sites", List.of(sites));
        said.put("windowFrom", from.toString());
        said.put("windowTo", to.toString());
        said.put("level", "NOTICE");
        said.put("noticeHours", 48);
        said.put("shareBp", 5_000);
        return said;
    }

    UUID proposed() {
        return proposed(proposal());
    }

    UUID proposed(Map<String, Object> said) {
        stage.post("amina", "/api/commitments", said).statusCode(200);
        return idOf(said);
    }

    ValidatableResponse accept(String person, UUID id, UUID... monitors) {
        return stage.post(person, at(id, "acceptance"), Map.of("id", UUID.randomUUID(), "monitors", List.of(monitors)));
    }

    ValidatableResponse step(String person, UUID id, String step) {
        return stage.post(person, at(id, step), Map.of("id", UUID.randomUUID(), "reason", "As agreed."));
    }

    static String at(UUID id, String step) {
        return "/api/commitments/" + id + "/" + step;
    }

    UUID acknowledged(Map<String, Object> proposal, UUID... monitors) {
        UUID id = proposed(proposal);
        accept("rosa", id, monitors).statusCode(200);
        step("bruno", id, "acknowledgement").statusCode(200);
        return id;
    }

    UUID armed() {
        return armed(proposal());
    }

    UUID armed(Map<String, Object> proposal) {
        UUID id = acknowledged(proposal, accredited());
        step("rosa", id, "arming").statusCode(200);
        return id;
    }

    /** Goods that came to the village then, by what the receiver says. */
    UUID arrived(Instant at) {
        UUID line = UUID.randomUUID();
        UUID waybill = stage.registered(line);
        Map<String, Object> receipt = stage.receipt(waybill, line, 100, 0, 0);
        receipt.put("happenedAt", at.toString());
        stage.declare("bruno", receipt).statusCode(200);
        return waybill;
    }

    Map<String, Object> seen(UUID waybill, Instant at) {
        Map<String, Object> seen = new HashMap<>();
        seen.put("id", UUID.randomUUID());
        seen.put("waybill", waybill);
        seen.put("site", stage.village);
        seen.put("organisation", stage.watchers);
        seen.put("monitor", "M-07");
        seen.put("method", "COUNT");
        seen.put("verdict", "CONFIRMED");
        seen.put("happenedAt", at.toString());
        return seen;
    }

    String state(UUID id) {
        return stage.as("rosa")
                .get("/api/commitments/" + id)
                .then()
                .statusCode(200)
                .extract()
                .path("commitment.state");
    }
}
