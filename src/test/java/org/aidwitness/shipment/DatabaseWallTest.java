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
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
                "monitoring_draw_extension",
                "monitoring_draw_extension_result",
                "monitoring_draw_second",
                "feedback_complaint",
                "feedback_pdm_round",
                "feedback_market_sighting",
                "feedback_log_alarm",
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
        String onLive = clearance(waybill, "PREDATES_GATE", "'[]'", "null", "'" + history + "'");
        assertThatThrownBy(() -> execute(dispatch("'" + onLive + "'", "'2020-01-01'", "'" + history + "'")))
                .as("a waybill that was registered as it happened")
                .hasMessageContaining("does not predate the gate");
        waybill = UUID.randomUUID();
        execute("insert into shipment_waybill (id, programme_id, leg_id, number, consignor_id, consignee_id, seals,"
                + " import_run_id, content_sha256, accepted_at, accepted_by) values ('" + waybill + "', '"
                + stage.programme + "', '" + stage.leg + "', '" + waybill + "', '" + stage.sender + "', '"
                + stage.receiver + "', '{}', '" + history + "', '\\x00', now(), 'hana')");
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

    @Test
    void a_correction_opens_no_gate() throws SQLException {
        stage.assign(waybill);
        String clearance = clearance(waybill, "PASS", "'[]'", "now() + interval '1 hour'", "null");
        String first = UUID.randomUUID().toString();
        execute(dispatch("'" + clearance + "'", "now()", "null")
                .replaceFirst("values \\('[^']*'", "values ('" + first + "'"));
        UUID another = stage.registered();
        stage.assign(another);
        String expired = clearance(another, "PASS", "'[]'", "now() - interval '1 second'", "null");
        assertThatThrownBy(() -> execute(correction(another, first, expired, stage.sender)))
                .as("the dispatch of another waybill")
                .hasMessageContaining("another statement than its own");
        String second = clearance(waybill, "PASS", "'[]'", "now() + interval '1 hour'", "null");
        assertThatThrownBy(() -> execute(correction(waybill, first, second, stage.sender)))
                .as("under another clearance")
                .hasMessageContaining("another statement than its own");
        execute(correction(waybill, first, clearance, stage.sender));
    }

    @Test
    void only_the_consignor_dispatches_and_nothing_that_was_cancelled() throws SQLException {
        stage.assign(waybill);
        String clearance = clearance(waybill, "PASS", "'[]'", "now() + interval '1 hour'", "null");
        Actor carrier = new Actor(UUID.randomUUID(), "dario", stage.carrier, Set.of(Role.LOGISTICS));
        String byCarrier = dispatch("'" + clearance + "'", "now()", "null")
                .replace(stage.sender.toString(), stage.carrier.toString());
        assertThatThrownBy(() -> executeAs(carrier, byCarrier)).hasMessageContaining("only the consignor");
        stage.post(
                        "amina",
                        "/api/waybills/" + waybill + "/declarations",
                        stage.declaration(waybill, "CANCELLED", stage.sender, "amina"))
                .statusCode(200);
        assertThatThrownBy(() -> execute(dispatch("'" + clearance + "'", "now()", "null")))
                .hasMessageContaining("was cancelled");
    }

    @Test
    void goods_are_exempt_by_an_administrators_word_alone() {
        String medicine = "insert into registry_commodity (id, code, name, class, created_at) values ('"
                + UUID.randomUUID() + "', '" + UUID.randomUUID() + "', 'Rice, really', 'MEDICAL', now())";
        assertThatThrownBy(() -> execute(medicine)).hasMessageContaining("row-level security");
    }

    /** The wall of lines is asked once for all rows of a statement: one foreign row among them is enough. */
    @Test
    void no_line_is_written_on_a_waybill_of_a_programme_that_one_takes_no_part_in() throws SQLException {
        Stage foreign = world.stage();
        UUID theirs = foreign.registered();
        execute(lines(waybill));
        assertThatThrownBy(() -> execute(lines(theirs)))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        denied -> assertThat(denied.getSQLState()).isEqualTo("42501"))
                .hasMessageContaining("takes no part in");
        assertThatThrownBy(() -> execute(lines(waybill, theirs))).hasMessageContaining("takes no part in");
        Actor receiver = new Actor(UUID.randomUUID(), "bruno", stage.receiver, Set.of(Role.MONITOR));
        assertThatThrownBy(() -> executeAs(receiver, lines(waybill))).hasMessageContaining("row-level security");
    }

    @Test
    void no_line_is_added_to_what_has_left() throws SQLException {
        stage.assign(waybill);
        String clearance = clearance(waybill, "PASS", "'[]'", "now() + interval '1 hour'", "null");
        execute(dispatch("'" + clearance + "'", "now()", "null"));
        assertThatThrownBy(() -> execute(lines(waybill))).hasMessageContaining("this waybill has left");
    }

    @Test
    void an_organisation_assigns_only_its_own_monitors() {
        String visit = "insert into monitoring_visit (id, waybill_id, organisation_id, monitor, window_from, window_to,"
                + " content_sha256, assigned_at, assigned_by) values ('" + UUID.randomUUID() + "', '" + waybill + "', '"
                + stage.watchers + "', 'M-07', now(), now() + interval '9 days', '\\x00', now(), 'ines')";
        Actor other = new Actor(UUID.randomUUID(), "ines", stage.carrier, Set.of(Role.REVIEWER));
        assertThatThrownBy(() -> executeAs(other, visit)).hasMessageContaining("row-level security");
    }

    @Test
    void a_party_opens_no_place_to_its_own_goods() throws SQLException {
        String open = "insert into registry_access_terms (id, site_id, level, valid_from, source, entered_at) values ('"
                + UUID.randomUUID() + "', '" + stage.village + "', 'OPEN', '2026-01-01', 'hearsay', now())";
        Actor reviewer = new Actor(UUID.randomUUID(), "ines", stage.receiver, Set.of(Role.REVIEWER));
        assertThatThrownBy(() -> executeAs(reviewer, open)).hasMessageContaining("row-level security");
        executeAs(reviewer, open.replace("OPEN", "DENIED"));
        executeAs(
                new Actor(UUID.randomUUID(), "rosa", stage.watchers, Set.of(Role.REVIEWER)),
                open.replaceFirst("values \\('[^']*'", "values ('" + UUID.randomUUID() + "'"));
    }

    private String correction(UUID of, String first, String clearance, UUID organisation) {
        return "insert into shipment_declaration (id, waybill_id, kind, organisation_id, signed_by, happened_at,"
                + " happened_precision, seals, clearance_id, supersedes, supersedes_reason, content_sha256, accepted_at,"
                + " accepted_by) values ('" + UUID.randomUUID() + "', '" + of + "', 'DISPATCHED', '" + organisation
                + "', 'amina', now(), 'INSTANT', '{}', '" + clearance + "', '" + first
                + "', 'a slip', '\\x00', now(), 'amina')";
    }

    private String lines(UUID... of) {
        return "insert into shipment_line (id, waybill_id, key, commodity_id, content_sha256) values "
                + Stream.of(of)
                        .map(one -> "('" + UUID.randomUUID() + "', '" + one + "', '" + UUID.randomUUID() + "', '"
                                + stage.rice + "', '\\x00')")
                        .collect(Collectors.joining(", "));
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
