package org.aidwitness.monitoring.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.aidwitness.monitoring.draw.StopRule.Decision;
import org.aidwitness.monitoring.draw.StopRule.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Enough has been seen when it has been seen, and not before. */
class StopRuleTest {

    @ParameterizedTest
    @CsvSource({"200, 500, 62", "200, 1000, 34", "1000, 500, 74"})
    void visits_that_find_nothing_pass_after(int population, int shareBp, int visits) {
        StopRule rule = new StopRule(population, shareBp, 500);
        assertThat(rule.after(Collections.nCopies(visits - 1, false), false).decision())
                .isEqualTo(Decision.GO_ON);
        Standing passed = rule.after(Collections.nCopies(visits, false), false);
        assertThat(passed.decision()).isEqualTo(Decision.PASS);
        assertThat(passed.pValue()).isLessThanOrEqualTo(0.05);
    }

    @Test
    void before_the_first_visit_nothing_is_shown() {
        assertThat(new StopRule(200, 500, 500).after(List.of(), false))
                .isEqualTo(new Standing(0, 0, 1, 1, Decision.GO_ON));
    }

    @Test
    void the_first_factors_are_as_the_format_says() {
        StopRule rule = new StopRule(200, 500, 500);
        assertThat(rule.limit()).isEqualTo(10);
        double e = 0.0125;
        double clean = (1 - e) / (1 - 10.0 / 200);
        assertThat(rule.after(List.of(false), false).martingale()).isCloseTo(clean, within(1e-12));
        double exception = clean * e / (10.0 / 199);
        Standing second = rule.after(List.of(false, true), false);
        assertThat(second.martingale()).isCloseTo(exception, within(1e-12));
        assertThat(second.pValue()).as("by the largest so far").isCloseTo(1 / clean, within(1e-12));
    }

    @Test
    void as_many_exceptions_as_the_share_fail_and_fewer_may_not_be_shown() {
        StopRule rule = new StopRule(50, 1_000, 500);
        assertThat(rule.after(Collections.nCopies(5, true), false).decision()).isEqualTo(Decision.FAIL);
        List<Boolean> four = new ArrayList<>(Collections.nCopies(4, true));
        assertThat(rule.after(four, false).decision()).isEqualTo(Decision.GO_ON);
        assertThat(rule.after(four, true).decision()).isEqualTo(Decision.NOT_SHOWN);
    }

    @Test
    void whoever_has_seen_everything_knows() {
        StopRule rule = new StopRule(10, 2_000, 500);
        List<Boolean> one = new ArrayList<>(Collections.nCopies(10, false));
        one.set(3, true);
        Standing standing = rule.after(one, true);
        assertThat(standing.decision()).isEqualTo(Decision.PASS);
        assertThat(standing.pValue()).isZero();
    }

    @Test
    void false_passes_stay_below_the_risk() {
        StopRuleSimulation.falsePassesAreRare(1_000);
    }
}
