package org.aidwitness.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.Office;
import org.aidwitness.testkit.Office.Member;
import org.aidwitness.testkit.PlainBrowser;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What takes two people: neither alone, nobody for themselves, not after its time. */
@QuarkusTest
class RequestsTest {

    @Inject
    Office office;

    @Inject
    World world;

    @Inject
    TestClock time;

    private UUID relief = new UUID(0, 0);
    private Member one;
    private Member two;
    private Member amina;

    @BeforeEach
    void two_managers_and_somebody() {
        time.advance(Duration.ZERO);
        relief = office.organisation("Relief");
        one = office.member(relief, "one", Role.MANAGER);
        two = office.member(relief, "two", Role.MANAGER);
        amina = office.member(relief, "amina", Role.LOGISTICS);
    }

    @AfterEach
    void time_goes_on() {
        time.reset();
    }

    @Test
    void roles_change_when_a_second_person_agrees() {
        String id =
                asked(one, amina, "roles", Map.of("roles", List.of("LOGISTICS", "HISTORIAN"), "reason", "old lists"));
        decide(one, id, true).statusCode(409).body("reasons[0].code", equalTo("OWN_WORK"));
        amina.asks().get("/api/me").then().body("roles", contains("LOGISTICS"));
        two.asks().get("/api/requests").then().statusCode(200).body("id", hasItem(id));
        decide(two, id, true)
                .statusCode(200)
                .body("accepted", equalTo(true))
                .body("accountName", equalTo(amina.name()))
                .body("requestedByName", equalTo(one.name()));
        amina.asks().get("/api/me").then().body("roles", containsInAnyOrder("LOGISTICS", "HISTORIAN"));
        decide(two, id, false).statusCode(409).body("reasons[0].code", equalTo("WRONG_STATE"));
    }

    @Test
    void a_no_needs_a_reason_and_changes_nothing() {
        String id = asked(one, amina, "roles", Map.of("roles", List.of("MANAGER"), "reason", "promoted"));
        decide(two, id, false).statusCode(422).body("reasons[0].field", equalTo("/reason"));
        two.post("/api/requests/" + id + "/decision", Map.of("accepted", false, "reason", "too early"))
                .then()
                .statusCode(200)
                .body("accepted", equalTo(false));
        amina.asks().get("/api/me").then().body("roles", contains("LOGISTICS"));
    }

    @Test
    void nobody_agrees_to_what_is_about_themselves() {
        String id = asked(one, two, "roles", Map.of("roles", List.of("MANAGER", "HISTORIAN"), "reason", "more"));
        decide(two, id, true).statusCode(409).body("reasons[0].code", equalTo("OWN_WORK"));
        two.asks().get("/api/me").then().body("roles", contains("MANAGER"));
    }

    @Test
    void a_request_expires() {
        String id = asked(one, amina, "roles", Map.of("roles", List.of("MANAGER"), "reason", "promoted"));
        time.advance(Duration.ofDays(7).plusSeconds(1));
        decide(two, id, true).statusCode(409).body("reasons[0].code", equalTo("WRONG_STATE"));
        amina.asks().get("/api/me").then().body("roles", contains("LOGISTICS"));
    }

    @Test
    void a_manager_makes_no_administrator() {
        one.post("/api/people/" + amina.id() + "/roles", Map.of("roles", List.of("ADMINISTRATOR"), "reason", "why not"))
                .then()
                .statusCode(403);
        Member keeper = office.member(relief, "keeper", Role.ADMINISTRATOR);
        String id = asked(keeper, amina, "roles", Map.of("roles", List.of("ADMINISTRATOR"), "reason", "to help"));
        decide(one, id, true).statusCode(403);
        amina.asks().get("/api/me").then().body("roles", contains("LOGISTICS"));
        decide(office.member(office.organisation("Office"), "second", Role.ADMINISTRATOR), id, true)
                .statusCode(200);
        amina.asks().get("/api/me").then().body("roles", contains("ADMINISTRATOR"));
    }

    @Test
    void strangers_neither_see_a_request_nor_decide_it() {
        String id = asked(one, amina, "roles", Map.of("roles", List.of("MANAGER"), "reason", "promoted"));
        Member stranger = office.member(office.organisation("Other"), "stranger", Role.MANAGER);
        stranger.asks().get("/api/requests").then().statusCode(200).body("id", not(hasItem(id)));
        decide(stranger, id, true).statusCode(404);
        // A colleague who may not grant roles does not see it either.
        amina.asks().get("/api/requests").then().statusCode(200).body("id", not(hasItem(id)));
        decide(amina, id, true).statusCode(404);
    }

    @Test
    void somebody_is_let_in_again() {
        PlainBrowser before = office.signedIn(amina);
        String id = asked(one, amina, "recovery", Map.of("reason", "telephone lost"));
        one.post("/api/requests/" + id + "/link", Map.of()).then().statusCode(409);
        decide(two, id, true).statusCode(200);
        String link = two.post("/api/requests/" + id + "/link", Map.of())
                .then()
                .statusCode(200)
                .extract()
                .path("link");
        assertThat(before.open("/account").statusCode()).isEqualTo(200);
        PlainBrowser browser = new PlainBrowser();
        browser.open(link);
        assertThat(browser.send(link, Map.of("password", "seven slow green trains", "again", "seven slow green trains"))
                        .header("Location"))
                .endsWith("/sign-in/enrol");
        assertThat(before.open("/account").statusCode()).isEqualTo(401);
        time.advance(Duration.ofHours(25));
        two.post("/api/requests/" + id + "/link", Map.of()).then().statusCode(409);
        // Who knows the person's invitation cannot be asked for by one alone.
        one.post("/api/people/" + amina.id() + "/invitation", Map.of()).then().statusCode(409);
    }

    @Test
    void an_erased_person_is_gone_and_stays_outside() {
        Member officer = office.member(relief, "officer", Role.PROTECTION_OFFICER);
        Member second = office.member(relief, "second", Role.PROTECTION_OFFICER);
        PlainBrowser browser = office.signedIn(amina);
        String id = asked(officer, amina, "erasure", Map.of("reason", "asked for it"));
        decide(second, id, true).statusCode(200);
        assertThat(browser.open("/account").statusCode()).isEqualTo(401);
        amina.asks().get("/api/tokens").then().statusCode(401);
        officer.asks()
                .get("/api/people/" + amina.id())
                .then()
                .statusCode(200)
                .body("login", equalTo(null))
                .body("name", equalTo(amina.name()))
                .body("roles.size()", equalTo(0));
        one.post("/api/people/" + amina.id() + "/enable", Map.of("reason", "back"))
                .then()
                .statusCode(409);
        officer.post("/api/people/" + amina.id() + "/erasure", Map.of("reason", "again"))
                .then()
                .statusCode(409);
    }

    @Test
    void the_list_of_people_leaves_when_two_agree_and_carries_no_formulas() {
        String odd = "=1+1 " + UUID.randomUUID();
        one.post("/api/people", Map.of("name", odd)).then().statusCode(200);
        String id = one.post("/api/requests/people-export", Map.of("reason", "yearly check"))
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        one.asks().get("/api/requests/" + id + "/people.csv").then().statusCode(409);
        decide(two, id, true).statusCode(200);
        String csv = one.asks()
                .get("/api/requests/" + id + "/people.csv")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        assertThat(csv)
                .contains("name,organisation,login,roles")
                .contains(amina.login())
                .contains("'" + odd)
                .doesNotContain("\n=1+1");
        Member stranger = office.member(office.organisation("Other"), "stranger", Role.MANAGER);
        stranger.asks().get("/api/requests/" + id + "/people.csv").then().statusCode(404);
        assertThat(acts(one)).contains("PEOPLE_EXPORTED");
    }

    @Test
    void access_is_given_by_two_and_ended_by_one() {
        World.Stage stage = world.stage();
        UUID donor = office.organisation("Donor");
        Member reader = office.member(donor, "reader", Role.MANAGER);
        Map<String, Object> wanted = Map.of(
                "programme",
                stage.programme,
                "to",
                donor,
                "until",
                time.instant().plus(Duration.ofDays(30)).toString(),
                "reason",
                "joint review");
        // Nobody lets others see what they do not see themselves.
        one.post("/api/requests/access", wanted).then().statusCode(422).body("reasons[0].field", equalTo("/programme"));
        world.join(stage, one.organisation());
        String id = one.post("/api/requests/access", wanted)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        one.asks().get("/api/grants").then().statusCode(200).body("size()", equalTo(0));
        decide(two, id, true).statusCode(200);
        for (Member side : List.of(one, reader)) {
            side.asks()
                    .get("/api/grants")
                    .then()
                    .statusCode(200)
                    .body("[0].id", equalTo(id))
                    .body("[0].fromName", equalTo("Relief"))
                    .body("[0].toName", equalTo("Donor"));
        }
        reader.post("/api/grants/" + id + "/end", Map.of("reason", "no need"))
                .then()
                .statusCode(404);
        two.post("/api/grants/" + id + "/end", Map.of("reason", "")).then().statusCode(422);
        two.post("/api/grants/" + id + "/end", Map.of("reason", "review done"))
                .then()
                .statusCode(204);
        two.post("/api/grants/" + id + "/end", Map.of("reason", "twice")).then().statusCode(404);
        assertThat(acts(one)).contains("ACCESS_ENDED", "AGREED", "REQUESTED");
    }

    private static String asked(Member by, Member about, String what, Map<String, ?> body) {
        return by.post("/api/people/" + about.id() + "/" + what, body)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static ValidatableResponse decide(Member by, String id, boolean accepted) {
        return by.post("/api/requests/" + id + "/decision", Map.of("accepted", accepted))
                .then();
    }

    private static List<String> acts(Member by) {
        return by.asks()
                .get("/api/audit?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .path("items.act");
    }
}
