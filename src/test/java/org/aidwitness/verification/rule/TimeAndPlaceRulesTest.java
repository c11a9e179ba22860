package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.DUE;
import static org.aidwitness.testkit.Cases.LEFT;
import static org.aidwitness.testkit.Cases.VILLAGE;
import static org.aidwitness.testkit.Cases.id;
import static org.aidwitness.verification.rule.DeclarationKind.DISPATCHED;
import static org.aidwitness.verification.rule.DeclarationKind.PASSED_CHECKPOINT;
import static org.aidwitness.verification.rule.DeclarationKind.RECEIVED;
import static org.aidwitness.verification.rule.DeclarationKind.REROUTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.aidwitness.kernel.CoveragePolicy;
import org.aidwitness.kernel.DrawPolicy;
import org.aidwitness.kernel.GatePolicy;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.kernel.GoodsPolicy;
import org.aidwitness.kernel.HeardPolicy;
import org.aidwitness.kernel.PeerPolicy;
import org.aidwitness.kernel.Policy;
import org.aidwitness.kernel.VisitPolicy;
import org.aidwitness.testkit.Cases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F01, F16, F18, F22: when and where. */
class TimeAndPlaceRulesTest {

    /** One degree of longitude on the equator. */
    private static final double DEGREE_METRES = 111_195.08;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                            | receipt   | seconds after limit 1 | seconds after limit 2 || F01
            still time                         | INSTANT   | -1                    | ?                     || -
            day 22 begins                      | INSTANT   | 0                     | ?                     || HIGH
            day 45 has not ended               | INSTANT   | ?                     | -1                    || HIGH
            day 45 has ended                   | INSTANT   | ?                     | 0                     || CRITICAL
            a day counts to its end            | DAY       | 57599                 | ?                     || -
            and not longer                     | DAY       | 57600                 | ?                     || HIGH
            at that time or before             | NOT_AFTER | 0                     | ?                     || HIGH
            """)
    void nobody_came(String story, TimePrecision precision, String first, String second, String ignored, String f01) {
        Instant now = first.equals("?")
                ? DUE.plus(Duration.ofDays(45)).plusSeconds(Long.parseLong(second))
                : DUE.plus(Duration.ofDays(21)).plusSeconds(Long.parseLong(first));
        Cases waybill = Cases.bags().dispatched().said(RECEIVED, DUE, it -> it.precision(precision));

        assertThat(Verdicts.of("F01", waybill.at(now))).isEqualTo(f01);
        assertThat(Verdicts.of("F01", waybill.notFinalLeg().at(now))).isEqualTo("-");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                                    || F01 on day 22 | F01 on day 46
            a good visit                               || -             | -
            not yet accepted                           || HIGH          | CRITICAL
            accepted by the monitor alone              || HIGH          | CRITICAL
            not independent                            || HIGH          | CRITICAL
            turned away                                || HIGH          | CRITICAL
            goods not seen                             || HIGH          | CRITICAL
            from a file                                || HIGH          | CRITICAL
            perhaps by phone                           || HIGH          | CRITICAL
            interview at the place                     || -             | -
            the day before the goods came              || HIGH          | CRITICAL
            discrepant                                 || -             | -
            """)
    void only_a_visit_silences_it(String story, String ignored, String day22, String day46) {
        Cases waybill = Cases.bags().dispatched().received().visited(it -> switch (story) {
            case "a good visit" -> it;
            case "not yet accepted" -> it.review(Review.PENDING, null);
            case "accepted by the monitor alone" -> it.review(Review.ACCEPTED, "M-07");
            case "not independent" -> it.dependent();
            case "turned away" -> it.verdict(Verdict.ACCESS_DENIED);
            case "goods not seen" -> it.verdict(Verdict.NOT_SEEN);
            case "from a file" -> it.imported();
            case "perhaps by phone" -> it.method(Method.INTERVIEW).point(null);
            case "interview at the place" -> it.method(Method.INTERVIEW);
            case "the day before the goods came" -> it.happenedAt(DUE.minus(Duration.ofDays(1)));
            case "discrepant" -> it.verdict(Verdict.DISCREPANT);
            default -> throw new IllegalArgumentException(story);
        });

        assertThat(Verdicts.of("F01", waybill.daysAfterDue(22))).isEqualTo(day22);
        assertThat(Verdicts.of("F01", waybill.daysAfterDue(46))).isEqualTo(day46);
    }

    @Test
    void a_visit_after_the_second_limit_comes_too_late() {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .received()
                .visited(it -> it.happenedAt(DUE.plus(Duration.ofDays(45))))
                .daysAfterDue(46);

        assertThat(Verdicts.of("F01", delivery)).isEqualTo("CRITICAL");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                                     | planned | hours after || F22    | F01
            within the grace                            | true    | 23          || -      | -
            the grace has passed                        | true    | 24          || MEDIUM | -
            nearly twice the grace                      | true    | 47          || MEDIUM | -
            twice the grace                             | true    | 48          || HIGH   | -
            not received 21 days after the grace        | true    | 528         || HIGH   | HIGH
            not received 45 days after the grace        | true    | 1104        || HIGH   | CRITICAL
            without a plan the dispatch counts          | false   | 479         || -      | -
            without a plan it does not stay hidden      | false   | 480         || -      | HIGH
            """)
    void on_the_way_for_too_long(String story, boolean planned, long hours, String ignored, String f22, String f01) {
        Cases waybill = planned ? Cases.bags() : Cases.bags().withoutPlan();
        DeliveryCase delivery = waybill.dispatched().at(DUE.plus(Duration.ofHours(hours)));

        assertThat(Verdicts.of("F22", delivery)).isEqualTo(f22);
        assertThat(Verdicts.of("F01", delivery)).isEqualTo(f01);
    }

    @Test
    void a_long_way_is_granted_half_its_planned_time() {
        Policy twelveHours = new Policy(
                0,
                21,
                45,
                24,
                2,
                90,
                50,
                200,
                500,
                500,
                20,
                7,
                100,
                300,
                1000,
                100,
                2_000,
                10_000,
                15,
                10,
                3,
                12,
                50,
                24,
                2,
                72,
                GatePolicy.DEFAULTS,
                DrawPolicy.DEFAULTS,
                CoveragePolicy.DEFAULTS,
                HeardPolicy.DEFAULTS,
                GoodsPolicy.DEFAULTS,
                VisitPolicy.DEFAULTS,
                PeerPolicy.DEFAULTS);
        Cases waybill = Cases.bags().policy(twelveHours).dispatched();

        assertThat(Verdicts.of("F22", waybill.at(DUE.plus(Duration.ofHours(24)).minusSeconds(1))))
                .isEqualTo("-");
        assertThat(Verdicts.of("F22", waybill.at(DUE.plus(Duration.ofHours(24)))))
                .isEqualTo("MEDIUM");
    }

    @Test
    void a_dispatch_not_after_a_time_never_makes_it_late() {
        DeliveryCase delivery = Cases.bags()
                .said(DISPATCHED, LEFT, it -> it.precision(TimePrecision.NOT_AFTER))
                .daysAfterDue(10);

        assertThat(Verdicts.of("F22", delivery)).isEqualTo("-");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                            | dispatched           | is        | received             | is        || F18
            the same instant                   | 2026-03-01T08:00:00Z | INSTANT   | 2026-03-01T08:00:00Z | INSTANT   || -
            a second before it left            | 2026-03-01T08:00:00Z | INSTANT   | 2026-03-01T07:59:59Z | INSTANT   || MEDIUM
            the same day                       | 2026-03-01T08:00:00Z | INSTANT   | 2026-03-01T00:00:00Z | DAY       || -
            the day before                     | 2026-03-01T00:00:00Z | DAY       | 2026-02-28T23:59:59Z | INSTANT   || MEDIUM
            received not after                 | 2026-03-01T08:00:00Z | INSTANT   | 2026-02-01T00:00:00Z | NOT_AFTER || -
            dispatched not after               | 2026-03-01T08:00:00Z | NOT_AFTER | 2026-02-01T00:00:00Z | INSTANT   || -
            """)
    void received_before_dispatched(
            String story,
            Instant left,
            TimePrecision leftIs,
            Instant came,
            TimePrecision cameIs,
            String ignored,
            String f18) {
        DeliveryCase delivery = Cases.bags()
                .said(DISPATCHED, left, it -> it.precision(leftIs))
                .said(RECEIVED, came, it -> it.precision(cameIs))
                .daysAfterDue(0);

        assertThat(Verdicts.of("F18", delivery)).isEqualTo(f18);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story (all around 2026-03-03T08:00:00Z)| is        | noted                | device               | accepted             | history || F18
            all at once                              | INSTANT   | 2026-03-03T08:00:00Z | 2026-03-03T08:00:00Z | 2026-03-03T08:00:00Z | false   || -
            15 minutes ahead                         | INSTANT   | ?                    | ?                    | 2026-03-03T07:45:00Z | false   || -
            more than 15 minutes ahead               | INSTANT   | ?                    | ?                    | 2026-03-03T07:44:59Z | false   || MEDIUM
            ahead, but on the same day               | DAY       | ?                    | ?                    | 2026-03-03T00:00:00Z | false   || -
            the next day, 15 minutes before midnight | DAY       | ?                    | ?                    | 2026-03-02T23:45:00Z | false   || -
            the next day                             | DAY       | ?                    | ?                    | 2026-03-02T23:44:59Z | false   || MEDIUM
            ahead, not after                         | NOT_AFTER | ?                    | ?                    | 2026-01-01T00:00:00Z | false   || -
            noted before it happened                 | INSTANT   | 2026-03-03T07:59:59Z | ?                    | 2026-03-03T08:00:00Z | false   || MEDIUM
            noted on the day                         | DAY       | 2026-03-03T00:00:00Z | ?                    | 2026-03-03T08:00:00Z | false   || -
            noted the day before                     | DAY       | 2026-03-02T23:00:00Z | ?                    | 2026-03-03T08:00:00Z | true    || MEDIUM
            noted before it happened, not after      | NOT_AFTER | 2026-03-01T00:00:00Z | ?                    | 2026-03-03T08:00:00Z | false   || -
            device 10 minutes ahead of the server    | INSTANT   | ?                    | 2026-03-03T08:10:00Z | 2026-03-03T08:00:00Z | false   || -
            device further ahead                     | INSTANT   | ?                    | 2026-03-03T08:10:01Z | 2026-03-03T08:00:00Z | false   || MEDIUM
            device 10 minutes behind the event       | INSTANT   | ?                    | 2026-03-03T07:50:00Z | 2026-03-03T08:00:00Z | false   || -
            device further behind                    | INSTANT   | ?                    | 2026-03-03T07:49:59Z | 2026-03-03T08:00:00Z | false   || MEDIUM
            waited two days for a network            | INSTANT   | ?                    | 2026-03-03T08:00:00Z | 2026-03-05T08:00:00Z | false   || -
            three days late                          | INSTANT   | ?                    | ?                    | 2026-03-06T08:00:00Z | false   || -
            more than three days late                | INSTANT   | ?                    | ?                    | 2026-03-06T08:00:01Z | false   || MEDIUM
            noted in time, sent late                 | INSTANT   | 2026-03-03T09:00:00Z | ?                    | 2026-03-20T08:00:00Z | false   || -
            noted late                               | INSTANT   | 2026-03-06T08:00:01Z | ?                    | 2026-03-20T08:00:00Z | false   || MEDIUM
            three days by the calendar               | DAY       | ?                    | ?                    | 2026-03-06T23:00:00Z | false   || -
            four days by the calendar                | DAY       | ?                    | ?                    | 2026-03-07T00:00:00Z | false   || MEDIUM
            history is always accepted late          | DAY       | ?                    | ?                    | 2036-03-07T00:00:00Z | true    || -
            history noted late                       | DAY       | 2026-03-07T00:00:00Z | ?                    | 2036-03-07T00:00:00Z | true    || MEDIUM
            late, not after                          | NOT_AFTER | ?                    | ?                    | 2036-03-07T00:00:00Z | false   || -
            """)
    void stated_times(
            String story,
            TimePrecision precision,
            @Nullable Instant noted,
            @Nullable Instant device,
            Instant accepted,
            boolean history,
            String ignored,
            String f18) {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .said(RECEIVED, DUE, it -> {
                    it.precision(precision).notedAt(noted).deviceAt(device).acceptedAt(accepted);
                    return history ? it.history() : it;
                })
                .daysAfterDue(0);

        assertThat(Verdicts.of("F18", delivery)).isEqualTo(f18);
    }

    @Test
    void a_date_in_the_future_is_noticed_at_once() {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .said(RECEIVED, DUE.plus(Duration.ofDays(300)), it -> it.acceptedAt(DUE))
                .daysAfterDue(0);

        assertThat(Verdicts.of("F18", delivery)).isEqualTo("MEDIUM");
        assertThat(LogisticsState.of(delivery, true, false)).isEqualTo(LogisticsState.DISPATCHED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story (radius 500, limit 2,000)  | metres off | accuracy || F16
            at the gate                        |          0 |        ? || -
            just within                        |       2499 |        ? || -
            just beyond                        |       2501 |        ? || HIGH
            beyond, but within its accuracy    |       2599 |      100 || -
            beyond its accuracy                |       2601 |      100 || HIGH
            """)
    void receipt_at_the_site(String story, double metres, @Nullable Double accuracy, String ignored, String f16) {
        GeoPoint point = new GeoPoint(0, 1 + metres / DEGREE_METRES);
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .said(RECEIVED, DUE, it -> it.point(point, accuracy))
                .daysAfterDue(0);
        DeliveryCase visited =
                Cases.bags().dispatched().visited(it -> it.point(point)).daysAfterDue(2);

        assertThat(Verdicts.of("F16", delivery)).isEqualTo(f16);
        assertThat(Verdicts.of("F16", visited)).isEqualTo(metres > 2500 ? "HIGH" : "-");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story (from 0 0 to 0 1)  | latitude | longitude || F16
            on the line                | 0        | 0.5       || -
            just within the corridor   | 0.0898   | 0.5       || -
            just outside, north        | 0.0901   | 0.5       || HIGH
            just outside, south        | -0.0901  | 0.5       || HIGH
            a little behind the start  | 0        | -0.0898   || -
            far behind the start       | 0        | -0.0901   || HIGH
            a little past the end      | 0        | 1.0898    || -
            far past the end           | 0        | 1.0901    || HIGH
            the other side of the world| 0        | 180       || HIGH
            """)
    void passage_in_the_corridor(String story, double latitude, double longitude, String ignored, String f16) {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .said(PASSED_CHECKPOINT, LEFT.plusSeconds(60), it -> it.point(new GeoPoint(latitude, longitude), null))
                .daysAfterDue(0);

        assertThat(Verdicts.of("F16", delivery)).isEqualTo(f16);
    }

    @Test
    void received_at_another_site_is_a_deviation_unless_rerouted() {
        Cases elsewhere = Cases.bags().dispatched().said(RECEIVED, DUE, it -> it.site(id(999)));

        assertThat(Verdicts.of("F16", elsewhere.daysAfterDue(0))).isEqualTo("HIGH");
        assertThat(Verdicts.of("F16", elsewhere.said(REROUTED, LEFT, it -> it).daysAfterDue(0)))
                .isEqualTo("-");
    }

    @Test
    void a_monitor_who_is_turned_away_may_stand_anywhere() {
        DeliveryCase delivery = Cases.bags()
                .visited(it -> it.verdict(Verdict.ACCESS_DENIED).point(new GeoPoint(10, 10)))
                .daysAfterDue(2);

        assertThat(VILLAGE.point()).isNotNull();
        assertThat(Verdicts.of("F16", delivery)).isEqualTo("-");
    }
}
