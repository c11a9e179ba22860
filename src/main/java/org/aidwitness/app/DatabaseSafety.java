package org.aidwitness.app;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * Whether a database keeps what it has confirmed, and whether the program's connections can do no more than they should.
 * Asked through a connection made like those of the pool, before there is a pool.
 */
final class DatabaseSafety {

    private static final String DATASOURCE = "quarkus.datasource.";

    private static final int SECONDS_TO_CONNECT = 10;

    /** The states for a role that is not there: the first migration, which makes it, is still to come. */
    private static final Set<String> NO_SUCH_ROLE = Set.of("22023", "42704");

    private static final String QUESTION = """
            select current_setting('fsync') = 'on' as fsync,
                   current_setting('full_page_writes') = 'on' as full_page_writes,
                   current_setting('synchronous_commit') <> 'off' as synchronous_commit,
                   exists (select
                             from pg_roles
                            where rolname in (current_user, session_user)
                              and rolsuper) as superuser,
                   exists (select
                             from pg_roles
                            where rolname in (current_user, session_user)
                              and rolbypassrls) as bypasses,
                   exists (select
                             from pg_class
                            where relowner = (select oid from pg_roles where rolname = current_user)
                              and relkind in ('r', 'p')
                              and relnamespace = 'public'::regnamespace)
                   or has_schema_privilege(current_user, 'public', 'create') as owner""";

    /**
     * What the database says of itself and of a connection.
     *
     * @param owner whether the tables belong to who asks, or would
     */
    record Facts(
            boolean fsync,
            boolean fullPageWrites,
            boolean synchronousCommit,
            boolean superuser,
            boolean bypassesRowSecurity,
            boolean owner) {}

    private DatabaseSafety() {}

    static List<String> objections(Config config) {
        try (Connection connection = connect(config)) {
            return objections(ask(connection, config));
        } catch (SQLException e) {
            return List.of("The database cannot be asked whether it is safe: " + e.getMessage());
        }
    }

    static List<String> objections(Facts facts) {
        List<String> objections = new ArrayList<>();
        if (!facts.fsync()) {
            objections.add("The database runs with fsync off: a power cut can destroy it.");
        }
        if (!facts.fullPageWrites()) {
            objections.add("The database runs with full_page_writes off: a power cut can destroy it.");
        }
        if (!facts.synchronousCommit()) {
            objections.add("The database runs with synchronous_commit off: what it has confirmed can be lost.");
        }
        if (facts.superuser()) {
            objections.add("The program's connections are a superuser's: no grant and no policy would hold them.");
        }
        if (facts.bypassesRowSecurity()) {
            objections.add("The program's connections bypass row security (BYPASSRLS).");
        }
        if (facts.owner()) {
            objections.add("The program's connections own the tables, and could change and delete statements:"
                    + " they must become the role aidwitness_app.");
        }
        return objections;
    }

    private static Connection connect(Config config) throws SQLException {
        Properties login = new Properties();
        config.getOptionalValue(DATASOURCE + "username", String.class).ifPresent(name -> login.put("user", name));
        config.getOptionalValue(DATASOURCE + "password", String.class).ifPresent(word -> login.put("password", word));
        login.put("connectTimeout", Integer.toString(SECONDS_TO_CONNECT));
        login.put("loginTimeout", Integer.toString(SECONDS_TO_CONNECT));
        return DriverManager.getConnection(config.getValue(DATASOURCE + "jdbc.url", String.class), login);
    }

    private static Facts ask(Connection connection, Config config) throws SQLException {
        boolean firstStart = !becomes(connection, config);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUESTION)) {
            if (!row.next()) {
                throw new SQLException("no answer");
            }
            return new Facts(
                    row.getBoolean("fsync"),
                    row.getBoolean("full_page_writes"),
                    row.getBoolean("synchronous_commit"),
                    row.getBoolean("superuser"),
                    row.getBoolean("bypasses"),
                    // Who asks is the owner that will make the role in a moment.
                    !firstStart && row.getBoolean("owner"));
        }
    }

    /** Does what each connection of the pool does first; false where the role is still to be made. */
    private static boolean becomes(Connection connection, Config config) throws SQLException {
        Optional<String> first = config.getOptionalValue(DATASOURCE + "jdbc.new-connection-sql", String.class);
        if (first.isEmpty()) {
            return true;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(first.get());
            return true;
        } catch (SQLException e) {
            if (NO_SUCH_ROLE.contains(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }
}
