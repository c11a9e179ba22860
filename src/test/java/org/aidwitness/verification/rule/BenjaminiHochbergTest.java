package org.aidwitness.verification.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.aidwitness.testkit.Cases;
import org.aidwitness.testkit.Exhaustive;
import org.junit.jupiter.api.Test;

/** Which of many questions asked at once were answered by more than chance. */
class BenjaminiHochbergTest {

    private static final int FIVE_PERCENT = 500;

    private static final Rule.About ABOUT = new Rule.About("F27", "X", 1, "?", "", "");

    /** Benjamini and Hochberg 1995, table 1: fifteen hypotheses about two treatments of heart attacks. */
    @Test
    void the_published_example_picks_four() {
        List<Double> published = List.of(
                0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
                0.7590, 1.000);
        assertThat(picked(published)).containsExactly(0.0001, 0.0004, 0.0019, 0.0095);
    }

    @Test
    void a_limit_is_met_and_not_only_passed() {
        assertThat(picked(List.of(0.05))).containsExactly(0.05);
        assertThat(picked(List.of(Math.nextUp(0.05)))).isEmpty();
        assertThat(picked(List.of(0.025, 1.0))).containsExactly(0.025);
        assertThat(picked(List.of(0.026, 1.0))).isEmpty();
        // The second alone is above its limit: the third carries both.
        assertThat(picked(List.of(0.05, 0.04, 0.01))).containsExactly(0.01, 0.04, 0.05);
        assertThat(picked(List.of())).isEmpty();
    }

    /** Every list of up to four values against the definition, in every order. */
    @Test
    void small_cases_are_as_defined() {
        List<Double> values = List.of(0.0, 0.01, 0.0125, 0.02, 0.025, 0.03, 0.05, 0.051, 1.0);
        Exhaustive all = new Exhaustive();
        int cases = 0;
        while (all.next()) {
            List<Double> pValues = new ArrayList<>();
            int size = all.upTo(4);
            for (int n = 0; n < size; n++) {
                pValues.add(all.oneOf(values));
            }
            assertThat(picked(pValues)).as("%s", pValues).containsExactlyElementsOf(defined(pValues));
            cases++;
        }
        assertThat(cases).isEqualTo(1 + 9 + 81 + 729 + 6561);
    }

    @Test
    void a_trial_accuses_nobody_and_has_a_p_value() {
        assertThatIllegalArgumentException().isThrownBy(() -> trial(Severity.HIGH, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> trial(Severity.MEDIUM, 1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> trial(Severity.MEDIUM, Double.NaN));
    }

    private static List<Double> defined(List<Double> pValues) {
        double limit = -1;
        for (int k = 1; k <= pValues.size(); k++) {
            double line = k * 0.05 / pValues.size();
            if (pValues.stream().filter(p -> p <= line).count() >= k) {
                limit = line;
            }
        }
        double last = limit;
        return pValues.stream().filter(p -> p <= last).sorted().toList();
    }

    private static List<Double> picked(List<Double> pValues) {
        return BenjaminiHochberg.pick(
                        pValues.stream()
                                .map(pValue -> trial(Severity.MEDIUM, pValue))
                                .toList(),
                        FIVE_PERCENT)
                .stream()
                .map(Trial::pValue)
                .toList();
    }

    private static Trial trial(Severity severity, double pValue) {
        return new Trial(ABOUT, Subject.site(Cases.id(1)), severity, new Facts(), pValue);
    }
}
