package org.aidwitness.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.RelationEntry;
import org.aidwitness.testkit.Browser;
import org.aidwitness.testkit.Office;
import org.aidwitness.testkit.Office.Member;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.testkit.Totp;
import org.aidwitness.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * From the link to the last page of the administration, in a real browser: readable by everybody (axe) in light and
 * dark, no wider than the screen, and no key but those of the keyboard to come in. The pictures lie in {@code
 * target/screens}.
 */
@QuarkusTest
class AdministrationBrowserTest {

    private static final int[] WIDTHS = {1440, 390};

    @Inject
    Office office;

    @Inject
    World world;

    @Inject
    TestClock time;

    private final List<String> problems = new ArrayList<>();

    @BeforeEach
    void time_stands_still() {
        time.advance(Duration.ZERO);
    }

    @AfterEach
    void time_goes_on() {
        time.reset();
    }

    @Test
    void from_the_link_to_the_last_page() {
        Optional<Browser> found = Browser.find();
        assumeTrue(found.isPresent(), "No Chromium on this machine: nobody looks at the pages of the administration");
        try (Browser browser = found.get();
                BrowserContext context = browser.chromium()
                        .newContext(new com.microsoft.playwright.Browser.NewContextOptions().setBypassCSP(true))) {
            Page page = context.newPage();
            page.onConsoleMessage(message -> {
                // A page that says no says so in the console too.
                if (message.type().equals("error") && !message.text().contains("Failed to load resource")) {
                    problems.add(page.url() + " " + message.text());
                }
            });
            World.Stage stage = world.stage();
            Member nadia =
                    office.member(stage.sender, "nadia", Role.ADMINISTRATOR, Role.MANAGER, Role.PROTECTION_OFFICER);
            String secret = comesIn(page, nadia);
            goesOutAndComesBack(page, nadia, secret);
            looksAround(page, stage, nadia);
        }
        assertThat(problems).isEmpty();
    }

    /** By the link: a password, an authenticator app, recovery codes. */
    private String comesIn(Page page, Member nadia) {
        page.navigate(at(office.link(nadia)));
        look(page, "invitation");
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(Office.PASSWORD);
        page.getByLabel("The same password again").fill("something else");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT).innerText()).isEqualTo("The two passwords are not the same.");
        assertThat(focused(page)).isEqualTo("sign-in-again");
        look(page, "invitation-wrong");
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(Office.PASSWORD);
        page.getByLabel("The same password again").fill(Office.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/sign-in/enrol");
        look(page, "enrol");
        String secret = page.locator("#secret").innerText();
        page.locator("#sign-in-code").fill(Totp.code(secret, time.instant()));
        page.keyboard().press("Enter");
        // A count does not wait for the next page; this does.
        page.waitForSelector(".codes li");
        assertThat(page.locator(".codes li").count()).isEqualTo(10);
        look(page, "recovery-codes");
        page.getByText("I have kept them").click();
        page.waitForURL("**/account");
        return secret;
    }

    private void goesOutAndComesBack(Page page, Member nadia, String secret) {
        page.getByText("Sign out").click();
        page.waitForURL(at("/"));
        page.getByText("Sign in").click();
        page.waitForURL("**/sign-in");
        look(page, "sign-in");
        // The cursor stands in the first field.
        page.keyboard().type(nadia.login());
        page.keyboard().press("Tab");
        page.keyboard().type("wrong and long enough");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT).innerText()).isEqualTo("That is not right. Please try again.");
        assertThat(focused(page)).isEqualTo("sign-in-wrong");
        look(page, "sign-in-wrong");
        page.keyboard().press("Tab");
        assertThat(page.locator(":focus").inputValue()).isEqualTo(nadia.login());
        page.keyboard().press("Tab");
        page.keyboard().type(Office.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/sign-in/code");
        look(page, "code");
        time.advance(Duration.ofSeconds(30));
        page.keyboard().type(Totp.code(secret, time.instant()));
        page.keyboard().press("Enter");
        page.waitForURL("**/account");
        assertThat(page.locator("h1").innerText()).isEqualTo(nadia.name());
    }

    private void looksAround(Page page, World.Stage stage, Member nadia) {
        Member colleague = office.member(nadia.organisation(), "colleague", Role.MANAGER);
        Member monitor = office.member(nadia.organisation(), "M-07", Role.MONITOR);
        world.tie(nadia.organisation(), stage.receiver, RelationEntry.Kind.FUNDS);
        Map<String, Object> roles =
                Map.of("roles", List.of("MONITOR", "REVIEWER"), "reason", "leads the team from January");
        posted(colleague, "/api/people/" + monitor.id() + "/roles", roles);
        posted(colleague, "/api/devices", Map.of("account", monitor.id(), "label", "M-07 phone"));
        Map<String, Object> wanted = Map.of(
                "programme",
                stage.programme,
                "to",
                stage.watchers,
                "until",
                time.instant().plus(Duration.ofDays(90)).toString(),
                "reason",
                "joint review");
        String access = posted(colleague, "/api/requests/access", wanted).path("id");
        posted(nadia, "/api/requests/" + access + "/decision", Map.of("accepted", true));
        posted(nadia, "/api/people/" + monitor.id() + "/erasure", Map.of("reason", "asked for it"));

        page.navigate(at("/account"));
        page.getByText("Make a token").first().click();
        look(page, "account");
        page.getByLabel("What it is for").fill("nightly sync");
        page.getByLabel("See people").check();
        page.getByText("Make the token").click();
        assertThat(page.locator("#secret").innerText()).startsWith("aidw_");
        look(page, "secret");

        List<String> paths = List.of(
                "/administration",
                "/administration/people",
                "/administration/people/" + monitor.id(),
                "/administration/devices",
                "/administration/organisations",
                "/administration/organisations/" + nadia.organisation(),
                "/administration/programmes",
                "/administration/programmes/" + stage.code,
                "/administration/access",
                "/administration/audit");
        List<String> names = List.of(
                "administration",
                "people",
                "person",
                "devices",
                "organisations",
                "organisation",
                "programmes",
                "programme",
                "grants",
                "audit");
        for (int i = 0; i < paths.size(); i++) {
            page.navigate(at(paths.get(i)));
            look(page, names.get(i));
        }
        page.navigate(at("/administration/people/" + monitor.id()));
        page.locator("#recovery-reason").fill("telephone lost");
        page.getByText("Ask to let in again").click();
        page.waitForURL("**/account#requests");
        assertThat(page.locator("#requests").innerText()).contains("Let " + monitor.name() + " in again");
    }

    /** A page is not looked at with less on it than was meant. */
    private static Response posted(Member member, String path, Map<String, ?> body) {
        Response answer = member.post(path, body);
        assertThat(answer.statusCode()).as(path + " " + answer.asString()).isBetween(200, 299);
        return answer;
    }

    private static String focused(Page page) {
        return page.locator(":focus").getAttribute("id");
    }

    private static String at(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }

    /** The page as it stands, in both sizes, in light and dark: nothing is loaded anew, so answers to forms are seen too. */
    private void look(Page page, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : WIDTHS) {
                page.setViewportSize(width, 900);
                String file = "administration-" + name + "-" + width + "-"
                        + scheme.name().toLowerCase(Locale.ROOT) + ".png";
                page.screenshot(
                        new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "screens", file)));
                int wide = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
                if (wide > width) {
                    problems.add(name + " is " + wide + " wide on a screen of " + width);
                }
                new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .map(it -> name + " " + width + " " + scheme + ": " + it.getId() + " "
                                        + it.getNodes().stream()
                                                .limit(3)
                                                .map(node -> node.getHtml())
                                                .toList())
                                .forEach(problems::add);
            }
        }
    }
}
