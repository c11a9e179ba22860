package org.aidwitness.verification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.aidwitness.access.Speaking;
import org.aidwitness.feedback.Heard;
import org.aidwitness.journal.Sequencer;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.kernel.PeerPolicy;
import org.aidwitness.kernel.Policy;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.aidwitness.verification.rule.ProgrammeCase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Visits are entered through the doors, a round goes by, and flags come, stay, worsen and go. */
@QuarkusTest
class RoundsTest {

    private static final int MOST_TURNS = 200;

    @Inject
    World world;

    @Inject
    Rounds rounds;

    @Inject
    Following following;

    @Inject
    Sequencer sequencer;

    @Inject
    Speaking speaking;

    @Inject
    TestClock clock;

    @Inject
    DataSource database;

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
    void a_place_that_is_always_told_before_is_flagged_once_by_two_rounds_at_once_and_cleared_when_it_heals()
            throws Exception {
        for (int n = 0; n < 4; n++) {
            visit("M-07", n < 3 ? null : Integer.valueOf(48), 5_000);
        }
        Instant now = clock.instant();
        rounds(now);
        assertThat(flags()).as("three of unknown notice, one announced").isEmpty();

        for (int n = 0; n < 3; n++) {
            visit("M-07", 48, 5_000);
        }
        Instant nextDay = now.plus(RoundCalendar.EVERY);
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Boolean> replica = () -> {
            together.await();
            return speaking.asProgram(() -> rounds.judge(stage.programme, nextDay));
        };
        ExecutorService replicas = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> done = replicas.invokeAll(List.of(replica, replica));
            assertThat(done.get(0).get() ^ done.get(1).get())
                    .as("one takes it, the other passes on")
                    .isTrue();
        } finally {
            replicas.shutdownNow();
        }
        assertThat(flags()).isEqualTo("F05 MEDIUM SITE OPEN 1");
        assertThat(told()).isEqualTo("round_flag_raised");
        list("subject=SITE&subjectId=" + stage.village)
                .body("items", hasSize(1))
                .body("items[0].waybill", nullValue())
                .body("items[0].subject.kind", equalTo("SITE"))
                .body("items[0].subject.id", equalTo(stage.village.toString()))
                .body("items[0].subject.words", equalTo("Place Asheru Town 2"))
                .body("items[0].facts.announced", equalTo("4"));
        given().get("/api/export/flags.csv?programme=" + stage.code)
                .then()
                .statusCode(200)
                .body(containsString("SITE,Asheru Town 2"));
        list("subject=MONITOR").body("items", empty());
        list("subjectId=" + stage.warehouse).body("items", empty());

        // Not due yet, so nobody judges it; a day later the same is found, and nothing is written.
        assertThat(rounds.judge(stage.programme, nextDay.plusSeconds(60))).isFalse();
        rounds(nextDay.plus(RoundCalendar.EVERY));
        assertThat(flags()).isEqualTo("F05 MEDIUM SITE OPEN 1");

        for (int n = 0; n < 4; n++) {
            visit("M-07", 0, 5_000);
        }
        rounds(nextDay.plus(RoundCalendar.EVERY.multipliedBy(2)));
        assertThat(flags()).isEqualTo("F05 MEDIUM SITE CLEARED 2");
        assertThat(told()).isEqualTo("round_flag_raised round_flag_cleared");
    }

    @Test
    void what_is_said_wakes_its_programme_within_the_hour_and_not_sooner() {
        Instant now = clock.instant();
        rounds(now);
        clock.set(now.plusSeconds(60));
        visit("M-07", 0, 5_000);
        follow();
        assertThat(rounds.judge(stage.programme, now.plus(RoundCalendar.PAUSE).minusSeconds(1)))
                .isFalse();
        assertThat(rounds.judge(stage.programme, now.plus(RoundCalendar.PAUSE))).isTrue();
        assertThat(rounds.judge(stage.programme, now.plus(RoundCalendar.PAUSE).plusSeconds(1)))
                .isFalse();
    }

    @Test
    void a_broken_programme_is_put_off_and_stops_nobody() {
        Stage broken = world.stage();
        Instant now = clock.instant();
        sql().run(
                        "insert into registry_policy (id, programme_id, version, settings, reason, made_by, made_at)"
                                + " values (gen_random_uuid(), ?, 1, '{\"awaitingDays\": -1}', 'nonsense', 'x', now())",
                        List.of(broken.programme));
        for (int turn = 0; turn < MOST_TURNS && rounds.run(now) > 0; turn++) {}
        String judged = "select coalesce(cast(judged_at as text), 'never') = 'never' from verification_programme"
                + " where programme_id = ?";
        assertThat(sql().ask(judged, broken.programme)).isEqualTo("t");
        assertThat(sql().ask(judged, stage.programme)).isEqualTo("f");
        assertThat(rounds.judge(broken.programme, now.plus(RoundCalendar.PAUSE).minusSeconds(1)))
                .isFalse();
        assertThat(rounds.judge(broken.programme, now.plus(RoundCalendar.PAUSE)))
                .as("tried again")
                .isTrue();
    }

    @Test
    void an_organisation_answers_a_flag_about_itself_and_somebody_else_decides() {
        peers(2, 1_000, 500);
        visit("M-07", 0, 5_000);
        visit("M-07", 0, 5_000);
        Instant now = clock.instant();
        rounds(now);
        assertThat(flags()).isEqualTo("F28 LOW ORGANISATION OPEN 1");
        UUID flag = UUID.fromString(list("rule=F28").extract().path("items[0].id"));
        world.person(stage, "remy", stage.sender, Role.REVIEWER);

        step("rosa", flag, "ACKNOWLEDGED", null).statusCode(200);
        step("rosa", flag, "IN_REVIEW", null).statusCode(200);
        step("rosa", flag, "RESOLVED", "EXPLAINED")
                .statusCode(409)
                .body("reasons.code", contains("OWN_WORK"))
                .body(
                        "reasons[0].detail",
                        equalTo("This is about your own organisation: somebody else has to decide."));
        step("remy", flag, "RESOLVED", "EXPLAINED").statusCode(200);
        assertThat(told()).isEqualTo("round_flag_raised round_flag_answered round_flag_answered round_flag_answered");
        given().get("/api/flags/" + flag)
                .then()
                .statusCode(200)
                .body("flag.subject.words", equalTo("Organisation Open Field Watch"))
                .body("steps", hasSize(4));

        // Settled is settled while what was looked at is in the window, though the counts move.
        visit("M-07", 0, 5_000);
        rounds(now.plus(Duration.ofDays(80)));
        assertThat(flags("F28")).isEqualTo("F28 LOW ORGANISATION RESOLVED 4");
    }

    @Test
    void a_second_visit_that_counts_less_is_held_against_the_first_and_other_counts_are_told_once_a_week() {
        UUID delivery = visit("M-07", 0, 5_000);
        see(delivery, "M-08", 0, 4_950);
        rounds(clock.instant());
        assertThat(flags()).as("within tolerance").isEmpty();
        UUID other = visit("M-07", 0, 5_000);
        see(other, "M-08", 0, 4_900);
        Instant monday = nextMonday();
        rounds(monday);
        assertThat(flags()).isEqualTo("F28 HIGH MONITOR OPEN 1");
        list("subject=MONITOR")
                .body("items[0].subject.words", equalTo("Monitor M-07 of Open Field Watch"))
                .body("items[0].subject.id", equalTo(stage.watchers.toString()))
                .body("items[0].facts.secondKg", equalTo("4900"));

        UUID third = visit("M-07", 0, 5_000);
        see(third, "M-08", 0, 1_000);
        rounds(monday.plus(RoundCalendar.EVERY));
        assertThat(flags()).isEqualTo("F28 HIGH MONITOR OPEN 1");
        rounds(monday.plus(Duration.ofDays(7)));
        assertThat(flags()).isEqualTo("F28 HIGH MONITOR OPEN 2");
    }

    @Test
    void a_monitor_who_never_finds_anything_is_asked_about_once_a_week_has_begun() {
        peers(3, 1_000, 5_000);
        for (int n = 0; n < 4; n++) {
            visit("M-07", 0, 5_000);
            visit("M-08", 0, n == 0 ? 5_000 : 4_000);
        }
        Instant monday = nextMonday();
        rounds(monday.minusSeconds(1));
        assertThat(flags("F27")).as("known since this week only").isEmpty();
        rounds(monday.minusSeconds(1).plus(RoundCalendar.EVERY));
        assertThat(flags("F27")).isEqualTo("F27 MEDIUM MONITOR OPEN 1");
        list("rule=F27")
                .body("items[0].subject.text", equalTo("M-07"))
                .body("items[0].facts.visits", equalTo("4"))
                .body("items[0].facts.peerFindings", equalTo("3"))
                .body("items[0].facts.pValue", equalTo("0.00391"))
                .body("items[0].facts.trials", equalTo("1"));
    }

    @Test
    void a_place_that_waited_for_its_visit_in_vain_is_missing_in_its_area() {
        UUID line = UUID.randomUUID();
        UUID waybill = stage.registered(line);
        stage.declare("bruno", stage.receipt(waybill, line, 100, 0, 0)).statusCode(200);
        // Days are counted from that of the receipt, three hours ago: at night, yesterday.
        Instant now = clock.instant().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.DAYS);
        rounds(now.plus(Duration.ofDays(21)));
        assertThat(flags()).as("it still may wait").isEmpty();
        rounds(now.plus(Duration.ofDays(22)));
        assertThat(flags()).isEqualTo("F29 HIGH AREA OPEN 1");
        list("subject=AREA")
                .body("items[0].subject.id", nullValue())
                .body("items[0].subject.words", equalTo("Places of medium risk in Asheru"))
                .body("items[0].facts.missingSites", equalTo("1"));
        UUID seen = see(waybill, "M-07", 0, 5_000);
        stage.post(
                        "rosa",
                        "/api/attestations/" + seen + "/reviews",
                        Map.of("id", UUID.randomUUID(), "accepted", true, "reason", "Photos match."))
                .statusCode(200);
        rounds(now.plus(Duration.ofDays(23)));
        assertThat(flags()).isEqualTo("F29 HIGH AREA CLEARED 2");
    }

    /** A Monday soon, at midnight: what is entered now is then known since before the week. */
    private Instant nextMonday() {
        return ProgrammeCase.weekOf(clock.instant()).plus(Duration.ofDays(7));
    }

    @Test
    void what_is_heard_after_a_distribution_is_flagged_for_the_place_and_an_alarm_for_the_programme() {
        world.person(stage, "audra", stage.watchers, Role.AUDITOR);
        Map<String, Object> alarm = Heard.alarm(stage);
        stage.post("audra", "/api/log-alarms", alarm).statusCode(200);
        Map<String, Object> complaint = Heard.complaint(stage);
        complaint.put("people", 5);
        stage.post("M-07", "/api/complaints", complaint).statusCode(200);
        follow();
        Instant now = clock.instant();
        rounds(now);
        assertThat(flags()).isEqualTo("F33 HIGH SITE OPEN 1, F40 CRITICAL PROGRAMME OPEN 1");

        Map<String, Object> settled = new HashMap<>(alarm);
        settled.put("id", UUID.randomUUID());
        settled.put("settled", true);
        settled.put("supersedes", alarm.get("id"));
        settled.put("supersedesReason", "The leaf came a minute later.");
        stage.post("audra", "/api/log-alarms", settled).statusCode(200);
        rounds(now.plus(RoundCalendar.EVERY));
        assertThat(flags("F40")).isEqualTo("F40 CRITICAL PROGRAMME CLEARED 2");
    }

    private void rounds(Instant now) {
        speaking.runAsProgram(() -> {
            // A row for this programme, whatever else is new.
            for (int turn = 0; turn < MOST_TURNS && enrolled() == null; turn++) {
                rounds.run(now.minus(Duration.ofDays(10_000)));
            }
        });
        sql().run(
                        "update verification_programme set due_at = ?, taken_at = ? where programme_id = ?",
                        List.of(now, now.minus(Duration.ofDays(1)), stage.programme));
        assertThat(rounds.judge(stage.programme, now)).isTrue();
    }

    private @Nullable String enrolled() {
        return sql().ask("select due_at from verification_programme where programme_id = ?", stage.programme);
    }

    private UUID visit(String monitor, @Nullable Integer notice, int kg) {
        UUID line = UUID.randomUUID();
        UUID waybill = stage.registered(line);
        stage.declare("bruno", stage.receipt(waybill, line, 100, 0, 0)).statusCode(200);
        see(waybill, line, monitor, notice, kg);
        return waybill;
    }

    private UUID see(UUID waybill, String monitor, @Nullable Integer notice, int kg) {
        String line = sql().ask("select id from shipment_line where waybill_id = ?", waybill);
        return see(waybill, UUID.fromString(String.valueOf(line)), monitor, notice, kg);
    }

    private UUID see(UUID waybill, UUID line, String monitor, @Nullable Integer notice, int kg) {
        UUID id = UUID.randomUUID();
        Map<String, Object> said = new HashMap<>();
        said.put("id", id);
        said.put("waybill", waybill);
        said.put("site", stage.village);
        said.put("organisation", stage.watchers);
        said.put("monitor", monitor);
        said.put("method", "WEIGH");
        said.put("verdict", "CONFIRMED");
        said.put("escorted", false);
        said.put("privateInterviews", 1);
        if (notice != null) {
            said.put("noticeHours", notice);
        }
        said.put("happenedAt", clock.instant().minusSeconds(5).toString());
        said.put("observations", List.of(Map.of("line", line, "kg", kg)));
        stage.post("M-07", "/api/attestations", said).statusCode(200);
        return id;
    }

    private void peers(int monitorVisits, int peerFindingBp, int falseDiscoveryBp) {
        PeerPolicy usual = PeerPolicy.DEFAULTS;
        Map<String, Object> settings = new HashMap<>();
        Map<?, ?> defaults = new ObjectMapper().convertValue(Policy.DEFAULTS, Map.class);
        defaults.forEach((name, value) -> settings.put(String.valueOf(name), value));
        settings.put(
                "peers",
                new PeerPolicy(
                        usual.windowDays(),
                        usual.siteVisits(),
                        usual.announcedBp(),
                        usual.escortedBp(),
                        monitorVisits,
                        peerFindingBp,
                        falseDiscoveryBp,
                        usual.repeatBp(),
                        usual.substitutionBp(),
                        usual.drawGraceHours(),
                        usual.concentrationWaybills(),
                        usual.concentrationParties(),
                        usual.concentrationMediumBp(),
                        usual.concentrationHighBp()));
        stage.post(
                        "rosa",
                        "/api/programmes/" + stage.code + "/policies",
                        Map.of("settings", settings, "reason", "agreed with the donors"))
                .statusCode(200);
    }

    private ValidatableResponse step(String person, UUID flag, String state, @Nullable String resolution) {
        Map<String, Object> body = new HashMap<>(Map.of("state", state, "reason", "We have looked into it."));
        if (resolution != null) {
            body.put("resolution", resolution);
        }
        return stage.post(person, "/api/flags/" + flag + "/steps", body);
    }

    private ValidatableResponse list(String query) {
        return given().get("/api/flags?programme=" + stage.code + "&" + query)
                .then()
                .statusCode(200);
    }

    private void follow() {
        speaking.runAsProgram(() -> {
            for (int turn = 0; turn < MOST_TURNS && sequencer.run() > 0; turn++) {}
            for (int turn = 0; turn < MOST_TURNS && following.followOnce() > 0; turn++) {}
        });
    }

    private String flags() {
        return flags("F%");
    }

    /** Each flag about no single delivery, nor about the log that other tests raise alarms about: rule, severity, kind of subject, state, number of steps. */
    private String flags(String rule) {
        return String.valueOf(sql().ask("""
                select coalesce(string_agg(concat_ws(' ', rule, severity, subject_kind, state,
                         (select count(*) from verification_flag_step s where s.flag_id = g.id)),
                         ', ' order by rule, raised_at, id), '')
                  from verification_flag g
                 where programme_id = ?
                   and waybill_id is null
                   and subject_kind <> 'LOG'
                   and rule like ?""", stage.programme, rule));
    }

    /** What the journal says about the programme's flags. */
    private String told() {
        speaking.runAsProgram(() -> {
            for (int turn = 0; turn < MOST_TURNS && sequencer.run() > 0; turn++) {}
        });
        return String.valueOf(sql().ask("""
                select coalesce(string_agg(replace(kind, 'verification.', ''), ' ' order by seq), '')
                  from journal_entry
                 where subject = ?
                   and kind like 'verification.round%'""", stage.programme));
    }

    private Sql sql() {
        return new Sql(database);
    }
}
