package org.aidwitness.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.aidwitness.kernel.Policy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * R is a refusal, U an unannounced visit that was accepted, A an announced or escorted one, P one that nobody reviewed yet;
 * one a day, from left to right.
 */
class PlaceHistoryTest {

    static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");
    static final UUID SITE = new UUID(0, 7);
    static final String AREA = "QM0401";

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            '',       open, 0, 0
            R,        open, 1, 0
            RR,       open, 2, 0
            RRR,      held, 3, 0
            RRRR,     held, 4, 0
            RRUR,     open, 1, 0
            RRAR,     open, 1, 0
            RRPR,     open, 1, 0
            RRRU,     held, 0, 1
            RRRUU,    open, 0, 0
            RRRAA,    held, 0, 0
            RRRPP,    held, 0, 0
            RRRUP,    held, 0, 1
            RRRUAU,   open, 0, 0
            RRRURU,   held, 0, 1
            RRRURUU,  open, 0, 0
            RRRUURR,  open, 2, 0
            RRRUURRR, held, 3, 0
            """)
    void three_refusals_in_a_row_hold_and_two_unannounced_visits_release(
            String met, String state, int refusals, int visits) {
        PlaceHistory place = PlaceHistory.of(met(met), Policy.DEFAULTS);

        assertThat(place.held()).isEqualTo(state.equals("held"));
        assertThat(place.refusals()).isEqualTo(refusals);
        assertThat(place.visits()).isEqualTo(visits);
    }

    @Test
    void it_is_held_since_the_refusal_that_was_one_too_many() {
        assertThat(PlaceHistory.of(met("RURRRR"), Policy.DEFAULTS).since()).isEqualTo(day(4));
        assertThat(PlaceHistory.of(met("RRRUU"), Policy.DEFAULTS).since()).isEqualTo(day(4));
    }

    @Test
    void the_order_in_which_statements_come_in_does_not_matter() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            StringBuilder told = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                told.append("RUAP".charAt(random.nextInt(4)));
            }
            List<Met> met = new ArrayList<>(met(told.toString()));
            PlaceHistory inOrder = PlaceHistory.of(met, Policy.DEFAULTS);
            Collections.shuffle(met, random);
            assertThat(PlaceHistory.of(met, Policy.DEFAULTS))
                    .as(told.toString())
                    .isEqualTo(inOrder);
        }
    }

    /** A refused visit never opens a place. */
    @Test
    void one_more_refusal_never_releases() {
        for (String met : List.of("RRR", "RRRU", "RRRA", "RRRUR")) {
            assertThat(PlaceHistory.of(met(met + "R"), Policy.DEFAULTS).held()).isTrue();
        }
    }

    @Test
    void notice_counts_as_none_up_to_what_the_policy_says() {
        Met seen = visit(0, 24, true);
        assertThat(seen.opens(23)).isFalse();
        assertThat(seen.opens(24)).isTrue();
        assertThat(visit(0, 25, true).opens(24)).isFalse();
        assertThat(visit(0, null, true).opens(24)).as("unknown, or escorted").isFalse();
        assertThat(visit(0, 0, false).opens(24)).as("not accepted").isFalse();
    }

    @Test
    void at_the_same_instant_the_visit_came_first() {
        Met refused = refusal(SITE, null, day(3), 1, 1, 9, null);
        Met seen = visit(3, 0, true);
        assertThat(PlaceHistory.of(List.of(refused, seen), Policy.DEFAULTS).refusals())
                .isEqualTo(1);
    }

    @Test
    void one_organisation_is_turned_away_once_a_day_where_no_delivery_is_named() {
        Met first = refusal(SITE, null, day(0), 1, 1, null, null);
        Met second = refusal(SITE, null, day(0).plusSeconds(60), 1, 2, null, null);
        Met named = refusal(SITE, null, day(0).plusSeconds(120), 1, 1, 5, null);
        Met inTheArea = refusal(null, AREA, day(0).minusSeconds(60), 1, 1, null, null);
        Met nextDay = refusal(SITE, null, day(1), 1, 1, null, null);
        Met others = refusal(SITE, null, day(0), 2, 3, null, null);
        assertThat(Met.once(List.of(first, second, named, inTheArea))).containsExactly(named);
        assertThat(Met.once(List.of(first, second, inTheArea))).containsExactly(first);
        assertThat(Met.once(List.of(first, nextDay, others))).containsExactlyInAnyOrder(first, others, nextDay);
        Met lastMinute = refusal(SITE, null, Instant.parse("2026-03-01T23:59:59Z"), 1, 1, null, null);
        Met midnight = refusal(SITE, null, Instant.parse("2026-03-02T00:00:00Z"), 1, 1, null, null);
        assertThat(Met.once(List.of(lastMinute, midnight))).hasSize(2);
    }

    @Test
    void statements_are_of_one_visit_by_its_name_or_by_delivery_and_day() {
        Met byVisit = refusal(SITE, null, day(0), 1, 1, 5, 3);
        Met sameVisitLater = refusal(SITE, null, day(4), 1, 1, 5, 3);
        Met otherVisit = refusal(SITE, null, day(0), 1, 1, 5, 4);
        Met noVisit = refusal(SITE, null, day(0), 1, 1, 5, null);
        Met otherDelivery = refusal(SITE, null, day(0), 1, 1, 6, null);
        assertThat(Met.once(List.of(byVisit, sameVisitLater))).containsExactly(byVisit);
        assertThat(Met.once(List.of(byVisit, noVisit))).containsExactly(byVisit);
        assertThat(Met.once(List.of(byVisit, otherVisit, otherDelivery))).hasSize(3);
    }

    @Test
    void of_one_visit_the_accepted_telling_counts_and_notice_that_anybody_admits() {
        Met waiting = new Met(SITE, null, Met.Kind.VISIT, day(0), 0, false, 1, 1, 5, null);
        Met accepted = new Met(SITE, null, Met.Kind.VISIT, day(0), 0, true, 1, 2, 5, null);
        Met announced = new Met(SITE, null, Met.Kind.VISIT, day(0), 48, true, 1, 3, 5, null);
        assertThat(Met.once(List.of(waiting, accepted))).containsExactly(accepted);
        assertThat(Met.once(List.of(accepted, announced))).containsExactly(announced);
    }

    @Test
    void an_area_is_held_on_the_word_of_two_accounts_and_a_site_on_that_of_one() {
        List<Met> alone = List.of(inArea(0, 1), inArea(1, 1), inArea(2, 1), inArea(3, 1));
        assertThat(PlaceHistory.of(alone, Policy.DEFAULTS).held()).isFalse();
        List<Met> together = List.of(inArea(0, 1), inArea(1, 1), inArea(2, 2));
        assertThat(PlaceHistory.of(together, Policy.DEFAULTS).held()).isTrue();
        List<Met> mixed = List.of(inArea(0, 1), inArea(1, 1), refusal(SITE, null, day(2), 1, 1, 5, null));
        PlaceHistory site = PlaceHistory.of(mixed, Policy.DEFAULTS);
        assertThat(site.held()).isTrue();
        assertThat(site.heldOfItself()).isTrue();
        assertThat(PlaceHistory.of(together, Policy.DEFAULTS).heldOfItself()).isFalse();
    }

    static Met inArea(int day, int teller) {
        return refusal(null, AREA, day(day), 1, teller, null, null);
    }

    static Met refusal(
            @Nullable UUID site,
            @Nullable String area,
            Instant at,
            int organisation,
            int teller,
            @Nullable Integer waybill,
            @Nullable Integer visit) {
        return new Met(site, area, Met.Kind.REFUSED, at, null, false, organisation, teller, waybill, visit);
    }

    private static Met visit(int day, @Nullable Integer notice, boolean accepted) {
        return new Met(SITE, null, Met.Kind.VISIT, day(day), notice, accepted, 1, 1, 100 + day, null);
    }

    private static List<Met> met(String told) {
        List<Met> met = new ArrayList<>();
        for (int i = 0; i < told.length(); i++) {
            met.add(
                    switch (told.charAt(i)) {
                        case 'R' -> refusal(SITE, null, day(i), 1, 1, 100 + i, null);
                        case 'U' -> visit(i, 0, true);
                        case 'P' -> visit(i, 0, false);
                        default -> visit(i, 25, true);
                    });
        }
        return met;
    }

    static Instant day(int day) {
        return BEGIN.plusSeconds(day * 86_400L);
    }
}
