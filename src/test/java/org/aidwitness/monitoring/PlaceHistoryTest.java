package org.aidwitness.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.aidwitness.kernel.GatePolicy;
import org.aidwitness.monitoring.PlaceHistory.Event;
import org.aidwitness.monitoring.PlaceHistory.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R is a refusal, U an unannounced visit, A an announced or escorted one; one a day, from left to right. */
class PlaceHistoryTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            '',       open, 0, 0
            R,        open, 1, 0
            RR,       open, 2, 0
            RRR,      held, 3, 0
            RRRR,     held, 4, 0
            RRUR,     open, 1, 0
            RRAR,     open, 1, 0
            RRRU,     held, 0, 1
            RRRUU,    open, 0, 0
            RRRAA,    held, 0, 0
            RRRUAU,   open, 0, 0
            RRRURU,   held, 0, 1
            RRRURUU,  open, 0, 0
            RRRUURR,  open, 2, 0
            RRRUURRR, held, 3, 0
            """)
    void three_refusals_in_a_row_hold_and_two_unannounced_visits_release(
            String met, String state, int refusals, int visits) {
        PlaceHistory place = PlaceHistory.of(events(met), GatePolicy.DEFAULTS);

        assertThat(place.held()).isEqualTo(state.equals("held"));
        assertThat(place.refusals()).isEqualTo(refusals);
        assertThat(place.visits()).isEqualTo(visits);
    }

    @Test
    void it_is_held_since_the_refusal_that_was_one_too_many() {
        assertThat(PlaceHistory.of(events("RURRRR"), GatePolicy.DEFAULTS).since())
                .isEqualTo(day(4));
        assertThat(PlaceHistory.of(events("RRRUU"), GatePolicy.DEFAULTS).since())
                .isEqualTo(day(4));
    }

    @Test
    void the_order_in_which_statements_come_in_does_not_matter() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            StringBuilder met = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                met.append("RUA".charAt(random.nextInt(3)));
            }
            List<Event> events = new ArrayList<>(events(met.toString()));
            PlaceHistory inOrder = PlaceHistory.of(events, GatePolicy.DEFAULTS);
            Collections.shuffle(events, random);
            assertThat(PlaceHistory.of(events, GatePolicy.DEFAULTS))
                    .as(met.toString())
                    .isEqualTo(inOrder);
        }
    }

    /** A refused visit never opens a place. */
    @Test
    void one_more_refusal_never_releases() {
        for (String met : List.of("RRR", "RRRU", "RRRA", "RRRUR")) {
            assertThat(PlaceHistory.of(events(met + "R"), GatePolicy.DEFAULTS).held())
                    .isTrue();
        }
    }

    private static List<Event> events(String met) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < met.length(); i++) {
            Kind kind = switch (met.charAt(i)) {
                case 'R' -> Kind.REFUSED;
                case 'U' -> Kind.UNANNOUNCED_VISIT;
                default -> Kind.ANNOUNCED_VISIT;
            };
            events.add(new Event(new UUID(0, i), kind, day(i)));
        }
        return events;
    }

    private static Instant day(int day) {
        return BEGIN.plusSeconds(day * 86_400L);
    }
}
