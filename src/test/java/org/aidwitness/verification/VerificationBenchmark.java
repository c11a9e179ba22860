package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.aidwitness.access.Speaking;
import org.aidwitness.verification.World.Stage;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What verdicts cost: one after an event, all of them again beside one SQL aggregate over the same rows, and a sweep of a
 * thousand that are due among few and among many. {@code -Dbenchmark.deliveries}, {@code -Dbenchmark.bare}. Prints rows
 * for docs/benchmarks.md.
 */
@QuarkusTest
@Tag("benchmark")
class VerificationBenchmark {

    private static final Logger LOG = Logger.getLogger(VerificationBenchmark.class);
    private static final int DELIVERIES = Integer.getInteger("benchmark.deliveries", 1_000_000);
    private static final int FEW = DELIVERIES / 10;

    /** Deliveries of which only the verdict stands in the table: what a sweep must step over. */
    private static final int BARE = Integer.getInteger("benchmark.bare", 9 * DELIVERIES);

    private static final int STEP = 2_000;
    private static final int DUE = 1_000;
    private static final int WORKERS = 2;
    private static final int EVENTS = 1_000;

    /** On a shared machine some rounds are twice as slow as others; all are told, the middle one counts. */
    private static final int ROUNDS = 5;

    /** Before the JVM has seen a method so often, it does not translate it for good. */
    private static final int WARM = 10_000;

    private static final Instant NOW = Instant.parse("2027-03-01T00:00:00Z");

    @Inject
    World world;

    @Inject
    StatelessSession session;

    @Inject
    Verifier verifier;

    @Inject
    Sweep sweep;

    @Inject
    Stretches stretches;

    @Inject
    Speaking speaking;

    @Test
    void verdicts_are_cheap() {
        Stage stage = world.stage();
        Mass mass = new Mass(world, stage, Math.max(10, Math.min(5_000, DELIVERIES / 200)));
        while (sweep.run(NOW) > 0) {
            LOG.debug("what the first sweep of a program does");
        }
        add(mass, 1, FEW);
        double first = seconds(() -> judge(mass, 1, FEW, NOW));
        LOG.infof("first verdicts of %d: %s s", FEW, text(first));
        double few = sweepDue(mass, FEW);
        add(mass, FEW + 1, DELIVERIES);
        judge(mass, FEW + 1, DELIVERIES, NOW);
        world.maintain();
        events(mass);
        reverify(stage);
        for (int from = DELIVERIES + 1; from <= DELIVERIES + BARE; from += STEP) {
            mass.addBare(from, Math.min(DELIVERIES + BARE, from + STEP - 1));
        }
        world.maintain();
        double many = sweepDue(mass, DELIVERIES);
        row(
                "sweep-growth",
                String.format(
                        Locale.ROOT,
                        "sweep with %d due among %d and among %d deliveries: %.2f and %.2f s",
                        DUE,
                        FEW,
                        DELIVERIES + BARE,
                        few,
                        many),
                many / few,
                "≤ 1.5");
    }

    /** All verdicts again, by as many workers as there are cores, beside one statement that has as many workers. */
    private void reverify(Stage stage) {
        double sql = Math.min(handWritten(stage), handWritten(stage));
        double again = Math.min(judgeAllAgain(), judgeAllAgain());
        row(
                "reverify-vs-sql",
                String.format(
                        Locale.ROOT,
                        "verdicts of %d deliveries again beside one hand-written SQL aggregate over the same rows: %.1f and"
                                + " %.1f s",
                        DELIVERIES,
                        again,
                        sql),
                again / sql,
                "≤ 3");
    }

    private double judgeAllAgain() {
        stretches.addAll(NOW);
        double took = seconds(() -> {
            List<Thread> workers = IntStream.range(0, WORKERS)
                    .mapToObj(worker -> new Thread(this::judgeAgain))
                    .toList();
            workers.forEach(Thread::start);
            workers.forEach(VerificationBenchmark::await);
        });
        assertThat(stretches.count()).isZero();
        return took;
    }

    private void judgeAgain() {
        speaking.runAsProgram(() -> {
            while (sweep.run(NOW.plusSeconds(60)) > 0) {
                LOG.debug("a batch");
            }
        });
    }

    private static void await(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void add(Mass mass, int from, int to) {
        for (int at = from; at <= to; at += STEP) {
            mass.add(at, Math.min(to, at + STEP - 1));
        }
    }

    /** Judges the deliveries of these numbers for the first time. */
    private void judge(Mass mass, int from, int to, Instant now) {
        for (int at = from; at <= to; at += CaseFile.MOST) {
            List<UUID> batch = ids(mass, at, Math.min(to, at + CaseFile.MOST - 1));
            QuarkusTransaction.requiringNew().run(() -> verifier.judge(batch, now));
        }
    }

    private List<UUID> ids(Mass mass, int from, int to) {
        return transaction(() -> session.createNativeQuery(
                        "select " + mass.waybill() + " as id from generate_series(:from, :to) n order by id",
                        UUID.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList());
    }

    private double sweepDue(Mass mass, int among) {
        Random random = new Random(among);
        double[] times = new double[5];
        for (int round = 0; round < times.length; round++) {
            Instant now = NOW.plusSeconds(1 + round);
            UUID[] due = random.ints(DUE, 1, FEW + 1)
                    .distinct()
                    .mapToObj(n -> ids(mass, n, n).get(0))
                    .toArray(UUID[]::new);
            transaction(() -> session.createNativeMutationQuery(
                            "update verification_delivery set due_at = :now where waybill_id = any (:ids)")
                    .setParameter("now", now)
                    .setParameter("ids", due)
                    .executeUpdate());
            times[round] = seconds(() -> {
                int taken = 0;
                for (int some = sweep.run(now); some > 0; some = sweep.run(now)) {
                    taken += some;
                }
                assertThat(taken).isEqualTo(due.length);
            });
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private void events(Mass mass) {
        Random random = new Random(7);
        for (int event = 0; event < WARM; event++) {
            millisAfterEvent(mass, random);
        }
        List<double[]> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double[] millis = new double[EVENTS];
            for (int event = 0; event < EVENTS; event++) {
                millis[event] = millisAfterEvent(mass, random);
            }
            Arrays.sort(millis);
            LOG.infof("verdicts after events: p50 %s, p95 %s ms", text(middle(millis)), text(high(millis)));
            rounds.add(millis);
        }
        rounds.sort(Comparator.comparingDouble(VerificationBenchmark::high));
        double[] counting = rounds.get(ROUNDS / 2);
        row(
                "verdict-p95",
                String.format(
                        Locale.ROOT,
                        "verdict after one event at %d deliveries, its transaction included; p50 %.1f",
                        DELIVERIES,
                        middle(counting)),
                high(counting),
                "< 5 ms");
    }

    /** The event is a second look that accepts what was accepted before. */
    private double millisAfterEvent(Mass mass, Random random) {
        int number = mass.visited(1 + random.nextInt(DELIVERIES - 1));
        UUID waybill = ids(mass, number, number).get(0);
        world.run(
                "insert into monitoring_review (id, attestation_id, accepted, reason, reviewer, reviewed_at,"
                        + " content_sha256) select gen_random_uuid(), a.id, true, 'again', 'stork', now(), '\\x00'"
                        + " from monitoring_attestation a where a.waybill_id = ?",
                List.of(waybill));
        return seconds(() -> QuarkusTransaction.requiringNew().run(() -> verifier.judge(List.of(waybill), NOW)))
                * 1_000;
    }

    private static double middle(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static double high(double[] sorted) {
        return sorted[sorted.length * 95 / 100];
    }

    /** It finds that every standing verdict is right, or the two did not do the same work. */
    private double handWritten(Stage stage) {
        List<Object[]> states = new ArrayList<>();
        double took = seconds(() ->
                states.addAll(transaction(() -> session.createNativeQuery(HandWritten.STATES, Object[].class)
                        .setParameter("programme", stage.programme())
                        .setParameter("now", NOW)
                        .getResultList())));
        assertThat(states).isNotEmpty().allSatisfy(state -> assertThat(state[2]).isEqualTo(0L));
        assertThat(states.stream().mapToLong(state -> (Long) state[1]).sum()).isEqualTo(DELIVERIES);
        return took;
    }

    private static <T> T transaction(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().timeout(3_600).call(work::get);
    }

    private static double seconds(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - began).toNanos() / 1e9;
    }

    private static String text(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    private static void row(String id, String what, double value, String goal) {
        LOG.infof(
                "| %s | %s | %s | | %s | `mvn test -Pbenchmark -Dtest=VerificationBenchmark` |",
                id, what, String.format(Locale.ROOT, "%.2f", value), goal);
    }
}
