package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.BAGS;
import static org.aidwitness.testkit.Cases.DUE;
import static org.aidwitness.testkit.Cases.LEFT;
import static org.aidwitness.testkit.Cases.id;
import static org.aidwitness.testkit.Cases.kg;
import static org.aidwitness.verification.rule.DeclarationKind.DISPATCHED;
import static org.aidwitness.verification.rule.DeclarationKind.LOST;
import static org.aidwitness.verification.rule.DeclarationKind.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.aidwitness.testkit.Cases;
import org.aidwitness.verification.rule.DeliveryCase.DeclaredLine;
import org.aidwitness.verification.rule.DeliveryCase.Line;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was loaded, lost and left open, where the statements tell only a part of it. */
class TallyTest {

    private static final UUID OIL = id(2);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                              || sent kg | good  | lost  | open  | unknown
            as the waybill says                  ||   12500 |     0 |     0 | 12500 | false
            all bags, not weighed                ||   12500 |     0 |     0 | 12500 | false
            fewer bags, not weighed              ||       0 |     0 |     0 |     0 | true
            listed without amounts               ||   12500 |     0 |     0 | 12500 | false
            weighed                              ||   10000 |     0 |     0 | 10000 | false
            of two lines only the oil            ||    1000 |     0 |     0 |  1000 | false
            received, nobody says it left        ||   12500 |  5000 |     0 |  7500 | false
            nothing was said                     ||       0 |     0 |     0 |     0 | false
            a loss in kilograms                  ||   12500 |     0 |   100 | 12400 | false
            a loss in bags                       ||   12500 |     0 |     0 | 12500 | true
            a loss without any amount            ||   12500 |     0 | 12500 |     0 | false
            a part came, a part was lost         ||   12500 |  5000 |   100 |  7400 | false
            more was lost than was left          ||   12500 |  5000 |  7500 |     0 | false
            all came but a loss in bags          ||   12500 | 10000 |  2500 |     0 | false
            no weight stands on the only line    ||       0 |     0 |     0 |     0 | true
            """)
    void weights(String story, String ignored, long sent, long good, long lost, long open, boolean unknown) {
        Balance balance = Balance.of(story(story).daysAfterDue(1));

        assertThat(balance).isEqualTo(new Balance(sent * 1_000, good * 1_000, lost * 1_000, 0, unknown));
        assertThat(balance.open()).isEqualTo(open * 1_000);
    }

    private static Cases story(String story) {
        Cases waybill = Cases.bags();
        return switch (story) {
            case "nothing was said" -> waybill;
            case "as the waybill says" -> waybill.dispatched();
            case "all bags, not weighed" -> waybill.said(DISPATCHED, LEFT, it -> it.good(500L, null));
            case "fewer bags, not weighed" -> waybill.said(DISPATCHED, LEFT, it -> it.good(400L, null));
            case "listed without amounts" -> waybill.said(DISPATCHED, LEFT, it -> it.good(null, null));
            case "weighed" -> waybill.said(DISPATCHED, LEFT, it -> it.good(400L, 10_000L));
            case "of two lines only the oil" ->
                waybill.line(new Line(OIL, 100L, kg(1_000), false, null))
                        .said(DISPATCHED, LEFT, it -> it.line(line(OIL, 100L, null, null, null)));
            case "received, nobody says it left" -> waybill.received(ReceiptOutcome.PARTIAL, 200, 0, 0, null);
            case "no weight stands on the only line" ->
                Cases.empty().line(new Line(BAGS, 500L, null, true, null)).dispatched();
            case "a part came, a part was lost" ->
                lost(null, 100L, waybill.dispatched().received(ReceiptOutcome.PARTIAL, 200, 0, 0, null));
            case "more was lost than was left" ->
                lost(null, 9_000L, waybill.dispatched().received(ReceiptOutcome.PARTIAL, 200, 0, 0, null));
            case "all came but a loss in bags" ->
                lost(100L, null, waybill.dispatched().received(ReceiptOutcome.COMPLETE, 400, 0, 0, null));
            case "a loss in kilograms" -> lost(null, 100L, waybill.dispatched());
            case "a loss in bags" -> lost(100L, null, waybill.dispatched());
            case "a loss without any amount" -> lost(null, null, waybill.dispatched());
            default -> throw new IllegalArgumentException(story);
        };
    }

    private static Cases lost(@Nullable Long bags, @Nullable Long kilograms, Cases waybill) {
        return waybill.said(LOST, DUE, it -> it.line(line(BAGS, null, bags, null, kilograms)));
    }

    private static DeclaredLine line(
            UUID line,
            @Nullable Long goodPackages,
            @Nullable Long missingPackages,
            @Nullable Long goodKg,
            @Nullable Long missingKg) {
        return new DeclaredLine(
                line,
                goodPackages,
                null,
                missingPackages,
                null,
                goodKg == null ? null : kg(goodKg),
                null,
                missingKg == null ? null : kg(missingKg),
                null,
                null);
    }

    @ParameterizedTest(name = "bags {0} {1} kg, oil {2} {3} kg")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # bags | kg    | oil | kg  || weight known | packages known
              500  | 13000 | 100 | ?   || true         | true
              500  | ?     | 100 | 900 || false        | true
              500  | 12000 | ?   | 900 || true         | false
            """)
    void a_weight_that_stands_elsewhere_may_be_left_out_and_its_packages_may_not(
            long bags,
            @Nullable Long bagsKg,
            @Nullable Long oil,
            @Nullable Long oilKg,
            String ignored,
            boolean weight,
            boolean packages) {
        Cases waybill = Cases.empty()
                .line(new Line(BAGS, 500L, kg(13_000), false, null))
                .line(new Line(OIL, 100L, null, true, null))
                .dispatched()
                .said(
                        RECEIVED,
                        DUE,
                        it -> it.line(line(BAGS, bags, null, bagsKg, null)).line(line(OIL, oil, null, oilKg, null)));

        assertThat(Tally.of(waybill.daysAfterDue(1), Measure.GRAMS).unknown()).isEqualTo(!weight);
        assertThat(Tally.of(waybill.daysAfterDue(1), Measure.PACKAGES).unknown())
                .isEqualTo(!packages);
    }

    @Test
    void packages_of_a_line_whose_weight_stands_elsewhere_are_not_told_by_the_others() {
        DeliveryCase delivery = Cases.empty()
                .line(new Line(BAGS, 500L, kg(13_000), false, null))
                .line(new Line(OIL, null, null, true, null))
                .dispatched()
                .daysAfterDue(1);

        assertThat(Tally.of(delivery, Measure.GRAMS).unknown()).isFalse();
        assertThat(Tally.of(delivery, Measure.PACKAGES).unknown()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_line_without_any_amount_is_a_loss_of_the_whole_in_whatever_order_the_lines_stand(boolean first) {
        DeclaredLine silent = line(OIL, null, null, null, null);
        DeclaredLine bags = line(BAGS, null, 100L, null, null);
        DeliveryCase delivery = Cases.empty()
                .line(new Line(BAGS, 500L, kg(13_000), false, null))
                .line(new Line(OIL, 100L, null, true, null))
                .dispatched()
                .said(
                        LOST,
                        DUE,
                        it -> first ? it.line(silent).line(bags) : it.line(bags).line(silent))
                .daysAfterDue(1);

        Tally tally = Tally.of(delivery, Measure.GRAMS);

        assertThat(tally.unknown()).isFalse();
        assertThat(tally.lost()).isEqualTo(13_000_000);
    }

    @Test
    void nothing_received_and_nothing_listed_are_no_amounts() {
        assertThat(Tally.good(Cases.bags().dispatched().daysAfterDue(1), Measure.GRAMS))
                .isEmpty();
        assertThat(Tally.good(
                        Cases.empty().dispatched().said(RECEIVED, DUE, it -> it).daysAfterDue(1), Measure.GRAMS))
                .isEmpty();
        assertThat(Tally.good(Cases.bags().dispatched().received().daysAfterDue(1), Measure.PACKAGES))
                .hasValue(500);
    }
}
