package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.feedback.Heard;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.kernel.HeardPolicy;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.aidwitness.verification.rule.HeardCase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was heard is read once each: what was corrected or settled, or is of another programme or time, is left out. */
@QuarkusTest
class HeardFileTest {

    @Inject
    HeardFile file;

    @Inject
    World world;

    Stage stage;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        world.person(stage, "audra", stage.watchers, Role.AUDITOR);
    }

    @Test
    void what_stands_is_read_as_it_was_told() {
        UUID lot = Heard.lot(stage);
        UUID complaint = told("M-07", "/api/complaints", Heard.complaint(stage));
        UUID round = told("M-07", "/api/pdm-rounds", Heard.round(stage));
        UUID sighting = told("M-07", "/api/market-sightings", Heard.sighting(stage, lot));
        UUID alarm = told("audra", "/api/log-alarms", Heard.alarm(stage));
        Stage other = world.stage();
        other.post("M-07", "/api/complaints", Heard.complaint(other)).statusCode(200);

        HeardCase heard = file.of(stage.programme, Instant.now());

        assertThat(heard.policy()).isEqualTo(HeardPolicy.DEFAULTS);
        assertThat(heard.day()).isEqualTo(Heard.today());
        assertThat(heard.complaints())
                .containsExactly(new HeardCase.Complaint(
                        complaint,
                        stage.village,
                        HeardCase.Grievance.NOT_RECEIVED,
                        Heard.today().minusDays(2),
                        5));
        assertThat(heard.rounds())
                .containsExactly(new HeardCase.PdmRound(
                        round, stage.village, Heard.today().minusDays(7), 19, 12, 2));
        assertThat(heard.sightings())
                .containsExactly(new HeardCase.Sighting(
                        sighting, stage.warehouse, lot, null, Heard.today().minusDays(1), 6, 1));
        assertThat(heard.alarms())
                .filteredOn(open -> open.programme() != null)
                .extracting(HeardCase.Alarm::id)
                .containsExactly(alarm);
    }

    @Test
    void what_was_corrected_or_settled_is_read_no_more() {
        Map<String, Object> first = Heard.complaint(stage);
        told("M-07", "/api/complaints", first);
        Map<String, Object> second = new HashMap<>(first);
        second.put("people", 2);
        second.remove("happenedOn");
        UUID correction = told("M-07", "/api/complaints", corrects(second, first));
        Map<String, Object> alarm = Heard.alarm(stage);
        told("audra", "/api/log-alarms", alarm);
        Map<String, Object> settled = new HashMap<>(alarm);
        settled.put("settled", true);
        told("audra", "/api/log-alarms", corrects(settled, alarm));

        HeardCase heard = file.of(stage.programme, Instant.now());

        // The day is that on which it was taken in, an hour ago.
        assertThat(heard.complaints()).singleElement().satisfies(complaint -> {
            assertThat(complaint.id()).isEqualTo(correction);
            assertThat(complaint.people()).isEqualTo(2);
            assertThat(complaint.on()).isBetween(Heard.today().minusDays(1), Heard.today());
        });
        assertThat(heard.alarms()).filteredOn(open -> open.programme() != null).isEmpty();
    }

    @Test
    void what_is_before_the_window_is_left_out_and_a_year_of_complaints_is_history() {
        for (int days : new int[] {365, 366}) {
            Map<String, Object> said = Heard.complaint(stage);
            said.put("happenedOn", Heard.today().minusDays(days).toString());
            told("M-07", "/api/complaints", said);
        }
        for (int days : new int[] {89, 90}) {
            Map<String, Object> said = Heard.round(stage);
            said.put("cycleOn", Heard.today().minusDays(days).toString());
            told("M-07", "/api/pdm-rounds", said);
        }

        HeardCase heard = file.of(stage.programme, Instant.now());

        assertThat(heard.complaints())
                .extracting(HeardCase.Complaint::on)
                .containsExactly(Heard.today().minusDays(365));
        assertThat(heard.rounds())
                .extracting(HeardCase.PdmRound::cycleOn)
                .containsExactly(Heard.today().minusDays(89));
        HeardCase before = file.of(stage.programme, Instant.now().minus(Duration.ofDays(90)));
        assertThat(before.rounds()).hasSize(1);
        assertThat(before.complaints()).hasSize(2);
    }

    private UUID told(String person, String path, Map<String, Object> said) {
        stage.post(person, path, said).statusCode(200);
        return UUID.fromString(String.valueOf(said.get("id")));
    }

    private static Map<String, Object> corrects(Map<String, Object> said, Map<String, Object> before) {
        said.put("id", UUID.randomUUID());
        said.put("supersedes", before.get("id"));
        said.put("supersedesReason", "Told again.");
        return said;
    }
}
