package org.aidwitness.exchange.table;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.registry.Programmes;
import org.jspecify.annotations.Nullable;

/** Streams a list from the database into a file: a thousand rows in memory at a time, however long the list. */
@ApplicationScoped
class Exports {

    private static final String PROGRAMME = "programme_id";

    private final DataSource database;
    private final Programmes programmes;

    Exports(DataSource database, Programmes programmes) {
        this.database = database;
        this.programmes = programmes;
    }

    /** The programme of this code, where the list belongs to one; refuses when none is named. */
    @Nullable UUID programme(ExportList list, @Nullable String code) {
        if (!list.ofProgramme()) {
            return null;
        }
        if (code == null) {
            throw Refused.at("/programme", Code.INVALID, "Say of which programme.");
        }
        return programmes
                .byCode(code)
                .orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no programme \"" + code + "\"."))
                .id();
    }

    void write(ExportList list, @Nullable UUID programme, TableWriter.Format format, OutputStream out)
            throws IOException {
        try (Connection connection = database.getConnection()) {
            // Only outside auto-commit does the driver fetch row by row.
            connection.setAutoCommit(false);
            try (PreparedStatement query = connection.prepareStatement(list.sql());
                    TableWriter writer = TableWriter.to(out, format, list.fileName())) {
                query.setFetchSize(Bounds.FETCH_ROWS);
                if (programme != null) {
                    query.setObject(1, programme);
                }
                try (ResultSet rows = query.executeQuery()) {
                    write(rows, writer);
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException fault) {
            throw new IOException("the list broke off", fault);
        }
    }

    private static void write(ResultSet rows, TableWriter writer) throws SQLException, IOException {
        ResultSetMetaData columns = rows.getMetaData();
        List<@Nullable Object> cells = new ArrayList<>();
        List<Integer> shown = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            if (!columns.getColumnLabel(i).equals(PROGRAMME)) {
                shown.add(i);
                cells.add(columns.getColumnLabel(i).replace('_', ' '));
            }
        }
        writer.row(cells);
        while (rows.next()) {
            cells = new ArrayList<>(shown.size());
            for (int column : shown) {
                cells.add(cell(rows.getObject(column)));
            }
            writer.row(cells);
        }
    }

    private static @Nullable Object cell(@Nullable Object value) throws SQLException {
        if (value instanceof Array array) {
            return Arrays.stream((Object[]) array.getArray())
                    .map(String::valueOf)
                    .collect(Collectors.joining(" "));
        }
        return value;
    }
}
