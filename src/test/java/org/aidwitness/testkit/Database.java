package org.aidwitness.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.aidwitness.app.DatabaseUnavailable;
import org.aidwitness.app.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL with an empty database for every test run; each {@code @QuarkusTest} has it without asking.
 *
 * <p>The server's files stay in {@code target/postgres}, so the next run starts at once. The system property {@code
 * aidwitness.test.jdbc-url} leads the tests to another server's empty database instead; {@code
 * aidwitness.database-memory-mb} says how much this one holds of its tables.
 */
public class Database implements QuarkusTestResourceLifecycleManager {
    private static final String PREFIX = "test_";

    private @Nullable EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        String external = System.getProperty("aidwitness.test.jdbc-url");
        if (external != null) {
            return Map.of("quarkus.datasource.jdbc.url", external);
        }
        try {
            EmbeddedPostgres.Settings standard = EmbeddedPostgres.Settings.of(Path.of("target/postgres"));
            EmbeddedPostgres started = EmbeddedPostgres.start(new EmbeddedPostgres.Settings(
                    standard.home(),
                    standard.cache(),
                    0,
                    PREFIX + System.currentTimeMillis(),
                    false,
                    Integer.getInteger("aidwitness.database-memory-mb", standard.memoryMb())));
            postgres = started;
            Map<String, String> datasource = started.datasource();
            dropEarlier(datasource);
            return datasource;
        } catch (DatabaseUnavailable | SQLException e) {
            throw new IllegalStateException("No database for the tests", e);
        }
    }

    @Override
    public void stop() {
        if (postgres == null) {
            return;
        }
        try {
            postgres.close();
        } catch (DatabaseUnavailable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Databases of earlier runs that nobody is connected to. */
    private static void dropEarlier(Map<String, String> datasource) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        datasource.get("quarkus.datasource.jdbc.url"),
                        datasource.get("quarkus.datasource.username"),
                        datasource.get("quarkus.datasource.password"));
                Statement statement = connection.createStatement()) {
            List<String> earlier = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("""
                    select datname
                      from pg_database
                     where datname like 'test\\_%'
                       and datname <> current_database()
                       and not exists (select from pg_stat_activity where pg_stat_activity.datname = pg_database.datname)
                     order by datname
                     limit 100
                    """)) {
                while (rows.next()) {
                    earlier.add(rows.getString(1));
                }
            }
            for (String name : earlier) {
                statement.execute("drop database if exists " + name);
            }
        }
    }
}
