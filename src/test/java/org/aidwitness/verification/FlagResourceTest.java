package org.aidwitness.verification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.verification.World.Parcel;
import org.aidwitness.verification.World.Stage;
import org.aidwitness.web.Figures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts and flags over the wire, and who may answer them. */
@QuarkusTest
class FlagResourceTest {

    private static final Instant LEFT = World.START;
    private static final Instant CAME = LEFT.plus(Duration.ofHours(20));
    private static final Instant DAY_30 = CAME.plus(Duration.ofDays(30));

    @Inject
    World world;

    @Inject
    Verifier verifier;

    @Inject
    TestClock clock;

    @BeforeEach
    void dayThirty() {
        // Tokens are judged by the same clock.
        clock.set(DAY_30);
    }

    @AfterEach
    void realTimeAgain() {
        clock.reset();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # asking       | status
            nobody         | 401
            LOGISTICS      | 403
            HISTORIAN      | 403
            MONITOR        | 403
            ADMINISTRATOR  | 403
            REVIEWER       | 200""")
    void only_a_reviewer_may_answer(String asking, int status) {
        Parcel parcel = flagged(world.stage());
        String token =
                asking.equals("nobody") ? null : world.token(parcel.stage().witness(), Role.valueOf(asking));
        step(token, world.flag(parcel, "F01"), "ACKNOWLEDGED", null).statusCode(status);
        assertThat(world.flags(parcel)).isEqualTo(status == 200 ? "F01 HIGH ACKNOWLEDGED 2" : "F01 HIGH OPEN 1");
    }

    @ParameterizedTest(name = "{0} then {1} {2}: {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # steps so far           | step         | resolution | status
            -                        | ACKNOWLEDGED | -          | 200
            -                        | IN_REVIEW    | -          | 409
            -                        | RESOLVED     | UPHELD     | 409
            -                        | WAIVED       | -          | 409
            -                        | OPEN         | -          | 422
            -                        | CLEARED      | -          | 422
            ACKNOWLEDGED             | ACKNOWLEDGED | -          | 409
            ACKNOWLEDGED             | IN_REVIEW    | -          | 200
            ACKNOWLEDGED             | RESOLVED     | ERROR      | 409
            ACKNOWLEDGED             | WAIVED       | -          | 409
            ACKNOWLEDGED,IN_REVIEW   | ACKNOWLEDGED | -          | 409
            ACKNOWLEDGED,IN_REVIEW   | RESOLVED     | UPHELD     | 200
            ACKNOWLEDGED,IN_REVIEW   | RESOLVED     | EXPLAINED  | 200
            ACKNOWLEDGED,IN_REVIEW   | RESOLVED     | ERROR      | 200
            ACKNOWLEDGED,IN_REVIEW   | RESOLVED     | -          | 422
            ACKNOWLEDGED,IN_REVIEW   | WAIVED       | UPHELD     | 422
            ACKNOWLEDGED,IN_REVIEW   | WAIVED       | -          | 200
            ACKNOWLEDGED,IN_REVIEW,WAIVED | IN_REVIEW | -        | 409""")
    void a_flag_goes_one_step_at_a_time(@Nullable String before, String step, @Nullable String resolution, int status) {
        Parcel parcel = flagged(world.stage());
        UUID flag = world.flag(parcel, "F01");
        String token = world.token(parcel.stage().witness(), Role.REVIEWER);
        if (before != null) {
            for (String earlier : before.split(",")) {
                step(token, flag, earlier, null).statusCode(200);
            }
        }
        step(token, flag, step, resolution).statusCode(status);
    }

    @Test
    void a_party_to_the_delivery_may_review_but_not_decide() {
        Parcel parcel = flagged(world.stage());
        UUID flag = world.flag(parcel, "F01");
        String party = world.token(parcel.stage().consignor(), Role.REVIEWER);
        step(party, flag, "ACKNOWLEDGED", null).statusCode(200);
        step(party, flag, "IN_REVIEW", null).statusCode(200);
        step(party, flag, "WAIVED", null).statusCode(409).body("reasons[0].code", equalTo("OWN_WORK"));
    }

    @Test
    void what_was_waived_stays_waived_until_it_gets_worse() {
        Parcel parcel = flagged(world.stage());
        UUID flag = world.flag(parcel, "F01");
        String token = world.token(parcel.stage().witness(), Role.REVIEWER);
        for (String state : List.of("ACKNOWLEDGED", "IN_REVIEW", "WAIVED")) {
            step(token, flag, state, null).statusCode(200);
        }
        judge(parcel, DAY_30);
        assertThat(world.flags(parcel)).isEqualTo("F01 HIGH WAIVED 4");
        assertThat(world.ask("select open_flags from verification_delivery where waybill_id = ?", parcel.waybill()))
                .isEqualTo("{}");
        assertThat(world.told(parcel)).isEqualTo("flag_raised flag_answered flag_answered flag_answered");

        judge(parcel, CAME.plus(Duration.ofDays(46)));
        assertThat(world.flags(parcel)).isEqualTo("F01 HIGH WAIVED 4, F01 CRITICAL OPEN 1");

        given().get("/api/flags/" + flag)
                .then()
                .statusCode(200)
                .body("flag.state", equalTo("WAIVED"))
                .body("flag.facts.limitDays", equalTo("21"))
                .body("steps.state", contains("OPEN", "ACKNOWLEDGED", "IN_REVIEW", "WAIVED"))
                .body("steps[3].reason", equalTo("We have looked into it."));
    }

    @Test
    void the_list_is_read_page_by_page_without_loss_or_repetition() {
        Stage stage = world.stage();
        List<String> expected = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            expected.add(world.flag(flagged(stage), "F01").toString());
        }
        List<String> read = new ArrayList<>();
        String after = "";
        do {
            ValidatableResponse page = given().queryParam("programme", stage.code())
                    .queryParam("rule", "F01")
                    .queryParam("severity", "HIGH")
                    .queryParam("state", "OPEN")
                    .queryParam("limit", 3)
                    .queryParam("after", after)
                    .get("/api/flags")
                    .then()
                    .statusCode(200)
                    .body("items.rule", everyItem(equalTo("F01")));
            read.addAll(page.extract().path("items.id"));
            after = page.extract().path("next");
        } while (after != null);
        assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            severity=LOUD                                          | 400
            state=SOMEWHERE                                        | 400
            delivery=W1                                            | 400
            subject=MOON                                           | 400
            subjectId=W1                                           | 400
            after=nonsense                                         | 400
            limit=0                                                | 422
            limit=501                                              | 422
            programme=nowhere-at-all                               | 422""")
    void a_senseless_filter_is_refused(String query, int status) {
        given().get("/api/flags?" + query).then().statusCode(status).contentType("application/problem+json");
    }

    @Test
    void a_verdict_is_shown_as_of_any_instant_and_nothing_is_stored() {
        Parcel parcel = world.parcel(world.stage(), 1_000);
        world.dispatch(parcel, LEFT);
        String receipt = world.receive(parcel, CAME, new BigDecimal("1000")).toString();
        judge(parcel, DAY_30);
        String stored = world.verdict(parcel);

        given().get("/api/deliveries/" + parcel.waybill())
                .then()
                .statusCode(200)
                .body("assurance", equalTo("OVERDUE"))
                .body("grade", equalTo("D"))
                .body("conditions.requirement", hasItems("RECEIVED", "SEEN", "NO_HIGH_FLAG"))
                .body("why.ground", equalTo("VISIT_OVERDUE"))
                .body("why.logistics", equalTo("The receiver declares that it arrived."))
                .body(
                        "why.assurance",
                        equalTo("A visit is overdue; under the default policy, one can still be accepted until "
                                + Figures.day(CAME.plus(Duration.ofDays(45))) + "."))
                .body("why.until", equalTo(CAME.plus(Duration.ofDays(45)).toString()))
                .body("why.statements", contains(receipt))
                .body("conditions.sentence", hasItems("No monitor has seen the goods."))
                .body("conditions.find { it.requirement == 'RECEIVED' }.statements", contains(receipt))
                .body(
                        "conditions.find { it.requirement == 'NO_HIGH_FLAG' }.sentence",
                        equalTo("Flags of severity high or above are open: F01 high."))
                .body("flags.rule", contains("F01"))
                .body("flags[0].state", equalTo("OPEN"))
                .body("balance.dispatchedKg", equalTo(1_000.0f))
                .body("balance.openKg", equalTo(0.0f))
                .body("policyVersion", equalTo(0))
                .body("asOf", equalTo(DAY_30.toString()));
        asOf(parcel, LEFT.plusSeconds(60))
                .body("assurance", equalTo("ON_THE_WAY"))
                .body("flags", hasSize(0));
        asOf(parcel, CAME.plusSeconds(60)).body("assurance", equalTo("AWAITING_VISIT"));
        asOf(parcel, CAME.plus(Duration.ofDays(60)))
                .body("assurance", equalTo("UNVERIFIED"))
                .body("flags.rule", contains("F01", "F38"))
                .body("flags.severity", contains("CRITICAL", "HIGH"))
                .body("nextChangeAt", nullValue());

        assertThat(world.verdict(parcel)).isEqualTo(stored);
        assertThat(world.flags(parcel)).isEqualTo("F01 HIGH OPEN 1");
        given().get("/api/deliveries/" + World.id()).then().statusCode(404);
        given().get("/api/deliveries/" + parcel.waybill() + "?asOf=yesterday")
                .then()
                .statusCode(400);
    }

    @Test
    void the_rule_book_writes_itself() {
        given().get("/api/rules")
                .then()
                .statusCode(200)
                .body("id", hasItems("F01", "F24"))
                .body("name", hasItem("UNVERIFIED_OVERDUE"))
                .body("find { it.id == 'F01' }.questions.looksAt", contains(List.of("DELIVERY")))
                .body("find { it.id == 'F28' }.questions.looksAt", contains(List.of("ORGANISATION", "MONITOR")))
                .body(
                        "find { it.id == 'F13' }.questions[0].parameters.collect { it.name + ' ' + it.value + ' ' + it.unit }",
                        contains("goods.rationHighBp 11000 BASIS_POINTS", "goods.rationLowBp 9000 BASIS_POINTS"))
                .body(
                        "find { it.id == 'F34' }.questions[0].parameters.find { it.name == 'servedBp' }.adjustable",
                        equalTo(false));
    }

    private ValidatableResponse asOf(Parcel parcel, Instant at) {
        return given().get("/api/deliveries/" + parcel.waybill() + "?asOf=" + at)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse step(@Nullable String token, UUID flag, String state, @Nullable String resolution) {
        return given().headers(token == null ? Map.of() : Map.of("Authorization", "Bearer " + token))
                .contentType(ContentType.JSON)
                .body("{\"state\":\"" + state + "\",\"reason\":\"We have looked into it.\""
                        + (resolution == null ? "}" : ",\"resolution\":\"" + resolution + "\"}"))
                .post("/api/flags/" + flag + "/steps")
                .then();
    }

    private Parcel flagged(Stage stage) {
        Parcel parcel = world.parcel(stage, 1_000);
        world.dispatch(parcel, LEFT);
        world.receive(parcel, CAME, new BigDecimal("1000"));
        judge(parcel, DAY_30);
        return parcel;
    }

    private void judge(Parcel parcel, Instant now) {
        QuarkusTransaction.requiringNew().run(() -> verifier.judge(List.of(parcel.waybill()), now));
    }
}
