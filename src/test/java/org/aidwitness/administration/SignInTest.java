package org.aidwitness.administration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.Office;
import org.aidwitness.testkit.Office.Member;
import org.aidwitness.testkit.OpenForm;
import org.aidwitness.testkit.PlainBrowser;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.testkit.Totp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Coming in and going out, as a browser does it; and everything that must not let anybody in. */
@QuarkusTest
class SignInTest {

    private static final Pattern RECOVERY = Pattern.compile("<li class=\"mono\">([0-9A-Z-]{19})</li>");

    @Inject
    Office office;

    @Inject
    TestClock time;

    @BeforeEach
    void time_stands_still() {
        time.advance(Duration.ZERO);
    }

    @AfterEach
    void time_goes_on() {
        time.reset();
    }

    @Test
    void a_link_a_password_an_app_and_in() {
        Member nadia = office.member(office.organisation("Relief"), "nadia", Role.MANAGER);
        String link = office.link(nadia);
        PlainBrowser browser = new PlainBrowser();
        assertThat(browser.open(link).asString()).contains("Welcome").contains(nadia.login());

        Response differ = browser.send(link, Map.of("password", Office.PASSWORD, "again", "something else here"));
        assertThat(differ.statusCode()).isEqualTo(422);
        assertThat(differ.asString())
                .contains("The two passwords are not the same.")
                .contains("aria-invalid")
                .doesNotContain(Office.PASSWORD);
        Response weak = browser.send(link, Map.of("password", "password2024", "again", "password2024"));
        assertThat(weak.statusCode()).isEqualTo(422);
        assertThat(weak.asString()).contains("one of those that are tried first");

        Response chosen = browser.send(link, Map.of("password", Office.PASSWORD, "again", Office.PASSWORD));
        assertThat(chosen.statusCode()).isEqualTo(303);
        assertThat(chosen.header("Location")).endsWith("/sign-in/enrol");
        assertThat(browser.open("/account").statusCode()).isEqualTo(401);

        Response enrol = browser.open("/sign-in/enrol");
        assertThat(enrol.header("Cache-Control")).contains("no-store");
        assertThat(enrol.asString()).contains("<svg").contains("class=\"qr\"");
        String secret = Office.secret(enrol);
        assertThat(browser.send("/sign-in/enrol", Map.of("code", "000000x")).statusCode())
                .isEqualTo(422);
        Response enrolled = browser.send("/sign-in/enrol", Map.of("code", Totp.code(secret, time.instant())));
        assertThat(enrolled.statusCode()).isEqualTo(200);
        List<String> recovery = recoveryCodes(enrolled);
        assertThat(recovery).hasSize(10).doesNotHaveDuplicates();

        Response account = browser.open("/account");
        assertThat(account.statusCode()).isEqualTo(200);
        assertThat(account.asString())
                .contains(nadia.name())
                .contains("Manager")
                .contains("Sign out");
        assertThat(browser.open("/sign-in").header("Location")).endsWith("/account");

        // A used link is nobody's link.
        assertThat(new PlainBrowser().open(link).statusCode()).isEqualTo(404);
    }

    @Test
    void a_code_works_once_and_a_recovery_code_too() {
        Member nadia = office.member(office.organisation("Relief"), "nadia", Role.REVIEWER);
        PlainBrowser first = office.accepted(nadia);
        String secret = Office.secret(first.open("/sign-in/enrol"));
        String used = Totp.code(secret, time.instant());
        String recovery = recoveryCodes(first.send("/sign-in/enrol", Map.of("code", used)))
                .get(3);

        PlainBrowser second = password(nadia, Office.PASSWORD, "/sign-in/code");
        assertThat(second.send("/sign-in/code", Map.of("code", used)).asString())
                .contains("That is not right. Please try again.");
        assertThat(second.open("/account").statusCode()).isEqualTo(401);
        time.advance(Duration.ofSeconds(30));
        Response in = second.send("/sign-in/code", Map.of("code", Totp.code(secret, time.instant())));
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(second.open("/account").statusCode()).isEqualTo(200);

        PlainBrowser third = password(nadia, Office.PASSWORD, "/sign-in/code");
        assertThat(third.send("/sign-in/code", Map.of("code", recovery)).statusCode())
                .isEqualTo(303);
        PlainBrowser fourth = password(nadia, Office.PASSWORD, "/sign-in/code");
        assertThat(fourth.send("/sign-in/code", Map.of("code", recovery)).statusCode())
                .isEqualTo(422);
    }

    @Test
    void who_goes_out_is_out() {
        PlainBrowser browser = office.signedIn(office.member(office.organisation("Watch"), "M-07", Role.MONITOR));
        assertThat(browser.open("/").asString()).contains("Sign out");
        assertThat(browser.open("/").header("Cache-Control")).contains("no-store");
        browser.open("/account");
        Response out = browser.send("/sign-out", Map.of());
        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(browser.hasSession()).isFalse();
        assertThat(browser.open("/account").statusCode()).isEqualTo(401);
        assertThat(browser.open("/").asString()).contains("href=\"/sign-in\"").doesNotContain("Sign out");
    }

    @Test
    void wrong_logins_and_wrong_passwords_are_told_in_the_same_words() {
        Member nadia = office.member(office.organisation("Watch"), "nadia", Role.MONITOR);
        office.signedIn(nadia);
        PlainBrowser browser = new PlainBrowser();
        browser.open("/sign-in");
        Response wrong = browser.send("/sign-in", Map.of("login", nadia.login(), "password", "wrong and long enough"));
        Response nobody = browser.send("/sign-in", Map.of("login", "nobody@x", "password", "wrong and long enough"));
        assertThat(wrong.statusCode()).isEqualTo(422).isEqualTo(nobody.statusCode());
        assertThat(wrong.asString())
                .contains("That is not right. Please try again.")
                .contains("value=\"" + nadia.login() + "\"")
                .doesNotContain("wrong and long enough");
        assertThat(nobody.asString()).contains("That is not right. Please try again.");
    }

    @Test
    void wrong_attempts_make_the_account_wait_and_the_wait_ends() {
        Member nadia = office.member(office.organisation("Watch"), "nadia", Role.MONITOR);
        office.signedIn(nadia);
        PlainBrowser browser = new PlainBrowser();
        browser.open("/sign-in");
        Map<String, String> wrong = Map.of("login", nadia.login(), "password", "wrong and long enough");
        Map<String, String> right = Map.of("login", nadia.login(), "password", Office.PASSWORD);
        for (int i = 0; i < 5; i++) {
            assertThat(browser.send("/sign-in", wrong).statusCode()).isEqualTo(422);
        }
        Response locked = browser.send("/sign-in", right);
        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(locked.asString()).contains("Too many wrong attempts. Try again in a minute.");
        time.advance(Duration.ofSeconds(61));
        assertThat(browser.send("/sign-in", right).statusCode()).isEqualTo(303);
    }

    @Test
    void a_sixth_session_ends_the_oldest() {
        Member monitor = office.member(office.organisation("Watch"), "M-07", Role.MONITOR);
        PlainBrowser oldest = office.signedIn(monitor);
        time.advance(Duration.ofSeconds(1));
        PlainBrowser second = password(monitor, Office.PASSWORD, "/account");
        for (int i = 0; i < 4; i++) {
            time.advance(Duration.ofSeconds(1));
            password(monitor, Office.PASSWORD, "/account");
        }
        assertThat(oldest.open("/account").statusCode()).isEqualTo(401);
        assertThat(second.open("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void an_idle_session_ends_and_so_does_an_old_one() {
        Member monitor = office.member(office.organisation("Watch"), "M-07", Role.MONITOR);
        PlainBrowser idle = office.signedIn(monitor);
        time.advance(Duration.ofMinutes(31));
        assertThat(idle.open("/account").statusCode()).isEqualTo(401);
        PlainBrowser busy = password(monitor, Office.PASSWORD, "/account");
        for (int i = 0; i < 19; i++) {
            time.advance(Duration.ofMinutes(25));
            assertThat(busy.open("/account").statusCode()).isEqualTo(200);
        }
        time.advance(Duration.ofMinutes(25));
        assertThat(busy.open("/account").statusCode()).isEqualTo(401);
    }

    @Test
    void a_disabled_account_is_out_at_once() {
        UUID watch = office.organisation("Watch");
        Member boss = office.member(watch, "boss", Role.REVIEWER);
        Member monitor = office.member(watch, "M-07", Role.MONITOR);
        PlainBrowser browser = office.signedIn(monitor);
        boss.post("/api/people/" + monitor.id() + "/disable", Map.of("reason", "left us"))
                .then()
                .statusCode(204);
        assertThat(browser.open("/account").statusCode()).isEqualTo(401);
        assertThat(monitor.asks().get("/api/tokens").statusCode()).isEqualTo(401);
        PlainBrowser again = new PlainBrowser();
        again.open("/sign-in");
        assertThat(again.send("/sign-in", Map.of("login", monitor.login(), "password", Office.PASSWORD))
                        .statusCode())
                .isEqualTo(422);
        boss.post("/api/people/" + monitor.id() + "/enable", Map.of("reason", "came back"))
                .then()
                .statusCode(204);
        password(monitor, Office.PASSWORD, "/account");
    }

    @Test
    void a_role_that_asks_for_a_code_asks_at_once() {
        UUID watch = office.organisation("Watch");
        Member one = office.member(watch, "one", Role.REVIEWER);
        Member two = office.member(watch, "two", Role.REVIEWER);
        Member monitor = office.member(watch, "M-07", Role.MONITOR);
        PlainBrowser browser = office.signedIn(monitor);
        String request = one.post(
                        "/api/people/" + monitor.id() + "/roles",
                        Map.of("roles", List.of("REVIEWER"), "reason", "promoted"))
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        assertThat(browser.open("/account").statusCode()).isEqualTo(200);
        two.post("/api/requests/" + request + "/decision", Map.of("accepted", true))
                .then()
                .statusCode(200);
        // The session began without a code: it is good for nothing but enrolling now.
        assertThat(browser.open("/account").statusCode()).isEqualTo(401);
        String secret = Office.secret(browser.open("/sign-in/enrol"));
        browser.send("/sign-in/enrol", Map.of("code", Totp.code(secret, time.instant())));
        assertThat(browser.open("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void half_way_in_is_not_in() {
        Member nadia = office.member(office.organisation("Relief"), "nadia", Role.MANAGER);
        PlainBrowser browser = office.accepted(nadia);
        assertThat(browser.open("/account").statusCode()).isEqualTo(401);
        assertThat(browser.asking().get("/api/people").statusCode()).isEqualTo(401);
        assertThat(browser.open("/").asString()).doesNotContain(nadia.name());
        assertThat(browser.open("/sign-in/code").header("Location")).endsWith("/sign-in/enrol");
        time.advance(Duration.ofMinutes(11));
        assertThat(browser.open("/sign-in/enrol").header("Location")).endsWith("/sign-in");
        assertThat(browser.send("/sign-in/code", Map.of("code", "123456")).asString())
                .contains("That took too long. Please begin again.");
    }

    @Test
    void who_has_no_role_yet_is_told_what_comes_next() {
        Member fresh = office.member(office.organisation("Relief"), "fresh");
        PlainBrowser browser = office.accepted(fresh);
        Response account = browser.open("/account");
        assertThat(account.statusCode()).isEqualTo(403);
        assertThat(account.asString()).contains("Your account has no role yet.").contains("Sign out");
    }

    @Test
    void a_new_password_ends_the_other_sessions() {
        Member monitor = office.member(office.organisation("Watch"), "M-07", Role.MONITOR);
        PlainBrowser here = office.signedIn(monitor);
        PlainBrowser elsewhere = password(monitor, Office.PASSWORD, "/account");
        String fresh = "seven slow green trains";
        here.open("/account");
        Response wrong = here.send("/account/password", Map.of("old", "no", "password", fresh, "again", fresh));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.asString()).contains("That is not right.").doesNotContain(fresh);
        assertThat(here.send("/account/password", Map.of("old", Office.PASSWORD, "password", fresh, "again", fresh))
                        .statusCode())
                .isEqualTo(303);
        assertThat(here.open("/account").statusCode()).isEqualTo(200);
        assertThat(elsewhere.open("/account").statusCode()).isEqualTo(401);
        password(monitor, fresh, "/account");
    }

    @Test
    void cookies_are_bound_to_this_host_and_out_of_reach_of_scripts() {
        Member monitor = office.member(office.organisation("Watch"), "M-07", Role.MONITOR);
        office.signedIn(monitor);
        PlainBrowser browser = new PlainBrowser();
        Response page = browser.open("/sign-in");
        Response in = browser.send("/sign-in", Map.of("login", monitor.login(), "password", Office.PASSWORD));
        for (Cookie cookie :
                List.of(page.getDetailedCookie(OpenForm.COOKIE), in.getDetailedCookie(PlainBrowser.SESSION))) {
            assertThat(cookie.getName()).startsWith("__Host-");
            assertThat(cookie.isSecured()).as(cookie.getName()).isTrue();
            assertThat(cookie.isHttpOnly()).as(cookie.getName()).isTrue();
            assertThat(cookie.getSameSite()).as(cookie.getName()).isEqualTo("Strict");
            assertThat(cookie.getPath()).as(cookie.getName()).isEqualTo("/");
            assertThat(cookie.getDomain()).as(cookie.getName()).isNull();
        }
    }

    @Test
    void a_form_from_another_site_or_without_a_proof_is_refused() {
        Member monitor = office.member(office.organisation("Watch"), "M-07", Role.MONITOR);
        PlainBrowser browser = office.signedIn(monitor);
        browser.open("/account");
        String form = "application/x-www-form-urlencoded";
        // From here, but without the proof.
        assertThat(browser.asking()
                        .header("Sec-Fetch-Site", "same-origin")
                        .contentType(form)
                        .body("x=y")
                        .post("/sign-out")
                        .statusCode())
                .isEqualTo(403);
        for (String site : List.of("cross-site", "same-site", "none")) {
            assertThat(browser.asking()
                            .header("Sec-Fetch-Site", site)
                            .contentType(form)
                            .formParam("proof", browser.proof())
                            .post("/sign-out")
                            .statusCode())
                    .as(site)
                    .isEqualTo(403);
        }
        // Neither header.
        assertThat(browser.asking()
                        .contentType(form)
                        .formParam("proof", browser.proof())
                        .post("/sign-out")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.asking()
                        .header("Origin", "https://evil.example")
                        .contentType(form)
                        .formParam("proof", browser.proof())
                        .post("/sign-out")
                        .statusCode())
                .isEqualTo(403);
        // The interface takes the cookie too, and asks the same.
        assertThat(browser.asking()
                        .header("Sec-Fetch-Site", "cross-site")
                        .contentType("application/json")
                        .body(Map.of("label", "x", "days", 1))
                        .post("/api/tokens")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.open("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void an_address_without_https_says_so() {
        assertThat(given().accept("text/html").get("/sign-in").asString()).doesNotContain("no https");
        assertThat(given().accept("text/html")
                        .header("Host", "aid.example.org")
                        .get("/sign-in")
                        .asString())
                .contains("This address has no https");
        assertThat(given().accept("text/html")
                        .header("Host", "aid.example.org")
                        .header("X-Forwarded-Proto", "https")
                        .get("/sign-in")
                        .asString())
                .doesNotContain("no https");
    }

    @Test
    void a_token_that_is_not_valid_is_a_page_too() {
        Response refused = given().accept("text/html")
                .header("Authorization", "Bearer aidw_forged")
                .get("/");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.asString()).contains("This token is not valid.");
        Response lost = given().accept("text/html").get("/no/such/page");
        assertThat(lost.statusCode()).isEqualTo(404);
        assertThat(lost.asString()).contains("<h1>Not Found</h1>");
    }

    /** Signs in with a password, and is led on to there. */
    private static PlainBrowser password(Member member, String password, String next) {
        PlainBrowser browser = new PlainBrowser();
        browser.open("/sign-in");
        Response led = browser.send("/sign-in", Map.of("login", member.login(), "password", password));
        assertThat(led.statusCode()).as(led.asString()).isEqualTo(303);
        assertThat(led.header("Location")).endsWith(next);
        return browser;
    }

    private static List<String> recoveryCodes(Response page) {
        return RECOVERY.matcher(page.asString())
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
