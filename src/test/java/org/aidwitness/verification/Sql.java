package org.aidwitness.verification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Plain statements as the application's own role: what a story writes past the doors, and what it asks afterwards. */
record Sql(DataSource database) {

    /** A text that is stored as JSON. */
    record Json(String text) {}

    /** One value of one row, as text. */
    @Nullable String ask(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, List.of(values));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void run(String sql, List<?> values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, values);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void maintain() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set role none");
            statement.execute("vacuum analyze");
            statement.execute("set role aidwitness_app");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One row; the table is named with its columns. */
    void insert(String table, @Nullable Object... values) {
        List<@Nullable Object> bound = new ArrayList<>();
        List<String> marks = new ArrayList<>();
        for (Object value : values) {
            bound.add(value instanceof Json json ? json.text : value);
            marks.add(value instanceof Json ? "?::jsonb" : "?");
        }
        run("insert into " + table + " values (" + String.join(", ", marks) + ")", bound);
    }

    private static void bind(Connection connection, PreparedStatement statement, List<?> values) throws SQLException {
        for (int at = 0; at < values.size(); at++) {
            Object value = values.get(at);
            if (value instanceof Instant instant) {
                statement.setTimestamp(at + 1, Timestamp.from(instant));
            } else if (value instanceof String[] texts) {
                statement.setArray(at + 1, connection.createArrayOf("text", texts));
            } else if (value instanceof UUID[] ids) {
                statement.setArray(at + 1, connection.createArrayOf("uuid", ids));
            } else {
                statement.setObject(at + 1, value);
            }
        }
    }
}
