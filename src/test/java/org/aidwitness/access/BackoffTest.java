package org.aidwitness.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five mistakes are free, then guessing becomes slow; nobody is locked out for ever. */
class BackoffTest {

    private static final Instant LAST = Instant.parse("2026-10-06T07:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # story                                    | failures | last failure ago | wait from the last failure
            nothing happened                           |        0 | PT0S             | PT0S
            four mistakes                              |        4 | PT0S             | PT0S
            the fifth                                  |        5 | PT0S             | PT1M
            the fifth, a second before the end         |        5 | PT59S            | PT1M
            the fifth, sat out to the second           |        5 | PT1M             | PT0S
            the sixth                                  |        6 | PT0S             | PT2M
            the seventh                                |        7 | PT3M             | PT4M
            the eighth                                 |        8 | PT0S             | PT8M
            the ninth                                  |        9 | PT0S             | PT16M
            the tenth                                  |       10 | PT0S             | PT32M
            the eleventh: an hour, not 64 minutes      |       11 | PT0S             | PT1H
            the twelfth                                |       12 | PT59M59S         | PT1H
            the twelfth, sat out                       |       12 | PT1H             | PT0S
            the largest number there is                | 2147483647 | PT0S           | PT1H
            noted by a clock a little ahead            |        5 | PT-1S            | PT1M
            noted by a clock an hour ahead             |        5 | PT-1H            | PT1M
            noted before the clock was set back        |        5 | PT-1H-1S         | PT0S
            """)
    void the_wait_doubles_from_a_minute_to_an_hour(String story, int failures, Duration ago, Duration wait) {
        Instant now = LAST.plus(ago);
        Backoff backoff = new Backoff(failures, LAST);
        assertThat(backoff.nextAttempt(now)).as(story).isEqualTo(wait.isZero() ? now : LAST.plus(wait));
        assertThat(backoff.mustWait(now)).as(story).isEqualTo(!wait.isZero());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # story                                    | failures | last failure ago | failures after one more
            the first                                  |        0 | PT0S             | 1
            the second at once                         |        1 | PT0S             | 2
            within 15 minutes                          |        4 | PT14M59S         | 5
            after 15 minutes the four are forgotten    |        4 | PT15M            | 1
            the fifth is remembered from its wait's end|        5 | PT15M59S         | 6
            and forgotten 15 minutes later             |        5 | PT16M            | 1
            after an hour's wait the memory goes on    |       11 | PT1H14M59S       | 12
            and then it ends                           |       11 | PT1H15M          | 1
            by a clock a little ahead                  |        5 | PT-1S            | 6
            before the clock was set back              |        5 | PT-2H            | 1
            the number stays a number                  | 2147483647 | PT0S           | 1001
            """)
    void mistakes_are_forgotten_in_a_quarter_of_an_hour(String story, int failures, Duration ago, int after) {
        Instant now = LAST.plus(ago);
        assertThat(new Backoff(failures, LAST).failed(now)).as(story).isEqualTo(new Backoff(after, now));
    }

    @Test
    void a_guesser_who_never_gives_up_has_some_thirty_guesses_a_day() {
        Backoff backoff = Backoff.NONE;
        Instant now = LAST;
        int guesses = 0;
        while (now.isBefore(LAST.plus(Duration.ofDays(1)))) {
            backoff = backoff.failed(now);
            now = backoff.nextAttempt(now);
            guesses++;
        }
        assertThat(guesses).isBetween(25, 40);
    }

    @Test
    void who_stays_below_the_limit_has_four_guesses_in_a_quarter_of_an_hour() {
        Backoff backoff = Backoff.NONE;
        Instant now = LAST;
        int guesses = 0;
        while (now.isBefore(LAST.plus(Duration.ofDays(1)))) {
            backoff = backoff.failed(now);
            guesses++;
            if (backoff.failures() == Backoff.FREE_FAILURES - 1) {
                now = now.plus(Backoff.MEMORY);
            }
        }
        assertThat(guesses).isEqualTo(4 * 4 * 24);
    }

    @Test
    void there_are_no_negative_failures() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(-1, LAST));
    }
}
