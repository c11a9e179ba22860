package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.BAGS;
import static org.aidwitness.testkit.Cases.DUE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.testkit.Cases;
import org.aidwitness.testkit.Exhaustive;
import org.aidwitness.verification.rule.DeliveryCase.DeclaredLine;
import org.aidwitness.verification.rule.DeliveryCase.Line;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BalanceTest {

    private static final List<@Nullable Kilograms> AMOUNTS =
            Arrays.asList(null, Kilograms.ZERO, new Kilograms(1), new Kilograms(7), new Kilograms(10));

    @Test
    void every_gram_of_a_complete_receipt_is_delivered_or_lost() {
        Exhaustive all = new Exhaustive();
        int known = 0;
        while (all.next()) {
            Kilograms sent = all.oneOf(AMOUNTS);
            DeclaredLine line = received(all);
            Balance balance = Balance.of(delivery(sent, line, ReceiptOutcome.COMPLETE));

            assertThat(balance.unknown()).isEqualTo(sent == null || line.goodKg() == null);
            if (!balance.unknown()) {
                known++;
                assertThat(balance.dispatched()).isEqualTo(balance.delivered() + balance.lost());
                assertThat(balance.open()).isZero();
                assertThat(balance.delivered() + balance.surplus()).isGreaterThanOrEqualTo(grams(line.goodKg()));
            }
            assertThat(List.of(balance.dispatched(), balance.delivered(), balance.lost(), balance.surplus()))
                    .allMatch(amount -> amount >= 0);
        }
        assertThat(known).isEqualTo(4 * 4 * 5 * 5 * 5);
    }

    @Test
    void a_partial_receipt_leaves_the_rest_open() {
        Exhaustive all = new Exhaustive();
        while (all.next()) {
            Kilograms sent = all.oneOf(AMOUNTS);
            DeclaredLine line = received(all);
            Balance balance = Balance.of(delivery(sent, line, ReceiptOutcome.PARTIAL));

            assertThat(balance.open()).isGreaterThanOrEqualTo(0);
            assertThat(balance.lost()).isLessThanOrEqualTo(grams(line.damagedKg()) + grams(line.missingKg()));
        }
    }

    @Test
    void the_four_columns_add_up_as_the_waybill_says() {
        DeclaredLine line = new DeclaredLine(
                BAGS,
                null,
                null,
                null,
                null,
                new Kilograms(9),
                new Kilograms(1),
                new Kilograms(2),
                new Kilograms(2),
                LossReason.PILFERAGE);

        // 10 sent = 9 good + 1 damaged + 2 missing − 2 surplus.
        assertThat(Balance.of(delivery(new Kilograms(10), line, ReceiptOutcome.COMPLETE)))
                .isEqualTo(new Balance(10, 7, 3, 2, false));
    }

    @Test
    void what_has_not_left_is_not_in_the_balance() {
        assertThat(Balance.of(Cases.bags().daysAfterDue(1))).isEqualTo(new Balance(0, 0, 0, 0, false));
    }

    @Test
    void what_was_lost_on_the_way_is_lost() {
        assertThat(Balance.of(Cases.bags()
                        .dispatched()
                        .said(DeclarationKind.LOST, DUE, it -> it)
                        .daysAfterDue(1)))
                .isEqualTo(new Balance(12_500_000, 0, 12_500_000, 0, false));
    }

    private static DeclaredLine received(Exhaustive all) {
        return new DeclaredLine(
                BAGS,
                null,
                null,
                null,
                null,
                all.oneOf(AMOUNTS),
                all.oneOf(AMOUNTS),
                all.oneOf(AMOUNTS),
                all.oneOf(AMOUNTS),
                null);
    }

    private static DeliveryCase delivery(@Nullable Kilograms sent, DeclaredLine line, ReceiptOutcome outcome) {
        return Cases.empty()
                .line(new Line(BAGS, null, sent, false, null))
                .dispatched()
                .said(DeclarationKind.RECEIVED, DUE, it -> it.outcome(outcome).line(line))
                .daysAfterDue(1);
    }

    private static long grams(@Nullable Kilograms weight) {
        return weight == null ? 0 : weight.grams();
    }
}
