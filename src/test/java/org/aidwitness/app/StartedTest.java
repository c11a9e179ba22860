package org.aidwitness.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.aidwitness.access.Speaking;
import org.aidwitness.kernel.Actor;
import org.aidwitness.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The started program has the rights and the clock it should have, and no more. */
@QuarkusTest
class StartedTest {
    @Inject
    DataSource database;

    @Inject
    Clock clock;

    @Inject
    TestClock time;

    @Inject
    Speaking speaking;

    @AfterEach
    void realTimeAgain() {
        time.reset();
    }

    @Test
    void connections_own_nothing_and_the_schema_belongs_to_another_role() {
        assertThat(answer("select current_user")).isEqualTo("aidwitness_app");
        assertThat(answer("select rolsuper::text from pg_roles where rolname = current_user"))
                .isEqualTo("false");
        assertThat(answer("select has_schema_privilege('public', 'create')::text"))
                .isEqualTo("false");
        assertThat(answer("select count(*) from pg_class where relowner = 'aidwitness_app'::regrole"))
                .isEqualTo("0");
        assertThat(answer("select pg_get_userbyid(proowner) from pg_proc where proname = 'refuse_change'"))
                .isEqualTo(answer("select session_user"));
    }

    @Test
    void time_is_what_the_test_says() {
        Instant noon = Instant.parse("2026-05-01T12:00:00Z");
        time.set(noon);
        time.advance(Duration.ofHours(2));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-05-01T14:00:00Z"));

        time.reset();
        assertThat(clock.instant()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    /** As a visitor's request would ask. */
    private String answer(String question) {
        return speaking.as(Actor.VISITOR, () -> {
            try {
                return ask(question);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private String ask(String question) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
