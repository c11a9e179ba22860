package org.aidwitness.web;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aidwitness.testkit.RawConnection;
import org.aidwitness.testkit.World;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Ten thousand requests that are wrong in ever other ways get an answer that is right: no defect, nothing about our
 * insides, one form, in time. {@code -Daidwitness.seed=...} tells another ten thousand. It has a database of its own,
 * because some of what it sends is accepted.
 */
@QuarkusTest
@TestProfile(MutatedRequestsTest.Alone.class)
class MutatedRequestsTest {

    /** The settings of every test; only the database is another one. */
    public static class Alone implements QuarkusTestProfile {}

    private static final Logger LOG = Logger.getLogger(MutatedRequestsTest.class);

    private static final long SEED = Long.getLong("aidwitness.seed", 20_261_124L);
    private static final int REQUESTS = 10_000;
    private static final int WARM = 1_000;
    private static final int SENDERS = 4;
    private static final long SLOW_MILLIS = 2_000;
    private static final long MOST_GROWTH = 64L << 20;
    private static final int SHOWN = 15;

    /** Names of classes, traces, and the database's words; none of them may reach a client. */
    private static final Pattern INSIDES =
            Pattern.compile("\\bat [\\w$.]+\\([\\w$.]*(\\.java|Native Method|Unknown Source)|Exception\\b|\\w+Error:"
                    + "|\\b(org\\.(aidwitness|hibernate|postgresql|jboss)|java\\.(lang|util|io|time|net)"
                    + "|jakarta|io\\.(quarkus|vertx|netty)|com\\.fasterxml)\\b\\.?"
                    + "|(?i:\\b(select|insert into|update|delete from)\\b[^\"]{0,80}\\b(from|where|values|set)\\b)"
                    + "|SQLSTATE|ERROR: |violates|psql|pg_");

    @Inject
    World world;

    @Inject
    ObjectMapper mapper;

    private final Map<String, List<String>> wrong = Collections.synchronizedMap(new TreeMap<>());
    private final Map<Integer, AtomicInteger> statuses = Collections.synchronizedMap(new TreeMap<>());
    private final AtomicInteger next = new AtomicInteger();

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void nothing_that_is_sent_gets_more_than_a_plain_no() throws Exception {
        LOG.infof("Seed %d", SEED);
        JsonNode description = mapper.readTree(get("/q/openapi?format=json").asString());
        World.Stage stage = world.stage();
        Mutations mutations = mutations(description, stage);
        long begun = System.nanoTime();
        send(mutations, WARM, Long.MAX_VALUE);
        long before = usedHeap();
        long slowest = send(mutations, REQUESTS, SLOW_MILLIS);
        long seconds = (System.nanoTime() - begun) / 1_000_000_000;
        long growth = usedHeap() - before;
        LOG.infof(
                "%d requests of %d operations in %d s, slowest %d ms, heap %+d KB to %d MB, answers %s",
                REQUESTS,
                PlausibleRequests.operations(description).size(),
                seconds,
                slowest,
                growth >> 10,
                before + growth >> 20,
                statuses);
        assertThat(wrong).as(report()).isEmpty();
        assertThat(growth).as("used heap after collection").isLessThan(MOST_GROWTH);
        assertThat(statuses.keySet())
                .as("some were good enough, and the rest was refused in various ways")
                .contains(200, 400, 401, 403, 404, 405, 406, 409, 411, 413, 415, 422);
    }

    private Mutations mutations(JsonNode description, World.Stage stage) {
        UUID line = UUID.randomUUID();
        UUID waybill = stage.registered(line);
        stage.assign(waybill);
        List<String> ids = List.of(
                waybill.toString(),
                stage.programme.toString(),
                stage.sender.toString(),
                stage.village.toString(),
                stage.rice.toString());
        Map<String, List<String>> known = new LinkedHashMap<>();
        known.put("id", ids);
        known.put("code", List.of(stage.code, "scms", "aidwitness-waybills"));
        known.put("list", List.of("deliveries", "waybills", "sites", "flags", "access"));
        known.put("sha256", List.of("ab".repeat(32)));
        known.put("programme", List.of(stage.programme.toString(), stage.code));
        known.put("waybill", List.of(waybill.toString()));
        known.put("line", List.of(line.toString()));
        known.put("leg", List.of(stage.leg.toString()));
        known.put("commodity", List.of(stage.rice.toString()));
        known.put("mapping", List.of("scms", "aidwitness-waybills", "cogat"));
        for (String organisation : List.of("organisation", "consignor", "consignee", "carrier", "owner", "donor")) {
            known.put(
                    organisation,
                    List.of(stage.sender.toString(), stage.receiver.toString(), stage.watchers.toString()));
        }
        for (String site : List.of("site", "origin", "destination", "place")) {
            known.put(site, List.of(stage.warehouse.toString(), stage.village.toString()));
        }
        Random random = new Random(SEED);
        List<String> tokens = new ArrayList<>(stage.tokens.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList());
        tokens.add("not-a-token");
        return new Mutations(
                new PlausibleRequests(description, known, random),
                PlausibleRequests.operations(description),
                tokens,
                random);
    }

    /** Sends up to the request of this number, by several senders at once; the slowest answer in milliseconds. */
    private long send(Mutations mutations, int upTo, long slowMillis) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                all.add(senders.submit(() -> {
                    long slowest = 0;
                    try (RawConnection connection = new RawConnection(RestAssured.port)) {
                        while (true) {
                            Mutations.Request request = take(mutations, upTo);
                            if (request == null) {
                                return slowest;
                            }
                            long begun = System.nanoTime();
                            RawConnection.Answer answer = connection.send(
                                    request.bytes(), request.method().equals("HEAD"));
                            if (!request.moreHeaders().isEmpty()) {
                                // It may have lied about its length: what comes next must not be taken for its rest.
                                connection.close();
                            }
                            long millis = (System.nanoTime() - begun) / 1_000_000;
                            slowest = Math.max(slowest, millis);
                            judge(request, answer);
                            if (millis > slowMillis) {
                                object("slower than " + slowMillis + " ms: " + millis, request, answer);
                            }
                        }
                    }
                }));
            }
            long slowest = 0;
            for (Future<Long> each : all) {
                slowest = Math.max(slowest, each.get());
            }
            return slowest;
        } finally {
            senders.shutdownNow();
        }
    }

    /** One after the other, so that the same seed gives the same requests. */
    private Mutations.@org.jspecify.annotations.Nullable Request take(Mutations mutations, int upTo) {
        synchronized (mutations) {
            int number = next.get();
            if (number >= upTo) {
                return null;
            }
            next.incrementAndGet();
            return mutations.next(number);
        }
    }

    private void judge(Mutations.Request request, RawConnection.Answer answer) {
        statuses.computeIfAbsent(answer.status(), status -> new AtomicInteger()).incrementAndGet();
        String type = answer.header("content-type");
        String text = answer.text();
        if (answer.status() >= 500 && answer.status() != 503) {
            object("status " + answer.status(), request, answer);
        }
        Matcher insides = INSIDES.matcher(text);
        if (answer.status() >= 400 && insides.find()) {
            object("insides: " + insides.group(), request, answer);
        }
        if (answer.status() >= 400 && type.contains("json") && !type.startsWith("application/problem+json")) {
            object("an error as " + type, request, answer);
        }
        boolean ofTheApi =
                request.target().startsWith("/api/") && !request.method().equals("HEAD");
        // Quarkus itself turns away what is no URI at all, or too long for one, before anything of ours, and says
        // nothing.
        boolean noAddress = (answer.status() == 400 || answer.status() == 414)
                && answer.headers().equals(Map.of("content-length", "0"));
        if (answer.status() >= 400 && ofTheApi && !noAddress && !type.startsWith("application/problem+json")) {
            object("status " + answer.status() + " is no problem but '" + type + "'", request, answer);
        }
        if (answer.headers().containsKey("x") || answer.headers().containsKey("set-cookie")) {
            object("a header of the sender's", request, answer);
        }
    }

    private void object(String objection, Mutations.Request request, RawConnection.Answer answer) {
        wrong.computeIfAbsent(objection, first -> Collections.synchronizedList(new ArrayList<>()))
                .add(request + "\n-> " + answer.status() + " " + answer.headers() + "\n"
                        + answer.text().substring(0, Math.min(400, answer.text().length())));
    }

    private String report() {
        StringBuilder report = new StringBuilder("seed " + SEED + "\n");
        synchronized (wrong) {
            wrong.forEach((objection, cases) ->
                    report.append(cases.size()).append(" x ").append(objection).append('\n'));
            wrong.entrySet().stream()
                    .limit(SHOWN)
                    .forEach(entry -> report.append("\n== ")
                            .append(entry.getKey())
                            .append('\n')
                            .append(entry.getValue().get(0))
                            .append('\n'));
        }
        return report.toString();
    }

    /** What is left after the collector has been asked three times. */
    private static long usedHeap() throws InterruptedException {
        long[] readings = new long[3];
        for (int i = 0; i < readings.length; i++) {
            ManagementFactory.getMemoryMXBean().gc();
            TimeUnit.MILLISECONDS.sleep(200);
            readings[i] =
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }
        return Arrays.stream(readings).min().orElseThrow();
    }
}
