package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.DUE;
import static org.aidwitness.testkit.Cases.LEFT;
import static org.aidwitness.testkit.Cases.id;
import static org.aidwitness.verification.rule.DeclarationKind.DISPATCHED;
import static org.aidwitness.verification.rule.DeclarationKind.DISTRIBUTED;
import static org.aidwitness.verification.rule.DeclarationKind.PASSED_CHECKPOINT;
import static org.aidwitness.verification.rule.DeclarationKind.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.aidwitness.testkit.Cases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F13, F14, F15, F23, F36, F37: who the goods are for, and whether they are what left. */
class GoodsRulesTest {

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

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                                   | paper | left  | checkpoint | arrived | outcome  || F23
            the same seal                             | ?     | A1    | ?          | A1      | COMPLETE || -
            written otherwise                         | ?     | a-1   | ?          | A 1     | COMPLETE || -
            two seals, read the other way round       | ?     | A1 B2 | ?          | B2 A1   | COMPLETE || -
            another seal                              | ?     | A1    | ?          | C3      | COMPLETE || HIGH
            one of two is gone                        | ?     | A1 B2 | ?          | A1      | COMPLETE || HIGH
            one more than before                      | ?     | A1    | ?          | A1 B2   | COMPLETE || HIGH
            only a part has come                      | ?     | A1 B2 | ?          | A1      | PARTIAL  || -
            only a part has come, under another seal  | ?     | A1 B2 | ?          | C3      | PARTIAL  || HIGH
            a checkpoint put it on                    | ?     | A1    | C3         | C3      | COMPLETE || -
            a checkpoint put another one on           | ?     | A1    | B2         | C3      | COMPLETE || HIGH
            the checkpoint did not look at seals      | ?     | A1    | ?          | C3      | COMPLETE || HIGH
            a checkpoint slip, the seal is the first  | ?     | A1    | B2         | A1      | COMPLETE || -
            nobody read a seal at arrival             | ?     | A1    | ?          | ?       | COMPLETE || -
            nobody read a seal at departure           | ?     | ?     | ?          | A1      | COMPLETE || -
            the waybill lists it                      | A1    | ?     | ?          | A1      | COMPLETE || -
            the waybill lists another                 | A1    | ?     | ?          | C3      | COMPLETE || HIGH
            what was read at departure has the word   | A1    | C3    | ?          | C3      | COMPLETE || -
            refused                                   | ?     | A1    | ?          | C3      | REFUSED  || -
            """)
    void seals(
            String story,
            @Nullable String paper,
            @Nullable String left,
            @Nullable String checkpoint,
            @Nullable String arrived,
            ReceiptOutcome outcome,
            String ignored,
            String f23) {
        Cases waybill = Cases.bags()
                .sealsOnWaybill(words(paper))
                .said(DISPATCHED, LEFT, it -> it.seals(words(left)))
                .said(PASSED_CHECKPOINT, LEFT.plus(DAY), it -> it.seals(words(checkpoint)))
                .said(RECEIVED, DUE, it -> it.outcome(outcome).seals(words(arrived)));

        assertThat(Verdicts.of("F23", waybill.daysAfterDue(0))).isEqualTo(f23);
    }

    @Test
    void a_checkpoint_after_the_receipt_explains_nothing_and_parts_are_put_together() {
        Cases late = Cases.bags()
                .said(DISPATCHED, LEFT, it -> it.seals("A1"))
                .said(RECEIVED, DUE, it -> it.outcome(ReceiptOutcome.COMPLETE).seals("C3"))
                .said(PASSED_CHECKPOINT, DUE.plus(DAY), it -> it.seals("C3"));
        assertThat(Verdicts.of("F23", late.daysAfterDue(2))).isEqualTo("HIGH");
        assertThat(Verdicts.finding("F23", late.daysAfterDue(2)).facts())
                .containsEntry("sealsAtDeparture", "A1")
                .containsEntry("sealsAtArrival", "C3");

        Cases twoTrucks = Cases.bags()
                .said(DISPATCHED, LEFT, it -> it.seals("A1", "B2"))
                .said(RECEIVED, DUE, it -> it.outcome(ReceiptOutcome.PARTIAL).seals("B2"))
                .said(
                        RECEIVED,
                        DUE.plus(DAY),
                        it -> it.outcome(ReceiptOutcome.COMPLETE).seals("A1"));
        assertThat(Verdicts.of("F23", twoTrucks.daysAfterDue(2))).isEqualTo("-");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                             | best before | received | plan       | made       || F36
            thirty days after the plan          | 2026-04-09  | true     | 2026-03-10 | ?          || -
            a day less                          | 2026-04-08  | true     | 2026-03-10 | ?          || MEDIUM
            long gone off                       | 2020-01-01  | true     | 2026-03-10 | ?          || MEDIUM
            nothing planned, thirty days left   | 2026-04-02  | true     | ?          | ?          || -
            nothing planned, a day less         | 2026-04-01  | true     | ?          | ?          || MEDIUM
            still on the way, thirty days left  | 2026-04-02  | false    | ?          | ?          || -
            still on the way, a day less        | 2026-04-01  | false    | ?          | ?          || MEDIUM
            an old plan is no plan              | 2026-04-01  | true     | 2026-02-10 | ?          || MEDIUM
            handed out earlier than planned     | 2026-04-08  | true     | 2026-03-10 | 2026-03-04 || -
            handed out later than planned       | 2026-04-09  | true     | 2026-03-10 | 2026-03-11 || MEDIUM
            no date on the bags                 | ?           | true     | 2026-03-10 | ?          || -
            """)
    void before_it_goes_off(
            String story,
            @Nullable LocalDate bestBefore,
            boolean received,
            @Nullable LocalDate plan,
            @Nullable LocalDate made,
            String ignored,
            String f36) {
        Cases waybill = Cases.bags().toPeople(2_000).pack(null, bestBefore).dispatched();
        if (received) {
            waybill.received();
        }
        if (plan != null) {
            waybill.plan(plan, null);
        }
        if (made != null) {
            waybill.said(
                    DISTRIBUTED, made.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(3_600 * 9), it -> it);
        }

        assertThat(Verdicts.of("F36", waybill.daysAfterDue(10))).isEqualTo(f36);
    }

    @Test
    void without_any_expected_day_nobody_can_say_whether_it_is_too_late() {
        Cases waybill = Cases.bags().withoutPlan().pack(null, LocalDate.parse("2020-01-01"));
        assertThat(Verdicts.of("F36", waybill.daysAfterDue(0))).isEqualTo("-");
        assertThat(Verdicts.of("F36", waybill.dispatched().daysAfterDue(0)))
                .as("it left, but nobody says when it is due")
                .isEqualTo("-");
        assertThat(Verdicts.of(
                        "F36",
                        Cases.bags()
                                .pack(null, LocalDate.parse("2020-01-01"))
                                .said(DeclarationKind.CANCELLED, LEFT, it -> it)
                                .daysAfterDue(0)))
                .as("it stays where it is")
                .isEqualTo("-");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                      | stated | weighed | grams  | who         || F37
            full                         | 25     |      10 | 250000 | independent || -
            one per cent under           | 25     |      10 | 247500 | independent || -
            a gram more under            | 25     |      10 | 247499 | independent || MEDIUM
            too few to say               | 25     |       9 | 100000 | independent || -
            many                         | 25     |     500 | 12374999 | independent || MEDIUM
            more than stated             | 25     |      10 | 290000 | independent || -
            nothing written on the bags  | ?      |      10 | 247499 | independent || MEDIUM
            a party's own scale          | 25     |      10 | 200000 | dependent   || -
            a rejected visit             | 25     |      10 | 200000 | rejected    || -
            """)
    void full_packages(
            String story, @Nullable String stated, long weighed, long grams, String who, String ignored, String f37) {
        DeliveryCase delivery = Cases.bags()
                .pack(stated, null)
                .dispatched()
                .received()
                .visited(it -> switch (who) {
                    case "dependent" -> it.dependent();
                    case "rejected" -> it.review(Review.REJECTED, "reviewer");
                    default -> it;
                })
                .weighed(weighed, grams)
                .daysAfterDue(2);

        assertThat(Verdicts.of("F37", delivery)).isEqualTo(f37);
    }

    @Test
    void the_scales_of_two_visits_are_put_together_and_a_weight_without_a_measure_says_nothing() {
        DeliveryCase together = Cases.bags()
                .pack("25", null)
                .dispatched()
                .received()
                .visited()
                .weighed(5, 120_000)
                .visited()
                .weighed(5, 120_000)
                .daysAfterDue(2);
        assertThat(Verdicts.finding("F37", together).facts())
                .containsEntry("weighedPackages", "10")
                .containsEntry("meanKgPerPackage", "24.000")
                .containsEntry("statedKgPerPackage", "25");

        DeliveryCase unknown = Cases.empty()
                .line(new DeliveryCase.Line(Cases.BAGS, 500L, null, false, null))
                .dispatched()
                .received()
                .visited()
                .weighed(10, 1)
                .daysAfterDue(2);
        assertThat(Verdicts.of("F37", unknown)).isEqualTo("-");
    }

    private static String[] words(@Nullable String text) {
        // Two words are two seals; a seal that is written with a space is one.
        return text == null ? new String[0] : text.matches("A 1") ? new String[] {text} : text.split(" ");
    }
}
