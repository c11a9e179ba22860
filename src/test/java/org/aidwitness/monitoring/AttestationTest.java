package org.aidwitness.monitoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What monitors saw, the files that show it, and the second person's look. */
@QuarkusTest
class AttestationTest {

    private static final byte[] PICTURE = "\u0089PNG\r\n\u001a\n and then some".getBytes(StandardCharsets.ISO_8859_1);

    private static final UUID SOMETHING = UUID.fromString("018f0000-0000-7000-8000-000000000002");
    private static final Instant SOME_TIME = Instant.parse("2026-03-01T08:00:00Z");

    @Inject
    World world;

    Stage stage;
    UUID line = UUID.randomUUID();
    UUID waybill;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        line = UUID.randomUUID();
        waybill = stage.registered(line);
    }

    @Test
    void only_a_monitor_attests_and_only_for_their_own_organisation() {
        stage.post("amina", "/api/attestations", seen()).statusCode(403);
        stage.post("rosa", "/api/attestations", seen()).statusCode(403);
        Map<String, Object> borrowed = seen();
        borrowed.put("organisation", stage.receiver);
        stage.post("M-07", "/api/attestations", borrowed).statusCode(403);
        stage.post("M-07", "/api/attestations", seen()).statusCode(200);
    }

    @Test
    void the_same_again_is_the_same_receipt_and_other_content_is_refused() {
        Map<String, Object> seen = seen();
        String first = stage.post("M-07", "/api/attestations", seen)
                .statusCode(200)
                .extract()
                .asString();
        assertThat(stage.post("M-07", "/api/attestations", seen)
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(first);
        seen.put("mockLocation", true);
        stage.post("M-07", "/api/attestations", seen).statusCode(409);
        seen.remove("mockLocation");
        seen.put("verdict", "DISCREPANT");
        stage.post("M-07", "/api/attestations", seen)
                .statusCode(409)
                .body("reasons.code", contains("EXISTS_WITH_DIFFERENT_CONTENT"));
    }

    @Test
    void who_was_refused_has_counted_nothing() {
        Map<String, Object> seen = seen();
        seen.put("verdict", "ACCESS_DENIED");
        stage.post("M-07", "/api/attestations", seen).statusCode(422).body("reasons.field", contains("/observations"));
        seen.remove("observations");
        stage.post("M-07", "/api/attestations", seen).statusCode(200);
    }

    @Test
    void packages_on_a_scale_are_told_with_their_weight() {
        Map<String, Object> seen = seen();
        seen.put("observations", List.of(weighed(100, 10, 495)));
        String first = stage.post("M-07", "/api/attestations", seen)
                .statusCode(200)
                .extract()
                .asString();
        assertThat(stage.post("M-07", "/api/attestations", seen).extract().asString())
                .isEqualTo(first);
        seen.put("observations", List.of(weighed(100, 10, 496)));
        stage.post("M-07", "/api/attestations", seen)
                .statusCode(409)
                .body("reasons.code", contains("EXISTS_WITH_DIFFERENT_CONTENT"));

        Map<String, Object> uncounted = weighed(0, 10, 495);
        uncounted.remove("packages");
        observed(uncounted, null);
    }

    @Test
    void a_weighing_that_cannot_be_is_refused_with_the_field_at_fault() {
        observed(weighed(10, 10, 500), null);
        observed(weighed(10, 11, 500), "/observations/weighedPackages");
        observed(weighed(10, 0, 500), "/observations/weighedPackages");
        observed(weighed(10, -1, 500), "/observations/weighedPackages");
        observed(weighed(0, 1, 50), "/observations/weighedPackages");
        observed(weighed(10, 10, 30_000), null);
        observed(weighed(10, 10, 30_000.001), "/observations/weighedKg");
        observed(weighed(10, 10, 0.01), null);
        observed(weighed(10, 10, 0.009), "/observations/weighedKg");
        observed(weighed(10, 10, 0), "/observations/weighedKg");
        Map<String, Object> noWeight = weighed(10, 10, 500);
        noWeight.remove("weighedKg");
        observed(noWeight, "/observations/weighedKg");
        Map<String, Object> noNumber = weighed(10, 10, 500);
        noNumber.remove("weighedPackages");
        observed(noNumber, "/observations/weighedKg");
    }

    private Map<String, Object> weighed(long packages, long weighed, Number kilograms) {
        Map<String, Object> observation = new HashMap<>();
        observation.put("line", line);
        observation.put("packages", packages);
        observation.put("weighedPackages", weighed);
        observation.put("weighedKg", kilograms);
        return observation;
    }

    /** Refused because of that field; accepted where it is null. */
    private void observed(Map<String, Object> observation, @Nullable String field) {
        Map<String, Object> seen = seen();
        seen.put("observations", List.of(observation));
        ValidatableResponse answer = stage.post("M-07", "/api/attestations", seen);
        if (field == null) {
            answer.statusCode(200);
        } else {
            answer.statusCode(422).body("reasons.field", contains(field));
        }
    }

    /** Ids that were given before there were scales still stand for the same words. */
    @Test
    void what_was_said_before_there_were_scales_is_still_the_same() {
        UUID known = UUID.fromString("018f0000-0000-7000-8000-000000000001");
        Attest.Observation plain = new Attest.Observation(known, 100L, Kilograms.ofKilograms(5_000));
        Attest before = attest(List.of(plain));
        Sha256 then = attestedBefore("Observation[line=" + known + ", packages=100, kg=5000 kg]");
        assertThat(before.content()).isEqualTo(then);
        assertThat(attest(List.of(new Attest.Observation(
                                known, 100L, Kilograms.ofKilograms(5_000), 1L, Kilograms.ofKilograms(50))))
                        .content())
                .isNotEqualTo(then);
    }

    private static Attest attest(List<Attest.Observation> observations) {
        return new Attest(
                SOMETHING,
                SOMETHING,
                null,
                SOMETHING,
                SOMETHING,
                "M-07",
                null,
                Attest.Method.COUNT,
                Attest.Verdict.CONFIRMED,
                null,
                null,
                null,
                null,
                null,
                null,
                SOME_TIME,
                null,
                null,
                null,
                null,
                observations,
                List.of());
    }

    private static Sha256 attestedBefore(String observation) {
        Fingerprint fingerprint =
                new Fingerprint().add("attestation").add(SOMETHING).add(null);
        fingerprint
                .add(SOMETHING)
                .add(SOMETHING)
                .add("M-07")
                .add(null)
                .add("COUNT")
                .add("CONFIRMED");
        fingerprint.add(null).add(null).add(null).add(null).add(null).add(SOME_TIME);
        fingerprint.add(null).add(null).add(null).add(null);
        return fingerprint.addAll(List.of(observation)).addAll(List.of()).done();
    }

    @Test
    void evidence_arrives_whole_before_anybody_speaks_of_it() {
        Sha256 digest = Sha256.of(PICTURE);
        Map<String, Object> seen = seen();
        seen.put("evidence", List.of(digest.toString()));
        byte[] unlucky = PICTURE.clone();
        unlucky[12]++;

        put("amina", digest, PICTURE).statusCode(403);
        put("M-07", digest, unlucky).statusCode(422).body("reasons.code", contains("HASH_MISMATCH"));
        put(
                        "M-07",
                        Sha256.of("<svg/> or whatever".getBytes(StandardCharsets.UTF_8)),
                        "<svg/> or whatever".getBytes(StandardCharsets.UTF_8))
                .statusCode(415);
        Sha256 never = Sha256.of(stage.code.getBytes(StandardCharsets.UTF_8));
        seen.put("evidence", List.of(never.toString()));
        stage.post("M-07", "/api/attestations", seen)
                .statusCode(422)
                .body("reasons[0].detail", containsString("Send this file first"));

        put("M-07", digest, PICTURE).statusCode(204);
        put("M-07", digest, PICTURE).statusCode(204);
        seen.put("evidence", List.of(digest.toString()));
        stage.post("M-07", "/api/attestations", seen).statusCode(200);

        given().get("/api/evidence/" + digest).then().statusCode(401);
        stage.as("amina").get("/api/evidence/" + digest).then().statusCode(403);
        byte[] back = stage.as("rosa")
                .get("/api/evidence/" + digest)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(back).isEqualTo(PICTURE);
    }

    @Test
    void a_file_too_large_is_refused_and_leaves_nothing() {
        byte[] huge = new byte[(int) Evidence.MOST_BYTES + 1];
        System.arraycopy(PICTURE, 0, huge, 0, PICTURE.length);
        put("M-07", Sha256.of(huge), huge).statusCode(413);
        stage.as("rosa").get("/api/evidence/" + Sha256.of(huge)).then().statusCode(404);
    }

    @Test
    void nobody_reviews_their_own_work_and_no_party_reviews_at_all() {
        Map<String, Object> seen = seen();
        world.person(stage, "solo", stage.watchers, Role.MONITOR, Role.REVIEWER);
        world.person(stage, "inside", stage.receiver, Role.REVIEWER);
        stage.post("solo", "/api/attestations", seen).statusCode(200);
        String path = "/api/attestations/" + seen.get("id") + "/reviews";
        Map<String, Object> yes = Map.of("id", UUID.randomUUID(), "accepted", true, "reason", "Photos match.");

        stage.post("M-07", path, yes).statusCode(403);
        stage.post("solo", path, yes).statusCode(409).body("reasons.code", contains("OWN_WORK"));
        stage.post("inside", path, yes).statusCode(403);
        stage.post("rosa", path, yes).statusCode(200);
        stage.post("rosa", "/api/attestations/" + UUID.randomUUID() + "/reviews", yes)
                .statusCode(404);
    }

    @Test
    void a_correction_is_made_by_who_spoke_and_once() {
        Map<String, Object> first = seen();
        stage.post("M-07", "/api/attestations", first).statusCode(200);
        Map<String, Object> second = seen();
        second.put("supersedes", first.get("id"));
        second.put("supersedesReason", "Counted a stack twice.");
        second.put("monitor", "M-08");
        stage.post("M-07", "/api/attestations", second).statusCode(403);
        second.put("monitor", "M-07");
        stage.post("M-07", "/api/attestations", second).statusCode(200);
        Map<String, Object> third = seen();
        third.put("supersedes", first.get("id"));
        third.put("supersedesReason", "Again.");
        stage.post("M-07", "/api/attestations", third)
                .statusCode(409)
                .body("reasons.code", contains("ALREADY_SUPERSEDED"));
    }

    private ValidatableResponse put(String person, Sha256 digest, byte[] bytes) {
        return given().header("Authorization", "Bearer " + stage.tokens.get(person))
                .contentType("application/octet-stream")
                .body(bytes)
                .put("/api/evidence/" + digest)
                .then();
    }

    private Map<String, Object> seen() {
        Map<String, Object> seen = new HashMap<>();
        seen.put("id", UUID.randomUUID());
        seen.put("waybill", waybill);
        seen.put("site", stage.village);
        seen.put("organisation", stage.watchers);
        seen.put("monitor", "M-07");
        seen.put("method", "COUNT");
        seen.put("verdict", "CONFIRMED");
        seen.put("noticeHours", 0);
        seen.put("escorted", false);
        seen.put("happenedAt", Instant.now().minus(Duration.ofHours(1)).toString());
        seen.put("observations", List.of(Map.of("line", line, "packages", 100, "kg", 5000)));
        return seen;
    }
}
