package org.aidwitness.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each constraint that a sender can hit comes back as a refusal with words, never as a 500. */
@QuarkusTest
class ConstraintsTest {

    @Inject
    AgroalDataSource database;

    @Test
    void every_constraint_of_the_catalogue_has_its_refusal() throws SQLException {
        List<String> names = names("""
                select conname
                  from pg_constraint
                 where connamespace = 'public'::regnamespace
                   and contype in ('p', 'u', 'f', 'c')
                   and conrelid <> 0
                   and conrelid <> 'flyway_schema_history'::regclass
                union
                select indexrelid::regclass::text
                  from pg_index
                 where indisunique
                   and indrelid::regclass::text ~ '^(shipment|verification|monitoring|feedback|gate|registry)_'
                 order by 1""");

        assertThat(names).hasSizeGreaterThan(100);
        assertThat(names)
                .allSatisfy(name -> assertThat(Constraints.refusalFor(name))
                        .as(name)
                        .isNotNull()
                        .extracting(refused -> refused.refusals().get(0).detail())
                        .asString()
                        .isNotBlank());
    }

    private List<String> names(String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
