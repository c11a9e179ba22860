package org.aidwitness.scenario.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import org.aidwitness.scenario.simulation.Detection.Outcome;
import org.junit.jupiter.api.Test;

/** A small programme, played through the house: what leaves a trace is found, and honest people are left alone. */
@QuarkusTest
class DetectionTest {

    private static final Instant START = Instant.parse("2025-03-03T00:00:00Z");

    @Inject
    Detection detection;

    @Test
    void what_leaves_a_trace_is_found_and_honest_people_are_left_alone() throws SQLException {
        Outcome outcome = detection.of(Setting.usual(1, START, 45, 70));
        DetectionTable table = new DetectionTable();
        table.add(outcome);
        System.err.println(String.join("\n", table.lines()));

        assertThat(outcome.dispatched()).isGreaterThan(60);
        assertThat(outcome.held()).isLessThan(12);
        assertThat(table.recallWhereARuleIsWritten().value()).isGreaterThan(0.8);
        assertThat(table.falseDiscoveries().value()).isLessThan(0.35);
    }
}
