package org.aidwitness.testkit;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.aidwitness.monitoring.Recomputed;

/** What a draw needs besides deliveries: custodians with their secrets, and somebody who closes the population. */
public final class DrawStage {

    private static final int LENGTH = 8;

    /** A custodian's secrets, kept at home; the first is the anchor. */
    public record Chain(String cid, List<String> secrets) {}

    private DrawStage() {}

    /** A chain, not enrolled yet. */
    public static Chain chain() {
        String cid = "c-" + UUID.randomUUID();
        byte[] last = new byte[32];
        new SecureRandom().nextBytes(last);
        return new Chain(cid, Recomputed.chain(cid, last, LENGTH));
    }

    public static Map<String, Object> enrolment(Chain chain) {
        return Map.of(
                "id",
                UUID.randomUUID(),
                "cid",
                chain.cid(),
                "anchor",
                chain.secrets().get(0),
                "length",
                LENGTH);
    }

    /** A chain that is enrolled by whom this speaks for. */
    public static Chain enrolled(Supplier<RequestSpecification> custodian) {
        Chain chain = chain();
        custodian.get().body(enrolment(chain)).post("/api/custodians").then().statusCode(200);
        return chain;
    }

    /** A draw of all that is due in the year around now; custodians speak at once, visits begin a day later. */
    public static Map<String, Object> commitment(UUID programme, Instant now, List<String> cids, UUID watchers) {
        Map<String, Object> draw = new HashMap<>();
        draw.put("id", UUID.randomUUID());
        draw.put("programme", programme);
        draw.put("from", now.minus(Duration.ofDays(180)).toString());
        draw.put("until", now.plus(Duration.ofDays(180)).toString());
        draw.put("revealAt", now.toString());
        draw.put("discloseAt", now.plus(Duration.ofHours(12)).toString());
        draw.put("windowFrom", now.plus(Duration.ofHours(24)).toString());
        draw.put("windowTo", now.plus(Duration.ofHours(48)).toString());
        draw.put("custodians", cids);
        List<Map<String, Object>> monitors = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            monitors.add(Map.of("pseudonym", "M-0" + number, "organisation", watchers));
        }
        draw.put("monitors", monitors);
        return draw;
    }

    /** So many more visits of a draw, on the day that begins an hour from now. */
    public static Map<String, Object> extension(Instant now, int high, int medium, int low) {
        Map<String, Object> extension = new HashMap<>();
        extension.put("id", UUID.randomUUID());
        extension.put("high", high);
        extension.put("medium", medium);
        extension.put("low", low);
        extension.put("discloseAt", now.toString());
        extension.put("windowFrom", now.plus(Duration.ofHours(1)).toString());
        extension.put("windowTo", now.plus(Duration.ofHours(25)).toString());
        return extension;
    }

    public static UUID id(Map<String, Object> draw) {
        return UUID.fromString(String.valueOf(draw.get("id")));
    }

    /** Reveals the secret at this position. */
    public static ValidatableResponse reveal(RequestSpecification as, UUID draw, Chain chain, int position) {
        return as.body(secret(chain, position))
                .post("/api/draws/" + draw + "/reveals")
                .then();
    }

    public static Map<String, Object> secret(Chain chain, int position) {
        return Map.of(
                "id",
                UUID.randomUUID(),
                "cid",
                chain.cid(),
                "value",
                chain.secrets().get(position));
    }
}
