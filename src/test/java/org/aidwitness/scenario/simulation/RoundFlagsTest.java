package org.aidwitness.scenario.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.scenario.Act;
import org.aidwitness.scenario.simulation.Detection.OfRound;
import org.aidwitness.scenario.simulation.Detection.Raised;
import org.aidwitness.verification.rule.Severity;
import org.aidwitness.verification.rule.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a flag that is about no single delivery is right. */
class RoundFlagsTest {

    private static final Instant TAKEN = Instant.parse("2025-03-01T00:00:00Z");
    private static final UUID PLACE = new UUID(0, 1);
    private static final UUID ROBBED = new UUID(0, 2);
    private static final UUID HONEST = new UUID(0, 3);
    private static final UUID OF_ROBBED = new UUID(0, 4);
    private static final UUID OF_HONEST = new UUID(0, 5);
    private static final Truth TRUTH =
            new Truth(ROBBED, "D-1", Diversion.TAXATION, PLACE, TAKEN, new Kilograms(1_000), true, false, true);

    @Test
    void what_rests_on_statements_is_right_where_one_of_their_deliveries_was_robbed() {
        assertThat(isRight(PLACE, 3, OF_ROBBED + " " + OF_HONEST)).isTrue();
        assertThat(isRight(PLACE, 3, OF_HONEST.toString())).isFalse();
    }

    @Test
    void what_rests_on_counts_is_right_where_its_subject_was_robbed_in_the_window_before() {
        assertThat(isRight(PLACE, 90, null)).isTrue();
        assertThat(isRight(PLACE, 91, null)).isFalse();
        assertThat(isRight(PLACE, -1, null)).isFalse();
        assertThat(isRight(HONEST, 3, null)).isFalse();
    }

    @Test
    void a_delivery_is_found_when_a_step_first_rests_on_what_was_said_of_it() {
        RoundFlags flags = flags();
        Subject place = new Subject(Subject.Kind.SITE, PLACE, null);
        UUID flag = new UUID(0, 9);
        Instant later = TAKEN.plus(Duration.ofDays(7));
        flags.add(flag, "F33", Severity.MEDIUM, place, TAKEN, OF_HONEST.toString());
        flags.add(flag, "F33", Severity.HIGH, place, later, OF_HONEST + " " + OF_ROBBED);

        assertThat(flags.of(ROBBED)).containsExactly(new Raised("F33", Severity.HIGH, true, later));
        assertThat(flags.laidBeside(List.of(TRUTH)))
                .containsExactly(new OfRound("F33", Subject.Kind.SITE, Severity.HIGH, true, true));
    }

    private static boolean isRight(UUID site, int days, @Nullable String statements) {
        RoundFlags flags = flags();
        flags.add(
                new UUID(0, 9),
                "F05",
                Severity.MEDIUM,
                new Subject(Subject.Kind.SITE, site, null),
                TAKEN.plus(Duration.ofDays(days)),
                statements);
        return flags.laidBeside(List.of(TRUTH)).get(0).right();
    }

    private static RoundFlags flags() {
        Ties ties = new Ties();
        ties.seen(new Act(TAKEN, null, new Act.Hear(ROBBED, OF_ROBBED, TRUTH)));
        ties.seen(new Act(TAKEN, null, new Act.Hear(HONEST, OF_HONEST, TRUTH)));
        return new RoundFlags(ties);
    }
}
