package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Speaking;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.verification.World.Parcel;
import org.aidwitness.verification.World.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said reaches the verdict by way of the journal. */
@QuarkusTest
class FollowingTest {

    private static final Instant LEFT = World.START;
    private static final Instant CAME = LEFT.plus(Duration.ofHours(20));
    private static final Instant DAY_30 = CAME.plus(Duration.ofDays(30));
    private static final int MOST_ROUNDS = 200;

    @Inject
    Speaking speaking;

    @Inject
    World world;

    @Inject
    Following following;

    @Inject
    Sweep sweep;

    @Inject
    TestClock clock;

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void whatOthersSaidIsOver() {
        clock.set(DAY_30);
        world.number();
        followAll();
    }

    @AfterEach
    void realTimeAgain() {
        clock.reset();
    }

    @Test
    void a_statement_leads_to_a_verdict_and_the_verdict_to_no_other() {
        Parcel parcel = received(world.stage());
        world.tell("shipment.waybill", parcel.waybill(), parcel.stage().programme());
        world.tell("shipment.received", parcel.waybill(), parcel.stage().programme());
        double judged = meters.counter("aidwitness.verification.judged").count();

        assertThat(following.followOnce()).isEqualTo(2);
        assertThat(world.flags(parcel)).isEqualTo("F01 HIGH OPEN 1");
        assertThat(meters.counter("aidwitness.verification.judged").count() - judged)
                .isEqualTo(1);

        // The flag is an entry of its own now; it is read and changes nothing.
        assertThat(world.told(parcel)).isEqualTo("flag_raised");
        assertThat(following.followOnce()).isEqualTo(1);
        assertThat(meters.counter("aidwitness.verification.judged").count() - judged)
                .isEqualTo(1);
        assertThat(following.followOnce()).isZero();
        assertThat(meters.get("aidwitness.verification.follower.lag").gauge().value())
                .isZero();
    }

    @Test
    void another_policy_wakes_its_programme() {
        Parcel parcel = received(world.stage());
        world.tell("shipment.waybill", parcel.waybill(), parcel.stage().programme());
        followAll();
        sweepAll();
        assertThat(world.verdict(parcel)).startsWith("RECEIVED OVERDUE");

        world.tell("registry.policy", parcel.stage().programme(), parcel.stage().programme());
        followAll();
        assertThat(world.ask(
                        "select count(*) from verification_stretch where programme_id = ? and ? between from_id and to_id",
                        parcel.stage().programme(),
                        parcel.waybill()))
                .isEqualTo("1");
    }

    @Test
    void a_plan_for_a_place_wakes_what_went_there() {
        Stage stage = world.stage();
        Parcel parcel = judged(stage);
        Parcel elsewhere = judged(world.stage());

        UUID plan = world.plan(stage, LocalDate.parse("2026-03-09"), 400, null);
        world.tell("shipment.distribution_plan", plan, stage.village(), stage.programme());
        followAll();

        assertThat(due(parcel)).isEqualTo("t");
        assertThat(due(elsewhere)).isEqualTo("f");
    }

    @Test
    void a_count_wakes_the_custodians_deliveries_of_the_lot() {
        Stage stage = world.stage();
        UUID lot = world.lot(stage);
        Parcel parcel = world.parcel(stage, new BigDecimal("1000"), lot);
        world.dispatch(parcel, LEFT);
        world.receive(parcel, CAME, new BigDecimal("1000"));
        world.tell("shipment.received", parcel.waybill(), stage.programme());
        Parcel without = judged(stage);
        followAll();
        sweepAll();

        UUID stranger =
                world.count(stage.programme(), stage.witness(), stage.village(), lot, "5", CAME.plusSeconds(60), null);
        world.tell("shipment.stock_count", stranger, lot, stage.programme());
        followAll();
        assertThat(due(parcel)).as("nobody asked the witness to keep a store").isEqualTo("f");

        UUID count = world.count(
                stage.programme(), stage.consignee(), stage.village(), lot, "980", CAME.plusSeconds(60), null);
        world.tell("shipment.stock_count", count, lot, stage.programme());
        followAll();
        assertThat(due(parcel)).isEqualTo("t");
        assertThat(due(without)).isEqualTo("f");
        sweepAll();
        assertThat(world.flags(parcel)).isEqualTo("F01 HIGH OPEN 1, F12 HIGH OPEN 1");
    }

    @Test
    void a_distribution_wakes_the_next_ones_at_the_place() {
        Stage stage = world.stage();
        Parcel first = judged(stage);
        Parcel second = judged(stage);
        world.handOut(second, CAME.plus(Duration.ofDays(20)), new BigDecimal("1000"), 80);
        world.tell("shipment.distributed", second.waybill(), stage.programme());
        followAll();
        assertThat(due(first)).as("what comes later changes nothing before").isEqualTo("f");
        assertThat(world.flags(second)).isEqualTo("F01 HIGH OPEN 1");

        // Told late: long before, fewer people came.
        world.handOut(first, CAME.plus(Duration.ofDays(3)), new BigDecimal("500"), 40);
        world.tell("shipment.distributed", first.waybill(), stage.programme());
        followAll();
        assertThat(due(second)).isEqualTo("t");
        sweepAll();
        assertThat(world.flags(second)).isEqualTo("F01 HIGH OPEN 1, F14 HIGH OPEN 1");
    }

    private Parcel judged(Stage stage) {
        Parcel parcel = received(stage);
        world.tell("shipment.waybill", parcel.waybill(), stage.programme());
        followAll();
        sweepAll();
        return parcel;
    }

    private @Nullable String due(Parcel parcel) {
        return world.ask(
                "select due_at <= ? from verification_delivery where waybill_id = ?", DAY_30, parcel.waybill());
    }

    @Test
    void a_delivery_that_the_database_refuses_does_not_hold_up_the_journal() {
        Stage stage = world.stage();
        Parcel good = received(stage);
        Parcel spoiled = received(stage);
        UUID stray = spoil(spoiled);
        world.tell("shipment.waybill", spoiled.waybill(), stage.programme());
        world.tell("shipment.waybill", good.waybill(), stage.programme());

        assertThat(following.followOnce()).isEqualTo(2);
        assertThat(world.flags(good)).isEqualTo("F01 HIGH OPEN 1");
        assertThat(world.verdict(spoiled)).isEqualTo("null");
        repair(stray);
    }

    @Test
    void a_delivery_whose_first_judgement_broke_is_tried_again_after_ever_longer_waits_until_it_has_a_verdict() {
        Parcel spoiled = received(world.stage());
        UUID stray = spoil(spoiled);
        world.tell("shipment.waybill", spoiled.waybill(), spoiled.stage().programme());
        followAll();
        assertThat(waiting(spoiled)).isEqualTo("1 01:00:00");

        sweepAll(DAY_30.plus(Duration.ofMinutes(59)));
        assertThat(waiting(spoiled)).isEqualTo("1 01:00:00");
        sweepAll(DAY_30.plus(Duration.ofMinutes(60)));
        assertThat(waiting(spoiled)).isEqualTo("2 02:00:00");
        assertThat(world.verdict(spoiled)).isEqualTo("null");
        for (int hours : List.of(3, 7, 15, 31)) {
            sweepAll(DAY_30.plus(Duration.ofHours(hours)));
        }
        assertThat(waiting(spoiled)).isEqualTo("6 1 day");

        repair(stray);
        sweepAll(DAY_30.plus(Duration.ofHours(55)));
        assertThat(world.verdict(spoiled)).startsWith("RECEIVED OVERDUE");
        assertThat(waiting(spoiled)).isEqualTo("null");
    }

    @Test
    void a_statement_judges_at_once_what_the_sweep_would_have_tried_later() {
        Parcel spoiled = received(world.stage());
        UUID stray = spoil(spoiled);
        world.tell("shipment.waybill", spoiled.waybill(), spoiled.stage().programme());
        followAll();
        repair(stray);
        world.tell("shipment.received", spoiled.waybill(), spoiled.stage().programme());
        followAll();
        assertThat(world.verdict(spoiled)).startsWith("RECEIVED OVERDUE");
        assertThat(waiting(spoiled)).isEqualTo("null");
    }

    @Test
    @Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_batch_that_wakes_a_delivery_and_judges_it_alone_does_not_wait_for_itself() {
        // The time limit gives this test a thread of its own, where nobody speaks yet.
        speaking.runAsProgram(this::wakeAndSpoil);
    }

    private void wakeAndSpoil() {
        Stage stage = world.stage();
        Parcel good = received(stage);
        world.tell("shipment.waybill", good.waybill(), stage.programme());
        followAll();
        Parcel spoiled = received(stage);
        UUID stray = spoil(spoiled);
        world.tell("registry.policy", stage.programme(), stage.programme());
        world.tell("shipment.received", good.waybill(), stage.programme());
        world.tell("shipment.waybill", spoiled.waybill(), stage.programme());

        followAll();
        assertThat(world.flags(good)).isEqualTo("F01 HIGH OPEN 1");
        assertThat(waiting(spoiled)).isEqualTo("1 01:00:00");
        repair(stray);
    }

    /** A flag without a step is no flag that the program could have written: raising it again breaks the batch. */
    private UUID spoil(Parcel parcel) {
        UUID stray = World.id();
        world.run("""
                insert into verification_flag
                       (id, waybill_id, programme_id, rule, rule_version, severity, policy_version, facts, state, raised_at)
                values (?, ?, ?, 'F01', 1, 'HIGH', 0, '{}', 'OPEN', ?)""", List.of(stray, parcel.waybill(), parcel.stage().programme(), CAME));
        return stray;
    }

    private void repair(UUID stray) {
        world.run("update verification_flag set state = 'WAIVED' where id = ?", List.of(stray));
    }

    /** How often judging it broke, and how long it then waits. */
    private String waiting(Parcel parcel) {
        return String.valueOf(world.ask(
                "select concat_ws(' ', attempts, due_at - failed_at) from verification_unjudged where waybill_id = ?",
                parcel.waybill()));
    }

    private Parcel received(Stage stage) {
        Parcel parcel = world.parcel(stage, 1_000);
        world.dispatch(parcel, LEFT);
        world.receive(parcel, CAME, new BigDecimal("1000"));
        return parcel;
    }

    private void followAll() {
        int round = 0;
        while (following.followOnce() > 0) {
            assertThat(round++).isLessThan(MOST_ROUNDS);
        }
    }

    private void sweepAll() {
        sweepAll(DAY_30);
    }

    private void sweepAll(Instant now) {
        int round = 0;
        while (sweep.run(now) > 0) {
            assertThat(round++).isLessThan(MOST_ROUNDS);
        }
    }
}
