package org.aidwitness.shipment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Speaking;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.AccessTermsEntry;
import org.aidwitness.registry.RelationEntry;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application's own role cannot do by SQL, whatever the program above it believes. */
@QuarkusTest
class DatabaseWallTest {

    @Inject
    AgroalDataSource database;

    @Inject
    World world;

    @Inject
    Speaking speaking;

    Stage stage;
    UUID waybill;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        waybill = stage.registered();
    }

    @Test
    void the_program_runs_as_a_role_that_owns_nothing() {
        assertThat(value("select current_user")).isEqualTo("aidwitness_app");
        assertThat(value("select count(*) from pg_class where relowner = 'aidwitness_app'::regrole"))
                .isEqualTo("0");
        assertThat(value("select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user"))
                .isEqualTo("f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry_policy",
                "journal_entry",
                "exchange_mapping",
                "exchange_run",
                "exchange_outcome",
                "shipment_consignment",
                "shipment_leg",
                "shipment_waybill",
                "shipment_line",
                "gate_clearance",
                "gate_override",
                "gate_override_decision",
                "shipment_declaration",
                "shipment_declaration_line",
                "shipment_distribution_plan",
                "shipment_stock_count",
                "monitoring_visit",
                "monitoring_attestation",
                "monitoring_observation",
                "monitoring_review",
                "monitoring_evidence",
                "monitoring_evidence_link",
                "monitoring_incident",
                "monitoring_commitment",
                "monitoring_commitment_site",
                "monitoring_commitment_monitor",
                "monitoring_commitment_step",
                "monitoring_visit_change",
                "monitoring_visit_outcome",
                "monitoring_draw_chain",
                "monitoring_draw",
                "monitoring_draw_custodian",
                "monitoring_draw_reveal",
                "monitoring_draw_result",
                "monitoring_draw_selection",
                "verification_flag_step"
            })
    void statements_cannot_be_changed_deleted_or_emptied(String table) {
        for (String right : List.of("UPDATE", "DELETE", "TRUNCATE")) {
            assertThat(value("select has_table_privilege('aidwitness_app', '" + table + "', '" + right + "')"))
                    .as(right + " on " + table)
                    .isEqualTo("f");
        }
        assertThat(value("select count(*) from pg_trigger where tgrelid = '" + table + "'::regclass"
                        + " and tgfoid = 'refuse_change'::regproc and tgenabled = 'A'"))
                .as("the owner is refused too")
                .isEqualTo("1");
    }

    @Test
    void no_dispatch_without_a_clearance() {
        assertThatThrownBy(() -> execute(dispatch("null", "now()", "null")))
                .hasMessageContaining("no clearance permits this dispatch");
        assertThatThrownBy(() -> execute(dispatch("'" + UUID.randomUUID() + "'", "now()", "null")))
                .hasMessageContaining("no clearance permits this dispatch");
    }

    @Test
    void no_dispatch_on_a_hold_or_on_another_waybills_clearance_or_an_expired_one() throws SQLException {
        String hold = clearance(waybill, "HOLD", "'[{}]'", "null", "null");
        assertThatThrownBy(() -> execute(dispatch("'" + hold + "'", "now()", "null")))
                .hasMessageContaining("no clearance permits this dispatch");

        UUID another = stage.registered();
        stage.assign(another);
        stage.assign(waybill);
        String other = clearance(another, "PASS", "'[]'", "now() + interval '1 hour'", "null");
        assertThatThrownBy(() -> execute(dispatch("'" + other + "'", "now()", "null")))
                .hasMessageContaining("no clearance permits this dispatch");

        String expired = clearance(waybill, "PASS", "'[]'", "now() - interval '1 second'", "null");
        assertThatThrownBy(() -> execute(dispatch("'" + expired + "'", "now()", "null")))
                .hasMessageContaining("expired");
    }

    @Test
    void history_opens_the_gate_only_for_history() throws SQLException {
        String live = run(false);
        String history = run(true);
        assertThatThrownBy(() -> clearance(waybill, "PREDATES_GATE", "'[]'", "null", "'" + live + "'"))
                .as("not marked as history")
                .hasMessageContaining("row-level security");
        String byHistory = clearance(waybill, "PREDATES_GATE", "'[]'", "null", "'" + history + "'");

        assertThatThrownBy(() -> clearance(waybill, "PREDATES_GATE", "'[]'", "null", "null"))
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() -> execute(dispatch("'" + byHistory + "'", "'2020-01-01'", "'" + live + "'")))
                .as("told by another run")
                .hasMessageContaining("does not predate the gate");
        assertThatThrownBy(() -> execute(dispatch("'" + byHistory + "'", "'2026-01-01'", "'" + history + "'")))
                .as("at the very instant the gate is in force")
                .hasMessageContaining("does not predate the gate");
        assertThatThrownBy(() -> execute(dispatch("'" + byHistory + "'", "'2020-01-01'", "null")))
                .as("a live declaration on a clearance of history")
                .hasMessageContaining("does not predate the gate");
        execute(dispatch("'" + byHistory + "'", "'2025-12-31T23:59:59Z'", "'" + history + "'"));
    }

    /** Who writes to the table itself finds that the gate stands there too. */
    @Test
    void a_clearance_that_nothing_stands_behind_cannot_be_written() throws SQLException {
        String hour = "now() + interval '1 hour'";
        assertThatThrownBy(() -> clearance(waybill, "PASS", "'[]'", hour, "null"))
                .as("nobody will look")
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() -> clearance(waybill, "EXEMPT", "'[]'", hour, "null"))
                .as("it is rice")
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() -> clearance(waybill, "OVERRIDE", "'[]'", hour, "null"))
                .as("nobody took responsibility")
                .hasMessageContaining("row-level security");
        world.tie(stage.carrier, stage.watchers, RelationEntry.Kind.OWNS);
        stage.assign(waybill);
        assertThatThrownBy(() -> clearance(waybill, "PASS", "'[]'", hour, "null"))
                .as("who will look belongs to a party")
                .hasMessageContaining("row-level security");
        UUID independent = world.organisation("Others");
        world.join(stage, independent);
        stage.assign(waybill, independent).statusCode(200);
        clearance(waybill, "PASS", "'[]'", hour, "null");
        world.access(stage.village, AccessTermsEntry.Level.DENIED);
        assertThatThrownBy(() -> clearance(waybill, "PASS", "'[]'", hour, "null"))
                .as("monitors are denied access")
                .hasMessageContaining("row-level security");
    }

    @Test
    void one_waybill_is_dispatched_once_and_by_another_than_receives_it() throws SQLException {
        stage.assign(waybill);
        String clearance = clearance(waybill, "PASS", "'[]'", "now() + interval '1 hour'", "null");
        execute(dispatch("'" + clearance + "'", "now()", "null"));
        assertThatThrownBy(() -> execute(dispatch("'" + clearance + "'", "now()", "null")))
                .hasMessageContaining("shipment_declaration_dispatch_uq");
        assertThatThrownBy(() -> execute(receipt(stage.sender, "bruno"))).hasMessageContaining("both ends");
        assertThatThrownBy(() -> execute(receipt(stage.receiver, "amina"))).hasMessageContaining("both ends");
        Actor other = new Actor(UUID.randomUUID(), "bruno", stage.receiver, Set.of(Role.LOGISTICS));
        executeAs(other, receipt(stage.receiver, "bruno"));
    }

    private String run(boolean history) throws SQLException {
        UUID mapping = UUID.randomUUID();
        UUID run = UUID.randomUUID();
        execute(
                "insert into exchange_mapping (id, code, version, organisation_id, settings, made_by, made_at) values ('"
                        + mapping + "', '" + mapping + "', 1, '" + stage.sender + "', '{}', 't', now())");
        execute("insert into exchange_run (id, mapping_id, programme_id, organisation_id, file_name, file_sha256,"
                + " file_bytes, mode, history, actor, started_at) values ('" + run + "', '" + mapping + "', '"
                + stage.programme + "', '" + stage.sender + "', 'f', '\\x00', 1, 'ALL', " + history + ", 't', now())");
        return run.toString();
    }

    private String clearance(UUID of, String outcome, String reasons, String expires, String run) throws SQLException {
        String id = UUID.randomUUID().toString();
        execute("insert into gate_clearance (id, waybill_id, programme_id, outcome, policy_version, facts, reasons,"
                + " decided_at, expires_at, import_run_id) values ('" + id + "', '" + of + "', '" + stage.programme
                + "', '" + outcome + "', 0, '{}', " + reasons + ", now() - interval '1 day', " + expires + ", " + run
                + ")");
        return id;
    }

    private String dispatch(String clearance, String happenedAt, String run) {
        return "insert into shipment_declaration (id, waybill_id, kind, organisation_id, signed_by, happened_at,"
                + " happened_precision, seals, clearance_id, import_run_id, content_sha256, accepted_at, accepted_by)"
                + " values ('" + UUID.randomUUID() + "', '" + waybill + "', 'DISPATCHED', '" + stage.sender
                + "', 'amina', " + happenedAt + ", 'INSTANT', '{}', " + clearance + ", " + run
                + ", '\\x00', now(), 'amina')";
    }

    private String receipt(UUID organisation, String signedBy) {
        return "insert into shipment_declaration (id, waybill_id, kind, organisation_id, signed_by, happened_at,"
                + " happened_precision, seals, receipt, content_sha256, accepted_at, accepted_by) values ('"
                + UUID.randomUUID() + "', '" + waybill + "', 'RECEIVED', '" + organisation + "', '" + signedBy
                + "', now(), 'INSTANT', '{}', 'COMPLETE', '\\x00', now(), '" + signedBy + "')";
    }

    /** As a request of the sender's own clerk would: the application's role, with all that a clerk may do. */
    private void execute(String sql) throws SQLException {
        Actor clerk = new Actor(UUID.randomUUID(), "amina", stage.sender, Set.of(Role.LOGISTICS, Role.HISTORIAN));
        executeAs(clerk, sql);
    }

    private void executeAs(Actor actor, String sql) throws SQLException {
        Optional<SQLException> refused = speaking.as(actor, () -> {
            try {
                run(sql);
                return Optional.empty();
            } catch (SQLException e) {
                return Optional.of(e);
            }
        });
        if (refused.isPresent()) {
            throw refused.get();
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As a visitor's request. */
    private String value(String sql) {
        return speaking.as(Actor.VISITOR, () -> {
            try {
                return ask(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
