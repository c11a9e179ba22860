package org.aidwitness.administration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.Office;
import org.aidwitness.testkit.Office.Member;
import org.junit.jupiter.api.Test;

/** People, tokens and devices by the interface. Who may not at all is told by AccessTableTest; here: whom, and how far. */
@QuarkusTest
class PeopleTest {

    @Inject
    Office office;

    @Test
    void who_am_i() {
        Member nadia = office.member(office.organisation("Relief"), "nadia", Role.MANAGER);
        nadia.asks()
                .get("/api/me")
                .then()
                .statusCode(200)
                .body("name", equalTo(nadia.name()))
                .body("organisation", equalTo(nadia.organisation().toString()))
                .body("roles", contains("MANAGER"))
                .body("scope.size()", equalTo(0));
        given().get("/api/me").then().statusCode(200).body("name", equalTo("visitor"));
    }

    @Test
    void a_new_account_has_no_roles_and_a_link_to_come_in_by() {
        Member boss = office.member(office.organisation("Relief"), "boss", Role.MANAGER);
        String name = "P-" + UUID.randomUUID();
        String id = boss.post("/api/people", Map.of("name", name, "login", name + "@example.org"))
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        boss.asks()
                .get("/api/people/" + id)
                .then()
                .statusCode(200)
                .body("roles.size()", equalTo(0))
                .body("organisation", equalTo(boss.organisation().toString()));
        String link = boss.post("/api/people/" + id + "/invitation", Map.of())
                .then()
                .statusCode(200)
                .extract()
                .path("link");
        given().accept("text/html").get(link).then().statusCode(200).body(containsString(name));
        String newer = boss.post("/api/people/" + id + "/invitation", Map.of())
                .then()
                .statusCode(200)
                .extract()
                .path("link");
        given().accept("text/html").get(link).then().statusCode(404);
        given().accept("text/html").get(newer).then().statusCode(200);

        boss.post("/api/people", Map.of("name", name))
                .then()
                .statusCode(409)
                .body("reasons[0].field", equalTo("/name"));
        boss.post("/api/people", Map.of("name", "  ")).then().statusCode(422);
    }

    @Test
    void people_of_other_organisations_are_not_there() {
        Member boss = office.member(office.organisation("Relief"), "boss", Role.MANAGER);
        Member other = office.member(office.organisation("Other"), "other", Role.LOGISTICS);
        boss.asks().get("/api/people/" + other.id()).then().statusCode(404);
        boss.asks()
                .get("/api/people?limit=500")
                .then()
                .statusCode(200)
                .body("items.name", hasItem(boss.name()))
                .body("items.name", not(hasItem(other.name())));
        for (String act : List.of("disable", "enable", "recovery")) {
            boss.post("/api/people/" + other.id() + "/" + act, Map.of("reason", "curious"))
                    .then()
                    .statusCode(404);
        }
        boss.post("/api/people/" + other.id() + "/roles", Map.of("roles", List.of(), "reason", "curious"))
                .then()
                .statusCode(404);
        boss.post("/api/people/" + other.id() + "/invitation", Map.of()).then().statusCode(404);
        boss.post("/api/devices", Map.of("account", other.id(), "label", "spy"))
                .then()
                .statusCode(404);
        boss.post("/api/people", Map.of("name", "P-" + UUID.randomUUID(), "organisation", other.organisation()))
                .then()
                .statusCode(403);
    }

    @Test
    void the_list_comes_page_by_page() {
        UUID relief = office.organisation("Relief");
        Member boss = office.member(relief, "boss", Role.MANAGER);
        office.member(relief, "amina", Role.LOGISTICS);
        office.member(relief, "chen", Role.LOGISTICS);
        String next = boss.asks()
                .get("/api/people?limit=2")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(2))
                .extract()
                .path("next");
        boss.asks()
                .queryParam("after", next)
                .get("/api/people?limit=2")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].name", containsString("chen"))
                .body("next", equalTo(null));
    }

    @Test
    void nobody_disables_themselves_and_everything_has_a_reason() {
        UUID relief = office.organisation("Relief");
        Member boss = office.member(relief, "boss", Role.MANAGER);
        Member amina = office.member(relief, "amina", Role.LOGISTICS);
        boss.post("/api/people/" + boss.id() + "/disable", Map.of("reason", "tired"))
                .then()
                .statusCode(409);
        boss.post("/api/people/" + amina.id() + "/disable", Map.of("reason", " "))
                .then()
                .statusCode(422)
                .body("reasons[0].field", equalTo("/reason"));
        boss.post("/api/people/" + amina.id() + "/disable", Map.of()).then().statusCode(422);
        amina.asks().get("/api/me").then().statusCode(200);
    }

    @Test
    void an_administrator_is_for_administrators() {
        UUID relief = office.organisation("Relief");
        Member boss = office.member(relief, "boss", Role.MANAGER);
        Member keeper = office.member(relief, "keeper", Role.ADMINISTRATOR);
        for (String act : List.of("disable", "recovery")) {
            boss.post("/api/people/" + keeper.id() + "/" + act, Map.of("reason", "mine now"))
                    .then()
                    .statusCode(403);
        }
        // They never signed in: a link would make the manager the administrator.
        boss.post("/api/people/" + keeper.id() + "/invitation", Map.of()).then().statusCode(403);
        boss.post("/api/people/" + keeper.id() + "/roles", Map.of("roles", List.of("MANAGER"), "reason", "down"))
                .then()
                .statusCode(403);
        keeper.asks().get("/api/me").then().statusCode(200).body("roles", contains("ADMINISTRATOR"));
    }

    @Test
    void tokens_are_narrow_replaced_and_ended() {
        Member boss = office.member(office.organisation("Relief"), "boss", Role.MANAGER);
        Map<String, Object> wanted = Map.of("label", "people list", "scope", List.of("SEE_PEOPLE"), "days", 30);
        Response issued = boss.post("/api/tokens", wanted);
        String secret = issued.path("token");
        String id = issued.path("id");
        assertThat(secret).startsWith("aidw_");
        bearer(secret).get("/api/people").then().statusCode(200);
        bearer(secret).get("/api/audit").then().statusCode(403);
        boss.asks()
                .get("/api/tokens")
                .then()
                .statusCode(200)
                .body("find { it.label == 'people list' }.scope", contains("SEE_PEOPLE"))
                .body("token", not(hasItem(secret)));

        String newer = boss.post("/api/tokens/" + id + "/rotation", Map.of())
                .then()
                .statusCode(200)
                .extract()
                .path("token");
        bearer(secret).get("/api/people").then().statusCode(200);
        bearer(newer).get("/api/people").then().statusCode(200);
        bearer(newer).get("/api/audit").then().statusCode(403);
        boss.post("/api/tokens/" + id + "/revocation", Map.of()).then().statusCode(204);
        bearer(secret).get("/api/people").then().statusCode(401);

        boss.post("/api/tokens", Map.of("label", "for ever", "days", 401))
                .then()
                .statusCode(422);
        boss.post("/api/tokens", Map.of("label", "x", "scope", List.of("NONSENSE"), "days", 1))
                .then()
                .statusCode(400);
    }

    @Test
    void a_narrow_token_gets_no_wider_one() {
        Member boss = office.member(office.organisation("Relief"), "boss", Role.MANAGER);
        String wide = boss.post("/api/tokens", Map.of("label", "wide", "days", 30))
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        String narrow = boss.post(
                        "/api/tokens", Map.of("label", "narrow", "scope", List.of("KEEP_OWN_ACCOUNT"), "days", 30))
                .then()
                .statusCode(200)
                .extract()
                .path("token");
        bearer(narrow)
                .body("{}")
                .post("/api/tokens/" + wide + "/rotation")
                .then()
                .statusCode(403);
        bearer(narrow)
                .body(Map.of("label", "more", "days", 30))
                .post("/api/tokens")
                .then()
                .statusCode(403);
        bearer(narrow)
                .body(Map.of("label", "more", "scope", List.of("SEE_PEOPLE"), "days", 30))
                .post("/api/tokens")
                .then()
                .statusCode(403);
    }

    @Test
    void nobody_speaks_in_another_persons_name() {
        UUID relief = office.organisation("Relief");
        Member keeper = office.member(relief, "keeper", Role.ADMINISTRATOR);
        Member amina = office.member(relief, "amina", Role.LOGISTICS);
        Map<String, Object> wanted = Map.of("label", "in her name", "days", 30);
        keeper.post("/api/people/" + amina.id() + "/tokens", wanted).then().statusCode(409);
        String machine = keeper.post("/api/people", Map.of("name", "machine " + UUID.randomUUID()))
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        keeper.post("/api/people/" + machine + "/tokens", wanted)
                .then()
                .statusCode(200)
                .body("token", containsString("aidw_"));
        Member boss = office.member(relief, "boss", Role.MANAGER);
        boss.post("/api/people/" + machine + "/tokens", wanted).then().statusCode(200);
        Member stranger = office.member(office.organisation("Other"), "stranger", Role.MANAGER);
        stranger.post("/api/people/" + machine + "/tokens", wanted).then().statusCode(404);
    }

    @Test
    void devices_are_noted_and_revoked() {
        UUID watch = office.organisation("Watch");
        Member boss = office.member(watch, "boss", Role.REVIEWER);
        Member monitor = office.member(watch, "M-07", Role.MONITOR);
        String id = boss.post("/api/devices", Map.of("account", monitor.id(), "label", "phone"))
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        boss.post("/api/devices", Map.of("account", monitor.id(), "label", "phone"))
                .then()
                .statusCode(409);
        Member stranger = office.member(office.organisation("Other"), "stranger", Role.REVIEWER);
        stranger.post("/api/devices/" + id + "/revocation", Map.of("reason", "lost"))
                .then()
                .statusCode(404);
        stranger.asks().get("/api/devices").then().statusCode(200).body("size()", equalTo(0));
        boss.post("/api/devices/" + id + "/revocation", Map.of("reason", "lost"))
                .then()
                .statusCode(204);
        boss.asks().get("/api/devices").then().statusCode(200).body("[0].revokedReason", equalTo("lost"));
    }

    @Test
    void one_ends_only_ones_own_sessions() {
        UUID watch = office.organisation("Watch");
        Member monitor = office.member(watch, "M-07", Role.MONITOR);
        office.signedIn(monitor);
        String session = monitor.asks()
                .get("/api/sessions")
                .then()
                .statusCode(200)
                .body("size()", equalTo(1))
                .extract()
                .path("[0].id");
        Member other = office.member(watch, "M-08", Role.MONITOR);
        other.post("/api/sessions/" + session + "/end", Map.of()).then().statusCode(404);
        monitor.post("/api/sessions/" + session + "/end", Map.of()).then().statusCode(204);
        monitor.asks().get("/api/sessions").then().statusCode(200).body("size()", equalTo(0));
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }
}
