package org.aidwitness.scenario.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.aidwitness.scenario.Performance;
import org.aidwitness.scenario.simulation.Detection.Outcome;
import org.aidwitness.scenario.simulation.Detection.Raised;
import org.aidwitness.verification.rule.Severity;
import org.junit.jupiter.api.Test;

/** A small programme, played through the house: what leaves a trace is found, and honest people are left alone. */
@QuarkusTest
class DetectionTest {

    private static final Instant START = Instant.parse("2025-03-03T00:00:00Z");

    // Somebody promised to be at the stores when each ship's goods came in, and was there.
    private static final String KEPT = "select count(*) from monitoring_commitment_step s"
            + " join monitoring_commitment c on c.id = s.commitment_id"
            + " where s.state = 'FULFILLED' and c.programme_id = ?";

    private static final String LEFT = "select count(*) from verification_delivery where programme_id = ?";

    @Inject
    Detection detection;

    @Inject
    Performance performance;

    @Inject
    DataSource database;

    @Test
    void what_leaves_a_trace_is_found_and_honest_people_are_left_alone() throws SQLException {
        Setting setting = Setting.usual(9, START, 45, 70);
        Outcome outcome = detection.of(setting);
        DetectionTable table = new DetectionTable();
        table.add(outcome);

        assertThat(outcome.dispatched()).isGreaterThan(60);
        assertThat(outcome.held()).isLessThan(12);
        assertThat(outcome.cases()).hasSizeGreaterThan(8);
        assertThat(table.recallOfTraces().value()).isGreaterThan(0.8);
        assertThat(table.falseDiscoveries().value()).isLessThan(0.3);
        assertThat(String.join("\n", table.lines()))
                .contains("Whole truck gone", "F22", "Coverage", "Rule of the rounds");
        assertThat(count(KEPT, Simulation.of(setting).programme())).isPositive();
    }

    /** Nothing on paper shows it: only people know. */
    @Test
    void what_only_people_know_is_found_by_asking_them() throws SQLException {
        Map<Diversion, Integer> shares = Map.of(Diversion.TAXATION, 3_000, Diversion.UNDER_RATION, 3_000);
        Setting asked = new Setting(7, START, 30, 30, shares, Noise.NONE, 8_500, 0, 10_000);
        Outcome outcome = detection.of(asked);
        DetectionTable table = new DetectionTable();
        table.add(outcome);

        assertThat(outcome.cases())
                .hasSizeGreaterThan(8)
                .allSatisfy(it -> assertThat(it.truth().coverable()).isTrue());
        assertThat(table.recall(it -> true, Severity.HIGH).value()).isGreaterThan(0.6);
        assertThat(outcome.cases().stream()
                        .flatMap(it -> it.ofRounds().stream())
                        .map(Raised::rule))
                .contains("F34", "F35");
        assertThat(outcome.ofRounds().stream().filter(flag -> flag.named() && !flag.right()))
                .isEmpty();
    }

    /** As beside the demonstration, up to the present. */
    @Test
    void a_programme_is_played_once() throws SQLException {
        Instant now = Instant.now();
        Instant start = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(85));
        Simulation simulation = Simulation.of(Setting.usual(31, start, 30, 12));

        assertThat(simulation.end()).isBefore(now);
        assertThat(performance.playOnce(simulation.acts(), now, simulation.programme(), simulation.reviewer()))
                .isTrue();
        assertThat(count(LEFT, simulation.programme())).isPositive();
        assertThat(performance.playOnce(simulation.acts(), now, simulation.programme(), simulation.reviewer()))
                .isFalse();
    }

    private long count(String sql, UUID programme) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, programme);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
