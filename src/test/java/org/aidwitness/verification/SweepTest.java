package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.aidwitness.access.Speaking;
import org.aidwitness.verification.World.Parcel;
import org.aidwitness.verification.World.Stage;
import org.junit.jupiter.api.Test;

/** Time passes, and verdicts with it, once each. */
@QuarkusTest
class SweepTest {

    private static final Instant LEFT = World.START;
    private static final Instant CAME = LEFT.plus(Duration.ofHours(20));
    private static final Instant NEXT_DAY = LEFT.plus(Duration.ofDays(2));
    private static final Instant DAY_30 = CAME.plus(Duration.ofDays(30));
    private static final int MOST_ROUNDS = 100;

    @Inject
    Speaking speaking;

    @Inject
    World world;

    @Inject
    Sweep sweep;

    @Inject
    Verifier verifier;

    @Test
    void nothing_is_due_before_its_time_and_all_of_it_at_its_time() {
        Parcel parcel = received(world.stage());
        Instant due = CAME.plus(Duration.ofDays(21));

        sweepAll(due.minusMillis(1));
        assertThat(world.verdict(parcel)).startsWith("RECEIVED AWAITING_VISIT");
        sweepAll(due);
        assertThat(world.verdict(parcel)).startsWith("RECEIVED OVERDUE");
        assertThat(world.flags(parcel)).isEqualTo("F01 HIGH OPEN 1");
    }

    @Test
    void two_replicas_sweep_at_once_and_flag_each_delivery_once() throws InterruptedException, ExecutionException {
        Stage stage = world.stage();
        List<Parcel> parcels = new ArrayList<>();
        for (int number = 0; number < 1_200; number++) {
            parcels.add(received(stage, false));
        }
        QuarkusTransaction.requiringNew().run(() -> {
            for (int from = 0; from < parcels.size(); from += 400) {
                verifier.judge(
                        parcels.subList(from, from + 400).stream()
                                .map(Parcel::waybill)
                                .toList(),
                        NEXT_DAY);
            }
        });
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Integer> replica = () -> {
            together.await();
            return sweepAll(DAY_30);
        };
        ExecutorService replicas = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> swept = replicas.invokeAll(List.of(asProgram(replica), asProgram(replica)));
            assertThat(swept.get(0).get() + swept.get(1).get()).isGreaterThanOrEqualTo(1_200);
        } finally {
            replicas.shutdownNow();
        }
        assertThat(world.ask("""
                select count(*) || ' ' || count(distinct waybill_id) || ' ' || min(severity) || ' ' || max(severity)
                  from verification_flag
                 where programme_id = ?
                   and rule = 'F01'""", stage.programme())).isEqualTo("1200 1200 HIGH HIGH");
        assertThat(world.ask("""
                select string_agg(distinct assurance, ' ')
                  from verification_delivery
                 where programme_id = ?""", stage.programme())).isEqualTo("OVERDUE");
    }

    @Test
    void a_delivery_that_the_database_refuses_stops_nobody_and_is_tried_again_later() {
        Stage stage = world.stage();
        Parcel good = received(stage);
        Parcel spoiled = received(stage);
        // A flag without a step is no flag that the program could have written: raising it again breaks the batch.
        UUID stray = World.id();
        world.run("""
                insert into verification_flag
                       (id, waybill_id, programme_id, rule, rule_version, severity, policy_version, facts, state, raised_at)
                values (?, ?, ?, 'F01', 1, 'HIGH', 0, '{}', 'OPEN', ?)""", List.of(stray, spoiled.waybill(), stage.programme(), NEXT_DAY));

        sweepAll(DAY_30);

        assertThat(world.flags(good)).isEqualTo("F01 HIGH OPEN 1");
        assertThat(world.verdict(good)).startsWith("RECEIVED OVERDUE");
        assertThat(world.verdict(spoiled)).startsWith("RECEIVED AWAITING_VISIT");
        assertThat(world.ask(
                        "select due_at = ? from verification_delivery where waybill_id = ?",
                        DAY_30.plus(Verifier.RETRY),
                        spoiled.waybill()))
                .isEqualTo("t");
        // Leave nothing behind that other stories would stumble over.
        world.run("update verification_flag set state = 'WAIVED' where id = ?", List.of(stray));
    }

    private Parcel received(Stage stage) {
        return received(stage, true);
    }

    private Parcel received(Stage stage, boolean judged) {
        Parcel parcel = world.parcel(stage, 1_000);
        world.dispatch(parcel, LEFT);
        world.receive(parcel, CAME, new BigDecimal("1000"));
        if (judged) {
            QuarkusTransaction.requiringNew().run(() -> verifier.judge(List.of(parcel.waybill()), NEXT_DAY));
        }
        return parcel;
    }

    private int sweepAll(Instant now) {
        int all = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            int taken = sweep.run(now);
            all += taken;
            if (taken == 0) {
                return all;
            }
        }
        throw new AssertionError("the sweep finds no end");
    }

    /** On a thread of its own, as the schedule would. */
    private <T> Callable<T> asProgram(Callable<T> work) {
        return () -> speaking.asProgram(() -> {
            try {
                return work.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
