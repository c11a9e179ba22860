package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.DUE;
import static org.aidwitness.testkit.Cases.LEFT;
import static org.aidwitness.testkit.Cases.id;
import static org.aidwitness.verification.rule.DeclarationKind.DISPATCHED;
import static org.aidwitness.verification.rule.DeclarationKind.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.aidwitness.testkit.Cases;
import org.aidwitness.testkit.Seeing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F02, F04, F24, F25: who let it go, who kept whom out, who signed for both ends, and who looked for whom. */
class PartyRulesTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # clearance          | history || F02
            PASS                 | false   || -
            PASS_WITH_CONDITIONS | false   || -
            EXEMPT               | false   || -
            PREDATES_GATE        | true    || -
            PREDATES_GATE        | false   || CRITICAL
            HOLD                 | false   || CRITICAL
            OVERRIDE             | false   || CRITICAL
            ?                    | false   || CRITICAL
            ?                    | true    || CRITICAL
            """)
    void clearance(@Nullable ClearanceOutcome clearance, boolean history, String ignored, String f02) {
        DeliveryCase delivery = Cases.bags()
                .said(DISPATCHED, LEFT, it -> (history ? it.history() : it).clearance(clearance))
                .daysAfterDue(0);

        assertThat(Verdicts.of("F02", delivery)).isEqualTo(f02);
    }

    @Test
    void all_that_left_without_a_promise_is_named_and_each_clearance_once() {
        DeliveryCase delivery = Cases.bags()
                .said(DISPATCHED, LEFT, it -> it.clearance(null))
                .said(DISPATCHED, LEFT, it -> it)
                .said(DISPATCHED, LEFT, it -> it.clearance(ClearanceOutcome.HOLD))
                .said(DISPATCHED, LEFT, it -> it.clearance(ClearanceOutcome.HOLD))
                .daysAfterDue(0);

        assertThat(Verdicts.finding("F02", delivery).facts()).containsExactly(Map.entry("clearance", "HOLD NONE"));
        assertThat(Verdicts.finding("F02", delivery).statements()).containsExactly(id(1_000), id(1_002), id(1_003));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                                  | own | review   | elsewhere, days before | same instant || F04
            nobody was refused                       | 0   | ACCEPTED | 0                      | false        || -
            refused elsewhere only                   | 0   | ACCEPTED | 1                      | false        || -
            refused once                             | 1   | ACCEPTED | 0                      | false        || HIGH
            refused once, not yet reviewed           | 1   | PENDING  | 0                      | false        || HIGH
            refused once, found untrue               | 1   | REJECTED | 0                      | false        || -
            refused twice                            | 2   | ACCEPTED | 0                      | false        || CRITICAL
            refused here and there                   | 1   | ACCEPTED | 89                     | false        || CRITICAL
            refused there too long ago               | 1   | ACCEPTED | 90                     | false        || HIGH
            the list may hold this refusal, too      | 1   | ACCEPTED | 0                      | true         || HIGH
            """)
    void refusals(String story, int own, Review review, long days, boolean same, String ignored, String f04) {
        Cases waybill = Cases.bags().dispatched().received();
        java.time.Instant at = DUE.plus(Duration.ofDays(1));
        for (int n = 0; n < own; n++) {
            long hours = n;
            waybill.visited(it -> it.verdict(Verdict.ACCESS_DENIED)
                    .review(review, "reviewer")
                    .happenedAt(at.minus(Duration.ofHours(hours))));
        }
        if (days > 0) {
            waybill.refusalElsewhere(at.minus(Duration.ofDays(days)));
        }
        if (same) {
            waybill.refusalElsewhere(at);
        }

        assertThat(Verdicts.of("F04", waybill.daysAfterDue(2))).isEqualTo(f04);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                             | signer  | device | organisation | relation | history || F24  | same
            two parties                         | bashir  | ?      | 201          | ?        | false   || -    | ?
            two devices                         | bashir  | d2     | 201          | ?        | false   || -    | ?
            the same person                     | Amina   | ?      | 201          | ?        | false   || HIGH | PERSON
            the same device                     | bashir  | d1     | 201          | ?        | false   || HIGH | DEVICE
            the same organisation               | bashir  | ?      | 200          | ?        | false   || HIGH | ORGANISATION
            all the same                        | amina   | d1     | 200          | ?        | false   || HIGH | DEVICE ORGANISATION PERSON
            related                             | bashir  | ?      | 201          | A owns B | false   || HIGH | ?
            history typed in by one person      | amina   | d1     | 201          | ?        | true    || -    | ?
            history within one organisation     | amina   | d1     | 200          | ?        | true    || HIGH | ORGANISATION
            """)
    void both_ends(
            String story,
            String signer,
            @Nullable String device,
            int organisation,
            @Nullable String relation,
            boolean history,
            String ignored,
            String f24,
            @Nullable String same) {
        Cases waybill = Cases.bags()
                .said(DISPATCHED, LEFT, it -> it.device("d1"))
                .said(
                        RECEIVED,
                        DUE,
                        it -> (history ? it.history() : it)
                                .signedBy(signer)
                                .device(device)
                                .organisation(id(organisation)));
        DeliveryCase delivery = (relation == null ? waybill : waybill.related(relation)).daysAfterDue(0);

        assertThat(Verdicts.of("F24", delivery)).isEqualTo(f24);
        if (f24.equals("HIGH")) {
            assertThat(Verdicts.finding("F24", delivery).facts().get("same")).isEqualTo(same);
        }
    }

    @Test
    void a_monitor_who_turns_out_to_belong_to_a_party_opens_the_delivery_again() {
        Cases waybill = Cases.bags().dispatched().received();
        DeliveryCase before = waybill.visited().daysAfterDue(2);
        assertThat(Assurance.of(before).state()).isEqualTo(AssuranceState.VERIFIED);

        DeliveryCase after = Cases.bags()
                .dispatched()
                .received()
                .visited(Seeing::tiedAfterAll)
                .daysAfterDue(2);

        assertThat(Verdicts.of("F25", before)).isEqualTo("-");
        assertThat(Verdicts.of("F25", after)).isEqualTo("CRITICAL");
        assertThat(Assurance.of(after).state()).isNotEqualTo(AssuranceState.VERIFIED);
    }

    @Test
    void a_monitor_who_never_counted_as_independent_raises_nothing() {
        DeliveryCase delivery =
                Cases.bags().dispatched().received().visited(Seeing::dependent).daysAfterDue(2);

        assertThat(Verdicts.of("F25", delivery)).isEqualTo("-");
    }
}
