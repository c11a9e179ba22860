package org.aidwitness.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.aidwitness.access.Speaking;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of a commitment cannot be said by SQL either, whatever the program above believes. */
@QuarkusTest
class CommitmentWallTest {

    private static final String DONE = "";

    @Inject
    AgroalDataSource database;

    @Inject
    World world;

    @Inject
    Speaking speaking;

    @Inject
    CommitmentWindows windows;

    Stage stage;
    Promises promises;
    Actor keeper;
    Actor partner;
    Actor asker;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        promises = new Promises(world, stage);
        keeper = new Actor(UUID.randomUUID(), "rosa", stage.watchers, Set.of(Role.REVIEWER));
        partner = new Actor(UUID.randomUUID(), "bruno", stage.receiver, Set.of(Role.LOGISTICS, Role.REVIEWER));
        asker = new Actor(UUID.randomUUID(), "amina", stage.sender, Set.of(Role.LOGISTICS, Role.REVIEWER));
    }

    /** Every state x every next state x everybody x every organisation they may claim to speak for. */
    @Test
    void the_database_draws_the_same_steps() {
        Map<CommitmentState, UUID> brought = brought();
        List<String> wrong = new ArrayList<>();
        int taken = 0;
        for (CommitmentState from : CommitmentState.values()) {
            UUID id = brought.getOrDefault(from, new UUID(0, 0));
            for (CommitmentState to : CommitmentState.values()) {
                for (Actor speaker : List.of(keeper, partner, asker, Actor.SYSTEM)) {
                    for (UUID claimed : List.of(stage.watchers, stage.receiver, stage.sender, new UUID(0, 0))) {
                        boolean program = speaker == Actor.SYSTEM;
                        if (program && !claimed.equals(new UUID(0, 0))) {
                            continue;
                        }
                        UUID organisation = claimed.equals(new UUID(0, 0)) ? null : claimed;
                        String said =
                                tried(speaker, step(id, to, organisation == null ? "null" : "'" + organisation + "'"));
                        boolean may = from.leadsTo(to)
                                && switch (to) {
                                    case FULFILLED, BREACHED -> program;
                                    case ACKNOWLEDGED -> speaker == partner && claimed.equals(stage.receiver);
                                    default -> speaker == keeper && claimed.equals(stage.watchers);
                                };
                        taken += may ? 1 : 0;
                        if (may != said.equals(DONE)) {
                            wrong.add(from + " to " + to + " by " + speaker.name() + " for " + claimed + ": " + said);
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(taken).isEqualTo(9);
    }

    private Map<CommitmentState, UUID> brought() {
        Map<CommitmentState, UUID> brought = new EnumMap<>(CommitmentState.class);
        Instant now = Instant.now();
        brought.put(
                CommitmentState.BREACHED,
                promises.armed(
                        promises.proposal(now.minus(Duration.ofDays(9)), now.plusSeconds(1_800), stage.village)));
        brought.put(
                CommitmentState.FULFILLED,
                promises.armed(
                        promises.proposal(now.minus(Duration.ofDays(9)), now.plusSeconds(1_800), stage.warehouse)));
        promises.arrived(now.minusSeconds(3_600));
        windows.endWindows(now.plusSeconds(1_801).plus(Promises.GRACE));
        brought.put(CommitmentState.PROPOSED, promises.proposed());
        UUID accepted = promises.proposed();
        promises.accept("rosa", accepted, promises.accredited()).statusCode(200);
        brought.put(CommitmentState.ACCEPTED, accepted);
        brought.put(CommitmentState.ACKNOWLEDGED, promises.acknowledged(promises.proposal(), promises.accredited()));
        brought.put(CommitmentState.ARMED, promises.armed());
        UUID withdrawn = promises.proposed();
        promises.step("rosa", withdrawn, "withdrawal").statusCode(200);
        brought.put(CommitmentState.WITHDRAWN, withdrawn);
        brought.forEach((state, id) -> assertThat(promises.state(id)).isEqualTo(state.name()));
        return brought;
    }

    @Test
    void steps_are_numbered_one_after_the_other_and_never_changed() {
        UUID id = promises.proposed();
        assertThat(tried(
                        keeper,
                        step(id, CommitmentState.WITHDRAWN, "'" + stage.watchers + "'")
                                .replace("(select max(ordinal) + 1", "(select max(ordinal) + 2")))
                .contains("does not follow");
        for (String table : List.of("monitoring_commitment", "monitoring_commitment_step")) {
            assertThat(tried(keeper, "delete from " + table)).contains("permission denied");
            assertThat(tried(Actor.SYSTEM, "delete from " + table)).contains("permission denied");
        }
        assertThat(tried(keeper, "update monitoring_commitment set share_bp = 1"))
                .contains("permission denied");
    }

    @Test
    void what_was_accepted_cannot_be_added_to() {
        UUID id = promises.armed();
        UUID late = promises.accredited();
        assertThat(tried(
                        keeper,
                        "insert into monitoring_commitment_monitor (commitment_id, organisation_id, accreditation_id)"
                                + " values ('" + id + "', '" + stage.watchers + "', '" + late + "')"))
                .contains("made already");
        assertThat(tried(
                        asker,
                        "insert into monitoring_commitment_site (commitment_id, site_id) values ('" + id + "', '"
                                + stage.warehouse + "')"))
                .contains("made already");
    }

    @Test
    void it_is_not_armed_with_an_accreditation_that_does_not_hold() {
        Map<String, Object> shorter = promises.accreditation();
        shorter.put("validTo", Instant.now().plus(Duration.ofDays(5)).toString().substring(0, 10));
        UUID id = promises.acknowledged(promises.proposal(), promises.accredited(), promises.accredited(shorter));
        assertThat(tried(keeper, step(id, CommitmentState.ARMED, "'" + stage.watchers + "'")))
                .contains("does not hold for the whole window");
    }

    @Test
    void an_accreditation_is_its_organisations_and_only_ends_sooner() {
        UUID id = promises.accredited();
        String update = "update monitoring_accreditation set %s where id = '" + id + "'";
        assertThat(tried(keeper, String.format(update, "valid_to = valid_to + 1")))
                .contains("only ends sooner");
        assertThat(tried(keeper, String.format(update, "monitor = 'M-99'"))).contains("permission denied");
        assertThat(tried(keeper, String.format(update, "valid_to = valid_to - 1")))
                .isEqualTo(DONE);
        // The row of another organisation is not there to be changed.
        assertThat(tried(partner, String.format(update, "valid_to = valid_from") + " returning 1"))
                .isEqualTo(DONE);
        assertThat(tried(keeper, "delete from monitoring_accreditation")).contains("permission denied");
        stage.as("rosa")
                .get("/api/monitors")
                .then()
                .body(
                        "items.validTo",
                        hasItem(String.valueOf(promises.accreditation().get("validTo"))));
    }

    private static String step(UUID id, CommitmentState to, String organisation) {
        return "insert into monitoring_commitment_step (id, commitment_id, ordinal, state, organisation_id, made_by, reason,"
                + " made_at, content_sha256) values ('" + UUID.randomUUID() + "', '" + id
                + "', (select max(ordinal) + 1 from monitoring_commitment_step where commitment_id = '" + id + "'), '"
                + to
                + "', " + organisation + ", 't', 'r', now(), '\\x00')";
    }

    /** Says it in a transaction that is taken back; what the database answered, and nothing where it agreed. */
    private String tried(Actor speaker, String sql) {
        Supplier<String> work = () -> {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
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
