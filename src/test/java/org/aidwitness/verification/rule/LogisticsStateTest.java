package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.BAGS;
import static org.aidwitness.testkit.Cases.LEFT;
import static org.aidwitness.testkit.Cases.kg;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.aidwitness.testkit.Cases;
import org.aidwitness.testkit.Exhaustive;
import org.aidwitness.verification.rule.DeliveryCase.DeclaredLine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogisticsStateTest {

    @ParameterizedTest(name = "{0} cleared {1} held {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # said, one hour apart                       | cleared | held  || state
            -                                            | false   | false || PLANNED
            -                                            | true    | false || CLEARED
            -                                            | true    | true  || HELD
            -                                            | false   | true  || HELD
            cancelled                                    | true    | true  || CANCELLED
            dispatched                                   | true    | true  || DISPATCHED
            dispatched cancelled                         | true    | false || DISPATCHED
            dispatched passed                            | true    | false || IN_TRANSIT
            passed                                       | true    | false || IN_TRANSIT
            dispatched received500                       | true    | false || RECEIVED
            received500                                  | true    | false || RECEIVED
            dispatched unspecified                       | true    | false || RECEIVED
            dispatched partly200                         | true    | false || RECEIVED_PARTLY
            dispatched partly200 partly300               | true    | false || RECEIVED
            dispatched refused                           | true    | false || REFUSED
            dispatched refused received500               | true    | false || RECEIVED
            dispatched refused rerouted                  | true    | false || REROUTED
            dispatched refused returned500               | true    | false || RETURNED
            dispatched rerouted received500              | true    | false || RECEIVED
            dispatched received500 returned500           | true    | false || RETURNED
            dispatched received500 returned100           | true    | false || RECEIVED
            dispatched received500 distributed100        | true    | false || DISTRIBUTING
            dispatched received500 distributed500        | true    | false || DISTRIBUTED
            dispatched received500 distributed           | true    | false || DISTRIBUTING
            dispatched unspecified distributed500        | true    | false || DISTRIBUTING
            dispatched lost                              | true    | false || LOST
            dispatched lost500                           | true    | false || LOST
            dispatched lost100                           | true    | false || DISPATCHED
            dispatched lost100 lost400                   | true    | false || LOST
            dispatched partly400 lost100                 | true    | false || RECEIVED
            dispatched received0                         | true    | false || LOST
            dispatched received400 lost100               | true    | false || RECEIVED
            lost                                         | true    | false || LOST
            """)
    void state(String said, boolean cleared, boolean held, String ignored, LogisticsState expected) {
        Instant at = LEFT;
        Cases waybill = Cases.bags();
        for (String saying : said.equals("-") ? List.<String>of() : List.of(said.split(" "))) {
            say(waybill, saying, at);
            at = at.plus(Duration.ofHours(1));
        }

        assertThat(LogisticsState.of(waybill.daysAfterDue(1), cleared, held)).isEqualTo(expected);
    }

    @Tag("exhaustive")
    @Test
    void any_order_of_arrival_gives_the_same_state() {
        List<String> all = List.of("dispatched", "passed", "refused", "partly200", "lost100", "distributed100");
        // Which of them were said at all, then in which order they came in.
        Exhaustive every = new Exhaustive();
        List<LogisticsState> first = new ArrayList<>(Collections.nCopies(1 << all.size(), null));
        int walked = 0;
        while (every.next()) {
            int chosen = every.upTo((1 << all.size()) - 1);
            List<String> pool = new ArrayList<>();
            for (int n = 0; n < all.size(); n++) {
                if ((chosen >> n & 1) == 1) {
                    pool.add(all.get(n));
                }
            }
            Cases waybill = Cases.bags();
            while (!pool.isEmpty()) {
                String saying = pool.remove(every.upTo(pool.size() - 1));
                say(waybill, saying, LEFT.plus(Duration.ofHours(all.indexOf(saying))));
            }
            LogisticsState state = LogisticsState.of(waybill.daysAfterDue(1), true, false);
            if (first.get(chosen) == null) {
                first.set(chosen, state);
            }
            assertThat(state).isEqualTo(first.get(chosen));
            walked++;
        }
        assertThat(walked).isEqualTo(1_957);
    }

    @Test
    void what_is_dated_later_has_not_happened_yet() {
        Cases waybill = Cases.bags().dispatched().received();

        assertThat(LogisticsState.of(waybill.at(LEFT.minusSeconds(1)), true, false))
                .isEqualTo(LogisticsState.CLEARED);
        assertThat(LogisticsState.of(waybill.at(LEFT), true, false)).isEqualTo(LogisticsState.DISPATCHED);
        assertThat(LogisticsState.of(waybill.at(Cases.DUE), true, false)).isEqualTo(LogisticsState.RECEIVED);
    }

    private static void say(Cases waybill, String saying, Instant at) {
        String digits = saying.replaceAll("\\D", "");
        Long bags = digits.isEmpty() ? null : Long.valueOf(digits);
        Long kilograms = bags == null ? null : Long.valueOf(bags * 25);
        switch (saying.replaceAll("\\d", "")) {
            case "cancelled" -> waybill.said(DeclarationKind.CANCELLED, at, it -> it);
            case "dispatched" -> waybill.said(DeclarationKind.DISPATCHED, at, it -> it);
            case "passed" -> waybill.said(DeclarationKind.PASSED_CHECKPOINT, at, it -> it);
            case "rerouted" -> waybill.said(DeclarationKind.REROUTED, at, it -> it);
            case "unspecified" -> waybill.said(DeclarationKind.RECEIVED, at, it -> it);
            case "refused" -> waybill.said(DeclarationKind.RECEIVED, at, it -> it.outcome(ReceiptOutcome.REFUSED));
            case "received" ->
                waybill.said(
                        DeclarationKind.RECEIVED,
                        at,
                        it -> it.outcome(ReceiptOutcome.COMPLETE).good(bags, kilograms));
            case "partly" ->
                waybill.said(
                        DeclarationKind.RECEIVED,
                        at,
                        it -> it.outcome(ReceiptOutcome.PARTIAL).good(bags, kilograms));
            case "distributed" ->
                waybill.said(DeclarationKind.DISTRIBUTED, at, it -> bags == null ? it : it.good(bags, kilograms));
            case "returned" -> waybill.said(DeclarationKind.RETURNED, at, it -> it.good(bags, kilograms));
            case "lost" ->
                waybill.said(
                        DeclarationKind.LOST,
                        at,
                        it -> bags == null
                                ? it
                                : it.line(new DeclaredLine(
                                        BAGS, null, null, bags, null, null, null, kg(bags * 25), null, null)));
            default -> throw new IllegalArgumentException(saying);
        }
    }
}
