package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.DUE;
import static org.aidwitness.testkit.Cases.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.aidwitness.testkit.Cases;
import org.aidwitness.testkit.Seeing;
import org.aidwitness.verification.rule.Trace.Picture;
import org.aidwitness.verification.rule.Trace.Twin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F20: whether each picture was taken on its visit, and used for no other; and what that says about a position. */
class EvidenceReuseTest {

    private static final Instant SEEN = DUE.plus(Duration.ofDays(1));

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
