package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.DUE;
import static org.aidwitness.testkit.Cases.LEFT;
import static org.aidwitness.testkit.Cases.id;
import static org.aidwitness.verification.rule.DeclarationKind.DISPATCHED;
import static org.aidwitness.verification.rule.DeclarationKind.DISTRIBUTED;
import static org.aidwitness.verification.rule.DeclarationKind.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import org.aidwitness.testkit.Cases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F13, F14, F15: whom the goods are for, and how many. */
class PeopleRulesTest {

    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                   | kg    | people | grams | days || F13
            as the ration asks        | 12500 |   1000 |   500 |   25 || -
            nine tenths               | 11250 |   1000 |   500 |   25 || -
            just below nine tenths    | 11249 |   1000 |   500 |   25 || HIGH
            eleven tenths             | 13750 |   1000 |   500 |   25 || -
            just above eleven tenths  | 13751 |   1000 |   500 |   25 || HIGH
            nothing for a thousand    |     0 |   1000 |   500 |   25 || HIGH
            something for nobody      |     1 |      0 |   500 |   25 || HIGH
            nothing for nobody        |     0 |      0 |   500 |   25 || -
            weight unknown            |     ? |   1000 |   500 |   25 || -
            people unknown            | 12500 |      ? |   500 |   25 || -
            ration unknown            | 12500 |   1000 |     ? |   25 || -
            days unknown              | 12500 |   1000 |   500 |    ? || -
            as much as can be said    |     1 | 1000000000 | 100000 | 3660 || HIGH
            """)
    void ration_and_amount(
            String story,
            @Nullable Long kilograms,
            @Nullable Integer people,
            @Nullable Integer grams,
            @Nullable Integer days,
            String ignored,
            String f13) {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .received()
                .said(DISTRIBUTED, DUE.plus(DAY), it -> it.good(null, kilograms))
                .handout(people, grams, days)
                .daysAfterDue(2);

        assertThat(Verdicts.of("F13", delivery)).isEqualTo(f13);
    }

    @Test
    void each_distribution_is_held_against_its_own_words_and_the_worst_is_shown() {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .received()
                .said(DISTRIBUTED, DUE.plus(DAY), it -> it.good(null, 5_000L))
                .handout(400, 500, 25)
                .said(DISTRIBUTED, DUE.plus(DAY.multipliedBy(2)), it -> it.good(null, 4_000L))
                .handout(400, 500, 25)
                .said(DISTRIBUTED, DUE.plus(DAY.multipliedBy(2)), it -> it.good(null, 3_000L))
                .handout(400, 500, 25)
                .said(DISTRIBUTED, DUE.plus(DAY.multipliedBy(9)), it -> it.good(null, 1L))
                .handout(400, 500, 25)
                .daysAfterDue(3);

        assertThat(Verdicts.finding("F13", delivery).facts())
                .containsEntry("distributionsOff", "2")
                .containsEntry("handedOutKg", "3000")
                .containsEntry("askedForKg", "5000");
        assertThat(Verdicts.finding("F13", delivery).statements()).containsExactly(id(1_003), id(1_004));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                        | people | catchment | before | hours before || F14
            all whom the place serves      |   2000 |      2000 |      ? |            0 || -
            one more than it serves        |   2001 |      2000 |      ? |            0 || HIGH
            nobody knows whom it serves    |  99999 |         ? |      ? |            0 || -
            nobody counted                 |      ? |      2000 |    100 |          720 || -
            as many as last time           |   1000 |      2000 |   1000 |          720 || -
            fifteen per cent more          |   1150 |      2000 |   1000 |          720 || -
            just above fifteen per cent    |   1151 |      2000 |   1000 |          720 || HIGH
            fewer                          |    100 |      2000 |   1000 |          720 || -
            nobody came last time          |   1151 |      2000 |      0 |          720 || -
            another day of the same cycle  |   1151 |      2000 |   1000 |          168 || -
            the cycle before               |   1151 |      2000 |   1000 |          169 || HIGH
            """)
    void people(
            String story,
            @Nullable Integer people,
            @Nullable Integer catchment,
            @Nullable Integer before,
            long hours,
            String ignored,
            String f14) {
        Cases waybill = Cases.bags()
                .toPeople(catchment)
                .dispatched()
                .received()
                .said(DISTRIBUTED, DUE.plus(DAY), it -> it)
                .handout(people, null, null);
        if (before != null) {
            waybill.distributedBefore(DUE.plus(DAY).minus(Duration.ofHours(hours)), before);
        }

        assertThat(Verdicts.of("F14", waybill.daysAfterDue(2))).isEqualTo(f14);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                                     | days before and people          || usually
            the larger of two                           | 60:100 30:200                   || 200
            several days are one cycle, its largest     | 60:100 32:800 30:200            || 800
            back after a truck came short               | 60:1000 30:500                  || -
            one large lie is no measure                 | 80:100 50:100 30:5000           || 100
            the middle one of three                     | 80:300 50:100 30:200            || 200
            of older cycles none but the last           | 120:5000 100:100                || 100
            what is out of the window does not count    | 120:5000 110:5000 80:200        || 200
            usually nobody came                         | 80:0 50:0 30:100                || -
            """)
    void what_is_usual(String story, String before, String ignored, String usually) {
        Cases waybill = Cases.bags()
                .dispatched()
                .received()
                .said(DISTRIBUTED, DUE.plus(DAY), it -> it)
                .handout(1_000, null, null);
        for (String one : before.split(" ")) {
            String[] parts = one.split(":");
            waybill.distributedBefore(
                    DUE.minus(DAY.multipliedBy(Long.parseLong(parts[0]))), Integer.parseInt(parts[1]));
        }
        DeliveryCase delivery = waybill.daysAfterDue(2);

        if (usually.equals("-")) {
            assertThat(Verdicts.of("F14", delivery)).isEqualTo("-");
        } else {
            assertThat(Verdicts.finding("F14", delivery).facts())
                    .containsEntry("peopleUsually", usually)
                    .containsEntry("people", "1000");
        }
    }

    @Test
    void people_elsewhere_are_not_held_against_the_place() {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .received()
                .said(DISTRIBUTED, DUE.plus(DAY), it -> it.site(id(102)))
                .handout(5_000, null, null)
                .daysAfterDue(2);

        assertThat(Verdicts.of("F14", delivery)).isEqualTo("-");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                                  | catchment | plan day | people | made  | days || F15
            people live there, time is left          |      2000 |        ? |      ? | false |   29 || -
            people live there, nothing is planned    |      2000 |        ? |      ? | false |   30 || HIGH
            planned, without a word of people        |      2000 |       10 |      ? | false |  400 || -
            planned for the last day                 |      2000 |       30 |      ? | false |  400 || -
            planned too late, time is left           |      2000 |       31 |      ? | false |   29 || -
            planned too late                         |      2000 |       31 |      ? | false |   30 || HIGH
            planned for before the truck came        |      2000 |      -30 |      ? | false |  400 || -
            planned long before                      |      2000 |      -31 |      ? | false |  400 || HIGH
            handed out                               |      2000 |        ? |      ? | true  |  400 || -
            nobody lives there                       |         0 |        ? |      ? | false |    0 || HIGH
            nobody knows whether anybody lives there |         ? |        ? |      ? | false |    0 || HIGH
            a plan names people                      |         ? |       10 |    500 | false |  400 || -
            a plan names nobody                      |         ? |       10 |      ? | false |    0 || HIGH
            a plan too far off names people          |         ? |       31 |    500 | false |    0 || HIGH
            handed out to people                     |         ? |        ? |    500 | true  |  400 || -
            handed out to who knows whom             |         ? |        ? |      ? | true  |  400 || HIGH
            """)
    void somebody_to_receive(
            String story,
            @Nullable Integer catchment,
            @Nullable Integer planDay,
            @Nullable Integer people,
            boolean made,
            long days,
            String ignored,
            String f15) {
        Cases waybill = Cases.bags().toPeople(catchment).dispatched().received();
        if (planDay != null) {
            waybill.plan(LocalDate.parse("2026-03-03").plusDays(planDay), people);
        }
        if (made) {
            waybill.said(DISTRIBUTED, DUE, it -> it).handout(people, null, null);
        }

        assertThat(Verdicts.of("F15", waybill.at(DUE.plus(Duration.ofDays(days)))))
                .isEqualTo(f15);
    }

    @Test
    void on_the_way_to_nobody_is_said_at_once_and_a_missing_plan_only_when_the_time_is_over() {
        Cases nobody = Cases.bags().toPeople(null);
        assertThat(Verdicts.of("F15", nobody.at(LEFT))).as("not left yet").isEqualTo("-");
        assertThat(Verdicts.of("F15", nobody.dispatched().at(LEFT))).isEqualTo("HIGH");

        DeliveryCase waiting =
                Cases.bags().toPeople(2_000).dispatched().received().daysAfterDue(22);
        assertThat(Assurance.of(waiting).nextChangeAt()).isEqualTo(DUE.plus(Duration.ofDays(30)));
    }

    @Test
    void only_final_legs_to_distribution_points_are_asked_and_history_never() {
        Duration longAfter = Duration.ofDays(400);
        assertThat(Verdicts.of("F15", Cases.bags().dispatched().received().at(DUE.plus(longAfter))))
                .as("a hospital")
                .isEqualTo("-");
        assertThat(Verdicts.of(
                        "F15",
                        Cases.bags()
                                .toPeople(null)
                                .notFinalLeg()
                                .dispatched()
                                .received()
                                .at(DUE.plus(longAfter))))
                .isEqualTo("-");
        DeliveryCase history = Cases.bags()
                .toPeople(null)
                .said(DISPATCHED, LEFT, it -> it.history())
                .said(RECEIVED, DUE, it -> it.history().outcome(ReceiptOutcome.COMPLETE))
                .at(DUE.plus(longAfter));
        assertThat(Verdicts.of("F15", history)).isEqualTo("-");
        DeliveryCase lost = Cases.bags()
                .toPeople(null)
                .dispatched()
                .said(DeclarationKind.LOST, DUE, it -> it)
                .at(DUE.plus(longAfter));
        assertThat(Verdicts.of("F15", lost)).as("it never arrived").isEqualTo("-");
    }
}
