package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.aidwitness.testkit.Chance;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.verification.World.Parcel;
import org.aidwitness.verification.rule.AssuranceState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * There are three ways to a verdict: following what is said, sweeping what is due, and looking at everything anew. They
 * agree, whatever was said and in whatever order. More histories with {@code -Daidwitness.laws.histories=200}.
 */
@QuarkusTest
class AgreementTest {

    private static final long HISTORIES = Long.getLong("aidwitness.laws.histories", 2);

    /** From here on few histories reach every state. */
    private static final long FIRST = 5;

    /** Of deliveries, at any moment of any history. */
    private static final Set<String> STATES = new TreeSet<>();

    @Inject
    World world;

    @Inject
    Telling telling;

    @Inject
    Verifier verifier;

    @Inject
    TestClock clock;

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + HISTORIES);
    }

    @BeforeEach
    void whatOthersSaidIsOver() {
        clock.set(AnyHistory.END);
        world.number();
        telling.judge(AnyHistory.END);
    }

    @AfterEach
    void realTimeAgain() {
        clock.reset();
    }

    /** To agree that nothing has happened would mean little. */
    @AfterAll
    static void the_histories_reach_every_state() {
        if (!STATES.isEmpty()) {
            assertThat(STATES).hasSameSizeAs(AssuranceState.values());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void one_by_one_or_all_at_once_in_any_order_or_looked_at_anew(long seed) {
        AnyHistory step = telling.history(seed);
        telling.asItComes(step, now -> {});
        AnyHistory batch = telling.history(seed);
        telling.allAtOnce(batch, new Chance(seed + 1));
        AnyHistory silent = telling.history(seed);
        telling.silently(silent, new Chance(seed + 2));

        for (int number = 0; number < step.parcels().size(); number++) {
            String expected = step.named(telling.storedTimeless(step.parcels().get(number)));
            assertThat(batch.named(telling.storedTimeless(batch.parcels().get(number))))
                    .as("told at once")
                    .isEqualTo(expected);
            assertThat(silent.named(telling.foundTimeless(silent.parcels().get(number), AnyHistory.END)))
                    .as("looked at anew")
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void at_every_moment_what_is_stored_is_what_a_fresh_look_finds_and_doing_it_again_changes_nothing(long seed) {
        AnyHistory history = telling.history(seed);
        String first = String.valueOf(world.ask("select coalesce(max(seq), 0) from journal_entry"));
        telling.asItComes(history, now -> assertAgree(history, now));

        String written = telling.written(history);
        List<String> before = pictures(history);
        judgeAgain(history);
        assertThat(pictures(history)).isEqualTo(before);
        assertThat(telling.written(history)).isEqualTo(written);

        // From the first word of this history on, and not from the first of the journal: it holds those of other tests.
        world.run(
                "update journal_follower set next_seq = ?::bigint + 1 where name = ?", List.of(first, Following.NAME));
        telling.judge(AnyHistory.END);
        assertThat(pictures(history)).isEqualTo(before);
        assertThat(telling.written(history)).isEqualTo(written);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void so_it_is_when_people_answer_flags(long seed) {
        AnyHistory history = telling.history(seed);
        Chance choice = new Chance(seed);
        telling.asItComes(history, now -> {
            telling.answer(history, choice, now);
            assertAgree(history, now);
        });
    }

    private void assertAgree(AnyHistory history, Instant now) {
        for (Parcel parcel : history.parcels()) {
            String stored = telling.stored(parcel);
            if (!stored.startsWith("null")) {
                STATES.add(stored.split(" \\| ")[1]);
                assertThat(history.named(stored))
                        .as(history.named("" + parcel.waybill()) + " at " + now)
                        .isEqualTo(history.named(telling.found(parcel, now)));
            }
        }
    }

    private List<String> pictures(AnyHistory history) {
        List<String> pictures = new ArrayList<>();
        history.parcels().forEach(parcel -> pictures.add(telling.stored(parcel)));
        return pictures;
    }

    private void judgeAgain(AnyHistory history) {
        List<UUID> waybills = history.parcels().stream().map(Parcel::waybill).toList();
        for (int time = 0; time < 2; time++) {
            QuarkusTransaction.requiringNew().run(() -> verifier.judge(waybills, AnyHistory.END));
        }
    }
}
