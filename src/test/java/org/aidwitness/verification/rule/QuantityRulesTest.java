package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.BAGS;
import static org.aidwitness.testkit.Cases.DUE;
import static org.aidwitness.testkit.Cases.LEFT;
import static org.aidwitness.testkit.Cases.id;
import static org.aidwitness.testkit.Cases.kg;
import static org.aidwitness.verification.rule.DeclarationKind.DISPATCHED;
import static org.aidwitness.verification.rule.DeclarationKind.LOST;
import static org.aidwitness.verification.rule.DeclarationKind.RECEIVED;
import static org.aidwitness.verification.rule.ReceiptOutcome.COMPLETE;
import static org.aidwitness.verification.rule.ReceiptOutcome.PARTIAL;
import static org.aidwitness.verification.rule.ReceiptOutcome.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.testkit.Cases;
import org.aidwitness.verification.rule.DeliveryCase.DeclaredLine;
import org.aidwitness.verification.rule.DeliveryCase.Line;
import org.aidwitness.verification.rule.DeliveryCase.LotBalance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F08, F09, F10, F11, F12: how much, and who says so. */
class QuantityRulesTest {

    private static final UUID OIL = id(2);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                          | sent kg | good kg | sent bags | good bags | usd   || F08      | F09
            all there                        |   10000 |   10000 |       400 |       400 |     0 || -        | -
            one kilogram short               |   10000 |    9999 |       400 |       400 |     0 || INFO     | -
            just below half a per cent       |   10000 |    9951 |       400 |       400 |     0 || INFO     | -
            half a per cent                  |   10000 |    9950 |       400 |       400 |     0 || MEDIUM   | -
            just below two per cent          |   10000 |    9801 |       400 |       400 |     0 || MEDIUM   | -
            two per cent                     |   10000 |    9800 |       400 |       400 |     0 || HIGH     | -
            just below five per cent         |   10000 |    9501 |       400 |       400 |     0 || HIGH     | -
            five per cent                    |   10000 |    9500 |       400 |       400 |     0 || CRITICAL | -
            nothing came                     |   10000 |       0 |       400 |       400 |     0 || CRITICAL | -
            a little short, worth 499        |   10000 |    9999 |       400 |       400 | 4990000 || INFO   | -
            a little short, worth 500        |   10000 |    9999 |       400 |       400 | 5000000 || MEDIUM | -
            worth 500 and very short         |   10000 |    9000 |       400 |       400 |  9000 || CRITICAL | -
            value unknown                    |   10000 |    9999 |       400 |       400 |     ? || INFO     | -
            surplus at the limit             |   10000 |   10020 |       400 |       400 |     0 || -        | -
            surplus above the limit          |   10000 |   10021 |       400 |       400 |     0 || -        | MEDIUM
            nothing sent, something came     |       0 |       1 |         0 |         0 |     0 || -        | MEDIUM
            weight sent unknown: bags speak  |       ? |    9000 |       400 |       398 |     0 || MEDIUM   | -
            weight got unknown: bags speak   |   10000 |       ? |       400 |       380 |     0 || CRITICAL | -
            weights unknown, one bag more    |       ? |       ? |       400 |       401 |     0 || -        | MEDIUM
            weight and bags sent unknown     |       ? |    9000 |         ? |       398 |     0 || -        | -
            weight and bags got unknown      |   10000 |       ? |       400 |         ? |     0 || -        | -
            bags here, weight there          |   10000 |       ? |         ? |       400 |     0 || -        | -
            """)
    void short_and_surplus(
            String story,
            @Nullable Long sentKg,
            @Nullable Long goodKg,
            @Nullable Long sentBags,
            @Nullable Long goodBags,
            @Nullable BigDecimal usd,
            String ignored,
            String f08,
            String f09) {
        DeliveryCase delivery = Cases.empty()
                .line(new Line(BAGS, sentBags, weight(sentKg), false, usd))
                .dispatched()
                .said(RECEIVED, DUE, it -> it.outcome(COMPLETE).good(goodBags, goodKg))
                .daysAfterDue(1);

        assertThat(Verdicts.of("F08", delivery)).isEqualTo(f08);
        assertThat(Verdicts.of("F09", delivery)).isEqualTo(f09);
    }

    @Test
    void too_much_of_one_food_does_not_hide_too_little_of_another() {
        DeliveryCase delivery = Cases.bags()
                .line(new Line(OIL, 100L, kg(12_500), false, null))
                .dispatched()
                .said(
                        RECEIVED,
                        DUE,
                        it -> it.outcome(COMPLETE).good(600L, 15_000L).line(good(OIL, 80L, 10_000L)))
                .daysAfterDue(1);

        assertThat(Verdicts.of("F08", delivery)).isEqualTo("CRITICAL");
        assertThat(Verdicts.of("F09", delivery)).isEqualTo("MEDIUM");
    }

    @Test
    void a_line_that_a_complete_receipt_leaves_out_did_not_arrive() {
        DeliveryCase delivery = Cases.bags()
                .line(new Line(OIL, 100L, kg(1_000), false, null))
                .dispatched()
                .said(RECEIVED, DUE, it -> it.outcome(COMPLETE).good(500L, 12_500L))
                .daysAfterDue(1);

        Finding finding = Verdicts.finding("F08", delivery);

        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.facts()).containsEntry("shortKg", "1000").containsEntry("dispatchedKg", "13500");
    }

    @Test
    void a_receipt_without_lines_says_nothing_about_amounts() {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .said(RECEIVED, DUE, it -> it.outcome(COMPLETE))
                .daysAfterDue(1);

        assertThat(Verdicts.all(delivery)).isEqualTo("-");
        assertThat(Balance.of(delivery)).isEqualTo(new Balance(12_500_000, 0, 0, 0, true));
    }

    @Test
    void a_weight_that_stands_on_another_line_is_compared_in_the_sum() {
        Cases waybill = Cases.empty()
                .line(new Line(BAGS, 500L, kg(13_000), false, null))
                .line(new Line(OIL, 100L, null, true, null))
                .dispatched();
        DeliveryCase exact = waybill.said(
                        RECEIVED,
                        DUE,
                        it -> it.outcome(COMPLETE).good(500L, 12_000L).line(good(OIL, 100L, 1_000L)))
                .daysAfterDue(1);

        assertThat(Verdicts.of("F08", exact)).isEqualTo("-");
        assertThat(Balance.of(exact)).isEqualTo(new Balance(13_000_000, 13_000_000, 0, 0, false));
    }

    @Test
    void a_weight_that_stands_nowhere_is_unknown_and_not_nothing() {
        DeliveryCase delivery = Cases.empty()
                .line(new Line(BAGS, 500L, null, true, null))
                .line(new Line(OIL, 100L, null, true, null))
                .dispatched()
                .said(RECEIVED, DUE, it -> it.outcome(COMPLETE).good(500L, null).line(good(OIL, 50L, null)))
                .daysAfterDue(1);

        assertThat(Balance.of(delivery).unknown()).isTrue();
        assertThat(Verdicts.finding("F08", delivery).facts()).containsEntry("shortPackages", "50");
    }

    @Test
    void what_was_loaded_counts_and_not_what_the_waybill_planned() {
        DeliveryCase delivery = Cases.bags()
                .said(DISPATCHED, LEFT, it -> it.good(400L, 10_000L))
                .said(RECEIVED, DUE, it -> it.outcome(COMPLETE).good(400L, 10_000L))
                .daysAfterDue(1);

        assertThat(Verdicts.all(delivery)).isEqualTo("-");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                          | seconds after the rest was due || F08
            the rest may still come          | -1                             || -
            the rest should have come        | 0                              || CRITICAL
            """)
    void a_partial_receipt_is_short_once_the_rest_is_due(String story, long seconds, String ignored, String f08) {
        // Planned for 48 h, so half of it is no more than the 24 h that are always granted.
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .received(PARTIAL, 200, 0, 0, null)
                .at(DUE.plus(Duration.ofHours(24)).plusSeconds(seconds));

        assertThat(Verdicts.of("F08", delivery)).isEqualTo(f08);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                          | damaged | missing | reason     | hours || F10
            nothing lost                     |       0 |       0 | ?          |     0 || -
            damaged without a reason         |       1 |       0 | ?          |     0 || MEDIUM
            missing without a reason         |       0 |       1 | ?          |     0 || MEDIUM
            missing with a reason            |       0 |       1 | PILFERAGE  |  9999 || -
            unknown, still being looked into |       0 |       1 | UNKNOWN    |   167 || -
            unknown for seven days           |       0 |       1 | UNKNOWN    |   168 || MEDIUM
            a reason for nothing             |       0 |       0 | UNKNOWN    |   168 || -
            """)
    void reasons(
            String story,
            long damaged,
            long missing,
            @Nullable LossReason reason,
            long hours,
            String ignored,
            String f10) {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .received(COMPLETE, 500 - damaged - missing, damaged, missing, reason)
                .at(DUE.plus(Duration.ofHours(hours)));

        assertThat(Verdicts.of("F10", delivery)).isEqualTo(f10);
    }

    @Test
    void a_shortage_that_nobody_declared_lacks_a_reason_too() {
        DeliveryCase delivery =
                Cases.bags().dispatched().received(COMPLETE, 490, 0, 0, null).daysAfterDue(0);

        assertThat(Verdicts.finding("F10", delivery).facts()).containsEntry("linesNotExplained", "1");
    }

    @Test
    void a_loss_declared_without_lines_lacks_a_reason() {
        DeliveryCase delivery =
                Cases.bags().dispatched().said(LOST, DUE, it -> it).daysAfterDue(0);

        assertThat(Verdicts.of("F10", delivery)).isEqualTo("MEDIUM");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                          | good bags | counted | weighed kg | who         || F11
            the same                         |       400 |     400 |          ? | accepted    || -
            one per cent                     |       400 |     396 |          ? | accepted    || -
            above one per cent               |       400 |     395 |          ? | accepted    || MEDIUM
            three per cent                   |       400 |     388 |          ? | accepted    || MEDIUM
            above three per cent             |       400 |     387 |          ? | accepted    || HIGH
            ten per cent                     |       400 |     360 |          ? | accepted    || HIGH
            above ten per cent               |       400 |     359 |          ? | accepted    || CRITICAL
            more than declared counts too    |       400 |     441 |          ? | accepted    || CRITICAL
            weight speaks before bags        |       400 |     400 |       9600 | accepted    || HIGH
            nothing declared, something seen |         0 |       1 |          ? | accepted    || CRITICAL
            nothing declared, nothing seen   |         0 |       0 |          ? | accepted    || -
            no amount stated                 |       400 |       ? |          ? | accepted    || -
            not yet reviewed                 |       400 |     300 |          ? | pending     || CRITICAL
            rejected                         |       400 |     300 |          ? | rejected    || -
            not independent                  |       400 |     300 |          ? | dependent   || -
            did not see the goods            |       400 |     300 |          ? | unseen      || -
            """)
    void monitor_against_consignee(
            String story,
            long good,
            @Nullable Long counted,
            @Nullable Long weighed,
            String who,
            String ignored,
            String f11) {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .received(COMPLETE, good, 0, 0, null)
                .visited(it -> {
                    it.counted(counted).weighed(weight(weighed));
                    return switch (who) {
                        case "pending" -> it.review(Review.PENDING, null);
                        case "rejected" -> it.review(Review.REJECTED, "reviewer");
                        case "dependent" -> it.dependent();
                        case "unseen" -> it.verdict(Verdict.NOT_SEEN);
                        default -> it;
                    };
                })
                .daysAfterDue(2);

        assertThat(Verdicts.of("F11", delivery)).isEqualTo(f11);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                | balance g | book g | counted g || F12
            adds up                |         0 |  10000 |     10000 || -
            nobody counted         |      5000 |  10000 |         ? || -
            one gram too many out  |        -1 |  10000 |         ? || CRITICAL
            count at the limit     |         0 |  10000 |      9900 || -
            count above the limit  |         0 |  10000 |      9899 || HIGH
            more than the book     |         0 |  10000 |     10101 || HIGH
            both                   |        -1 |  10000 |         0 || CRITICAL
            empty book, empty room |         0 |      0 |         0 || -
            empty book, one gram   |         0 |      0 |         1 || HIGH
            """)
    void books(String story, long balance, long book, @Nullable Long counted, String ignored, String f12) {
        DeliveryCase delivery = Cases.bags()
                .balance(new LotBalance(id(201), "LOT-1", balance, book, counted))
                .daysAfterDue(0);

        assertThat(Verdicts.of("F12", delivery)).isEqualTo(f12);
    }

    @Test
    void a_refused_receipt_takes_nothing_over() {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .said(RECEIVED, DUE, it -> it.outcome(REFUSED).good(0L, 0L))
                .daysAfterDue(0);

        assertThat(Verdicts.all(delivery)).isEqualTo("-");
    }

    private static DeclaredLine good(UUID line, @Nullable Long packages, @Nullable Long kilograms) {
        return new DeclaredLine(line, packages, null, null, null, weight(kilograms), null, null, null, null);
    }

    private static @Nullable Kilograms weight(@Nullable Long kilograms) {
        return kilograms == null ? null : kg(kilograms);
    }
}
