package org.aidwitness.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.aidwitness.access.Speaking;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.Sql;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of this room cannot be said by SQL either, whatever the program above believes. */
@QuarkusTest
class FeedbackWallTest {

    private static final String DONE = "";

    @Inject
    AgroalDataSource database;

    @Inject
    World world;

    @Inject
    Speaking speaking;

    @Inject
    Sql sql;

    Stage stage;
    Actor monitor;
    Actor auditor;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        monitor = new Actor(UUID.randomUUID(), "M-07", stage.watchers, Set.of(Role.MONITOR));
        auditor = new Actor(UUID.randomUUID(), "audra", stage.watchers, Set.of(Role.AUDITOR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"feedback_complaint", "feedback_pdm_round", "feedback_market_sighting", "feedback_log_alarm"})
    void nothing_is_changed_or_taken_back(String table) {
        for (Actor speaker : new Actor[] {monitor, auditor, Actor.SYSTEM}) {
            assertThat(tried(speaker, "update " + table + " set supersedes_reason = 'x'"))
                    .contains("permission denied");
            assertThat(tried(speaker, "delete from " + table)).contains("permission denied");
            assertThat(tried(speaker, "truncate " + table)).contains("permission denied");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            good                                | people = 5                    |
            nobody                              | people = 0                    | feedback_complaint_people_ck
            too many                            | people = 1001                 | feedback_complaint_people_ck
            another category                    | category = 'GOSSIP'           | feedback_complaint_category_ck
            another channel                     | channel = 'RADIO'             | feedback_complaint_channel_ck
            taken in tomorrow                   | received_at = now() + interval '1 day' | feedback_complaint_received_ck
            happened next week                  | happened_on = current_date + 7 | feedback_complaint_happened_ck
            a correction without a reason       | supersedes = gen_random_uuid() | feedback_complaint_supersedes_ck
            a correction of nothing             | supersedes = gen_random_uuid(), supersedes_reason = 'r' | feedback_complaint_supersedes_fk
            for another organisation            | organisation_id = 'RECEIVER'  | row-level security
            in another programme                | programme_id = 'OTHER'        | row-level security
            """)
    void a_complaint_is_what_it_is(String story, String change, String refusal) {
        Stage other = world.stage();
        String with =
                change.replace("RECEIVER", stage.receiver.toString()).replace("OTHER", other.programme.toString());
        String said = tried(monitor, insert(with));
        if (refusal == null) {
            assertThat(said).isEqualTo(DONE);
        } else {
            assertThat(said).contains(refusal);
        }
    }

    /** One row, made of a good one: what is to be changed is written as in an update. */
    private String insert(String change) {
        StringBuilder columns = new StringBuilder();
        StringBuilder values = new StringBuilder();
        Map<String, String> row = new LinkedHashMap<>(Map.of(
                "id", "gen_random_uuid()",
                "programme_id", "'" + stage.programme + "'",
                "organisation_id", "'" + stage.watchers + "'",
                "site_id", "'" + stage.village + "'",
                "category", "'TAXATION'",
                "received_at", "now()",
                "channel", "'BOX'",
                "people", "1",
                "content_sha256", "sha256('x')",
                "accepted_by", "'t'"));
        row.put("accepted_at", "now()");
        for (String each : change.split(", (?=[a-z_]+ =)")) {
            String[] parts = each.split(" = ", 2);
            row.put(parts[0].strip(), parts[1].strip());
        }
        row.forEach((column, value) -> {
            columns.append(columns.isEmpty() ? "" : ", ").append(column);
            values.append(values.isEmpty() ? "" : ", ").append(value);
        });
        return "insert into feedback_complaint (" + columns + ") values (" + values + ")";
    }

    @Test
    void who_may_not_hear_reads_nothing() {
        stage.post("M-07", "/api/complaints", Heard.complaint(stage)).statusCode(200);
        String count = "select count(*) from feedback_complaint where programme_id = '" + stage.programme + "'";
        Stage other = world.stage();
        assertThat(sql.as(monitor, count)).isEqualTo("1");
        assertThat(sql.as(new Actor(UUID.randomUUID(), "d", stage.sender, Set.of(Role.DONOR)), count))
                .isEqualTo("1");
        assertThat(sql.as(Actor.VISITOR, count)).isEqualTo("0");
        for (Role role : Role.values()) {
            assertThat(sql.as(new Actor(UUID.randomUUID(), "x", other.watchers, Set.of(role)), count))
                    .as("%s of a stranger", role)
                    .isEqualTo("0");
        }
        for (Role role :
                Set.of(Role.LOGISTICS, Role.MANAGER, Role.HISTORIAN, Role.DRAW_CUSTODIAN, Role.ADMINISTRATOR)) {
            assertThat(sql.as(new Actor(UUID.randomUUID(), "x", stage.sender, Set.of(role)), count))
                    .as("%s of the sender", role)
                    .isEqualTo("0");
        }
    }

    @Test
    void an_alarm_is_settled_by_who_raised_it() {
        world.person(stage, "audra", stage.watchers, Role.AUDITOR);
        Map<String, Object> raised = Heard.alarm(stage);
        stage.post("audra", "/api/log-alarms", raised).statusCode(200);
        Actor other = new Actor(UUID.randomUUID(), "dorian", stage.sender, Set.of(Role.AUDITOR));
        String settle =
                "insert into feedback_log_alarm (id, programme_id, organisation_id, kind, about, raised_at, settled,"
                        + " supersedes, supersedes_reason, content_sha256, accepted_at, accepted_by) values (gen_random_uuid(), %s,"
                        + " '%s', 'LEAF_MISSING', 'a', now(), true, '" + raised.get("id")
                        + "', 'r', sha256('x'), now(), 't')";
        String programme = "'" + stage.programme + "'";
        assertThat(tried(other, String.format(settle, programme, stage.sender))).contains("another organisation");
        assertThat(tried(auditor, String.format(settle, "null", stage.watchers)))
                .contains("another organisation");
        String settles = "true, '" + raised.get("id") + "', 'r'";
        assertThat(tried(auditor, String.format(settle, programme, stage.sender).replace(settles, "false, null, null")))
                .contains("row-level security");
        assertThat(tried(auditor, String.format(settle, programme, stage.watchers)))
                .isEqualTo(DONE);
        assertThat(tried(
                        auditor,
                        String.format(settle, programme, stage.watchers)
                                .replace("'" + raised.get("id") + "', 'r'", "null, null")))
                .contains("feedback_log_alarm_settled_ck");
    }

    /** Says it in a transaction that is taken back; what the database answered, and nothing where it agreed. */
    private String tried(Actor speaker, String statement) {
        Supplier<String> work = () -> {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                try (Statement said = connection.createStatement()) {
                    said.execute(statement);
                    return DONE;
                } catch (SQLException refused) {
                    return String.valueOf(refused.getMessage());
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            } catch (SQLException broken) {
                throw new IllegalStateException(broken);
            }
        };
        return speaker == Actor.SYSTEM ? speaking.asProgram(work) : speaking.as(speaker, work);
    }
}
