package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
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
    private static final int BARE = Integer.getInteger("benchmark.bare", 0);

    private static final int STEP = 2_000;
    private static final int DUE = 1_000;
    private static final int EVENTS = 1_000;
    private static final int WARM = 200;
    private static final Instant NOW = Instant.parse("2027-03-01T00:00:00Z");

    /** What anybody would ask of the same rows: weights and whether somebody independent has seen them. */
    private static final String AGGREGATE = """
            select count(*), sum(given), sum(arrived), count(*) filter (where seen), sum(lost)
              from (select w.id,
                           (select sum(net_kg) from shipment_line l where l.waybill_id = w.id) as given,
                           q.arrived,
                           q.lost,
                           exists (select
                                     from monitoring_attestation a
                                     join monitoring_review v on v.attestation_id = a.id
                                    where a.waybill_id = w.id
                                      and a.independent
                                      and v.accepted) as seen
                      from shipment_waybill w
                      join shipment_declaration o on o.waybill_id = w.id and o.kind = 'DISPATCHED'
                      left join (select d.waybill_id, sum(good_kg) as arrived, sum(missing_kg) as lost
                                   from shipment_declaration d
                                   join shipment_declaration_line q on q.declaration_id = d.id
                                  where d.kind = 'RECEIVED'
                                  group by d.waybill_id) q on q.waybill_id = w.id
                     where w.programme_id = :programme) told""";

    @Inject
    World world;

    @Inject
    StatelessSession session;

    @Inject
    Verifier verifier;

    @Inject
    Sweep sweep;

    @Test
    void verdicts_are_cheap() {
        Stage stage = world.stage();
        Mass mass = new Mass(world, stage);
        add(mass, 1, FEW);
        double first = seconds(() -> judge(mass, 1, FEW, NOW));
        LOG.infof("first verdicts of %d: %s s", FEW, text(first));
        double few = sweepDue(mass, FEW);
        add(mass, FEW + 1, DELIVERIES);
        judge(mass, FEW + 1, DELIVERIES, NOW);
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
        events(mass);
        double sql = Math.min(aggregate(stage), aggregate(stage));
        double again = seconds(() -> judge(mass, 1, DELIVERIES, NOW.plusSeconds(60)));
        row(
                "reverify-vs-sql",
                String.format(
                        Locale.ROOT,
                        "verdicts of %d deliveries again beside one SQL aggregate over their rows: %.1f and %.1f s",
                        DELIVERIES,
                        again,
                        sql),
                again / sql,
                "≤ 3");
    }

    private static void add(Mass mass, int from, int to) {
        for (int at = from; at <= to; at += STEP) {
            mass.add(at, Math.min(to, at + STEP - 1));
        }
    }

    /** Judges the deliveries of these numbers, in the order of their ids. */
    private void judge(Mass mass, int from, int to, Instant now) {
        List<UUID> ids = ids(mass, from, to);
        for (int at = 0; at < ids.size(); at += CaseFile.MOST) {
            List<UUID> batch = ids.subList(at, Math.min(ids.size(), at + CaseFile.MOST));
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

    /** One event each: a second look that accepts what was accepted before. */
    private void events(Mass mass) {
        Random random = new Random(7);
        double[] millis = new double[EVENTS];
        for (int event = -WARM; event < EVENTS; event++) {
            int number = 2 + 2 * random.nextInt(DELIVERIES / 2 - 1);
            UUID waybill = ids(mass, number, number).get(0);
            world.run(
                    "insert into monitoring_review (id, attestation_id, accepted, reason, reviewer, reviewed_at,"
                            + " content_sha256) select gen_random_uuid(), a.id, true, 'again', 'stork', now(), '\\x00'"
                            + " from monitoring_attestation a where a.waybill_id = ?",
                    List.of(waybill));
            double took =
                    seconds(() -> QuarkusTransaction.requiringNew().run(() -> verifier.judge(List.of(waybill), NOW)));
            if (event >= 0) {
                millis[event] = took * 1_000;
            }
        }
        Arrays.sort(millis);
        row(
                "verdict-p95",
                String.format(
                        Locale.ROOT,
                        "verdict after one event at %d deliveries, its transaction included; p50 %.1f",
                        DELIVERIES + BARE,
                        millis[EVENTS / 2]),
                millis[EVENTS * 95 / 100],
                "< 5 ms");
    }

    private double aggregate(Stage stage) {
        return seconds(() -> transaction(() -> session.createNativeQuery(AGGREGATE, Object[].class)
                .setParameter("programme", stage.programme())
                .getSingleResult()));
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
