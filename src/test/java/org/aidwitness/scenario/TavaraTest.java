package org.aidwitness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.aidwitness.journal.Sequencer;
import org.aidwitness.verification.Following;
import org.aidwitness.verification.Sweep;
import org.junit.jupiter.api.Test;

/** The demonstration came through the doors, each statement at its own time, and shows every state there is. */
@QuarkusTest
class TavaraTest {

    private static final String OURS = "programme_id = (select id from registry_programme where code = 'tavara')";

    @Inject
    Tavara tavara;

    @Inject
    DataSource database;

    @Inject
    Sequencer sequencer;

    @Inject
    Following following;

    @Inject
    Sweep sweep;

    @Test
    void ten_months_are_lived_through() throws SQLException {
        Instant now = Instant.now();
        assertThat(tavara.fill(now, 26)).isTrue();
        assertThat(tavara.fill(now, 26)).as("filled once").isFalse();
        for (int round = 0; round < 1_000; round++) {
            if (sequencer.run() + following.followOnce() + sweep.sweepOnce() == 0) {
                break;
            }
        }

        every_statement_has_the_time_at_which_it_was_made();
        every_state_is_there_and_most_is_verified();
        the_north_is_held();
        the_rules_have_something_to_find();
    }

    private void every_statement_has_the_time_at_which_it_was_made() throws SQLException {
        assertThat(count("select count(*) from shipment_declaration d join shipment_waybill w on w.id = d.waybill_id"
                        + " where d.kind = 'DISPATCHED' and d.accepted_at - d.happened_at > interval '1 hour' and w."
                        + OURS))
                .as("dispatches told long after")
                .isZero();
        assertThat(count("select count(*) from gate_clearance g join shipment_declaration d on d.clearance_id = g.id"
                        + " where g.decided_at <> d.accepted_at and g." + OURS))
                .as("clearances of another time than their dispatch")
                .isZero();
        assertThat(count("select count(*) from journal_entry where accepted_at > now() and " + OURS))
                .isZero();
        assertThat(count("select extract(day from now() - min(accepted_at))::bigint from journal_entry where " + OURS))
                .isBetween(300L, 330L);
    }

    private void every_state_is_there_and_most_is_verified() throws SQLException {
        Map<String, Long> tons = counts("select assurance, sum(delivered_kg)::bigint / 1000 from verification_delivery"
                + " where final and " + OURS + " group by 1");
        long given = count(
                "select sum(dispatched_kg)::bigint / 1000 from verification_delivery where first_leg and " + OURS);

        assertThat(tons.keySet())
                .containsExactlyInAnyOrder(
                        "ON_THE_WAY", "AWAITING_VISIT", "OVERDUE", "VERIFIED", "UNVERIFIED", "DISPUTED", "LOST");
        assertThat(tons.getOrDefault("VERIFIED", 0L) * 100 / given).isBetween(58L, 75L);
    }

    private void the_north_is_held() throws SQLException {
        assertThat(counts("select s.area, count(*) from dashboard_held h join registry_site s on s.id = h.site_id"
                        + " where h." + OURS + " group by 1"))
                .containsOnly(Map.entry("Kelmet", 3L), Map.entry("Nessal", 2L), Map.entry("Dunvel", 1L));
    }

    private void the_rules_have_something_to_find() throws SQLException {
        assertThat(counts("select rule, count(*) from verification_flag where " + OURS + " group by 1")
                        .keySet())
                .contains(
                        "F01", "F04", "F05", "F06", "F08", "F09", "F10", "F11", "F12", "F16", "F18", "F22", "F23",
                        "F37")
                .as("nobody in the story travels too fast, invents positions, reuses pictures or tells late, and who"
                        + " plans and hands out by the list has nothing to answer for")
                .doesNotContain("F07", "F13", "F14", "F15", "F17", "F19", "F20", "F21", "F36");
        long visits =
                count("select count(*) from monitoring_attestation a join shipment_waybill w on w.id = a.waybill_id"
                        + " where w." + OURS);
        assertThat(count("select count(*) from verification_flag where rule = 'F05' and " + OURS))
                .as("announced too early")
                .isBetween(1L, visits / 5);
        assertThat(count("select count(*) from verification_flag where rule = 'F26' and " + OURS))
                .as("a routine by chance")
                .isLessThan(5);
    }

    private long count(String sql) throws SQLException {
        return counts("select 'all', (" + sql + ")").values().iterator().next();
    }

    private Map<String, Long> counts(String sql) throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
        }
        return counts;
    }
}
