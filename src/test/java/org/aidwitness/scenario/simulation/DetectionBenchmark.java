package org.aidwitness.scenario.simulation;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the rules find at the defaults of the policy, on seeds that nobody looked at while rules and simulator were tuned:
 * those are 1 to 10. Prints the tables of docs/detection.md and the rows of docs/benchmarks.md.
 */
@QuarkusTest
@Tag("benchmark")
class DetectionBenchmark {

    private static final Instant START = Instant.parse("2025-01-06T00:00:00Z");
    private static final long FIRST_SEED = Long.getLong("detection.seed", 1_001);
    private static final int SEEDS = Integer.getInteger("detection.seeds", 20);
    private static final int DELIVERIES = Integer.getInteger("detection.deliveries", 200);
    private static final int DAYS = 180;

    @Inject
    Detection detection;

    @Test
    void what_is_hidden_is_found() throws SQLException {
        DetectionTable table = table(FIRST_SEED, SEEDS, Noise.USUAL);
        System.err.printf(
                Locale.ROOT,
                "| detection-recall | recall over diversions that leave a trace |"
                        + " %s | share | ≥ 0.95 | `mvn test -Pbenchmark -Dtest=DetectionBenchmark` |%n"
                        + "| detection-fdr | false among standing flags of HIGH and CRITICAL, without F01 | %s | share |"
                        + " ≤ 0.05 | the same |%n",
                table.recallOfTraces(),
                table.falseDiscoveries());
    }

    /** How much of that depends on how honest people err. */
    @Test
    void in_a_bad_year_too() throws SQLException {
        DetectionTable table = table(FIRST_SEED + 1_000, (SEEDS + 1) / 2, Noise.HARSH);
        System.err.printf(
                Locale.ROOT,
                "| detection-fdr | the same with noise two to six times as loud; recall | %s; %s |"
                        + " share | | the same |%n",
                table.falseDiscoveries(),
                table.recallOfTraces());
    }

    private DetectionTable table(long first, int seeds, Noise noise) throws SQLException {
        DetectionTable table = new DetectionTable();
        for (long seed = first; seed < first + seeds; seed++) {
            long began = System.nanoTime();
            table.add(detection.of(Setting.usual(seed, START, DAYS, DELIVERIES).with(noise)));
            System.err.printf(Locale.ROOT, "seed %d: %.1f s%n", seed, (System.nanoTime() - began) / 1e9);
        }
        System.err.println(String.join("\n", table.lines()));
        return table;
    }
}
