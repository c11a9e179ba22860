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
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.testkit.Cases;
import org.aidwitness.testkit.Seeing;
import org.aidwitness.testkit.Tracing;
import org.aidwitness.verification.rule.Trace.Picture;
import org.aidwitness.verification.rule.Trace.Twin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F17, F19, F20: whether the truck, the monitor and the pictures can have been where they are told to have been. */
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

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                                       | delivery | own visit | visit | monitor | hours | bits || F20
            the same file at another delivery             | 12       | ?         | ?     | M-07    | 0     | ?    || HIGH
            whoever used it                               | 12       | ?         | ?     | M-99    | 5000  | ?    || HIGH
            the same look                                 | 12       | ?         | ?     | M-07    | 0     | 6    || HIGH
            nearly the same look                          | 12       | ?         | ?     | M-07    | 0     | 7    || -
            the same delivery on one visit                | 11       | 31        | 31    | M-07    | 0     | ?    || -
            on another visit                              | 11       | 31        | 32    | M-07    | 0     | ?    || HIGH
            no visit is named, the same day               | 11       | ?         | 31    | M-07    | 2     | ?    || -
            the next day                                  | 11       | ?         | ?     | M-07    | 24    | ?    || HIGH
            the same day, somebody else                   | 11       | ?         | ?     | M-99    | 2     | ?    || HIGH
            """)
    void the_picture_elsewhere(
            String story,
            int delivery,
            @Nullable Integer own,
            @Nullable Integer visit,
            String monitor,
            long hours,
            @Nullable Integer bits,
            String ignored,
            String f20) {
        Twin twin = new Twin(
                id(900),
                id(delivery),
                visit == null ? null : id(visit),
                id(300),
                monitor,
                SEEN.minus(Duration.ofHours(hours)),
                SEEN.minus(Duration.ofHours(hours)),
                bits);
        DeliveryCase seen = seen(it -> it.trace(
                trace -> trace.visit(own == null ? null : id(own)).picture(new Picture("ab", null, List.of(twin)))));

        assertThat(Verdicts.of("F20", seen)).isEqualTo(f20);
        if (f20.equals("HIGH")) {
            assertThat(Verdicts.finding("F20", seen).statements()).containsExactly(id(900), id(2_000));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                             | told | twin | twin told | taken || F20
            the other came and told later       | 4    | 24   | 30        | ?     || INFO
            the other came and told before      | 4    | -24  | -20       | ?     || HIGH
            came first, told last for a network | 40   | 24   | 30        | ?     || HIGH
            told first of a later visit         | 4    | -24  | 30        | ?     || HIGH
            told in one instant                 | 4    | 24   | 4         | ?     || HIGH
            came in one instant                 | 4    | 0    | 30        | ?     || HIGH
            nobody knows when this was told     | ?    | 24   | 30        | ?     || HIGH
            nobody knows when that was told     | 4    | 24   | ?         | ?     || HIGH
            first, with a picture of before     | 4    | 24   | 30        | -3    || HIGH
            """)
    void the_picture_belongs_to_whom_both_orders_call_first(
            String story,
            @Nullable Long told,
            long twinHours,
            @Nullable Long twinTold,
            @Nullable Long taken,
            String ignored,
            String f20) {
        Twin twin = new Twin(
                id(900),
                id(12),
                null,
                id(300),
                "M-99",
                Objects.requireNonNull(after(twinHours)),
                after(twinTold),
                null);
        DeliveryCase delivery = seen(it ->
                it.trace(trace -> trace.toldAt(after(told)).picture(new Picture("ab", after(taken), List.of(twin)))));

        assertThat(Verdicts.of("F20", delivery)).isEqualTo(f20);
        assertThat(Verdicts.finding("F20", delivery).statements()).containsExactly(id(900), id(2_000));
    }

    private static @Nullable Instant after(@Nullable Long hours) {
        return hours == null ? null : SEEN.plus(Duration.ofHours(hours));
    }

    @Test
    void one_reuse_among_the_originals_is_a_reuse() {
        Twin later = new Twin(id(900), id(12), null, id(300), "M-99", SEEN.plusSeconds(1), SEEN.plusSeconds(9), null);
        Twin before =
                new Twin(id(901), id(13), null, id(300), "M-99", SEEN.minusSeconds(9), SEEN.minusSeconds(1), null);
        DeliveryCase delivery = seen(it -> it.trace(trace -> trace.picture(new Picture("ab", null, List.of(later)))
                .picture(new Picture("cd", null, List.of(later, before)))));

        assertThat(Verdicts.of("F20", delivery)).isEqualTo("HIGH");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                 | seconds || F20
            the camera says nothing | ?       || -
            at the time             | 0       || -
            two hours before        | -7200   || -
            a second more           | -7201   || HIGH
            two hours after         | 7200    || -
            a second more           | 7201    || HIGH
            """)
    void the_picture_at_another_time(String story, @Nullable Long seconds, String ignored, String f20) {
        DeliveryCase delivery = seen(it -> it.trace(trace ->
                trace.picture(new Picture("ab", seconds == null ? null : SEEN.plusSeconds(seconds), List.of()))));

        assertThat(Verdicts.of("F20", delivery)).isEqualTo(f20);
    }

    @Test
    void the_order_in_which_things_became_known_plays_no_part() {
        Twin one = new Twin(id(900), id(12), null, id(300), "M-07", SEEN, SEEN, null);
        Twin two = new Twin(id(901), id(13), null, id(300), "M-07", SEEN, SEEN, 3);
        Picture old = new Picture("ab", SEEN.minus(Duration.ofDays(2)), List.of(one, two));
        Picture older = new Picture("cd", SEEN.minus(Duration.ofDays(9)), List.of());
        DeliveryCase forth = seen(it -> it.trace(trace -> trace.picture(old)
                .picture(older)
                .sameSpot(801, 21, SEEN)
                .sameSpot(802, 22, SEEN.minus(Duration.ofDays(1)))
                .sameSpot(803, 23, SEEN.minus(Duration.ofDays(2)))));
        DeliveryCase back = seen(it -> it.trace(trace -> trace.picture(older)
                .picture(new Picture("ab", old.takenAt(), List.of(two, one)))
                .sameSpot(803, 23, SEEN.minus(Duration.ofDays(2)))
                .sameSpot(802, 22, SEEN.minus(Duration.ofDays(1)))
                .sameSpot(801, 21, SEEN)));

        assertThat(forth).isEqualTo(back);
        assertThat(RuleBook.judge(forth)).isEqualTo(RuleBook.judge(back));
        assertThat(Verdicts.finding("F20", forth).facts())
                .containsEntry("reusedPictures", "1")
                .containsEntry("otherVisits", "2")
                .containsEntry("takenOffMinutes", "12960");
    }

    @Test
    void a_picture_that_is_used_again_later_is_told_then() {
        Instant later = SEEN.plus(Duration.ofDays(20));
        DeliveryCase delivery = seen(it -> it.trace(trace -> trace.picture(new Picture(
                        "ab", SEEN, List.of(new Twin(id(900), id(12), null, id(300), "M-07", later, null, null))))))
                .at(later.minusSeconds(1));

        assertThat(Verdicts.of("F20", delivery)).isEqualTo("-");
        assertThat(new EvidenceReuse().turns(delivery)).containsExactly(later);
        assertThat(Verdicts.finding("F20", delivery.at(later)).facts())
                .containsEntry("limitBits", "6")
                .containsEntry("limitMinutes", "120")
                .doesNotContainKey("takenOffMinutes");
    }

    @Test
    void one_pseudonym_in_two_organisations_is_two_people_and_one_name_of_a_visit_is_not_enough() {
        Twin other = new Twin(id(900), id(11), null, id(301), "M-07", SEEN, null, null);
        Twin own = new Twin(id(900), id(11), null, id(300), "M-07", SEEN, null, null);

        assertThat(Verdicts.of("F20", seen(it -> it.trace(trace -> trace.picture(picture(other))))))
                .isEqualTo("HIGH");
        assertThat(Verdicts.of(
                        "F20", seen(it -> it.trace(trace -> trace.visit(id(31)).picture(picture(own))))))
                .isEqualTo("-");
    }

    private static Picture picture(Twin twin) {
        return new Picture("ab", null, List.of(twin));
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

    @Test
    void a_visit_that_showed_the_file_and_a_copy_that_looks_like_it_is_one_visit() {
        Twin file = new Twin(id(900), id(12), null, id(300), "M-07", SEEN, null, null);
        Twin copy = new Twin(id(900), id(12), null, id(300), "M-07", SEEN, null, 3);
        DeliveryCase delivery =
                seen(it -> it.trace(trace -> trace.picture(new Picture("ab", SEEN, List.of(copy, file)))));

        assertThat(Verdicts.finding("F20", delivery).facts())
                .containsEntry("reusedPictures", "1")
                .containsEntry("otherVisits", "1");
        assertThat(new Picture("ab", SEEN, List.of(file, copy)))
                .isEqualTo(new Picture("ab", SEEN, List.of(copy, file)));
    }

    @Test
    void a_reused_picture_keeps_a_delivery_from_being_verified() {
        Twin twin = new Twin(id(900), id(12), null, id(300), "M-07", SEEN, SEEN, null);
        Stream.of(List.of(twin), List.<Twin>of())
                .forEach(twins -> assertThat(Assurance.of(
                                        seen(it -> it.trace(trace -> trace.picture(new Picture("ab", SEEN, twins)))))
                                .state())
                        .isEqualTo(twins.isEmpty() ? AssuranceState.VERIFIED : AssuranceState.AWAITING_VISIT));
    }

    private static DeliveryCase seen(UnaryOperator<Seeing> change) {
        return Cases.bags().dispatched().received().visited(change).daysAfterDue(10);
    }
}
