package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.DUE;
import static org.aidwitness.testkit.Cases.LEFT;
import static org.aidwitness.testkit.Cases.id;
import static org.aidwitness.verification.rule.DeclarationKind.DISPATCHED;
import static org.aidwitness.verification.rule.DeclarationKind.LOST;
import static org.aidwitness.verification.rule.DeclarationKind.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.aidwitness.kernel.GatePolicy;
import org.aidwitness.testkit.Cases;
import org.aidwitness.verification.rule.Promise.Kind;
import org.aidwitness.verification.rule.Promise.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * F02, F03, F39: promises to look that were taken back or broken, and overrides that were one too many or over. Goods leave
 * at hour 0 and come at hour 48; commitments are armed at hour -240 for hours -240 to 480 unless a table says otherwise.
 */
class PromiseRulesTest {

    private static final int ARMED = -240;
    private static final int OVER = 480;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                                  | clearance            | withdrawn, minutes | independent | armed | window to || F02
            nobody took it back                      | PASS                 | ?                  | true        | -240  | 480       || -
            a minute more than a day before          | PASS                 | -1441              | true        | -240  | 480       || -
            a day before                             | PASS                 | -1440              | true        | -240  | 480       || CRITICAL
            a minute before                          | PASS                 | -1                 | true        | -240  | 480       || CRITICAL
            on the way                               | PASS                 | 60                 | true        | -240  | 480       || CRITICAL
            on the way, with conditions              | PASS_WITH_CONDITIONS | 60                 | true        | -240  | 480       || CRITICAL
            goods that may leave unseen              | EXEMPT               | 60                 | true        | -240  | 480       || -
            after they came, and nobody was there    | PASS                 | 4000               | true        | -240  | 480       || CRITICAL
            when no visit could count any more       | PASS                 | 67680              | true        | -240  | 2000      || -
            just before that                         | PASS                 | 67679              | true        | -240  | 2000      || CRITICAL
            a promise that never counted             | PASS                 | 60                 | false       | -240  | 480       || -
            over before the planned arrival          | PASS                 | 60                 | true        | -240  | 48        || -
            reaching just beyond it                  | PASS                 | 60                 | true        | -240  | 49        || CRITICAL
            made when the goods had left             | PASS                 | 180                | true        | 1     | 480       || -
            made as the goods left                   | PASS                 | 180                | true        | 0     | 480       || CRITICAL
            """)
    void withdrawal(
            String story,
            ClearanceOutcome clearance,
            @Nullable Integer withdrawn,
            boolean independent,
            int armed,
            int to,
            String ignored,
            String f02) {
        DeliveryCase delivery = Cases.bags()
                .said(DISPATCHED, LEFT, it -> it.clearance(clearance))
                .received()
                .promise(promise(1, Kind.COMMITMENT, independent, armed, to, withdrawn))
                .daysAfterDue(100);

        assertThat(Verdicts.of("F02", delivery)).isEqualTo(f02);
        if (f02.equals("CRITICAL")) {
            assertThat(Verdicts.finding("F02", delivery).facts())
                    .containsEntry("commitmentWithdrawnAt", String.valueOf(minute(withdrawn == null ? 0 : withdrawn)))
                    .containsEntry("limitHours", "24")
                    .doesNotContainKey("clearance");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                                  | kind       | independent | armed | window to | withdrawn, minutes || F02
            another commitment stands                | COMMITMENT | true        | -240  | 480       | ?                  || -
            a visit is assigned                      | VISIT      | true        | -1    | 480       | ?                  || -
            but by somebody who is tied              | VISIT      | false       | -1    | 480       | ?                  || CRITICAL
            but it ends before the planned arrival   | VISIT      | true        | -1    | 48        | ?                  || CRITICAL
            but it was assigned only afterwards      | VISIT      | true        | 2     | 480       | ?                  || CRITICAL
            assigned at that very hour               | VISIT      | true        | 1     | 480       | ?                  || -
            another was taken back a minute before   | COMMITMENT | true        | -240  | 480       | 59                 || CRITICAL
            another is taken back a minute later     | COMMITMENT | true        | -240  | 480       | 61                 || CRITICAL
            """)
    void somebody_else_remains(
            String story,
            Kind kind,
            boolean independent,
            int armed,
            int to,
            @Nullable Integer withdrawn,
            String ignored,
            String f02) {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .received()
                .promise(promise(1, Kind.COMMITMENT, true, ARMED, OVER, 60))
                .promise(promise(2, kind, independent, armed, to, withdrawn))
                .daysAfterDue(2);

        assertThat(Verdicts.of("F02", delivery)).isEqualTo(f02);
    }

    @Test
    void the_last_of_two_that_are_taken_back_is_the_one_that_mattered() {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .promise(promise(1, Kind.COMMITMENT, true, ARMED, OVER, 60))
                .promise(promise(2, Kind.COMMITMENT, true, ARMED, OVER, 90))
                .at(minute(90));

        assertThat(Verdicts.finding("F02", delivery).facts())
                .containsEntry("commitmentWithdrawnAt", minute(90).toString());
        assertThat(Verdicts.of("F02", delivery.at(minute(89)))).isEqualTo("-");
        assertThat(new DispatchWithoutMonitoring().turns(delivery)).contains(minute(60), minute(90));
    }

    @Test
    void what_was_seen_or_lost_before_is_not_left_without_a_promise() {
        Promise withdrawn = promise(1, Kind.COMMITMENT, true, ARMED, OVER, 100 * 60);
        Instant hour80 = minute(80 * 60);
        Cases came = Cases.bags().dispatched().received().promise(withdrawn);

        assertThat(Verdicts.of("F02", came.daysAfterDue(5))).isEqualTo("CRITICAL");
        assertThat(Verdicts.of("F02", came.visited(it -> it.happenedAt(hour80)).daysAfterDue(5)))
                .isEqualTo("-");
        assertThat(Verdicts.of(
                        "F02",
                        Cases.bags()
                                .dispatched()
                                .received()
                                .promise(withdrawn)
                                .visited(it -> it.verdict(Verdict.ACCESS_DENIED).happenedAt(hour80))
                                .daysAfterDue(5)))
                .as("somebody came and was kept out")
                .isEqualTo("-");
        assertThat(Verdicts.of(
                        "F02",
                        Cases.bags()
                                .dispatched()
                                .received()
                                .promise(withdrawn)
                                .visited(it -> it.happenedAt(minute(101 * 60)))
                                .daysAfterDue(5)))
                .as("somebody came later")
                .isEqualTo("CRITICAL");
        assertThat(Verdicts.of(
                        "F02",
                        Cases.bags()
                                .dispatched()
                                .said(LOST, hour80, it -> it)
                                .promise(withdrawn)
                                .daysAfterDue(5)))
                .isEqualTo("-");
    }

    @Test
    void the_hours_are_the_policys_and_goods_of_a_day_may_have_left_at_its_end() {
        Promise withdrawn = promise(1, Kind.COMMITMENT, true, ARMED, OVER, -1441);
        DeliveryCase delivery = Cases.bags().dispatched().promise(withdrawn).daysAfterDue(0);
        GatePolicy longer = new GatePolicy(3, 2, 21, 90, 2_000, 5_000, 14, 3, 25);

        assertThat(Verdicts.of("F02", delivery)).isEqualTo("-");
        assertThat(Verdicts.of(
                        "F02",
                        Cases.bags()
                                .gate(longer)
                                .dispatched()
                                .promise(withdrawn)
                                .daysAfterDue(0)))
                .isEqualTo("CRITICAL");
        // LEFT is 8 in the morning: 16 hours later the day is over.
        for (int hours : List.of(-9, -8)) {
            assertThat(Verdicts.of(
                            "F02",
                            Cases.bags()
                                    .said(DISPATCHED, LEFT, it -> it.precision(TimePrecision.DAY))
                                    .promise(promise(1, Kind.COMMITMENT, true, ARMED, OVER, hours * 60))
                                    .daysAfterDue(0)))
                    .isEqualTo(hours == -9 ? "-" : "CRITICAL");
        }
        assertThat(new GatePolicy(3, 2, 21, 90, 2_000, 5_000, 14, 3, 0).withdrawalHours())
                .isEqualTo(24);
        assertThatIllegalArgumentException().isThrownBy(() -> new GatePolicy(3, 2, 21, 90, 2_000, 5_000, 14, 3, -1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                         | state     | kind       | alone | precision | from | to | visited || F03
            broken, and left alone          | BREACHED  | COMMITMENT | true  | INSTANT   | -10  | 60 | NOBODY  || HIGH
            still open                      | ARMED     | COMMITMENT | false | INSTANT   | -10  | 60 | NOBODY  || -
            kept                            | FULFILLED | COMMITMENT | false | INSTANT   | -10  | 60 | NOBODY  || -
            taken back                      | WITHDRAWN | COMMITMENT | false | INSTANT   | -10  | 60 | NOBODY  || -
            broken at another place         | BREACHED  | COMMITMENT | false | INSTANT   | -10  | 60 | NOBODY  || -
            came as the window opened       | BREACHED  | COMMITMENT | true  | INSTANT   | 48   | 60 | NOBODY  || HIGH
            came before the window          | BREACHED  | COMMITMENT | true  | INSTANT   | 49   | 60 | NOBODY  || -
            came as the window closed       | BREACHED  | COMMITMENT | true  | INSTANT   | -10  | 48 | NOBODY  || HIGH
            came after the window           | BREACHED  | COMMITMENT | true  | INSTANT   | -10  | 47 | NOBODY  || -
            came on the last day            | BREACHED  | COMMITMENT | true  | DAY       | -10  | 64 | NOBODY  || HIGH
            perhaps when it was over        | BREACHED  | COMMITMENT | true  | DAY       | -10  | 63 | NOBODY  || -
            on a day as long as the window  | BREACHED  | COMMITMENT | true  | DAY       | 40   | 64 | NOBODY  || HIGH
            perhaps before it opened        | BREACHED  | COMMITMENT | true  | DAY       | 41   | 64 | NOBODY  || -
            nobody knows when it came       | BREACHED  | COMMITMENT | true  | NOT_AFTER | -10  | 60 | NOBODY  || -
            somebody came                   | BREACHED  | COMMITMENT | true  | INSTANT   | -10  | 60 | SEEN    || -
            somebody was kept out           | BREACHED  | COMMITMENT | true  | INSTANT   | -10  | 60 | REFUSED || -
            somebody who is tied came       | BREACHED  | COMMITMENT | true  | INSTANT   | -10  | 60 | TIED    || HIGH
            what was told was found untrue  | BREACHED  | COMMITMENT | true  | INSTANT   | -10  | 60 | UNTRUE  || HIGH
            a phone call                    | BREACHED  | COMMITMENT | true  | INSTANT   | -10  | 60 | CALLED  || HIGH
            """)
    void breach(
            String story,
            State state,
            Kind kind,
            boolean alone,
            TimePrecision precision,
            int from,
            int to,
            String visited,
            String ignored,
            String f03) {
        Cases waybill = Cases.bags()
                .dispatched()
                .said(
                        RECEIVED,
                        DUE,
                        it -> it.precision(precision)
                                .outcome(ReceiptOutcome.COMPLETE)
                                .good(500L, 12_500L));
        @Nullable Instant ended = state == State.ARMED ? null : hour(to + 72);
        waybill.promise(new Promise(id(1), kind, id(300), true, state, hour(from), hour(to), hour(from), ended, alone));
        switch (visited) {
            case "SEEN" -> waybill.visited();
            case "REFUSED" -> waybill.visited(it -> it.verdict(Verdict.ACCESS_DENIED));
            case "TIED" -> waybill.visited(it -> it.dependent());
            case "UNTRUE" -> waybill.visited(it -> it.review(Review.REJECTED, "reviewer"));
            case "CALLED" -> waybill.visited(it -> it.method(Method.INTERVIEW).point(null));
            default -> assertThat(visited).isEqualTo("NOBODY");
        }
        DeliveryCase delivery = waybill.daysAfterDue(10);

        assertThat(Verdicts.of("F03", delivery)).isEqualTo(f03);
        if (f03.equals("HIGH")) {
            assertThat(Verdicts.finding("F03", delivery).facts())
                    .containsEntry("brokenCommitments", "1")
                    .containsEntry("windowEndedAt", hour(to).toString());
            assertThat(Verdicts.of("F03", delivery.at(hour(to + 72).minusSeconds(1))))
                    .as("it was not yet found broken")
                    .isEqualTo("-");
            assertThat(new CommitmentBreach().turns(delivery)).containsExactly(hour(to + 72));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                                  | ordinal | expires, minutes | precision || F39
            the third of its quarter                 | 3       | 60               | INSTANT   || -
            the fourth of its quarter                | 4       | 60               | INSTANT   || CRITICAL
            left a minute before it was over         | 1       | 1                | INSTANT   || -
            left as it was over                      | 1       | 0                | INSTANT   || CRITICAL
            left when it was over                    | 1       | -1               | INSTANT   || CRITICAL
            left on a day, over in its course        | 1       | 60               | DAY       || -
            left on a day, over after it began       | 1       | -479             | DAY       || -
            left on a day, over as it began          | 1       | -480             | DAY       || CRITICAL
            nobody knows how long before that        | 1       | -1               | NOT_AFTER || -
            too many and over                        | 4       | -1               | INSTANT   || CRITICAL
            """)
    void overrides(String story, int ordinal, int expires, TimePrecision precision, String ignored, String f39) {
        DeliveryCase delivery = Cases.bags()
                .said(
                        DISPATCHED,
                        LEFT,
                        it -> it.clearance(ClearanceOutcome.OVERRIDE).precision(precision))
                .override(new OverrideUse(id(1_000), minute(expires), ordinal, 3))
                .daysAfterDue(0);

        assertThat(Verdicts.of("F39", delivery)).isEqualTo(f39);
        if (f39.equals("CRITICAL")) {
            java.util.SortedMap<String, String> facts =
                    Verdicts.finding("F39", delivery).facts();
            assertThat(facts.containsKey("limitOverrides")).isEqualTo(ordinal > 3);
            assertThat(facts.containsKey("overrideExpiredAt")).isEqualTo(expires <= 0);
        }
    }

    @Test
    void an_override_of_another_dispatch_or_of_a_larger_number_abuses_nothing() {
        OverrideUse fourth = new OverrideUse(id(1_000), minute(60), 4, 4);

        assertThat(Verdicts.of("F39", Cases.bags().dispatched().override(fourth).daysAfterDue(0)))
                .isEqualTo("-");
        assertThat(Verdicts.of(
                        "F39",
                        Cases.bags()
                                .dispatched()
                                .override(new OverrideUse(id(1_001), minute(-1), 4, 3))
                                .daysAfterDue(0)))
                .isEqualTo("-");
        assertThatIllegalArgumentException().isThrownBy(() -> new OverrideUse(id(1), LEFT, 0, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new OverrideUse(id(1), LEFT, 1, -1));
    }

    @Test
    void promises_that_cannot_be_are_refused_and_their_order_does_not_matter() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Promise(id(1), Kind.VISIT, id(2), true, State.ARMED, LEFT, LEFT, LEFT, null, false));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Promise(id(1), Kind.VISIT, id(2), true, State.ARMED, LEFT, DUE, LEFT, DUE, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Promise(id(1), Kind.COMMITMENT, id(2), true, State.BREACHED, LEFT, DUE, LEFT, null, true));
        Promise one = promise(1, Kind.COMMITMENT, true, ARMED, OVER, 60);
        Promise other = promise(2, Kind.COMMITMENT, true, ARMED, OVER, 90);
        assertThat(Cases.bags().promise(one).promise(other).at(LEFT))
                .isEqualTo(Cases.bags().promise(other).promise(one).at(LEFT));
        Cases many = Cases.bags();
        for (int number = 0; number <= DeliveryCase.MOST_PROMISES; number++) {
            many.promise(promise(number, Kind.COMMITMENT, true, ARMED, OVER, null));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> many.at(LEFT));
    }

    private static Promise promise(
            int number, Kind kind, boolean independent, int armed, int to, @Nullable Integer withdrawn) {
        return new Promise(
                id(3_000 + number),
                kind,
                id(300),
                independent,
                withdrawn == null ? State.ARMED : State.WITHDRAWN,
                hour(ARMED),
                hour(to),
                hour(armed),
                withdrawn == null ? null : minute(withdrawn),
                false);
    }

    private static Instant hour(int hour) {
        return LEFT.plus(Duration.ofHours(hour));
    }

    private static Instant minute(int minute) {
        return LEFT.plus(Duration.ofMinutes(minute));
    }
}
