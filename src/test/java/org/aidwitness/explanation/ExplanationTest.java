package org.aidwitness.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.aidwitness.verification.rule.Assurance.Ground;
import org.aidwitness.verification.rule.Assurance.Requirement;
import org.aidwitness.verification.rule.LogisticsState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class ExplanationTest {

    @Inject
    Explanation explanation;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RECEIVED         | true  | 2026-10-06T07:40:00Z      | DECLARED               | The receiver declares that it arrived on 6 Oct 2026.
            RECEIVED         | false | NONE                      | DECLARED               | No receipt is declared.
            SEEN             | true  | CONFIRMED                 | CONFIRMED DISCREPANT   | A monitor was there and saw the goods.
            SEEN             | true  | DISCREPANT                | CONFIRMED DISCREPANT   | A monitor was there and saw the goods, and not as declared.
            SEEN             | false | NOT_SEEN                  | CONFIRMED DISCREPANT   | A monitor was there and did not get to see the goods.
            SEEN             | false | ACCESS_DENIED             | CONFIRMED DISCREPANT   | No monitor has seen the goods: who came was turned away.
            SEEN             | false | NONE                      | CONFIRMED DISCREPANT   | No monitor has seen the goods.
            INDEPENDENT      | true  | NONE                      | > 2 relations          | The monitor is independent: more than 2 relations away from every party.
            INDEPENDENT      | false | NONE                      | > 2 relations          | No independent monitor has come; one is more than 2 relations away from every party.
            INDEPENDENT      | false | ACTED – SAHA              | > 2 relations          | The monitor is not independent, but tied to a party: ACTED – SAHA. Who counts is more than 2 relations away.
            ON_SITE          | true  | WEIGH                     | COUNT WEIGH TALLY      | The monitor weighed the goods on site.
            ON_SITE          | false | IMPORTED                  | COUNT WEIGH TALLY      | What the monitor saw is known from a file alone, which does not count as seen on site.
            ON_SITE          | false | INTERVIEW                 | COUNT WEIGH TALLY      | The monitor asked people, and no position shows that it was on site.
            ON_SITE          | false | NONE                      | COUNT WEIGH TALLY      | Nobody has counted, weighed or tallied the goods on site.
            IN_TIME          | true  | 2026-10-08T10:22:00Z      | < 2026-11-20T07:40:00Z | The visit was on 8 Oct 2026, in time: before 20 Nov 2026.
            IN_TIME          | false | 2026-12-08T10:22:00Z      | < 2026-11-20T07:40:00Z | The visit was on 8 Dec 2026, which is not in time: one counts from the day of the receipt on, and before 20 Nov 2026.
            IN_TIME          | false | NONE                      | < 2026-11-20T07:40:00Z | No visit was made in time; one counts before 20 Nov 2026.
            IN_TIME          | false | NONE                      | 1                      | No visit was made in time.
            ACCEPTED         | true  | ACCEPTED                  | ACCEPTED               | A second person accepted what the monitor says.
            ACCEPTED         | false | ACCEPTED                  | ACCEPTED               | Only the monitor accepted it, and a second person must.
            ACCEPTED         | false | PENDING                   | ACCEPTED               | No second person has accepted what the monitor says yet.
            ACCEPTED         | false | NONE                      | ACCEPTED               | There is nothing yet that a second person could accept.
            CONFIRMED        | true  | CONFIRMED                 | CONFIRMED              | The monitor confirms the delivery.
            CONFIRMED        | false | DISCREPANT                | CONFIRMED              | The monitor says that it is not as declared.
            CONFIRMED        | false | NONE                      | CONFIRMED              | No monitor confirms the delivery.
            WITHIN_TOLERANCE | true  | 0 of 498 packages         | 100 bp                 | The count agrees with the receipt: it differs by 0 of 498 packages, and 1% is allowed.
            WITHIN_TOLERANCE | false | -12.5 kg of 500 kg        | 100 bp                 | The count does not agree with the receipt: it differs by -12.5 kg of 500 kg, and 1% is allowed.
            WITHIN_TOLERANCE | false | UNKNOWN                   | 100 bp                 | The visit and the receipt state no amounts that can be compared; they may differ by 1%.
            WITHIN_TOLERANCE | false | NONE                      | 100 bp                 | No count agrees with the receipt, for nobody independent has counted; they may differ by 1%.
            NO_HIGH_FLAG     | true  | NONE                      | < HIGH                 | No flag of severity high or above is open.
            NO_HIGH_FLAG     | false | F01 HIGH, F11 CRITICAL    | < HIGH                 | Flags of severity high or above are open: F01 high, F11 critical.
            SEALED           | true  | SEAL_INTACT               | 2                      | sealed: seal intact; limit 2.
            """)
    void a_condition_is_a_sentence_with_its_value_and_its_limit(
            String requirement, boolean holds, String value, String limit, String sentence) {
        assertThat(explanation.condition(requirement, holds, value, limit)).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NOT_ARRIVED   | 0 | Nobody independent can see it at its destination before it arrives, the default policy says.
            VISIT_AWAITED | 3 | Under version 3 of the policy, a visit is awaited until 27 Oct 2026.
            VISIT_OVERDUE | 3 | A visit is overdue; under version 3 of the policy, one can still be accepted until 27 Oct 2026.
            ALL_HOLDS     | 3 | It is verified: every condition of version 3 of the policy holds.
            TURNED_AWAY   | 3 | It is unverified under version 3 of the policy: monitors were turned away, and a second person accepted that they were.
            TIME_OVER     | 3 | It is unverified: under version 3 of the policy, the time for a visit ended on 27 Oct 2026, and not every condition holds.
            CONTRADICTED  | 3 | It is disputed under version 3 of the policy: what an independent monitor saw, and a second person accepted, contradicts what was declared; both stand until decided.
            ALL_LOST      | 3 | All of it is lost, so there is nothing left to verify under version 3 of the policy.
            """)
    void a_state_is_a_sentence_with_its_date_and_its_policy(Ground ground, int policyVersion, String sentence) {
        Instant until = Instant.parse("2026-10-27T07:40:00Z");

        assertThat(explanation.assurance(ground, until, policyVersion)).isEqualTo(sentence);
    }

    @ParameterizedTest
    @EnumSource
    void no_logistics_state_is_left_as_a_code(LogisticsState state) {
        assertThat(explanation.logistics(state.name())).endsWith(".").doesNotContain(state.name());
    }

    @ParameterizedTest
    @EnumSource
    void no_requirement_is_left_as_a_code(Requirement requirement) {
        assertThat(explanation.condition(requirement.name(), false, "NONE", "1"))
                .endsWith(".")
                .doesNotContain("NONE", requirement.name());
    }

    @Test
    void a_date_that_nobody_knows_is_left_out() {
        assertThat(explanation.assurance(Ground.VISIT_AWAITED, null, 0))
                .isEqualTo("Under the default policy, a visit is awaited.");
    }
}
