package org.aidwitness.verification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.journal.Sequencer;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.testkit.Sql;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Through the doors: what one visit says about another, in whichever order they are told. */
@QuarkusTest
class SeenTest {

    /** Noon, so that an hour more or less is the same day. */
    private static final Instant NOON =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(12));

    @Inject
    World world;

    @Inject
    Sql sql;

    @Inject
    Sequencer sequencer;

    @Inject
    Following following;

    @Inject
    Sweep sweep;

    private Stage stage;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
    }

    @Test
    void a_picture_that_was_used_before_is_flagged_where_it_was_used_again_until_one_is_found_untrue() {
        String picture = picture("one");
        put(picture, "").statusCode(204);
        UUID first = stage.registered();
        UUID second = stage.registered();
        attest(first, said -> said.put("evidence", List.of(digest(picture))));
        settle();
        assertThat(flags(first)).isEmpty();

        UUID copy = attest(second, said -> {
            said.put("evidence", List.of(digest(picture)));
            said.put("happenedAt", NOON.plus(Duration.ofHours(1)).toString());
        });
        settle();
        assertThat(flags(first)).isEqualTo("F20 INFO");
        assertThat(flags(second)).isEqualTo("F20 HIGH");

        review(copy, false);
        settle();
        assertThat(flags(first)).isEmpty();
        assertThat(flags(second)).isEmpty();
    }

    @Test
    void an_earlier_visit_that_is_told_later_leaves_open_whose_the_picture_is() {
        String picture = picture("late");
        put(picture, "").statusCode(204);
        UUID toldFirst = stage.registered();
        UUID toldLater = stage.registered();
        attest(toldFirst, said -> said.put("evidence", List.of(digest(picture))));
        settle();
        attest(toldLater, said -> {
            said.put("evidence", List.of(digest(picture)));
            said.put("happenedAt", NOON.minus(Duration.ofHours(1)).toString());
        });
        settle();

        assertThat(flags(toldFirst)).isEqualTo("F20 HIGH");
        assertThat(flags(toldLater)).isEqualTo("F20 HIGH");
    }

    @Test
    void a_picture_that_looks_the_same_is_the_same_and_one_of_another_time_is_none_of_this_visit() {
        UUID first = stage.registered();
        UUID alike = stage.registered();
        UUID other = stage.registered();
        UUID old = stage.registered();
        show(first, "first", "?perceptualHash=f0f0f0f0f0f0f0f0");
        show(alike, "six bits", "?perceptualHash=f0f0f0f0f0f0f0cf");
        show(other, "eight bits from the first", "?perceptualHash=0ff0f0f0f0f0f0f0");
        show(old, "old", "?takenAt=" + NOON.minus(Duration.ofMinutes(121)));
        settle();

        assertThat(flags(first)).isEqualTo("F20 HIGH");
        assertThat(flags(alike)).isEqualTo("F20 HIGH");
        assertThat(flags(other)).isEmpty();
        assertThat(flags(old)).isEqualTo("F20 HIGH");
    }

    @Test
    void what_is_said_of_a_picture_must_make_sense() {
        String picture = picture("bad");
        put(picture, "?takenAt=yesterday").statusCode(400).body("reasons.field", contains("/takenAt"));
        put(picture, "?takenAt=1826-01-01T00:00:00Z").statusCode(422);
        put(picture, "?perceptualHash=123").statusCode(400).body("reasons.field", contains("/perceptualHash"));
        put(picture, "?perceptualHash=F0F0F0F0F0F0F0F0").statusCode(400);
        put(picture, "?perceptualHash=ffffffffffffffff").statusCode(204);
    }

    @Test
    void a_monitor_at_two_places_at_once_is_flagged_at_both_whichever_is_told_first() {
        UUID here = stage.registered();
        UUID there = stage.registered();
        UUID between = stage.registered();
        attest(there, said -> at(said, NOON.plus(Duration.ofMinutes(60)), 12.5, 20.0));
        settle();
        attest(here, said -> at(said, NOON, 10.5, 20.0));
        settle();
        assertThat(flags(there)).isEqualTo("F17 HIGH");
        assertThat(flags(here)).isEqualTo("F17 HIGH");

        // A third statement between the two does not make the way shorter.
        attest(between, said -> at(said, NOON.plus(Duration.ofMinutes(30)), 10.5, 20.001));
        settle();
        assertThat(flags(here)).isEmpty();
        assertThat(flags(between)).isEqualTo("F17 HIGH");
        assertThat(flags(there)).isEqualTo("F17 HIGH");

        attest(there, said -> {
            at(said, NOON.plus(Duration.ofHours(4)), 12.5, 20.0);
            said.put("supersedes", attestation(there));
            said.put("supersedesReason", "A slip of the pen.");
        });
        settle();
        assertThat(flags(here) + flags(between) + flags(there)).isEmpty();
    }

    @Test
    void a_position_that_is_always_the_very_same_is_a_hint_at_all_its_visits() {
        List<UUID> seen = List.of(stage.registered(), stage.registered(), stage.registered());
        for (int n = 0; n < 3; n++) {
            assertThat(flags(seen.get(0))).isEmpty();
            Instant day = NOON.minus(Duration.ofHours(20L * n));
            attest(seen.get(n), said -> at(said, day, 10.5000011, 20.0));
            settle();
        }
        assertThat(seen).allSatisfy(delivery -> assertThat(flags(delivery)).isEqualTo("F19 LOW"));

        UUID mock = stage.registered();
        attest(mock, said -> {
            at(said, NOON, 10.5, 20.0);
            said.put("mockLocation", true);
        });
        settle();
        assertThat(flags(mock)).isEqualTo("F19 LOW");
    }

    @Test
    void who_speaks_no_language_of_the_place_is_flagged_until_it_turns_out_that_they_do() {
        UUID village = UUID.randomUUID();
        Map<String, Object> place = new HashMap<>(
                Map.of("id", village, "code", "v-" + village, "name", "Lorida", "kind", "FDP", "radiusMetres", 250));
        place.put("languages", List.of("sw", "not a language"));
        stage.post("amina", "/api/sites", place).statusCode(422).body("reasons.field", contains("/languages/1"));
        place.put("languages", List.of("sw-KE", "ar"));
        stage.post("amina", "/api/sites", place).statusCode(200);
        stage.post("amina", "/api/sites", place).statusCode(200);
        UUID unknown = stage.registered();
        attest(unknown, said -> said.put("site", village));
        settle();
        assertThat(flags(unknown)).isEmpty();

        accredit("fr");
        settle();
        assertThat(flags(unknown)).isEqualTo("F07 LOW");

        UUID before = stage.registered();
        attest(before, said -> {
            said.put("site", village);
            said.put("happenedAt", NOON.minus(Duration.ofDays(1)).toString());
        });
        settle();
        assertThat(flags(before)).isEqualTo("F07 LOW");
        assertThat(flags(unknown)).isEqualTo("F07 MEDIUM");

        accredit("sw");
        settle();
        assertThat(flags(unknown) + flags(before)).isEmpty();
    }

    @Test
    void the_same_monitor_again_and_again_is_a_routine_unless_somebody_else_was_there_too() {
        UUID last = stage.registered();
        for (int day = 3; day >= 0; day--) {
            Instant at = NOON.minus(Duration.ofDays(day));
            attest(day == 0 ? last : stage.registered(), said -> said.put("happenedAt", at.toString()));
        }
        settle();
        assertThat(flags(last)).contains("F26 LOW");

        attest(stage.registered(), said -> {
            said.put("monitor", "M-08");
            said.put("happenedAt", NOON.minus(Duration.ofDays(2)).toString());
        });
        settle();
        assertThat(flags(last)).doesNotContain("F26");
    }

    @Test
    void a_visit_that_was_announced_too_early_and_never_unwatched_is_told_as_such() {
        UUID waybill = stage.registered();
        attest(waybill, said -> {
            said.put("noticeHours", 25);
            said.put("escorted", true);
            said.put("privateInterviews", 0);
        });
        settle();

        assertThat(flags(waybill)).isEqualTo("F05 MEDIUM, F06 MEDIUM");
        given().get("/api/deliveries/" + waybill).then().statusCode(200).body("number", equalTo("WB-" + waybill));
    }

    private void settle() {
        while (sequencer.run() + following.followOnce() + sweep.sweepOnce() > 0) {}
    }

    /** The open ones about visits; others are not this test's concern. */
    private String flags(UUID waybill) {
        return sql.asProgram("select coalesce(string_agg(rule || ' ' || severity, ', ' order by rule), '')"
                + " from verification_flag where state = 'OPEN' and rule in"
                + " ('F05', 'F06', 'F07', 'F17', 'F19', 'F20', 'F26') and waybill_id = '" + waybill + "'");
    }

    private UUID attestation(UUID waybill) {
        return UUID.fromString(
                sql.asProgram("select id from monitoring_attestation where waybill_id = '" + waybill + "'"));
    }

    private interface Change {
        void to(Map<String, Object> said);
    }

    private UUID attest(UUID waybill, Change change) {
        UUID id = UUID.randomUUID();
        Map<String, Object> said = new HashMap<>();
        said.put("id", id);
        said.put("waybill", waybill);
        said.put("site", stage.village);
        said.put("organisation", stage.watchers);
        said.put("monitor", "M-07");
        said.put("method", "COUNT");
        said.put("verdict", "CONFIRMED");
        said.put("happenedAt", NOON.toString());
        change.to(said);
        String receipt = stage.post("M-07", "/api/attestations", said)
                .statusCode(200)
                .extract()
                .asString();
        assertThat(stage.post("M-07", "/api/attestations", said)
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(receipt);
        return id;
    }

    private static void at(Map<String, Object> said, Instant at, double latitude, double longitude) {
        said.put("happenedAt", at.toString());
        said.put("point", Map.of("latitude", latitude, "longitude", longitude));
        said.put("accuracyMetres", 10);
    }

    private void review(UUID attestation, boolean accepted) {
        stage.post(
                        "rosa",
                        "/api/attestations/" + attestation + "/reviews",
                        Map.of("id", UUID.randomUUID(), "accepted", accepted, "reason", "Seen before."))
                .statusCode(200);
    }

    private void accredit(String language) {
        LocalDate today = LocalDate.ofInstant(NOON, ZoneOffset.UTC);
        stage.post(
                        "rosa",
                        "/api/monitors",
                        Map.of(
                                "id",
                                UUID.randomUUID(),
                                "organisation",
                                stage.watchers,
                                "monitor",
                                "M-07",
                                "languages",
                                List.of(language),
                                "validFrom",
                                today.minusDays(30).toString(),
                                "validTo",
                                today.plusDays(30).toString()))
                .statusCode(200);
    }

    private void show(UUID waybill, String name, String about) {
        String picture = picture(name);
        put(picture, about).statusCode(204);
        attest(waybill, said -> said.put("evidence", List.of(digest(picture))));
    }

    /** The beginning of a PNG, and something of its own. */
    private String picture(String name) {
        return "\u0089PNG\r\n\u001a\n" + stage.code + name;
    }

    private static String digest(String picture) {
        return Sha256.of(picture.getBytes(StandardCharsets.ISO_8859_1)).toString();
    }

    private ValidatableResponse put(String picture, String about) {
        return given().header("Authorization", "Bearer " + stage.tokens.get("M-07"))
                .contentType("application/octet-stream")
                .body(picture.getBytes(StandardCharsets.ISO_8859_1))
                .put("/api/evidence/" + digest(picture) + about)
                .then();
    }
}
