package org.aidwitness.testkit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import org.aidwitness.access.Speaking;
import org.aidwitness.kernel.Actor;

/** What somebody could ask or tell the database if the program above it let them. */
@ApplicationScoped
public class Sql {

    @Inject
    AgroalDataSource database;

    @Inject
    Speaking speaking;

    /** The first column of the first row, as this person's request would get it. */
    public String as(Actor actor, String sql) {
        return speaking.as(actor, (Supplier<String>) () -> value(sql));
    }

    /** The same for the program itself. */
    public String asProgram(String sql) {
        return speaking.asProgram(() -> value(sql));
    }

    private String value(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
