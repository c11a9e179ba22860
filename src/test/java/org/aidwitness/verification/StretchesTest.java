package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.aidwitness.verification.World.Parcel;
import org.aidwitness.verification.World.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliveries that are judged again though nothing was said about them, and verdicts that are not written again. */
@QuarkusTest
class StretchesTest {

    private static final Instant LEFT = World.START;
    private static final Instant CAME = LEFT.plus(Duration.ofHours(20));
    private static final Instant NOW = LEFT.plus(Duration.ofDays(2));
    private static final int MOST_ROUNDS = 1_000;

    @Inject
    World world;

    @Inject
    Sweep sweep;

    @Inject
    Stretches stretches;

    @Inject
    Verifier verifier;

    @Inject
    DataSource database;

    @BeforeEach
    void nothing_is_left_from_other_stories() {
        sweepAll();
    }

    @Test
    void another_policy_judges_its_programme_again_and_no_other() {
        Parcel mine = damaged(world.stage());
        Parcel other = damaged(world.stage());

        QuarkusTransaction.requiringNew()
                .run(() -> stretches.addProgrammes(List.of(mine.stage().programme()), NOW));
        sweepAll();

        assertThat(world.verdict(mine)).startsWith("RECEIVED AWAITING_VISIT");
        assertThat(world.verdict(other)).startsWith("RECEIVED DISPUTED");
        assertThat(stretches.count()).isZero();
    }

    @Test
    void other_rules_judge_everything_again_once() {
        Parcel parcel = damaged(world.stage());
        assertThat(stretches.addAllIfRulesChanged(NOW)).isFalse();

        world.run("update verification_book set rules_sha256 = decode(repeat('00', 32), 'hex')", List.of());
        assertThat(stretches.addAllIfRulesChanged(NOW)).isTrue();
        assertThat(stretches.addAllIfRulesChanged(NOW)).isFalse();
        sweepAll();

        assertThat(world.verdict(parcel)).startsWith("RECEIVED AWAITING_VISIT");
    }

    @Test
    void a_stretch_is_taken_piece_by_piece_each_delivery_once() {
        Stage stage = world.stage();
        List<UUID> waybills = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            waybills.add(judged(stage).waybill());
        }
        QuarkusTransaction.requiringNew().run(() -> stretches.addProgrammes(List.of(stage.programme()), NOW));

        List<List<UUID>> pieces = new ArrayList<>();
        while (stretches.count() > 0) {
            pieces.add(QuarkusTransaction.requiringNew()
                    .call(() -> List.copyOf(stretches.take(NOW, 3).keySet())));
        }

        assertThat(pieces).extracting(List::size).containsExactly(3, 3, 1);
        assertThat(pieces.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(waybills);
    }

    @Test
    void who_is_killed_leaves_the_stretch_as_it_was() {
        Parcel parcel = damaged(world.stage());
        QuarkusTransaction.requiringNew()
                .run(() -> stretches.addProgrammes(List.of(parcel.stage().programme()), NOW));

        QuarkusTransaction.begin();
        assertThat(stretches.take(NOW, 10)).containsOnlyKeys(parcel.waybill());
        QuarkusTransaction.rollback();

        assertThat(stretches.count()).isOne();
        sweepAll();
        assertThat(world.verdict(parcel)).startsWith("RECEIVED AWAITING_VISIT");
    }

    @Test
    void what_another_holds_is_waited_for_by_nobody_and_judged_later() throws SQLException {
        Stage stage = world.stage();
        Parcel held = damaged(stage);
        Parcel free = damaged(stage);
        QuarkusTransaction.requiringNew().run(() -> stretches.addProgrammes(List.of(stage.programme()), NOW));

        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            try (PreparedStatement hold =
                    other.prepareStatement("select from verification_delivery where waybill_id = ? for update")) {
                hold.setObject(1, held.waybill());
                hold.executeQuery();
            }
            sweep.run(NOW);
            assertThat(world.verdict(free)).startsWith("RECEIVED AWAITING_VISIT");
            assertThat(world.verdict(held)).startsWith("RECEIVED DISPUTED");
            other.rollback();
        }

        sweepAll();
        assertThat(world.verdict(held)).startsWith("RECEIVED AWAITING_VISIT");
        assertThat(stretches.count()).isZero();
    }

    @Test
    void the_same_verdict_is_not_written_again_but_when_to_look_again_is() {
        Parcel parcel = judged(world.stage());
        String before = version(parcel);

        judge(parcel);
        assertThat(version(parcel)).isEqualTo(before);

        world.run("update verification_delivery set due_at = ? where waybill_id = ?", List.of(NOW, parcel.waybill()));
        judge(parcel);
        assertThat(world.ask(
                        "select due_at = ? and judged_at = ? from verification_delivery where waybill_id = ?",
                        CAME.plus(Duration.ofDays(21)),
                        NOW,
                        parcel.waybill()))
                .isEqualTo("t");
    }

    private String version(Parcel parcel) {
        return String.valueOf(world.ask(
                "select xmin || ' ' || ctid from verification_delivery where waybill_id = ?", parcel.waybill()));
    }

    private Parcel judged(Stage stage) {
        Parcel parcel = world.parcel(stage, 1_000);
        world.dispatch(parcel, LEFT);
        world.receive(parcel, CAME, new BigDecimal("1000"));
        QuarkusTransaction.requiringNew().run(() -> verifier.judge(List.of(parcel.waybill()), NOW));
        return parcel;
    }

    /** A wrong verdict that nothing but a new judgement would mend. */
    private Parcel damaged(Stage stage) {
        Parcel parcel = judged(stage);
        world.run(
                "update verification_delivery set assurance = 'DISPUTED', verdict_sha256 = null where waybill_id = ?",
                List.of(parcel.waybill()));
        return parcel;
    }

    private void judge(Parcel parcel) {
        QuarkusTransaction.requiringNew().run(() -> verifier.judge(List.of(parcel.waybill()), NOW.plusSeconds(60)));
    }

    private void sweepAll() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (sweep.run(NOW) == 0 && stretches.count() == 0) {
                return;
            }
        }
        throw new AssertionError("the sweep finds no end");
    }
}
