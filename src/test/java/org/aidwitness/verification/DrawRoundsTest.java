package org.aidwitness.verification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.access.Speaking;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.monitoring.DrawExecution;
import org.aidwitness.monitoring.DrawExecution.Executed;
import org.aidwitness.monitoring.DrawMaking;
import org.aidwitness.testkit.DrawStage;
import org.aidwitness.testkit.DrawStage.Chain;
import org.aidwitness.testkit.Sql;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A draw is made, monitors go or do not, and a round sets the one against the other. */
@QuarkusTest
class DrawRoundsTest {

    private static final Duration AGO = Duration.ofDays(10);

    @Inject
    World world;

    @Inject
    Rounds rounds;

    @Inject
    DrawMaking making;

    @Inject
    DrawExecution execution;

    @Inject
    Speaking speaking;

    @Inject
    TestClock clock;

    @Inject
    Sql sql;

    Stage stage;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
    }

    @AfterEach
    void realTimeAgain() {
        clock.reset();
    }

    @Test
    void a_drawn_visit_that_is_passed_over_in_silence_is_found_once_it_had_time_to_be_told_of() {
        Instant begin = Instant.now().minus(AGO).truncatedTo(ChronoUnit.SECONDS);
        UUID draw = drawn(begin, 11);
        List<String> visits = visits(draw);
        assertThat(visits).hasSize(9);
        clock.set(begin.plus(Duration.ofHours(25)));
        stage.post(
                        "rosa",
                        "/api/visits/" + visits.get(0) + "/assignments",
                        Map.of("id", UUID.randomUUID(), "monitor", "M-09", "reason", "Ill."))
                .statusCode(200);
        visits.subList(0, 7).forEach(visit -> attest(visit, null));
        outcome(visits.get(7));
        Instant told = begin.plus(Duration.ofHours(48 + 72));

        assertThat(round(told)).as("it may still be told").isEmpty();
        assertThat(round(told.plusMillis(1))).isEqualTo("F30 CRITICAL DRAW OPEN");
        given().get("/api/flags?subject=DRAW&subjectId=" + draw)
                .then()
                .statusCode(200)
                .body("items[0].facts.untold", equalTo("1"))
                .body("items[0].facts.substituted", equalTo("1"))
                .body("items[0].facts.statements", equalTo(visits.get(8)))
                .body(
                        "items[0].subject.words",
                        equalTo("Draw of " + begin.toString().substring(0, 10)));

        // Told late, and by somebody else: of nine visits two went to another monitor, which is more than a tenth.
        attest(visits.get(8), "M-10");
        Executed after = executed(told);
        assertThat(after.untold()).isEmpty();
        assertThat(after.substituted()).isEqualTo(2);
        assertThat(after.stands()).isTrue();
        assertThat(after.added()).isZero();
        assertThat(round(told.plus(RoundCalendar.EVERY).plusMillis(1))).isEqualTo("F30 MEDIUM DRAW OPEN");
    }

    @Test
    void what_is_added_to_a_draw_afterwards_is_seen_whoever_did_it() {
        Instant begin = Instant.now().minus(AGO).truncatedTo(ChronoUnit.SECONDS);
        UUID draw = drawn(begin, 3);
        Instant told = begin.plus(Duration.ofDays(6));
        clock.set(begin.plus(Duration.ofHours(25)));
        visits(draw).forEach(visit -> attest(visit, null));
        assertThat(executed(told)).isEqualTo(new Executed(draw, 3, 3, List.of(), 0, 0, true));
        assertThat(speaking.asProgram(() -> execution.of(stage.programme, begin, begin)))
                .as("not over yet")
                .isEmpty();

        UUID more = stage.registered();
        sql.asProgram("insert into monitoring_visit (id, waybill_id, organisation_id, monitor, window_from, window_to,"
                + " assigned_at, assigned_by, content_sha256, draw_id, disclosed_at) select gen_random_uuid(), '" + more
                + "', organisation_id, monitor, window_from, window_to, assigned_at, assigned_by, content_sha256,"
                + " draw_id, disclosed_at from monitoring_visit where draw_id = '" + draw + "' limit 1 returning 1");
        assertThat(executed(told).added()).isEqualTo(1);
        assertThat(executed(told).stands()).isTrue();

        sql.asProgram("insert into monitoring_draw_selection (draw_id, waybill_id, stratum, rank, ticket) values ('"
                + draw + "', '" + more + "', 'LOW', 9, sha256('x')) returning 1");
        assertThat(executed(told).stands()).isFalse();
        assertThat(round(told)).isEqualTo("F30 CRITICAL DRAW OPEN");
    }

    private Executed executed(Instant until) {
        return speaking.asProgram(() -> execution.of(stage.programme, until.minus(Duration.ofDays(90)), until))
                .get(0);
    }

    /** Made, revealed and sealed; visits are from a day after the beginning to the end of the next. */
    private UUID drawn(Instant begin, int deliveries) {
        world.person(stage, "mara", stage.sender, Role.MANAGER);
        world.person(stage, "noor", world.organisation("Northern Observatory"), Role.DRAW_CUSTODIAN);
        world.person(stage, "ella", world.organisation("Eastern Law Society"), Role.DRAW_CUSTODIAN);
        Chain north = DrawStage.enrolled(() -> stage.as("noor"));
        Chain east = DrawStage.enrolled(() -> stage.as("ella"));
        clock.set(begin);
        for (int n = 0; n < deliveries; n++) {
            stage.registered();
        }
        Map<String, Object> draw =
                DrawStage.commitment(stage.programme, begin, List.of(north.cid(), east.cid()), stage.watchers);
        stage.post("mara", "/api/draws", draw).statusCode(200);
        UUID id = DrawStage.id(draw);
        DrawStage.reveal(stage.as("noor"), id, north, 1).statusCode(200);
        DrawStage.reveal(stage.as("ella"), id, east, 1).statusCode(200);
        making.makeOnce();
        return id;
    }

    private List<String> visits(UUID draw) {
        return Arrays.asList(sql.asProgram("select string_agg(cast(id as text), ',' order by id) from monitoring_visit"
                        + " where draw_id = '" + draw + "'")
                .split(","));
    }

    private void attest(String visit, @Nullable String other) {
        Map<String, Object> said = new HashMap<>();
        said.put("id", UUID.randomUUID());
        said.put("waybill", of(visit, "waybill_id"));
        said.put("visit", visit);
        said.put("site", stage.village);
        said.put("organisation", stage.watchers);
        said.put("monitor", other == null ? of(visit, "monitor") : other);
        said.put("method", "COUNT");
        said.put("verdict", "CONFIRMED");
        said.put("happenedAt", clock.instant().minusSeconds(60).toString());
        stage.post("M-07", "/api/attestations", said).statusCode(200);
    }

    private void outcome(String visit) {
        stage.post(
                        "M-07",
                        "/api/visits/" + visit + "/outcomes",
                        Map.of(
                                "id",
                                UUID.randomUUID(),
                                "outcome",
                                "NOT_REACHED",
                                "reason",
                                "ROAD_CUT",
                                "happenedAt",
                                clock.instant().minusSeconds(60).toString()))
                .statusCode(200);
    }

    private String of(String visit, String column) {
        return sql.asProgram("select " + column + " from monitoring_visit where id = '" + visit + "'");
    }

    private String round(Instant now) {
        sql.asProgram("insert into verification_programme (programme_id, taken_at, due_at) values ('" + stage.programme
                + "', '2026-01-01', '2026-01-01') on conflict (programme_id) do update set due_at = '2026-01-01'"
                + " returning 1");
        assertThat(speaking.asProgram(() -> rounds.judge(stage.programme, now))).isTrue();
        return sql.asProgram(
                "select coalesce(string_agg(concat_ws(' ', rule, severity, subject_kind, state), ', '), '')"
                        + " from verification_flag where waybill_id is null and programme_id = '" + stage.programme
                        + "'");
    }
}
