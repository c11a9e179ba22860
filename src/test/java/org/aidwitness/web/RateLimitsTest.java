package org.aidwitness.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.function.Supplier;
import org.aidwitness.testkit.World;
import org.junit.jupiter.api.Test;

/** Each limit holds for who exceeds it, and for nobody else. Each story has an address of its own. */
@QuarkusTest
@TestProfile(RateLimitsTest.Narrow.class)
class RateLimitsTest {

    /** Limits that can be reached, and a proxy on this machine that says who is asking. */
    public static class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("aidwitness.limits.statements.burst", "5"),
                    Map.entry("aidwitness.limits.statements.refill", "1"),
                    Map.entry("aidwitness.limits.statements.every", "3s"),
                    Map.entry("aidwitness.limits.reads.burst", "8"),
                    Map.entry("aidwitness.limits.reads.refill", "1"),
                    Map.entry("aidwitness.limits.reads.every", "1h"),
                    Map.entry("aidwitness.limits.exports.burst", "3"),
                    Map.entry("aidwitness.limits.sign-ins.burst", "4"),
                    Map.entry("quarkus.http.proxy.proxy-address-forwarding", "true"),
                    Map.entry("quarkus.http.proxy.allow-x-forwarded", "true"),
                    Map.entry("quarkus.http.proxy.trusted-proxies", "127.0.0.1"));
        }
    }

    private static final int FAR_TOO_OFTEN = 40;

    @Inject
    World world;

    @Inject
    MeterRegistry meters;

    @Test
    void a_token_has_its_own_allowance_and_another_one_is_not_affected() {
        World.Stage stage = world.stage();
        Supplier<Response> amina = () -> from("192.0.2.1", stage.as("amina")).post("/api/waybills");
        // The first is counted for the address: only now is it known that the token holds.
        assertThat(until429(amina)).isBetween(6, 9);
        assertThat(from("192.0.2.9", stage.as("amina")).post("/api/waybills").statusCode())
                .as("a token takes its allowance along")
                .isEqualTo(429);
        assertThat(from("192.0.2.1", stage.as("bruno")).post("/api/waybills").statusCode())
                .isNotEqualTo(429);
        assertThat(from("192.0.2.1", stage.as("amina")).get("/api/me").statusCode())
                .as("reading is another matter")
                .isEqualTo(200);
    }

    @Test
    void who_waits_as_long_as_the_answer_says_is_let_through() throws InterruptedException {
        World.Stage stage = world.stage();
        Supplier<Response> rosa = () -> from("192.0.2.2", stage.as("rosa")).post("/api/visits");
        until429(rosa);
        Response refused = rosa.get();
        long seconds = Long.parseLong(refused.header("Retry-After"));
        assertThat(seconds).isBetween(1L, 3L);
        Thread.sleep(seconds * 1_000);
        assertThat(rosa.get().statusCode()).isNotEqualTo(429);
    }

    @Test
    void a_visitor_is_counted_by_address_and_the_refusal_is_a_problem() {
        Supplier<Response> visitor = () -> from("192.0.2.3", given()).get("/api/programmes");
        assertThat(until429(visitor)).isEqualTo(8);
        visitor.get()
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .header("X-Content-Type-Options", "nosniff")
                .body("status", equalTo(429))
                .body("title", equalTo("Too Many Requests"))
                .body("reasons[0].code", equalTo("TOO_MANY_REQUESTS"));
        assertThat(from("192.0.2.4", given()).get("/api/programmes").statusCode())
                .isEqualTo(200);
        assertThat(meters.counter("aidwitness.limits.refused", "limit", "READS").count())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void inventing_tokens_and_sessions_gains_nothing() {
        int[] number = {0};
        assertThat(until429(() -> from("192.0.2.5", given())
                        .header("Authorization", "Bearer invented-" + number[0]++)
                        .get("/api/programmes")))
                .isEqualTo(8);
        assertThat(until429(() -> from("192.0.2.6", given())
                        .header("Cookie", "__Host-aidwitness=invented-" + number[0]++)
                        .get("/api/programmes")))
                .isEqualTo(8);
    }

    @Test
    void exports_have_a_limit_of_their_own_for_visitors_too() {
        Supplier<Response> visitor = () -> from("192.0.2.7", given()).get("/api/export/sites.csv");
        assertThat(until429(visitor)).isEqualTo(3);
        assertThat(Long.parseLong(visitor.get().header("Retry-After"))).isBetween(60L, 400L);
        assertThat(from("192.0.2.7", given()).get("/api/sites").statusCode()).isEqualTo(200);
        assertThat(from("192.0.2.8", given()).get("/api/export/sites.csv").statusCode())
                .isEqualTo(200);
    }

    @Test
    void signing_in_is_counted_by_address_whoever_asks() {
        World.Stage stage = world.stage();
        int[] number = {0};
        String[] paths = {"/sign-in", "/invitation/x", "/sign-in/again"};
        assertThat(until429(() -> from("192.0.2.10", stage.as("amina")).post(paths[number[0]++ % paths.length])))
                .isEqualTo(4);
        assertThat(from("192.0.2.10", given()).get("/sign-in").statusCode()).isEqualTo(429);
        assertThat(from("192.0.2.11", given()).get("/sign-in").statusCode()).isNotEqualTo(429);
    }

    @Test
    void a_customers_network_is_one_sender() {
        int[] number = {0};
        assertThat(until429(() -> from("2001:db8:7:7::" + Integer.toHexString(++number[0]), given())
                        .get("/api/programmes")))
                .isEqualTo(8);
    }

    /** How many were let through before the first that was not. */
    private static int until429(Supplier<Response> request) {
        for (int i = 0; i < FAR_TOO_OFTEN; i++) {
            if (request.get().statusCode() == 429) {
                return i;
            }
        }
        throw new AssertionError("never refused");
    }

    private static RequestSpecification from(String address, RequestSpecification request) {
        return request.header("X-Forwarded-For", address).redirects().follow(false);
    }
}
