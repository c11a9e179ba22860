package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.DUE;
import static org.aidwitness.testkit.Cases.LEFT;
import static org.aidwitness.testkit.Cases.id;
import static org.aidwitness.verification.rule.DeclarationKind.DISPATCHED;
import static org.aidwitness.verification.rule.DeclarationKind.PASSED_CHECKPOINT;
import static org.aidwitness.verification.rule.DeclarationKind.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.testkit.Cases;
import org.aidwitness.testkit.Seeing;
import org.aidwitness.testkit.Tracing;
import org.aidwitness.verification.rule.Trace.Picture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F17, F19: whether the truck and the monitor can have been where they are told to have been. */
class TraceRulesTest {

    private static final Instant SEEN = DUE.plus(Duration.ofDays(1));

    /** One degree of longitude on the equator: the way from the port to the village. */
    private static final double DEGREE_METRES = 111_195.08;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                            | seconds | accuracy | precision | flown || F17
            at 90 km/h and a little less       | 4448    | 0        | INSTANT   | false || -
            at 90 km/h and a little more       | 4447    | 0        | INSTANT   | false || HIGH
            a little more, but not exactly     | 4447    | 50       | INSTANT   | false || -
            nobody knows how exactly           | 4447    | ?        | INSTANT   | false || HIGH
            at one time at two places          | 0       | 0        | INSTANT   | false || HIGH
            at one time within the accuracy    | 0       | 111000   | INSTANT   | false || -
            only the day is known              | 0       | 0        | DAY       | false || -
            at that time or before             | 0       | 0        | NOT_AFTER | false || -
            by air                             | 1000    | 0        | INSTANT   | true  || -
            """)
    void the_truck(
            String story,
            long seconds,
            @Nullable Double accuracy,
            TimePrecision precision,
            boolean flown,
            String ignored,
            String f17) {
        Cases waybill = Cases.bags()
                .said(DISPATCHED, LEFT, it -> it.point(new GeoPoint(0, 0), accuracy))
                .said(
                        RECEIVED,
                        LEFT.plusSeconds(seconds),
                        it -> it.point(new GeoPoint(0, 1), accuracy).precision(precision));

        assertThat(Verdicts.of("F17", (flown ? waybill.flown() : waybill).daysAfterDue(1)))
                .isEqualTo(f17);
    }

    @Test
    void each_stretch_of_the_road_is_judged_and_what_has_no_position_is_passed_over() {
        Cases waybill = Cases.bags()
                .said(DISPATCHED, LEFT, it -> it.point(new GeoPoint(0, 0), 10.0))
                .said(PASSED_CHECKPOINT, LEFT.plusSeconds(60), it -> it)
                .said(PASSED_CHECKPOINT, LEFT.plus(Duration.ofHours(20)), it -> it.point(new GeoPoint(0, 0.1), 10.0))
                .said(RECEIVED, LEFT.plus(Duration.ofHours(21)), it -> it.point(new GeoPoint(0, 1), 10.0));
        Finding finding = Verdicts.finding("F17", waybill.daysAfterDue(1));

        assertThat(finding.facts())
                .containsEntry("who", "VEHICLE")
                .containsEntry("journeys", "1")
                .containsEntry("seconds", "3600")
                .containsEntry("metres", String.valueOf(Math.round(DEGREE_METRES * 0.9) - 20));
        assertThat(finding.statements()).containsExactly(id(1_002), id(1_003));
        assertThat(Verdicts.of("F17", waybill.at(LEFT.plus(Duration.ofHours(20)))))
                .isEqualTo("-");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                            | degrees | minutes | accuracy || F17
            an hour and a half to go there     | 1       | 90      | 0        || -
            at 150 km/h and a little less      | 1       | 45      | 0        || -
            at 150 km/h and a little more      | 1       | 44      | 0        || HIGH
            nobody knows how exactly           | 1       | 44      | ?        || HIGH
            both may be off by some            | 1       | 44      | 700      || -
            499 metres are no journey          | 0.00448 | 0       | 0        || -
            501 metres are                     | 0.00451 | 0       | 0        || HIGH
            unless within the accuracy         | 0.00451 | 0       | 1        || -
            the same place at one time         | 0       | 0       | 0        || -
            """)
    void the_monitor(
            String story, double degrees, long minutes, @Nullable Double accuracy, String ignored, String f17) {
        GeoPoint there = new GeoPoint(0, 1 + degrees);
        Duration time = Duration.ofMinutes(minutes);

        assertThat(Verdicts.of(
                        "F17",
                        seen(it -> it.accuracy(accuracy)
                                .trace(trace -> trace.before(700, SEEN.minus(time), there, accuracy)))))
                .isEqualTo(f17);
        assertThat(Verdicts.of(
                        "F17",
                        seen(it -> it.accuracy(accuracy)
                                .trace(trace -> trace.after(700, SEEN.plus(time), there, accuracy)))))
                .isEqualTo(f17);
    }

    @Test
    void who_does_not_say_where_they_were_has_not_travelled_and_a_rejected_visit_neither() {
        UnaryOperator<Tracing> far = trace -> trace.before(700, SEEN, new GeoPoint(40, 40), null);

        assertThat(Verdicts.of("F17", seen(it -> it.trace(far)))).isEqualTo("HIGH");
        assertThat(Verdicts.of("F17", seen(it -> it.point(null).trace(far)))).isEqualTo("-");
        assertThat(Verdicts.of(
                        "F17", seen(it -> it.review(Review.REJECTED, "reviewer").trace(far))))
                .isEqualTo("-");
    }

    @Test
    void a_visit_to_come_is_judged_when_it_has_come() {
        Instant next = SEEN.plus(Duration.ofDays(20));
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .received()
                .visited(it -> it.happenedAt(next.minusSeconds(60))
                        .trace(trace -> trace.after(700, next, new GeoPoint(40, 40), null)))
                .at(next.minusSeconds(1));

        assertThat(Verdicts.of("F17", delivery)).isEqualTo("-");
        assertThat(Assurance.of(delivery).nextChangeAt()).isEqualTo(next);
        assertThat(Verdicts.of("F17", delivery.at(next))).isEqualTo("HIGH");
    }

    @Test
    void the_way_between_two_visits_of_one_delivery_is_told_once() {
        GeoPoint far = new GeoPoint(0, 3);
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .received()
                .visited(it -> it.trace(trace -> trace.after(2_001, SEEN.plusSeconds(60), far, null)))
                .visited(it -> it.happenedAt(SEEN.plusSeconds(60))
                        .point(far)
                        .trace(trace -> trace.before(2_000, SEEN, new GeoPoint(0, 1), null)))
                .daysAfterDue(3);

        assertThat(Verdicts.finding("F17", delivery).facts()).containsEntry("journeys", "1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                          | mock  | accuracy | counted | picture || F19  | signs
            nothing is known                 | ?     | ?        | 500     | false   || -    | ?
            a device like others             | false | 9        | 500     | false   || -    | ?
            invented by a program            | true  | 9        | 500     | false   || LOW  | MOCK_LOCATION
            as exact as no device is         | false | 0        | 500     | false   || LOW  | TOO_EXACT
            as inexact as may be             | false | 100      | 500     | false   || -    | ?
            more inexact                     | false | 101      | 500     | false   || LOW  | TOO_INEXACT
            and the count differs            | true  | 101      | 480     | false   || HIGH | MOCK_LOCATION TOO_INEXACT
            and the picture is an old one    | true  | 9        | 500     | true    || HIGH | MOCK_LOCATION
            the count alone says nothing     | false | 9        | 480     | true    || -    | ?
            """)
    void the_position(
            String story,
            @Nullable Boolean mock,
            @Nullable Double accuracy,
            long counted,
            boolean picture,
            String ignored,
            String f19,
            @Nullable String signs) {
        DeliveryCase delivery =
                seen(it -> it.accuracy(accuracy).counted(counted).trace(trace -> {
                    trace.mockLocation(mock);
                    return picture
                            ? trace.picture(new Picture("ab", SEEN.minus(Duration.ofDays(1)), List.of()))
                            : trace;
                }));

        assertThat(Verdicts.of("F19", delivery)).isEqualTo(f19);
        if (signs != null) {
            assertThat(Verdicts.finding("F19", delivery).facts()).containsEntry("signs", signs);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                             | day a | delivery a | day b | delivery b || F19
            three visits to three deliveries    | 1     | 21         | 2     | 22         || LOW
            two visits to three deliveries      | 1     | 21         | 1     | 22         || -
            three visits to two deliveries      | 1     | 21         | 2     | 21         || -
            two more to this delivery           | 1     | 11         | 2     | 11         || -
            """)
    void the_very_same_spot(
            String story, long dayA, int deliveryA, long dayB, int deliveryB, String ignored, String f19) {
        DeliveryCase delivery =
                seen(it -> it.trace(trace -> trace.sameSpot(801, deliveryA, SEEN.minus(Duration.ofDays(dayA)))
                        .sameSpot(802, deliveryB, SEEN.minus(Duration.ofDays(dayB)))));

        assertThat(Verdicts.of("F19", delivery)).isEqualTo(f19);
        if (f19.equals("LOW")) {
            assertThat(Verdicts.finding("F19", delivery).statements()).containsExactly(id(801), id(802), id(2_000));
        }
    }

    @Test
    void without_a_position_there_is_nothing_to_suspect_and_visits_to_come_are_not_counted() {
        Instant later = SEEN.plus(Duration.ofDays(20));
        assertThat(Verdicts.of("F19", seen(it -> it.point(null).trace(trace -> trace.mockLocation(true)))))
                .isEqualTo("-");
        DeliveryCase delivery = seen(it -> it.trace(
                        trace -> trace.sameSpot(801, 21, later).sameSpot(802, 22, SEEN.minus(Duration.ofDays(1)))))
                .at(later.minusSeconds(1));
        assertThat(Verdicts.of("F19", delivery)).isEqualTo("-");
        assertThat(new GpsSuspect().turns(delivery)).contains(later);
        assertThat(Verdicts.of("F19", delivery.at(later))).isEqualTo("LOW");
    }

    private static DeliveryCase seen(UnaryOperator<Seeing> change) {
        return Cases.bags().dispatched().received().visited(change).daysAfterDue(10);
    }
}
