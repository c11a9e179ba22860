package org.aidwitness.monitoring.draw;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The promise in full: 20,000 populations for each point of the grid. */
@Tag("benchmark")
class StopRuleBenchmark {

    @Test
    void false_passes_stay_below_the_risk() {
        StopRuleSimulation.falsePassesAreRare(20_000);
    }
}
