package org.aidwitness.dashboard;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/** Writes rows straight into the tables: pages are tested by what stands in the database, not by who put it there. */
final class Rows {

    /** A value of type jsonb. */
    record Json(String text) {}

    private static final UUID NAMESPACE = UUID.fromString("5f3c1f6e-7a30-4d5b-9d8a-0d3b5a7b6c11");

    private final DataSource database;

    Rows(DataSource database) {
        this.database = database;
    }

    /** The same name, the same id. */
    static UUID id(String name) {
        return Ids.named(NAMESPACE, name);
    }

    static byte[] hash(String content) {
        return Sha256.of(content.getBytes(StandardCharsets.UTF_8)).toBytes();
    }

    /** Inserts one row; column, value, column, value. */
    void insert(String table, @Nullable Object... columnsAndValues) {
        List<String> columns = new ArrayList<>();
        List<String> marks = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            columns.add(String.valueOf(columnsAndValues[i]));
            Object value = columnsAndValues[i + 1];
            marks.add(value instanceof Json ? "cast(? as jsonb)" : "?");
            values.add(value instanceof Json json ? json.text() : value);
        }
        execute(
                "insert into " + table + " (" + String.join(", ", columns) + ") values (" + String.join(", ", marks)
                        + ")",
                values);
    }

    void execute(String sql, List<? extends @Nullable Object> values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                if (value instanceof Instant instant) {
                    value = instant.atOffset(ZoneOffset.UTC);
                } else if (value instanceof String[] texts) {
                    value = connection.createArrayOf("text", texts);
                } else if (value instanceof UUID[] ids) {
                    value = connection.createArrayOf("uuid", ids);
                }
                statement.setObject(i + 1, value);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
