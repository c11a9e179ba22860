package org.aidwitness.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.aidwitness.access.Speaking;
import org.aidwitness.registry.AccessTermsEntry.Level;
import org.aidwitness.registry.RelationEntry.Kind;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the gate goes by does not change while it decides. Each test holds one side in the middle of its transaction and
 * shows that the other waits: a dispatch never leaves on ground that is moving away under it.
 */
@QuarkusTest
class StillGroundTest {

    private static final Duration A_WHILE = Duration.ofMillis(700);

    @Inject
    World world;

    @Inject
    AgroalDataSource database;

    @Inject
    Speaking speaking;

    Stage stage;
    UUID waybill;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        waybill = stage.registered();
        stage.assign(waybill);
    }

    @Test
    void a_dispatch_waits_for_a_relation_that_is_being_entered_and_then_sees_it() throws Exception {
        try (Connection changing = connection()) {
            changing.setAutoCommit(false);
            execute(
                    changing,
                    "insert into registry_relation (id, from_organisation_id, to_organisation_id, kind,"
                            + " valid_from, source, entered_at) values (gen_random_uuid(), '" + stage.sender + "', '"
                            + stage.watchers + "', 'OWNS', '2020-01-01', 'register', now())");
            CompletableFuture<Integer> dispatch = async(() ->
                    stage.declare("amina", stage.dispatch(waybill)).extract().statusCode());
            assertWaits(dispatch);
            changing.commit();
            assertThat(dispatch.get(20, TimeUnit.SECONDS)).isEqualTo(409);
        }
    }

    @Test
    void a_dispatch_waits_for_terms_that_are_being_entered_and_then_sees_them() throws Exception {
        try (Connection changing = connection()) {
            changing.setAutoCommit(false);
            execute(
                    changing,
                    "insert into registry_access_terms (id, site_id, level, valid_from, source, entered_at)"
                            + " values (gen_random_uuid(), '" + stage.village
                            + "', 'DENIED', '2020-01-01', 'county', now())");
            CompletableFuture<Integer> dispatch = async(() ->
                    stage.declare("amina", stage.dispatch(waybill)).extract().statusCode());
            assertWaits(dispatch);
            changing.commit();
            assertThat(dispatch.get(20, TimeUnit.SECONDS)).isEqualTo(409);
        }
    }

    @Test
    void a_change_waits_until_what_is_being_decided_is_decided() throws Exception {
        try (Connection deciding = connection()) {
            deciding.setAutoCommit(false);
            execute(deciding, "select pg_advisory_xact_lock_shared(gate_still())");
            CompletableFuture<Integer> change = async(() -> speaking.asProgram(() -> {
                world.access(stage.village, Level.DENIED);
                world.tie(stage.sender, stage.watchers, Kind.OWNS);
                return 1;
            }));
            assertWaits(change);
            deciding.commit();
            assertThat(change.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    private Connection connection() throws SQLException {
        return database.getConnection();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static <T> CompletableFuture<T> async(Supplier<T> work) {
        Executor own = task -> new Thread(task, "the other side").start();
        return CompletableFuture.supplyAsync(work, own);
    }

    private static void assertWaits(CompletableFuture<?> other) throws ExecutionException, InterruptedException {
        try {
            assertThat(other.get(A_WHILE.toMillis(), TimeUnit.MILLISECONDS))
                    .as("it did not wait")
                    .isNull();
        } catch (TimeoutException waits) {
            assertThat(other).isNotDone();
        }
    }
}
