package org.aidwitness.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.aidwitness.testkit.Browser;
import org.aidwitness.testkit.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every public page in a real browser, without JavaScript: readable by everybody (axe), never wider than the screen,
 * in light and dark. The pictures lie in {@code target/screens} for people to look at.
 */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardBrowserTest {

    private static final int[] WIDTHS = {1440, 390};
    private static final int NARROWEST = 320;

    @Inject
    DataSource database;

    @Inject
    TestClock time;

    private @Nullable Browser browser;
    private final Map<String, String> pages = new TreeMap<>();

    @BeforeEach
    void a_browser_and_a_programme() {
        time.set(Village.NOW);
        if (browser == null) {
            browser = Browser.find().orElse(null);
            assumeTrue(browser != null, "No Chromium on this machine: the pages are not looked at");
            tellTavara();
        }
    }

    @AfterEach
    void time_goes_on() {
        time.reset();
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private void tellTavara() {
        Village tavara = Tavara.told(database, "tavara-pages");
        tavara.delivery(Told.of(
                        "WB-MJ-20931",
                        "Asheru Town, point 2",
                        "VERIFIED",
                        Instant.parse("2026-10-05T08:12:00Z"),
                        25_000)
                .losing(100));
        tavara.visit(
                "WB-MJ-20931", "Asheru Town, point 2", Instant.parse("2026-10-08T10:22:00Z"), "CONFIRMED", 498L, true);
        tavara.delivery(Told.of(
                "WB-MJ-20977", "Iskari East, centre 4", "DISPUTED", Instant.parse("2026-09-23T07:30:00Z"), 36_500));
        tavara.visit(
                "WB-MJ-20977",
                "Iskari East, centre 4",
                Instant.parse("2026-10-02T10:22:00Z"),
                "DISCREPANT",
                604L,
                true);
        tavara.flag("WB-MJ-20977", "F11", "CRITICAL", Instant.parse("2026-10-03T07:30:00Z"));
        tavara.delivery(Told.of(
                "WB-MJ-20801", "Kelmet Town, centre 1", "UNVERIFIED", Instant.parse("2026-08-01T07:30:00Z"), 62_000));
        tavara.visit(
                "WB-MJ-20801",
                "Kelmet Town, centre 1",
                Instant.parse("2026-08-14T10:22:00Z"),
                "ACCESS_DENIED",
                null,
                true);
        tavara.flag("WB-MJ-20801", "F04", "HIGH", Instant.parse("2026-08-15T07:30:00Z"));
        tavara.delivery(Told.of(
                        "WB-MJ-20666",
                        "Lorida Mill, centre 3",
                        "UNVERIFIED",
                        Instant.parse("2026-07-01T07:30:00Z"),
                        62_000)
                .unweighed());
        new Village(database, "empty-hills", "مرتفعات تافارا", "Tavara", false);
        pages.put("programmes", "/");
        pages.put("overview", "/p/tavara-pages");
        pages.put("overview-empty", "/p/empty-hills");
        pages.put("deliveries", "/p/tavara-pages/deliveries");
        pages.put("deliveries-lost", "/p/tavara-pages/deliveries?part=LOST");
        pages.put("deliveries-none", "/p/tavara-pages/deliveries?state=LOST&q=Kelmet&from=2026-01-01&to=2026-01-02");
        pages.put("unverified", "/p/tavara-pages/unverified");
        pages.put("access", "/p/tavara-pages/access");
        pages.put("evidence-verified", "/d/" + tavara.uuid("waybill/WB-MJ-20931"));
        pages.put("evidence-disputed", "/d/" + tavara.uuid("waybill/WB-MJ-20977"));
        pages.put("evidence-refused", "/d/" + tavara.uuid("waybill/WB-MJ-20801"));
        pages.put("evidence-unknown", "/d/" + tavara.uuid("waybill/WB-MJ-20666"));
        pages.put("methods", "/methods");
        pages.put("data", "/data");
        pages.put("not-found", "/p/atlantis");
    }

    @Test
    void every_page_is_clean_in_every_size_and_light() {
        List<String> problems = new ArrayList<>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : WIDTHS) {
                try (BrowserContext context = context(width, scheme)) {
                    Page page = context.newPage();
                    page.onConsoleMessage(message -> {
                        if (message.type().equals("error") && !message.text().contains("404")) {
                            problems.add(page.url() + " " + message.text());
                        }
                    });
                    pages.forEach((name, path) -> problems.addAll(look(page, name, path, width, scheme)));
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void no_page_is_wider_than_the_narrowest_screen() {
        try (BrowserContext context = context(NARROWEST, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            List<String> wide = new ArrayList<>();
            pages.forEach((name, path) -> {
                page.navigate(at(path));
                int width = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
                if (width > NARROWEST) {
                    wide.add(name + " is " + width + " wide");
                }
            });
            assertThat(wide).isEmpty();
        }
    }

    @Test
    void the_filters_work_without_a_script() {
        try (BrowserContext context = context(1440, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.navigate(at("/p/tavara-pages/deliveries"));
            page.getByLabel("State").selectOption("DISPUTED");
            page.getByLabel("Place or waybill").fill("Iskari");
            page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("tbody tr").allInnerTexts())
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row).contains("Iskari").contains("Disputed"));

            page.getByLabel("Place or waybill").fill("WB-MJ-20931");
            page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("h1").innerText()).isEqualTo("25 MT of rice for Asheru Town, point 2");
        }
    }

    private static String at(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }

    /** No JavaScript on any page: axe brings its own and is let in past the policy. */
    private BrowserContext context(int width, ColorScheme scheme) {
        return Objects.requireNonNull(browser)
                .chromium()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setColorScheme(scheme)
                        .setBypassCSP(true));
    }

    private List<String> look(Page page, String name, String path, int width, ColorScheme scheme) {
        page.navigate(at(path));
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of(
                        "target",
                        "screens",
                        name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .map(it -> name + " " + width + " " + scheme + ": " + it.getId() + " "
                                + it.getNodes().stream()
                                        .limit(3)
                                        .map(node -> node.getHtml())
                                        .toList())
                        .toList();
    }
}
