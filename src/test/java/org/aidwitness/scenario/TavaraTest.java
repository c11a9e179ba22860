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
import org.junit.jupiter.api.Test;

/** The demonstration came through the doors, each statement at its own time, and shows every state there is. */
@QuarkusTest
class TavaraTest {

    @Inject
    Tavara tavara;

    @Inject
    DataSource database;

    @Inject
    org.aidwitness.journal.Sequencer sequencer;

    @Inject
    org.aidwitness.verification.Following following;

    @Inject
    org.aidwitness.verification.Sweep sweep;

    @Test
    void every_statement_has_the_time_at_which_it_was_made() throws SQLException {
        Instant now = Instant.now();
        long begun = System.nanoTime();
        tavara.fill(now, 26);
        System.out.println("FILL ms " + (System.nanoTime() - begun) / 1_000_000);

        assertThat(tavara.fill(now, 26)).isFalse();
        begun = System.nanoTime();
        while (sequencer.run() + following.followOnce() + sweep.sweepOnce() > 0) {}
        System.out.println("JUDGE ms " + (System.nanoTime() - begun) / 1_000_000);
        String p = "programme_id = (select id from registry_programme where code = 'tavara')";
        System.out.println(
                counts("select assurance, count(*) from verification_delivery where final and " + p + " group by 1"));
        System.out.println(
                counts("select assurance, round(sum(delivered_kg)/1000) from verification_delivery where final and " + p
                        + " group by 1"));
        System.out.println(counts("select logistics, count(*) from verification_delivery where " + p + " group by 1"));
        System.out.println(counts(
                "select 'given', round(sum(dispatched_kg)/1000) from verification_delivery where first_leg and " + p
                        + " union all select 'delivered', round(sum(delivered_kg)/1000) from verification_delivery where final and "
                        + p + " union all select 'lost', round(sum(lost_kg)/1000) from verification_delivery where "
                        + p));
        System.out.println(counts("select rule || ' ' || severity, count(*) from verification_flag where " + p
                + " group by 1 order by 1"));
        System.out.println(counts(
                "select number || ' ' || open_flags::text, 1 from verification_delivery where assurance = 'UNVERIFIED' and final and "
                        + p + ""));
        System.out.println(counts("select kind, count(*) from journal_queue group by 1 order by 1"));
        System.out.println(counts("select outcome, count(*) from gate_clearance group by 1 order by 1"));
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
