package org.aidwitness.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.aidwitness.access.Accounts;
import org.aidwitness.access.Invitations;
import org.aidwitness.access.Requests;
import org.aidwitness.access.SignIn;
import org.aidwitness.access.Tokens;
import org.aidwitness.access.WaysIn;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.kernel.Refused;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.Organisations;
import org.aidwitness.registry.Participants;
import org.aidwitness.testkit.Browser;
import org.aidwitness.testkit.Keycloak;
import org.aidwitness.testkit.KeycloakLogin;
import org.aidwitness.testkit.KeycloakPeople;
import org.aidwitness.testkit.KeycloakPeople.Person;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People of a real provider at our door: who comes in, as what, and who stays outside. */
@QuarkusTest
@TestProfile(OidcSignInTest.WithProvider.class)
class OidcSignInTest {

    private static final String OURS = "__Host-aidwitness";
    private static final String RELIEF = "tavara-relief";
    private static final String WATCH = "open-field-watch";

    /** An installation whose people come from Keycloak, and from nowhere else. */
    public static class WithProvider implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.oidc.tenant-enabled", "true",
                    "aidwitness.sign-in.local", "false",
                    "aidwitness.oidc.role.\"ngo-officer\"", "LOGISTICS",
                    "aidwitness.oidc.role.\"monitoring-lead\"", "REVIEWER",
                    "aidwitness.oidc.role.\"installation-keeper\"", "ADMINISTRATOR");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Keycloak.class));
        }
    }

    @Inject
    World world;

    @Inject
    Organisations organisations;

    @Inject
    Participants participants;

    @Inject
    Accounts accounts;

    @Inject
    Tokens tokens;

    @Inject
    Requests requests;

    @Inject
    SignIn signIn;

    @Inject
    Invitations invitations;

    @Inject
    WaysIn ways;

    @Inject
    DataSource database;

    @Inject
    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    URI realm;

    private UUID relief;
    private KeycloakPeople provider;

    /** What a browser holds on its way: where it is led, and the cookies of ours that go with it. */
    private record Way(URI there, String cookies) {}

    @BeforeEach
    void two_organisations() {
        relief = organisations.ensure(Actor.SYSTEM, null, RELIEF, "Tavara Relief Network", OrganisationEntry.Kind.NGO);
        organisations.ensure(Actor.SYSTEM, null, WATCH, "Open Field Watch", OrganisationEntry.Kind.MONITOR);
        provider = new KeycloakPeople(realm);
    }

    @Test
    void amina_comes_in_for_her_organisation_and_does_what_her_role_includes() throws Exception {
        Response landed = come("amina");

        landed.then().statusCode(200).contentType("text/html").header("Cache-Control", "no-store");
        // A page of ours leads on, or the browser would keep the strict cookie from the first page.
        landed.then().header("Refresh", "0; url=/");
        Cookie ours = landed.detailedCookie(OURS);
        assertThat(ours.isSecured()).isTrue();
        assertThat(ours.isHttpOnly()).isTrue();
        assertThat(ours.getSameSite()).isEqualTo("Strict");
        assertThat(ours.getPath()).isEqualTo("/");
        assertThat(ours.hasDomain()).isFalse();
        assertThat(ours.getMaxAge()).isEqualTo(-1);
        assertThat(landed.cookies().keySet())
                .as("nothing of the provider's stays")
                .doesNotContain("q_session");

        String session = ours.getValue();
        me(session)
                .body("organisation", equalTo(relief.toString()))
                .body("roles", contains("LOGISTICS"))
                .body("name", matchesPattern("o-[0-9a-f]{8}"));
        Stage stage = world.stage();
        participants.join(World.KEEPER, stage.programme, relief);
        post(session, "/api/waybills", waybill(stage, relief)).statusCode(200);
        post(session, "/api/waybills", waybill(stage, stage.sender)).statusCode(403);
        post(session, "/api/visits", Map.of()).statusCode(403);
        post(session, "/api/programmes", Map.of()).statusCode(403);
        as(session)
                .header("Sec-Fetch-Site", "cross-site")
                .body("{}")
                .post("/api/waybills")
                .then()
                .statusCode(403);

        String name = me(session).extract().path("name");
        // Other tests let her in again.
        assertThat(audited(name)).startsWith("ACCOUNT_OPENED", "ROLES_FROM_PROVIDER", "SIGNED_IN");
    }

    /** Keycloak is at localhost and we are at 127.0.0.1: two sites, as in the world. */
    @Test
    void a_real_browser_shows_its_strict_cookie_on_the_first_page_after_the_return() {
        Browser browser = Browser.find().orElse(null);
        assumeTrue(browser != null, "No Chromium on this machine: the way back is not walked");
        String here = "http://127.0.0.1:" + RestAssured.port + "/";
        try (browser;
                BrowserContext context = browser.chromium().newContext()) {
            Page page = context.newPage();
            page.navigate(here + "sign-in/oidc");
            page.fill("#username", "amina");
            page.fill("#password", Keycloak.passwordOf("amina"));
            Request first = page.waitForRequest(here, () -> page.click("#kc-login"));
            page.waitForURL(here);

            assertThat(first.allHeaders().get("cookie")).contains(OURS + "=");
            assertThat(context.cookies()).extracting(cookie -> cookie.name).doesNotContain("q_session");
        }
    }

    @Test
    void the_way_there_is_bound_to_this_browser() {
        Response led = given().redirects().follow(false).get("/sign-in/oidc");

        led.then().statusCode(302);
        assertThat(led.header("Location"))
                .startsWith(realm + "/protocol/openid-connect/auth?")
                .contains("response_type=code", "code_challenge_method=S256", "code_challenge=", "nonce=", "state=");
        assertThat(led.detailedCookies().asList()).hasSize(1).allSatisfy(cookie -> {
            assertThat(cookie.getName()).startsWith("q_auth");
            assertThat(cookie.isSecured()).isTrue();
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getPath()).isEqualTo("/sign-in/oidc");
        });
    }

    @Test
    void roles_that_change_at_the_provider_change_here_at_the_next_sign_in() throws Exception {
        Person person = provider.person(RELIEF, "ngo-officer", "cook");
        String first = session(come(person.name()));
        String name = me(first).body("roles", contains("LOGISTICS")).extract().path("name");

        provider.take(person, "ngo-officer");
        provider.give(person, "monitoring-lead");
        me(first).body("roles", contains("LOGISTICS"));
        String second = session(come(person.name()));

        assertThat(second).isNotEqualTo(first);
        me(second).body("name", equalTo(name)).body("roles", contains("REVIEWER"));
        me(first).body("name", equalTo(name)).body("roles", contains("REVIEWER"));
        post(second, "/api/waybills", Map.of()).statusCode(403);
        assertThat(audited(name))
                .containsExactly(
                        "ACCOUNT_OPENED", "ROLES_FROM_PROVIDER", "SIGNED_IN", "ROLES_FROM_PROVIDER", "SIGNED_IN");
    }

    @Test
    void nobody_of_no_organisation_stays_outside_and_leaves_no_account() throws Exception {
        long accountsBefore = count("select count(*) from access_account");

        refused(come("nobody"), 403, "does not say which organisation");

        assertThat(count("select count(*) from access_account")).isEqualTo(accountsBefore);
        assertThat(count("select count(*) from access_audit where act = 'SIGN_IN_REFUSED'"
                        + " and name = 'visitor' and subject like 'unknown %'"))
                .isPositive();
    }

    @Test
    void who_works_for_an_unknown_organisation_or_has_no_role_here_stays_outside() throws Exception {
        refused(come(provider.person("nowhere-at-all", "ngo-officer").name()), 403, "not known here");
        refused(come(provider.person(RELIEF, "cook").name()), 403, "no role");
    }

    @Test
    void who_moves_to_another_organisation_is_not_moved_here_and_keeps_nothing() throws Exception {
        Person person = provider.person(RELIEF, "ngo-officer");
        String before = session(come(person.name()));
        String name = me(before).extract().path("name");

        provider.move(person, WATCH);
        refused(come(person.name()), 403, "another organisation than before");

        me(before).body("organisation", equalTo(relief.toString())).body("roles", empty());
        assertThat(audited(name))
                .containsExactly(
                        "ACCOUNT_OPENED", "ROLES_FROM_PROVIDER", "SIGNED_IN", "ROLES_FROM_PROVIDER", "SIGN_IN_REFUSED");

        provider.move(person, RELIEF);
        me(session(come(person.name()))).body("name", equalTo(name)).body("roles", contains("LOGISTICS"));
    }

    @Test
    void who_loses_the_last_role_loses_it_here_too() throws Exception {
        Person person = provider.person(RELIEF, "ngo-officer");
        String before = session(come(person.name()));

        provider.take(person, "ngo-officer");
        refused(come(person.name()), 403, "no role");

        me(before).body("roles", empty());
    }

    @Test
    void a_disabled_account_stays_outside() throws Exception {
        Person person = provider.person(RELIEF, "ngo-officer");
        String before = session(come(person.name()));
        UUID account = account(me(before).extract().path("name"));

        accounts.disable(keeper(), account, "left");
        me(before).body("name", equalTo("visitor"));
        refused(come(person.name()), 403, "disabled");

        accounts.enable(keeper(), account, "came back");
        me(session(come(person.name()))).body("roles", contains("LOGISTICS"));
    }

    @Test
    void an_answer_counts_once() throws Exception {
        Way way = begin("");
        URI back = new KeycloakLogin().signIn(way.there(), "amina", Keycloak.passwordOf("amina"));
        session(arrive(back, way.cookies()));

        refused(arrive(back, way.cookies()), 401, "does not count");
        refused(arrive(back, ""), 401, "does not count");
    }

    @Test
    void an_answer_to_another_browsers_question_does_not_count() throws Exception {
        Way hers = begin("");
        Way his = begin("");
        URI back = new KeycloakLogin().signIn(hers.there(), "amina", Keycloak.passwordOf("amina"));

        refused(arrive(back, his.cookies()), 401, "does not count");
        refused(
                arrive(URI.create(back.toString().replaceFirst("state=[^&]+", "state=other")), hers.cookies()),
                401,
                "");
        // The cookie's name and first part are right, its seal is not.
        int sealed = hers.cookies().length() - 10;
        String forged = hers.cookies().substring(0, sealed)
                + hers.cookies().substring(sealed).replaceAll("[A-Za-z]", "A");
        refused(arrive(back, forged), 401, "does not count");
        refused(
                arrive(URI.create(back.toString().replaceFirst("code=[^&]+", "error=access_denied")), hers.cookies()),
                401,
                "");
        refused(
                arrive(URI.create(back.toString().replaceFirst("code=[^&]+", "code=guessed")), hers.cookies()),
                401,
                "");
    }

    @Test
    void a_cookie_from_before_is_not_the_cookie_after() throws Exception {
        String fixed = OURS + "=chosen-by-somebody-else";
        Way way = begin(fixed);
        URI back = new KeycloakLogin().signIn(way.there(), "amina", Keycloak.passwordOf("amina"));

        String session = session(arrive(back, way.cookies() + "; " + fixed));

        assertThat(session).isNotEqualTo("chosen-by-somebody-else").hasSizeGreaterThan(40);
        me("chosen-by-somebody-else").body("name", equalTo("visitor"));
    }

    @Test
    void a_cookie_with_tokens_of_the_provider_is_worth_nothing() {
        Response answer = arrive(URI.create("/sign-in/oidc"), "q_session=none");

        assertThat(answer.statusCode()).isIn(302, 401);
        assertThat(answer.cookies()).doesNotContainKey(OURS);
    }

    @Test
    void our_own_tokens_are_ours_to_judge() {
        UUID machine = accounts.create("machine " + UUID.randomUUID(), relief, Set.of(Role.LOGISTICS));
        String token = tokens.issue(machine, Duration.ofDays(1));

        given().header("Authorization", "Bearer " + token)
                .get("/api/me")
                .then()
                .statusCode(200)
                .body("roles", contains("LOGISTICS"));
        given().header("Authorization", "Bearer aidw_forged")
                .get("/api/me")
                .then()
                .statusCode(401);
        given().get("/api/me").then().statusCode(200).body("name", equalTo("visitor"));
    }

    @Test
    void nobody_here_changes_roles_that_the_provider_gives() throws Exception {
        String session = session(come(provider.person(RELIEF, "ngo-officer").name()));
        UUID account = account(me(session).extract().path("name"));

        assertThatThrownBy(() -> requests.roles(keeper(), account, Set.of(Role.MANAGER), "promoted"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("come from the provider");
        // And if that door were open: the database says no to the second yes.
        UUID asks = accounts.create("asks " + UUID.randomUUID(), relief, Set.of(Role.MANAGER));
        UUID agrees = accounts.create("agrees " + UUID.randomUUID(), relief, Set.of(Role.MANAGER));
        UUID request = UUID.randomUUID();
        write(
                "insert into access_request values (?, 'GRANT_ROLES', ?, ?, '{\"roles\": [\"MANAGER\"]}', 'why', ?,"
                        + " now(), now() + interval '1 day')",
                request,
                relief,
                account,
                asks);
        assertThatThrownBy(
                        () -> write("insert into access_decision values (?, true, ?, 'yes', now())", request, agrees))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("come from the provider");
        me(session).body("roles", contains("LOGISTICS"));
    }

    @Test
    void administrators_of_the_provider_are_two_people() throws Exception {
        String first =
                session(come(provider.person(RELIEF, "installation-keeper").name()));
        session(come(provider.person(RELIEF, "installation-keeper").name()));
        String name = me(first).extract().path("name");
        Actor administrator = new Actor(account(name), name, relief, Set.of(Role.ADMINISTRATOR));
        UUID machine = accounts.create("machine " + UUID.randomUUID(), relief, Set.of());

        Requests.Request asked = requests.roles(administrator, machine, Set.of(Role.LOGISTICS), "a machine of ours");

        assertThat(asked.accepted()).as("waits for the second").isNull();
    }

    @Test
    void local_accounts_are_switched_off() {
        assertThat(ways.isProvider()).isTrue();
        assertThat(ways.isLocal()).isFalse();
        assertThatThrownBy(() -> signIn.password("somebody", "something"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Passwords are not used here");
        assertThatThrownBy(() -> signIn.invited("a-link"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Passwords are not used here");
        assertThatThrownBy(() -> signIn.accept("a-link", "somebody", "something"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Passwords are not used here");
        UUID account = accounts.open(keeper(), "local " + UUID.randomUUID(), relief, "l-" + UUID.randomUUID());
        assertThatThrownBy(() -> invitations.invite(keeper(), account))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Passwords are not used here");
    }

    private Actor keeper() {
        return new Actor(new UUID(0, 1), "keeper", relief, Set.of(Role.ADMINISTRATOR));
    }

    private Way begin(String cookies) {
        RequestSpecification asked = given().redirects().follow(false);
        Response led = (cookies.isEmpty() ? asked : asked.header("Cookie", cookies)).get("/sign-in/oidc");
        led.then().statusCode(302);
        return new Way(
                URI.create(led.header("Location")),
                led.cookies().entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; ")));
    }

    private static Response arrive(URI back, String cookies) {
        RequestSpecification asked =
                given().redirects().follow(false).urlEncodingEnabled(false).header("Accept", "text/html");
        return (cookies.isEmpty() ? asked : asked.header("Cookie", cookies)).get(back.toString());
    }

    /** The whole way, in a browser that was never here before. */
    private Response come(String person) throws KeycloakLogin.Rejected {
        Way way = begin("");
        return arrive(new KeycloakLogin().signIn(way.there(), person, Keycloak.passwordOf(person)), way.cookies());
    }

    private static String session(Response landed) {
        landed.then().statusCode(200);
        return landed.cookie(OURS);
    }

    private static void refused(Response landed, int status, String reason) {
        landed.then().statusCode(status).contentType("text/html");
        assertThat(landed.asString()).contains(reason);
        assertThat(landed.cookies()).doesNotContainKeys(OURS, "q_session");
    }

    private static RequestSpecification as(String session) {
        return given().header("Cookie", OURS + "=" + session).contentType("application/json");
    }

    private static ValidatableResponse me(String session) {
        return as(session).get("/api/me").then().statusCode(200);
    }

    private static ValidatableResponse post(String session, String path, Map<String, Object> body) {
        return as(session)
                .header("Sec-Fetch-Site", "same-origin")
                .body(body)
                .post(path)
                .then();
    }

    private static Map<String, Object> waybill(Stage stage, UUID consignor) {
        UUID id = UUID.randomUUID();
        Map<String, Object> whole = new HashMap<>(stage.waybill(id, UUID.randomUUID(), "WB-" + id));
        Map<String, Object> head = new HashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(whole.get("waybill")))
                .forEach((key, value) -> head.put(key.toString(), value));
        head.put("consignor", consignor);
        whole.put("waybill", head);
        return whole;
    }

    /** What the audit says of this person, in the order in which it happened. */
    private List<String> audited(String name) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement asked =
                        connection.prepareStatement("select act from access_audit where name = ? order by at, id")) {
            asked.setString(1, name);
            List<String> acts = new ArrayList<>();
            try (ResultSet rows = asked.executeQuery()) {
                while (rows.next()) {
                    acts.add(rows.getString(1));
                }
            }
            return acts;
        }
    }

    private UUID account(String name) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement asked = connection.prepareStatement("select id from access_account where name = ?")) {
            asked.setString(1, name);
            try (ResultSet row = asked.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getObject(1, UUID.class);
            }
        }
    }

    private long count(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement asked = connection.prepareStatement(query);
                ResultSet row = asked.executeQuery()) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    private void write(String statement, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement said = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                said.setObject(i + 1, values[i]);
            }
            said.executeUpdate();
        }
    }
}
