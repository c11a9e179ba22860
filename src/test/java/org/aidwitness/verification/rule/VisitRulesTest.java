package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.DUE;
import static org.aidwitness.verification.rule.DeclarationKind.DISTRIBUTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.testkit.Cases;
import org.aidwitness.testkit.Seeing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F05, F06, F07, F21, F26: how a visit was made, in which language, how soon it was told, and by whom again. */
class VisitRulesTest {

    private static final Instant SEEN = DUE.plus(Duration.ofDays(1));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                    | hours | verdict       | method    | point | review   || F05
            nobody says                | ?     | CONFIRMED     | COUNT     | true  | ACCEPTED || -
            unannounced                | 0     | CONFIRMED     | COUNT     | true  | ACCEPTED || -
            as long as may be          | 24    | CONFIRMED     | COUNT     | true  | ACCEPTED || -
            an hour longer             | 25    | CONFIRMED     | COUNT     | true  | ACCEPTED || MEDIUM
            the goods were gone        | 25    | NOT_SEEN      | COUNT     | true  | ACCEPTED || MEDIUM
            not yet reviewed           | 25    | CONFIRMED     | COUNT     | true  | PENDING  || MEDIUM
            found untrue               | 25    | CONFIRMED     | COUNT     | true  | REJECTED || -
            turned away: no visit      | 25    | ACCESS_DENIED | COUNT     | true  | ACCEPTED || -
            perhaps by phone: no visit | 25    | CONFIRMED     | INTERVIEW | false | ACCEPTED || -
            talked at the place        | 25    | CONFIRMED     | INTERVIEW | true  | ACCEPTED || MEDIUM
            """)
    void notice(
            String story,
            @Nullable Integer hours,
            Verdict verdict,
            Method method,
            boolean point,
            Review review,
            String ignored,
            String f05) {
        DeliveryCase delivery = seen(it -> it.noticeHours(hours)
                .verdict(verdict)
                .method(method)
                .point(point ? Cases.VILLAGE.point() : null)
                .review(review, "reviewer"));

        assertThat(Verdicts.of("F05", delivery)).isEqualTo(f05);
    }

    @Test
    void what_counts_is_the_longest_notice_and_a_file_tells_of_it_too() {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .received()
                .visited(it -> it.noticeHours(72).imported())
                .visited(it -> it.noticeHours(48))
                .daysAfterDue(3);

        assertThat(Verdicts.finding("F05", delivery).facts())
                .containsEntry("noticeHours", "72")
                .containsEntry("limitHours", "24");
        assertThat(Verdicts.finding("F05", delivery).statements()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                           | escorted | interviews | final || F06
            alone                             | false    | 0          | true  || -
            escorted, and asked in private    | true     | 1          | true  || -
            escorted all the time             | true     | 0          | true  || MEDIUM
            at a store nobody is fed          | true     | 0          | false || -
            nobody says whether escorted      | ?        | 0          | true  || -
            nobody says whether any was asked | true     | ?          | true  || -
            nobody says anything              | ?        | ?          | true  || -
            """)
    void company(
            String story,
            @Nullable Boolean escorted,
            @Nullable Integer interviews,
            boolean last,
            String ignored,
            String f06) {
        Cases waybill = Cases.bags()
                .dispatched()
                .received()
                .visited(it -> it.trace(trace -> trace.company(escorted, interviews)));

        assertThat(Verdicts.of("F06", (last ? waybill : waybill.notFinalLeg()).daysAfterDue(2)))
                .isEqualTo(f06);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                               | languages | speaks | other day | speaks then | F07
            speaks it                             | sw        | true   | ?         | ?           | -
            does not                              | sw        | false  | ?         | ?           | LOW
            nobody knows what the monitor speaks  | sw        | ?      | ?         | ?           | -
            nobody knows what is spoken there     | ?         | false  | ?         | ?           | -
            a companion speaks it                 | sw        | false  | 0         | true        | -
            nobody knows of a companion           | sw        | false  | 0         | ?           | -
            nor does the companion                | sw        | false  | 0         | false       | LOW
            nor did anybody 89 days ago           | sw        | false  | 89        | false       | MEDIUM
            90 days ago is long ago               | sw        | false  | 90        | false       | LOW
            somebody did lately                   | sw        | false  | 1         | true        | LOW
            nobody knows of who came lately       | sw        | false  | 1         | ?           | LOW
            """)
    void language(
            String story,
            @Nullable String languages,
            @Nullable Boolean speaks,
            @Nullable Long days,
            @Nullable Boolean spoken,
            String f07) {
        DeliveryCase delivery = seen(it -> it.trace(trace -> {
            trace.language(languages == null ? List.of() : List.of(languages), speaks);
            return days == null ? trace : trace.caller(500, SEEN.minus(Duration.ofDays(days)), spoken);
        }));

        assertThat(Verdicts.of("F07", delivery)).isEqualTo(f07);
    }

    @Test
    void a_gap_is_counted_up_to_the_limit_so_that_the_next_visit_changes_no_flag() {
        DeliveryCase delivery = seen(it -> it.trace(trace -> trace.language(List.of("sw", "ar-SD"), false)
                .caller(501, SEEN.minus(Duration.ofDays(3)), false)
                .caller(502, SEEN.minus(Duration.ofDays(2)), false)
                .caller(503, SEEN.minus(Duration.ofDays(1)), false)));

        assertThat(Verdicts.finding("F07", delivery).facts())
                .containsEntry("siteLanguages", "ar-SD sw")
                .containsEntry("visitsWithout", "2");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                          | minutes | imported | review   || F21
            at once                          | 0       | false    | ACCEPTED || -
            three days later                 | 4320    | false    | ACCEPTED || -
            and a minute                     | 4321    | false    | PENDING  || MEDIUM
            found untrue                     | 9000    | false    | REJECTED || -
            a file may come years later      | 9000    | true     | ACCEPTED || -
            nobody knows                     | ?       | false    | ACCEPTED || -
            """)
    void told(String story, @Nullable Long minutes, boolean imported, Review review, String ignored, String f21) {
        DeliveryCase delivery = seen(it -> (imported ? it.imported() : it)
                .review(review, "reviewer")
                .trace(trace -> trace.toldAt(minutes == null ? null : SEEN.plus(Duration.ofMinutes(minutes)))));

        assertThat(Verdicts.of("F21", delivery)).isEqualTo(f21);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                             | happened at          | told at              | history || F21
            on the tenth day                    | 2026-03-05T08:00:00Z | 2026-04-11T00:00:00Z | false   || -
            after it                            | 2026-03-05T08:00:00Z | 2026-04-11T00:00:01Z | false   || MEDIUM
            the last second counts to its month | 2026-03-31T23:59:59Z | 2026-04-11T00:00:00Z | false   || -
            the next second to the next         | 2026-04-01T00:00:00Z | 2026-05-11T00:00:00Z | false   || -
            the year ends, too                  | 2026-12-05T08:00:00Z | 2027-01-11T00:00:01Z | false   || MEDIUM
            history is told long after          | 2026-03-05T08:00:00Z | 2027-04-11T00:00:01Z | true    || -
            """)
    void handed_out(String story, Instant at, Instant told, boolean history, String ignored, String f21) {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .received()
                .said(DISTRIBUTED, at, it -> (history ? it.history() : it).acceptedAt(told))
                .at(Instant.parse("2027-06-01T00:00:00Z"));

        assertThat(Verdicts.of("F21", delivery)).isEqualTo(f21);
    }

    @Test
    void a_correction_is_as_late_as_what_it_corrects() {
        Instant at = Instant.parse("2026-03-05T08:00:00Z");
        Instant later = Instant.parse("2026-09-01T00:00:00Z");
        Cases inTime =
                Cases.bags().said(DISTRIBUTED, at, it -> it.acceptedAt(later).toldAt(at.plus(Duration.ofDays(2))));

        assertThat(Verdicts.of("F21", inTime.at(later))).isEqualTo("-");
    }

    @ParameterizedTest(name = "{0} visits in a row")
    @CsvSource(delimiter = '|', textBlock = """
            # row || F26
            0     || -
            1     || -
            3     || -
            4     || LOW
            5     || LOW
            6     || MEDIUM
            7     || MEDIUM
            """)
    void routine(int row, String ignored, String f26) {
        DeliveryCase delivery = seen(it -> it.trace(trace -> trace.inARow(row)));

        assertThat(Verdicts.of("F26", delivery)).isEqualTo(f26);
        assertThat(Verdicts.of(
                        "F26", seen(it -> it.verdict(Verdict.ACCESS_DENIED).trace(trace -> trace.inARow(row)))))
                .isEqualTo("-");
    }

    @Test
    void what_is_not_yet_is_not_judged() {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .received()
                .visited(it -> it.noticeHours(99).trace(trace -> trace.inARow(9).company(true, 0)))
                .at(SEEN.minusSeconds(1));

        assertThat(Verdicts.all(delivery)).isEqualTo("-");
    }

    @Test
    void an_honest_visit_near_others_has_nothing_to_answer_for() {
        DeliveryCase delivery = seen(it -> it.accuracy(9.0)
                .trace(trace -> trace.company(false, 4)
                        .mockLocation(false)
                        .language(List.of("sw"), true)
                        .before(601, SEEN.minus(Duration.ofHours(3)), new GeoPoint(0, 2), 10.0)
                        .after(602, SEEN.plus(Duration.ofHours(3)), new GeoPoint(1, 1), 10.0)
                        .sameSpot(603, 13, SEEN.minus(Duration.ofDays(9)))
                        .inARow(3)));

        assertThat(Verdicts.all(delivery)).isEqualTo("-");
    }

    private static DeliveryCase seen(UnaryOperator<Seeing> change) {
        return Cases.bags().dispatched().received().visited(change).daysAfterDue(10);
    }
}
