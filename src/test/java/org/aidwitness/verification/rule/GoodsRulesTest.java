package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.DUE;
import static org.aidwitness.testkit.Cases.LEFT;
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

/** F23, F36, F37: whether the goods are what left, and still good. */
class GoodsRulesTest {

    private static final Duration DAY = Duration.ofDays(1);

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
