package org.aidwitness.feedback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.kernel.Refused;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An alarm about the log is raised by auditors or by the program, and settled in the open. */
@QuarkusTest
class LogAlarmTest {

    private static final String ALARMS = "/api/log-alarms";

    @Inject
    World world;

    @Inject
    LogAlarms alarms;

    Stage stage;

    @BeforeEach
    void setTheStage() {
        stage = world.stage();
        world.person(stage, "audra", stage.watchers, Role.AUDITOR);
        world.person(stage, "dorian", stage.sender, Role.AUDITOR);
    }

    @Test
    void only_auditors_raise_and_only_for_their_own_organisation() {
        Map<String, Object> said = Heard.alarm(stage);
        given().contentType("application/json").body(said).post(ALARMS).then().statusCode(401);
        for (String person : new String[] {"amina", "M-07", "rosa"}) {
            stage.post(person, ALARMS, said).statusCode(403);
        }
        stage.post("dorian", ALARMS, said).statusCode(403);
        String first = stage.post("audra", ALARMS, said)
                .statusCode(200)
                .body("kind", equalTo("feedback.log_alarm"))
                .extract()
                .asString();
        assertThat(stage.post("audra", ALARMS, said).extract().asString()).isEqualTo(first);
        said.put("about", "Another one.");
        stage.post("audra", ALARMS, said).statusCode(409);
        stage.as("dorian")
                .get(ALARMS + "?programme=" + stage.code)
                .then()
                .statusCode(200)
                .body("items.about", contains("No leaf for the receipt 7f3a."))
                .body("items.settled", contains(false));
        given().get(ALARMS).then().statusCode(401);
        stage.as("amina").get(ALARMS).then().statusCode(403);
        Stage other = world.stage();
        other.as("rosa").get(ALARMS + "?limit=500").then().body(not(containsString(String.valueOf(said.get("id")))));
        other.as("rosa").get(ALARMS + "/" + said.get("id")).then().statusCode(404);
    }

    @Test
    void it_is_settled_by_who_raised_it() {
        Map<String, Object> said = Heard.alarm(stage);
        stage.post("audra", ALARMS, said).statusCode(200);
        Map<String, Object> settled = new HashMap<>(said);
        settled.put("id", UUID.randomUUID());
        settled.put("settled", true);
        stage.post("audra", ALARMS, settled).statusCode(422).body("reasons.field", contains("/supersedes"));
        settled.put("supersedes", said.get("id"));
        stage.post("audra", ALARMS, settled).statusCode(422).body("reasons.field", contains("/supersedesReason"));
        settled.put("supersedesReason", "The leaf came a minute later.");
        Map<String, Object> foreign = new HashMap<>(settled);
        foreign.put("organisation", stage.sender);
        stage.post("dorian", ALARMS, foreign).statusCode(403).body("reasons.field", contains("/supersedes"));
        Map<String, Object> elsewhere = new HashMap<>(settled);
        elsewhere.remove("programme");
        stage.post("audra", ALARMS, elsewhere).statusCode(422).body("reasons.field", contains("/supersedes"));
        stage.post("audra", ALARMS, settled).statusCode(200);
        stage.as("rosa")
                .get(ALARMS + "/" + said.get("id"))
                .then()
                .body("supersededBy", equalTo(String.valueOf(settled.get("id"))));
        stage.as("rosa")
                .get(ALARMS + "/" + settled.get("id"))
                .then()
                .body("settled", equalTo(true))
                .body("supersedesReason", equalTo("The leaf came a minute later."));
        settled.put("id", UUID.randomUUID());
        stage.post("audra", ALARMS, settled).statusCode(409).body("reasons.code", contains("ALREADY_SUPERSEDED"));
    }

    @Test
    void the_program_raises_for_no_organisation_and_any_auditor_settles() {
        Map<String, Object> pretended = Heard.alarm(stage);
        pretended.remove("organisation");
        stage.post("audra", ALARMS, pretended).statusCode(422).body("reasons.field", contains("/organisation"));
        stage.post("rosa", ALARMS, pretended).statusCode(403);
        assertThatThrownBy(() -> alarms.raise(Actor.VISITOR, alarm())).isInstanceOf(Refused.class);

        RaiseAlarm raised = alarm();
        alarms.raise(Actor.SYSTEM, raised);
        stage.as("dorian")
                .get(ALARMS + "/" + raised.id())
                .then()
                .statusCode(200)
                .body("organisation", nullValue())
                .body("programme", nullValue());
        Map<String, Object> settled = Heard.alarm(stage);
        settled.remove("programme");
        settled.put("organisation", stage.sender);
        settled.put("kind", "CHECKPOINT_INCONSISTENT");
        settled.put("settled", true);
        settled.put("supersedes", raised.id());
        settled.put("supersedesReason", "A mirror was behind.");
        stage.post("dorian", ALARMS, settled).statusCode(200);
        stage.as("rosa")
                .get(ALARMS + "?limit=500")
                .then()
                .body(containsString(raised.id().toString()));
        stage.as("rosa").get(ALARMS + "?programme=" + stage.code).then().body("items", hasSize(0));
    }

    private static RaiseAlarm alarm() {
        return new RaiseAlarm(
                UUID.randomUUID(),
                null,
                null,
                RaiseAlarm.Kind.CHECKPOINT_INCONSISTENT,
                "Two roots for size 4,096.",
                Instant.now(),
                null,
                null,
                null);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            id        | null
            programme | 7b3d0c7e-0000-4000-8000-000000000001
            kind      | null
            about     | null
            about     | ' '
            raisedAt  | null
            raisedAt  | 1066-10-14T00:00:00Z
            raisedAt  | 2999-01-01T00:00:00Z
            """)
    void nonsense_is_refused_with_the_field_that_is_at_fault(String field, @Nullable String value) {
        Map<String, Object> said = Heard.alarm(stage);
        said.put(field, value);
        stage.post("audra", ALARMS, said).statusCode(422).body("reasons.field", contains("/" + field));
    }

    @Test
    void what_it_is_about_has_two_hundred_characters() {
        Map<String, Object> said = Heard.alarm(stage);
        said.put("about", "x".repeat(201));
        stage.post("audra", ALARMS, said).statusCode(422).body("reasons.field", contains("/about"));
        said.put("about", "x".repeat(200));
        stage.post("audra", ALARMS, said).statusCode(200);
    }
}
