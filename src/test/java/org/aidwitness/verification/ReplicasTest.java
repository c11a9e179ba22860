package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.aidwitness.access.Speaking;
import org.aidwitness.journal.Followers;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.verification.World.Parcel;
import org.aidwitness.verification.World.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes on one database: neither does the other's work again, neither waits for the other, and either may die. */
@QuarkusTest
class ReplicasTest {

    private static final Instant LEFT = World.START;
    private static final Instant CAME = LEFT.plus(Duration.ofHours(20));
    private static final Instant NEXT_DAY = LEFT.plus(Duration.ofDays(2));
    private static final Instant DAY_30 = CAME.plus(Duration.ofDays(30));
    private static final int MOST_ROUNDS = 200;
    private static final int MOST_WAITS = 400;

    @Inject
    Speaking speaking;

    @Inject
    World world;

    @Inject
    Sweep sweep;

    @Inject
    Following following;

    @Inject
    Followers followers;

    @Inject
    Verifier verifier;

    @Inject
    DataSource database;

    @Inject
    TestClock clock;

    private final ExecutorService replicas = Executors.newFixedThreadPool(2);

    @BeforeEach
    void whatOthersSaidIsOver() {
        clock.set(DAY_30);
        world.number();
        work();
    }

    @AfterEach
    void realTimeAgain() {
        clock.reset();
        replicas.shutdownNow();
    }

    @Test
    void two_replicas_follow_at_once_and_each_entry_is_taken_once() throws InterruptedException, ExecutionException {
        Stage stage = world.stage();
        List<Parcel> parcels = received(stage, 60);
        for (Parcel parcel : parcels) {
            world.tell("shipment.received", parcel.waybill(), stage.programme());
        }
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Integer> replica = asProgram(() -> {
            together.await();
            int taken = 0;
            while (followers.lag(Following.NAME) > 0) {
                taken += following.followOnce();
            }
            return taken;
        });
        int taken = 0;
        for (Future<Integer> one : replicas.invokeAll(List.of(replica, replica))) {
            taken += one.get();
        }

        assertThat(taken).isEqualTo(60);
        assertThat(flagged(stage)).isEqualTo("60 60 60");
    }

    @Test
    void who_finds_a_batch_taken_goes_on_with_the_rest() throws InterruptedException, ExecutionException {
        Stage stage = world.stage();
        List<Parcel> parcels = received(stage, 20);
        judge(parcels, NEXT_DAY);
        List<Parcel> held = parcels.subList(0, 10);
        List<Parcel> free = parcels.subList(10, 20);
        QuarkusTransaction.requiringNew().run(() -> {
            world.ask("select waybill_id from verification_delivery where waybill_id = any (?) for update", (Object)
                    ids(held));
            await(replicas.submit(asProgram(this::work)));
            assertThat(flagged(free)).isEqualTo(10);
            assertThat(flagged(held)).isZero();
        });

        work();
        assertThat(flagged(stage)).isEqualTo("20 20 20");
    }

    @Test
    void a_sweep_that_is_killed_in_the_middle_of_a_batch_has_written_nothing_and_the_next_one_does_it()
            throws Exception {
        Stage stage = world.stage();
        List<Parcel> parcels = received(stage, 30);
        judge(parcels, NEXT_DAY);
        String before = written(stage);

        Future<Integer> victim = killed(() -> sweep.run(DAY_30));
        assertThatThrownBy(victim::get).rootCause().hasMessageContaining("terminating connection");
        assertThat(written(stage)).isEqualTo(before);
        assertThat(flagged(parcels)).isZero();

        work();
        assertThat(flagged(stage)).isEqualTo("30 30 30");
        assertThat(world.verdict(parcels.get(0))).startsWith("RECEIVED OVERDUE");
    }

    @Test
    void a_follower_that_is_killed_in_the_middle_of_a_batch_has_read_nothing_and_the_next_one_does_it()
            throws Exception {
        Stage stage = world.stage();
        List<Parcel> parcels = received(stage, 30);
        for (Parcel parcel : parcels) {
            world.tell("shipment.received", parcel.waybill(), stage.programme());
        }
        Future<Integer> victim = killed(following::followOnce);
        assertThatThrownBy(victim::get).rootCause().hasMessageContaining("terminating connection");
        assertThat(written(stage)).isEqualTo("0 0 0");
        assertThat(followers.lag(Following.NAME)).isEqualTo(30);

        work();
        assertThat(flagged(stage)).isEqualTo("30 30 30");
        assertThat(followers.lag(Following.NAME)).isZero();
    }

    /**
     * Lets the work begin, and kills its connection where it is about to write the steps of flags: the flags themselves are
     * written by then, the verdicts are not.
     */
    private Future<Integer> killed(Callable<Integer> work) throws SQLException, InterruptedException {
        try (Connection gate = database.getConnection();
                Statement statement = gate.createStatement()) {
            gate.setAutoCommit(false);
            statement.execute("set local role none");
            statement.execute("lock table verification_flag_step in share mode");
            Future<Integer> victim = replicas.submit(asProgram(work));
            for (int waits = 0; !kill(); waits++) {
                assertThat(waits).as("the work never came to the gate").isLessThan(MOST_WAITS);
                TimeUnit.MILLISECONDS.sleep(50);
            }
            gate.rollback();
            gate.setAutoCommit(true);
            return victim;
        }
    }

    private boolean kill() throws SQLException {
        try (Connection executioner = database.getConnection();
                Statement statement = executioner.createStatement()) {
            statement.execute("set role none");
            boolean found = statement
                    .executeQuery(
                            "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'"
                                    + " and query like 'insert into verification_flag_step%'")
                    .next();
            statement.execute("set role aidwitness_app");
            return found;
        }
    }

    private List<Parcel> received(Stage stage, int many) {
        List<Parcel> parcels = new ArrayList<>();
        for (int number = 0; number < many; number++) {
            Parcel parcel = world.parcel(stage, 1_000);
            world.dispatch(parcel, LEFT);
            world.receive(parcel, CAME, new BigDecimal("1000"));
            parcels.add(parcel);
        }
        return parcels;
    }

    private void judge(List<Parcel> parcels, Instant now) {
        QuarkusTransaction.requiringNew()
                .run(() -> verifier.judge(parcels.stream().map(Parcel::waybill).toList(), now));
    }

    /** All there is to follow and to sweep. */
    private Integer work() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (following.followOnce() + sweep.run(DAY_30) == 0) {
                return round;
            }
        }
        throw new AssertionError("the work finds no end");
    }

    /** Flags, flagged deliveries, steps. */
    private String flagged(Stage stage) {
        return String.valueOf(world.ask("""
                select concat_ws(' ', count(distinct f.id), count(distinct f.waybill_id), count(*))
                  from verification_flag f
                  join verification_flag_step s on s.flag_id = f.id
                 where f.programme_id = ?
                   and f.rule = 'F01'""", stage.programme()));
    }

    private long flagged(List<Parcel> parcels) {
        return Long.parseLong(String.valueOf(
                world.ask("select count(*) from verification_flag where rule = 'F01' and waybill_id = any (?)", (Object)
                        ids(parcels))));
    }

    /** Verdicts, flags, and what is on its way to the journal about them. */
    private String written(Stage stage) {
        return String.valueOf(world.ask("""
                select concat_ws(' ', (select count(*) from verification_delivery where programme_id = p.id),
                         (select count(*) from verification_flag where programme_id = p.id),
                         (select count(*) from journal_queue where programme_id = p.id))
                  from registry_programme p
                 where p.id = ?""", stage.programme()));
    }

    private static UUID[] ids(List<Parcel> parcels) {
        return parcels.stream().map(Parcel::waybill).toArray(UUID[]::new);
    }

    private static void await(Future<?> work) {
        try {
            work.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
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
