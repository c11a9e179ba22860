package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.DUE;
import static org.aidwitness.testkit.Cases.LEFT;
import static org.aidwitness.testkit.Cases.kg;
import static org.aidwitness.verification.rule.DeclarationKind.DISTRIBUTED;
import static org.aidwitness.verification.rule.DeclarationKind.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.aidwitness.testkit.Cases;
import org.aidwitness.testkit.Seeing;
import org.aidwitness.verification.rule.Assurance.Condition;
import org.aidwitness.verification.rule.Assurance.Requirement;
import org.aidwitness.verification.rule.DeliveryCase.Flag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a delivery counts as verified or what is missing, condition by condition; and when that can change. */
class ConditionsTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # story              | requirement      || holds | value                | limit
            not received         | RECEIVED         || false | NONE                 | DECLARED
            nobody came          | RECEIVED         || true  | 2026-03-03T08:00:00Z | DECLARED
            nobody came          | SEEN             || false | NONE                 | CONFIRMED DISCREPANT
            nobody came          | WITHIN_TOLERANCE || false | NONE                 | 100 bp
            turned away          | SEEN             || false | ACCESS_DENIED        | CONFIRMED DISCREPANT
            visited              | SEEN             || true  | CONFIRMED            | CONFIRMED DISCREPANT
            goods not seen       | SEEN             || false | NOT_SEEN             | CONFIRMED DISCREPANT
            visited              | INDEPENDENT      || true  | NONE                 | > 2 relations
            a friend             | INDEPENDENT      || false | contracts            | > 2 relations
            visited              | ON_SITE          || true  | COUNT                | COUNT WEIGH TALLY
            by phone             | ON_SITE          || false | INTERVIEW            | COUNT WEIGH TALLY
            from a file          | ON_SITE          || false | IMPORTED             | COUNT WEIGH TALLY
            visited              | IN_TIME          || true  | 2026-03-04T08:00:00Z | < 2026-04-17T08:00:00Z
            on the day, earlier  | IN_TIME          || true  | 2026-03-03T00:00:00Z | < 2026-04-17T08:00:00Z
            the day before       | IN_TIME          || false | 2026-03-02T23:59:59Z | < 2026-04-17T08:00:00Z
            in the last second   | IN_TIME          || true  | 2026-04-17T07:59:59Z | < 2026-04-17T08:00:00Z
            a second later       | IN_TIME          || false | 2026-04-17T08:00:00Z | < 2026-04-17T08:00:00Z
            visited              | ACCEPTED         || true  | ACCEPTED             | ACCEPTED
            not yet reviewed     | ACCEPTED         || false | PENDING              | ACCEPTED
            visited              | CONFIRMED        || true  | CONFIRMED            | CONFIRMED
            discrepant           | CONFIRMED        || false | DISCREPANT           | CONFIRMED
            visited              | WITHIN_TOLERANCE || true  | 0 of 500 packages    | 100 bp
            five bags less       | WITHIN_TOLERANCE || true  | -5 of 500 packages   | 100 bp
            six bags less        | WITHIN_TOLERANCE || false | -6 of 500 packages   | 100 bp
            weighed, 25 kg less  | WITHIN_TOLERANCE || true  | -25 kg of 12500 kg   | 100 bp
            nothing counted      | WITHIN_TOLERANCE || false | UNKNOWN              | 100 bp
            visited              | NO_HIGH_FLAG     || true  | NONE                 | < HIGH
            """)
    void what_is_shown(
            String story, Requirement requirement, String ignored, boolean holds, String value, String limit) {
        Condition condition = condition(story(story).daysAfterDue(60), requirement);

        assertThat(condition.holds()).isEqualTo(holds);
        assertThat(condition.value()).isEqualTo(value);
        assertThat(condition.limit()).isEqualTo(limit);
    }

    private static Cases story(String story) {
        Cases waybill = Cases.bags().dispatched();
        if (story.equals("not received")) {
            return waybill;
        }
        waybill.received();
        if (story.equals("nobody came")) {
            return waybill.flag(new Flag("F99", 1, Severity.MEDIUM, false));
        }
        return waybill.visited(it -> switch (story) {
            case "visited" -> it;
            case "turned away" -> it.verdict(Verdict.ACCESS_DENIED);
            case "goods not seen" -> it.verdict(Verdict.NOT_SEEN);
            case "a friend" -> it.dependent();
            case "by phone" -> it.method(Method.INTERVIEW).point(null);
            case "from a file" -> it.imported();
            case "on the day, earlier" -> it.happenedAt(DUE.minus(Duration.ofHours(8)));
            case "the day before" ->
                it.happenedAt(DUE.minus(Duration.ofHours(8)).minusSeconds(1));
            case "in the last second" ->
                it.happenedAt(DUE.plus(Duration.ofDays(45)).minusSeconds(1));
            case "a second later" -> it.happenedAt(DUE.plus(Duration.ofDays(45)));
            case "not yet reviewed" -> it.review(Review.PENDING, null);
            case "discrepant" -> it.verdict(Verdict.DISCREPANT);
            case "five bags less" -> it.counted(495L);
            case "six bags less" -> it.counted(494L);
            case "weighed, 25 kg less" -> it.weighed(kg(12_475));
            case "nothing counted" -> it.counted(null);
            default -> throw new IllegalArgumentException(story);
        });
    }

    @Test
    void where_no_time_is_running_no_visit_comes_late() {
        DeliveryCase delivery = Cases.bags().withoutPlan().visited().daysAfterDue(400);

        Condition inTime = condition(delivery, Requirement.IN_TIME);
        assertThat(inTime.holds()).isTrue();
        assertThat(inTime.limit()).isEqualTo("NONE");
    }

    @Test
    void where_only_the_latest_time_of_the_receipt_is_known_no_visit_comes_too_early() {
        Cases waybill = Cases.bags()
                .dispatched()
                .said(RECEIVED, DUE, it -> it.precision(TimePrecision.NOT_AFTER))
                .visited(it -> it.happenedAt(DUE.minus(Duration.ofDays(1))));

        assertThat(condition(waybill.daysAfterDue(2), Requirement.IN_TIME).holds())
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                                | rule | version | severity | settled || open
            of another rule, light                 | F99  | 1       | MEDIUM   | false   || F08 HIGH
            of another rule                        | F99  | 1       | CRITICAL | false   || F08 HIGH, F99 CRITICAL
            the shortage is settled                | F08  | 1       | HIGH     | true    || NONE
            settled as worse than it is            | F08  | 1       | CRITICAL | true    || NONE
            settled as lighter than it is          | F08  | 1       | MEDIUM   | true    || F08 HIGH
            settled under another version          | F08  | 99      | HIGH     | true    || F08 HIGH
            not settled                            | F08  | 1       | HIGH     | false   || F08 HIGH
            a rule that does not find it any more  | F09  | 1       | CRITICAL | false   || F08 HIGH
            """)
    void which_flags_are_in_the_way(
            String story, String rule, int version, Severity severity, boolean settled, String ignored, String open) {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .received(ReceiptOutcome.COMPLETE, 485, 0, 15, LossReason.PILFERAGE)
                .visited(it -> it.counted(485L))
                .flag(new Flag(rule, version, severity, settled))
                .daysAfterDue(2);

        Condition condition = condition(delivery, Requirement.NO_HIGH_FLAG);
        assertThat(condition.value()).isEqualTo(open);
        assertThat(condition.holds()).isEqualTo(open.equals("NONE"));
    }

    @Test
    void a_flag_left_open_does_not_count_twice() {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .received()
                .visited()
                .flag(new Flag("F99", 1, Severity.HIGH, false, false, LEFT, null))
                .daysAfterDue(30);

        assertThat(Verdicts.of("F38", delivery)).isEqualTo("HIGH");
        assertThat(condition(delivery, Requirement.NO_HIGH_FLAG).value()).isEqualTo("F99 HIGH");
    }

    @Test
    void of_several_visits_the_one_with_least_missing_is_shown_and_of_two_alike_the_stronger() {
        UnaryOperator<Seeing> phone = it -> it.method(Method.INTERVIEW).point(null);
        UnaryOperator<Seeing> pending = it -> it.review(Review.PENDING, null);
        Cases alike = Cases.bags().dispatched().received().visited(phone).visited(pending);
        assertThat(missing(alike.daysAfterDue(2))).isEqualTo(Requirement.ACCEPTED);

        // Two are missing of either; who saw nothing is the weaker one.
        DeliveryCase unseen = Cases.bags()
                .dispatched()
                .received()
                .visited(it -> it.verdict(Verdict.NOT_SEEN))
                .visited(it -> phone.apply(pending.apply(it)))
                .daysAfterDue(2);
        assertThat(condition(unseen, Requirement.SEEN).holds()).isTrue();

        Cases fewer = Cases.bags()
                .dispatched()
                .received()
                .visited(it -> pending.apply(it).verdict(Verdict.DISCREPANT))
                .visited(phone);
        assertThat(missing(fewer.daysAfterDue(2))).isEqualTo(Requirement.ON_SITE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                                      || state
            turned away                                  || UNVERIFIED
            turned away, waits for review                || AWAITING_VISIT
            a friend was turned away                     || AWAITING_VISIT
            discrepant, waits for review                 || AWAITING_VISIT
            a friend found a discrepancy                 || AWAITING_VISIT
            far off, says a friend                       || AWAITING_VISIT
            far off, goods not seen                      || AWAITING_VISIT
            far off                                      || DISPUTED
            far off, and settled for less                || DISPUTED
            handed out, and never received               || ON_THE_WAY
            received in part                             || AWAITING_VISIT
            received, and handed out in part             || AWAITING_VISIT
            received, and handed out                     || AWAITING_VISIT
            """)
    void whose_word_counts(String story, String ignored, AssuranceState state) {
        Cases waybill = Cases.bags().dispatched();
        switch (story) {
            case "handed out, and never received" -> waybill.said(DISTRIBUTED, DUE, it -> it.good(null, 100L));
            case "received in part" -> waybill.received(ReceiptOutcome.PARTIAL, 200, 0, 0, null);
            case "received, and handed out in part" ->
                waybill.received().said(DISTRIBUTED, DUE, it -> it.good(null, 100L));
            case "received, and handed out" -> waybill.received().said(DISTRIBUTED, DUE, it -> it.good(null, 12_500L));
            default ->
                waybill.received().visited(it -> switch (story) {
                    case "turned away" -> it.verdict(Verdict.ACCESS_DENIED);
                    case "turned away, waits for review" ->
                        it.verdict(Verdict.ACCESS_DENIED).review(Review.PENDING, null);
                    case "a friend was turned away" ->
                        it.verdict(Verdict.ACCESS_DENIED).dependent();
                    case "discrepant, waits for review" ->
                        it.verdict(Verdict.DISCREPANT).review(Review.PENDING, null);
                    case "a friend found a discrepancy" ->
                        it.verdict(Verdict.DISCREPANT).dependent();
                    case "far off, says a friend" -> it.counted(400L).dependent();
                    case "far off, goods not seen" -> it.counted(400L).verdict(Verdict.NOT_SEEN);
                    default -> it.counted(400L);
                });
        }
        if (story.endsWith("settled for less")) {
            waybill.flag(new Flag("F11", 1, Severity.HIGH, true));
        }

        assertThat(Assurance.of(waybill.daysAfterDue(2)).state()).isEqualTo(state);
    }

    @ParameterizedTest(name = "{0}, day {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # story                            | day || next day
            visited                            |   2 || -
            a little off                       |   2 || 21
            a little off                       |  21 || 45
            a little off                       |  45 || -
            not the last leg                   |   2 || 21
            not the last leg                   |  44 || 45
            a visit is dated in the future     |  50 || 60
            a visit is dated in the future     |  60 || -
            the receipt is dated in the future |  50 || 60
            """)
    void when_it_can_change(String story, long day, String ignored, @Nullable Long next) {
        Instant later = DUE.plus(Duration.ofDays(60));
        Cases waybill = Cases.bags().dispatched();
        switch (story) {
            case "visited" -> waybill.received().visited();
            case "a little off" -> waybill.received().visited(it -> it.counted(490L));
            case "not the last leg" -> waybill.notFinalLeg().received();
            case "a visit is dated in the future" -> waybill.received().visited(it -> it.happenedAt(later));
            case "the receipt is dated in the future" -> waybill.said(RECEIVED, later, it -> it);
            default -> throw new IllegalArgumentException(story);
        }

        assertThat(Assurance.of(waybill.at(DUE.plus(Duration.ofDays(day)))).nextChangeAt())
                .isEqualTo(next == null ? null : DUE.plus(Duration.ofDays(next)));
    }

    private static Condition condition(DeliveryCase delivery, Requirement requirement) {
        return Assurance.of(delivery).conditions().stream()
                .filter(condition -> condition.requirement() == requirement)
                .findFirst()
                .orElseThrow();
    }

    /** The only one of the visit's requirements that does not hold. */
    private static Requirement missing(DeliveryCase delivery) {
        assertThat(Assurance.of(delivery).conditions().stream().filter(condition -> !condition.holds()))
                .hasSize(1);
        return Assurance.of(delivery).conditions().stream()
                .filter(condition -> !condition.holds())
                .findFirst()
                .orElseThrow()
                .requirement();
    }
}
