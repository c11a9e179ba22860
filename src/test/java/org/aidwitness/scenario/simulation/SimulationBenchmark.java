package org.aidwitness.scenario.simulation;

import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;
import org.aidwitness.scenario.Act;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How fast a large programme streams by, and in how much memory; {@code -Dsimulation.deliveries} says how large. */
@Tag("benchmark")
class SimulationBenchmark {

    private static final Instant START = Instant.parse("2025-01-06T00:00:00Z");
    private static final int DELIVERIES = Integer.getInteger("simulation.deliveries", 1_000_000);

    @Test
    void it_streams_by() {
        Iterator<Act> acts =
                Simulation.of(Setting.usual(1_001, START, 365, DELIVERIES)).acts();
        long before = used();
        long most = 0;
        long count = 0;
        long began = System.nanoTime();
        for (; acts.hasNext(); count++) {
            acts.next();
            if (count % 2_000_000 == 0) {
                most = Math.max(most, used() - before);
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.err.printf(
                Locale.ROOT,
                "| simulation-stream | %d deliveries, %d acts: thousand acts a second; memory beyond the start | %.0f; %d |"
                        + " 1/s; MB | | `mvn test -Pbenchmark -Dtest=SimulationBenchmark` |%n",
                DELIVERIES,
                count,
                count / seconds / 1_000,
                most >> 20);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
