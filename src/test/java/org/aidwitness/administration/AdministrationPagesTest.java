package org.aidwitness.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.Office;
import org.aidwitness.testkit.Office.Member;
import org.aidwitness.testkit.PlainBrowser;
import org.aidwitness.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages of the administration: each shows what one may, takes what one types, and gives back what was wrong. */
@QuarkusTest
class AdministrationPagesTest {

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
    void everybody_is_led_only_to_what_they_may() {
        UUID relief = office.organisation("Relief");
        PlainBrowser auditor = office.signedIn(office.member(relief, "auditor", Role.AUDITOR));
        String overview = auditor.open("/administration").asString();
        assertThat(overview)
                .contains("/administration/audit")
                .doesNotContain("/administration/people")
                .doesNotContain("/administration/programmes");
        assertThat(auditor.open("/administration/people").statusCode()).isEqualTo(403);
        PlainBrowser monitor = office.signedIn(office.member(relief, "M-07", Role.MONITOR));
        assertThat(monitor.open("/account").asString()).doesNotContain("href=\"/administration\"");
        assertThat(monitor.open("/administration").asString()).contains("Your roles keep nothing here.");
        assertThat(new PlainBrowser().open("/administration").asString()).contains("href=\"/sign-in\"");
    }

    @Test
    void a_manager_opens_an_account_invites_and_asks_for_roles() {
        UUID relief = office.organisation("Relief");
        PlainBrowser boss = office.signedIn(office.member(relief, "boss", Role.MANAGER));
        PlainBrowser second = office.signedIn(office.member(relief, "second", Role.MANAGER));
        boss.open("/administration/people");
        Response wrong = boss.send("/administration/people", Map.of("name", "", "login", "Somebody@Example.org"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.asString())
                .contains("A name has 1 to 100 characters.")
                .contains("value=\"Somebody@Example.org\"")
                .contains("aria-invalid=\"true\"");
        String name = "P-" + UUID.randomUUID();
        String path = boss.send("/administration/people", Map.of("name", name, "login", name + "@example.org"))
                .header("Location");
        path = path.substring(path.indexOf("/administration"));
        assertThat(boss.open(path).asString())
                .contains(name)
                .contains("no role yet")
                .contains("Make a link");
        Matcher link = Pattern.compile("/invitation/[A-Za-z0-9_-]{20,}")
                .matcher(boss.send(path + "/invitation", Map.of()).asString());
        assertThat(link.find()).isTrue();
        assertThat(new PlainBrowser().open(link.group()).asString())
                .contains("Welcome")
                .contains(name);

        assertThat(boss.send(path + "/roles", Map.of("roles", "LOGISTICS", "reason", "new"))
                        .statusCode())
                .isEqualTo(303);
        Matcher request = Pattern.compile("/account/requests/([0-9a-f-]{36})/decision")
                .matcher(boss.open("/account").asString());
        assertThat(request.find()).isTrue();
        Response own = boss.send(request.group(), Map.of("answer", "yes", "reason", ""));
        assertThat(own.statusCode()).isEqualTo(409);
        assertThat(second.open("/account").asString())
                .contains("Give " + name + " these roles: Logistics")
                .contains("Agree");
        assertThat(second.send(request.group(), Map.of("answer", "yes", "reason", ""))
                        .statusCode())
                .isEqualTo(303);
        assertThat(boss.open(path).asString()).contains("Relief</bdi> · Logistics");

        assertThat(boss.send(path + "/disable", Map.of("reason", "")).asString())
                .contains("Say why");
        assertThat(boss.send(path + "/disable", Map.of("reason", "left")).statusCode())
                .isEqualTo(303);
        assertThat(boss.open(path).asString()).contains("Disabled since").contains("Enable the account");
    }

    @Test
    void a_page_about_somebody_elses_people_is_not_there() {
        PlainBrowser boss = office.signedIn(office.member(office.organisation("Relief"), "boss", Role.MANAGER));
        Member other = office.member(office.organisation("Other"), "other", Role.LOGISTICS);
        boss.open("/administration/people");
        assertThat(boss.open("/administration/people/" + other.id()).statusCode())
                .isEqualTo(404);
        assertThat(boss.send("/administration/people/" + other.id() + "/disable", Map.of("reason", "x"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void an_agreed_recovery_is_carried_out_on_the_page() {
        UUID relief = office.organisation("Relief");
        PlainBrowser boss = office.signedIn(office.member(relief, "boss", Role.MANAGER));
        Member second = office.member(relief, "second", Role.MANAGER);
        Member amina = office.member(relief, "amina", Role.LOGISTICS);
        boss.open("/administration/people/" + amina.id());
        boss.send("/administration/people/" + amina.id() + "/recovery", Map.of("reason", "lost"));
        String id = second.asks().get("/api/requests").path("[0].id");
        second.post("/api/requests/" + id + "/decision", Map.of("accepted", true))
                .then()
                .statusCode(200);
        assertThat(boss.open("/account").asString()).contains("Make the link");
        assertThat(boss.send("/account/requests/" + id + "/link", Map.of()).asString())
                .contains("/invitation/");
    }

    @Test
    void organisations_are_entered_tied_and_untied() {
        PlainBrowser keeper = keeper();
        keeper.open("/administration/organisations");
        String code = "o-" + UUID.randomUUID();
        Response wrong =
                keeper.send("/administration/organisations", Map.of("name", "Red <b>", "code", "", "kind", "NGO"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.asString()).contains("value=\"Red &lt;b&gt;\"").contains("value=\"NGO\" selected");
        String path = keeper.send("/administration/organisations", Map.of("name", "Red", "code", code, "kind", "NGO"))
                .header("Location");
        path = path.substring(path.indexOf("/administration"));
        String other = "o-" + office.organisation("Blue");
        Map<String, String> tie = Map.of(
                "direction", "this", "kind", "OWNS", "to", other, "validFrom", "2026-01-01", "source", "annual report");
        assertThat(keeper.send(path + "/relations", tie).statusCode()).isEqualTo(303);
        assertThat(keeper.send(path + "/relations", Map.of("to", "nowhere", "kind", "OWNS"))
                        .asString())
                .contains("There is no organisation of this code.");
        String page = keeper.open(path).asString();
        Matcher end = Pattern.compile(path + "/relations/[0-9a-f-]{36}/end").matcher(page);
        assertThat(end.find()).isTrue();
        assertThat(keeper.send(end.group(), Map.of("lastDay", "2025-01-01")).asString())
                .contains("This ends before it begins.");
        assertThat(keeper.send(end.group(), Map.of("lastDay", "2026-06-30")).statusCode())
                .isEqualTo(303);
        assertThat(keeper.open(path).asString()).contains("30 Jun 2026");
    }

    @Test
    void a_closed_programme_is_entered_joined_and_given_a_policy() {
        PlainBrowser keeper = keeper();
        keeper.open("/administration/programmes");
        String code = "p-" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, String> entry = Map.of(
                "name", "Hills", "code", code, "place", "Tavara", "gateInForceFrom", "2026-01-01", "closed", "yes");
        assertThat(keeper.send("/administration/programmes", entry).statusCode())
                .isEqualTo(303);
        assertThat(new PlainBrowser().open("/p/" + code).statusCode()).isEqualTo(404);
        String path = "/administration/programmes/" + code;
        UUID blue = office.organisation("Blue");
        keeper.open(path);
        assertThat(keeper.send(path + "/participants", Map.of("organisation", "o-" + blue))
                        .statusCode())
                .isEqualTo(303);
        assertThat(keeper.open(path).asString()).contains("Blue");
        assertThat(keeper.send(path + "/participants/" + blue + "/end", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(keeper.send(path + "/participants/" + blue + "/end", Map.of())
                        .statusCode())
                .isEqualTo(404);

        Response nonsense = keeper.send(path + "/policies", Map.of("settings", "{", "reason", "because"));
        assertThat(nonsense.asString()).contains("These are no settings");
        Matcher settings = Pattern.compile("<textarea[^>]*>([^<]*)</textarea>", Pattern.DOTALL)
                .matcher(keeper.open(path).asString());
        assertThat(settings.find()).isTrue();
        String next =
                settings.group(1).replace("&quot;", "\"").replace("\"awaitingDays\" : 21", "\"awaitingDays\" : 14");
        assertThat(next).contains("\"awaitingDays\" : 14");
        Response unreasoned = keeper.send(path + "/policies", Map.of("settings", next, "reason", ""));
        assertThat(unreasoned.statusCode()).isEqualTo(422);
        assertThat(keeper.send(path + "/policies", Map.of("settings", next, "reason", "the donors agreed"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(keeper.open(path).asString()).contains("Version 1").contains("the donors agreed");
    }

    @Test
    void devices_grants_and_audit_have_their_pages() {
        UUID relief = office.organisation("Relief");
        Member monitor = office.member(relief, "M-07", Role.MONITOR);
        PlainBrowser boss = office.signedIn(office.member(relief, "boss", Role.MANAGER));
        boss.open("/administration/devices");
        Map<String, String> device =
                Map.of("label", "phone", "account", monitor.id().toString());
        assertThat(boss.send("/administration/devices", device).statusCode()).isEqualTo(303);
        Response twice = boss.send("/administration/devices", device);
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(twice.asString()).contains("There is a device of this label already.");
        Matcher revoke = Pattern.compile("/administration/devices/[0-9a-f-]{36}/revocation")
                .matcher(boss.open("/administration/devices").asString());
        assertThat(revoke.find()).isTrue();
        assertThat(boss.send(revoke.group(), Map.of("reason", "")).asString()).contains("Say why");
        assertThat(boss.send(revoke.group(), Map.of("reason", "stolen")).statusCode())
                .isEqualTo(303);

        boss.open("/administration/access");
        Response nowhere = boss.send("/administration/access", Map.of("to", "nowhere", "reason", "x"));
        assertThat(nowhere.asString()).contains("Choose one of the list.");

        String audit =
                boss.open("/administration/audit?act=DEVICE_REVOKED&q=stolen").asString();
        assertThat(audit).contains("stolen").contains("/api/audit.csv?act=DEVICE_REVOKED&amp;q=stolen");
        assertThat(boss.open("/administration/audit?q=nothing-like-this").asString())
                .contains("Nothing of this kind was done.");
    }

    @Test
    void a_token_is_made_replaced_and_revoked_on_the_page() {
        PlainBrowser boss = office.signedIn(office.member(office.organisation("Relief"), "boss", Role.MANAGER));
        boss.open("/account");
        assertThat(boss.send("/account/tokens", Map.of("label", "sync", "days", "90"))
                        .asString())
                .contains("Say what the token is for");
        Response made = boss.send("/account/tokens", Map.of("label", "sync", "days", "90", "scope", "SEE_PEOPLE"));
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.header("Cache-Control")).contains("no-store");
        assertThat(made.asString()).contains("aidw_");
        String page = boss.open("/account").asString();
        assertThat(page).contains("See people").doesNotContain("aidw_");
        for (String act : List.of("rotation", "revocation")) {
            Matcher form =
                    Pattern.compile("/account/tokens/[0-9a-f-]{36}/" + act).matcher(page);
            assertThat(form.find()).isTrue();
            assertThat(boss.send(form.group(), Map.of()).statusCode()).isEqualTo(act.equals("rotation") ? 200 : 303);
        }
    }

    private PlainBrowser keeper() {
        return office.signedIn(office.member(office.organisation("Office"), "keeper", Role.ADMINISTRATOR));
    }
}
