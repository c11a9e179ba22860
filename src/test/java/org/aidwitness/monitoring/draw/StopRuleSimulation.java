package org.aidwitness.monitoring.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.aidwitness.monitoring.draw.StopRule.Decision;

/** Populations that are just as bad as the rule tests against: how often does it pass them all the same? */
final class StopRuleSimulation {

    private static final int[] POPULATIONS = {20, 50, 100, 200, 500, 1_000};
    private static final int[] SHARES_BP = {100, 200, 500, 1_000, 2_000};
    private static final double RISK = 0.05;
    private static final long SEED = 20_260_301;

    private StopRuleSimulation() {}

    /** Returns the largest share of false passes of all points of the grid. */
    static double falsePassesAreRare(int runs) {
        double worst = 0;
        Random random = new Random(SEED);
        double mostAllowed = RISK + 3 * Math.sqrt(RISK * (1 - RISK) / runs);
        for (int population : POPULATIONS) {
            for (int share : SHARES_BP) {
                StopRule rule = new StopRule(population, share, 500);
                int passed = 0;
                for (int run = 0; run < runs; run++) {
                    passed += rule.after(shuffled(population, rule.limit(), random), true)
                                            .decision()
                                    == Decision.PASS
                            ? 1
                            : 0;
                }
                worst = Math.max(worst, (double) passed / runs);
                assertThat((double) passed / runs)
                        .as("false passes of %d at %d bp, seed %d", population, share, SEED)
                        .isLessThanOrEqualTo(mostAllowed);
            }
        }
        return worst;
    }

    private static List<Boolean> shuffled(int population, int bad, Random random) {
        List<Boolean> exceptions = new ArrayList<>(population);
        for (int unit = 0; unit < population; unit++) {
            exceptions.add(unit < bad);
        }
        Collections.shuffle(exceptions, random);
        return exceptions;
    }
}
