package org.aidwitness.access;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.aidwitness.access.Sessions.Method;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What it costs to be somebody: the check itself; the same call as a visitor, with a token and with a session's cookie, in
 * turns in one run; and how many people a second can sign in. Prints rows for docs/benchmarks.md.
 */
@QuarkusTest
@Tag("benchmark")
class SessionBenchmark {

    private static final int WARM = 2_000;
    private static final int ROUNDS = 5_000;
    private static final int PEOPLE = 40;

    @Inject
    World world;

    @Inject
    Sessions sessions;

    @Inject
    SignIn signIn;

    @Inject
    Accounts accounts;

    @Inject
    Invitations invitations;

    @Inject
    Speaking speaking;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void a_check_costs_less_than_a_millisecond() throws Exception {
        World.Stage stage = world.stage();
        UUID account = world.person(stage, "somebody", stage.sender, Role.LOGISTICS);
        String cookie = sessions.begin(account, Method.PASSWORD, true);
        URI call = URI.create("http://localhost:" + RestAssured.port + "/api/organisations?limit=5");
        HttpRequest visitor = HttpRequest.newBuilder(call).build();
        HttpRequest token = HttpRequest.newBuilder(call)
                .header("Authorization", "Bearer " + stage.tokens.get("somebody"))
                .build();
        HttpRequest session = HttpRequest.newBuilder(call)
                .header("Cookie", "__Host-aidwitness=" + cookie)
                .build();
        List<HttpRequest> asked = List.of(visitor, token, session);
        long[][] nanos = new long[asked.size()][ROUNDS];
        for (int round = -WARM; round < ROUNDS; round++) {
            for (int kind = 0; kind < asked.size(); kind++) {
                long took = send(asked.get(kind));
                if (round >= 0) {
                    nanos[kind][round] = took;
                }
            }
        }
        Arrays.stream(nanos).forEach(Arrays::sort);
        long[] checks = checks(cookie);
        row("session-check", "p95 of the check that a session costs each API call", p(checks, 95), "ms", "< 1");
        row(
                "session-check-around",
                "p95 of calls with a session less p95 of a visitor's, " + p(nanos[0], 95) + "; both with HTTP",
                p(nanos[2], 95) - p(nanos[0], 95),
                "ms",
                "");
        row("token-check-around", "the same with a token", p(nanos[1], 95) - p(nanos[0], 95), "ms", "");
        row(
                "session-check-p50",
                "p50 of calls with a session less p50 of a visitor's",
                p(nanos[2], 50) - p(nanos[0], 50),
                "ms",
                "");
    }

    /** What is added, and nothing else: who holds this cookie, asked of the database, as each call asks. */
    private long[] checks(String cookie) {
        long[] nanos = new long[ROUNDS];
        for (int round = -WARM; round < ROUNDS; round++) {
            long began = System.nanoTime();
            boolean found = speaking.asProgram(() -> sessions.find(cookie)).isPresent();
            if (!found) {
                throw new IllegalStateException("the session is gone");
            }
            if (round >= 0) {
                nanos[round] = System.nanoTime() - began;
            }
        }
        Arrays.sort(nanos);
        return nanos;
    }

    @Test
    void people_sign_in() throws Exception {
        World.Stage stage = world.stage();
        List<String> logins = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            String login = "m" + i + "-" + stage.code;
            UUID account = world.person(stage, login, stage.watchers, Role.MONITOR);
            String link = invitations.create(Actor.SYSTEM, account, login);
            signIn.accept(link, login, "a long and quiet sentence");
            logins.add(login);
        }
        ExecutorService two = Executors.newFixedThreadPool(2);
        long began = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (String login : logins) {
            running.add(two.submit(() -> signIn.password(login, "a long and quiet sentence")));
        }
        for (Future<?> one : running) {
            one.get(5, TimeUnit.MINUTES);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        two.shutdown();
        row("sign-in-rate", "people who sign in with a password, two at a time", PEOPLE / seconds, "1/s", "");
    }

    private long send(HttpRequest request) throws IOException, InterruptedException {
        long began = System.nanoTime();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        long took = System.nanoTime() - began;
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return took;
    }

    private static double p(long[] sorted, int percent) {
        return sorted[(int) ((long) sorted.length * percent / 100)] / 1e6;
    }

    private static void row(String id, String measure, double value, String unit, String goal) {
        System.err.printf(
                Locale.ROOT,
                "| %s | %s | %.2f | %s | %s | `mvn test -Pbenchmark -Dtest=SessionBenchmark` |%n",
                id,
                measure,
                value,
                unit,
                goal);
    }
}
