package org.aidwitness.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.verification.rule.RuleBook;
import org.aidwitness.web.Figures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each page says what the database knows, and what it does not know. */
@QuarkusTest
class DashboardPagesTest {

    private static final Instant JULY = Instant.parse("2026-07-01T06:00:00Z");

    @Inject
    DataSource database;

    @Inject
    TestClock time;

    @BeforeEach
    void time_stands_still() {
        time.set(Village.NOW);
    }

    @AfterEach
    void time_goes_on() {
        time.reset();
    }

    @Test
    void an_overview_tells_its_finding_and_its_six_parts() {
        Village village = village("six");
        village.delivery(Told.of("A1", "Asheru Town", "VERIFIED", JULY, 700_000));
        village.delivery(Told.of("A2", "Asheru Town", "UNVERIFIED", JULY, 100_000));
        village.delivery(Told.of("A3", "Asheru Town", "OVERDUE", JULY, 20_000));
        village.delivery(Told.of("A4", "Asheru Town", "DISPUTED", JULY, 50_000).losing(10_000));
        village.delivery(Told.of("A5", "Asheru Town", "ON_THE_WAY", JULY, 100_000));
        village.delivery(Told.of("A6", "Asheru Town", "LOST", JULY, 30_000));

        String page = page("/p/six");

        assertThat(page)
                .contains("<h1>Independent monitors have seen seven of every ten tons given</h1>")
                .contains(
                        "Verified: 70%. Awaiting visit: 0%. Unverified: 12%. Disputed: 4%. On the way: 10%. Lost: 4%.")
                .contains("1,000<small>MT</small></b><span>metric tons given")
                .contains("860<small>MT</small></b><span>delivered, 86% of given")
                .contains("Delivered, but not verified: 3 deliveries, 160 MT")
                .contains("Monitors can go everywhere goods go")
                .doesNotContain("Demonstration")
                .doesNotContain("<script")
                .doesNotContain(" style=");
    }

    @Test
    void an_empty_programme_shows_no_zeros_in_large_type() {
        village("nothing");

        assertThat(page("/p/nothing"))
                .contains("<h1>Nothing has been registered yet</h1>")
                .contains("Nothing has been delivered yet.")
                .doesNotContain("class=\"keys\"")
                .doesNotContain("class=\"bar");
        assertThat(page("/p/nothing/deliveries")).contains("No deliveries match this selection.");
        assertThat(page("/p/nothing/unverified")).contains("<h1>No delivery is unverified</h1>");
        assertThat(page("/p/nothing/access")).contains("no place of this programme restricts visits today");
    }

    @Test
    void nothing_verified_yet_says_when_the_first_visit_is_due() {
        Village village = village("waiting");
        village.delivery(Told.of("A1", "Asheru Town", "AWAITING_VISIT", Instant.parse("2026-10-20T06:00:00Z"), 25_000));

        assertThat(page("/p/waiting"))
                .contains("<h1>Nothing has been verified yet</h1>")
                .contains("First visits are due by 11 Nov 2026.")
                .doesNotContain("verified, 0% of given");
    }

    @Test
    void unknown_weights_are_counted_apart_and_never_zero() {
        Village village = village("unweighed");
        village.delivery(Told.of("A1", "Asheru Town", "UNVERIFIED", JULY, 0).unweighed());

        assertThat(page("/p/unweighed"))
                .contains("<h1>1 delivery, and no weight is stated</h1>")
                .contains("1 delivery</a> with an unknown weight");
        assertThat(page("/p/unweighed/deliveries")).contains("unknown").doesNotContain("0.0 MT</td>");
        assertThat(page("/d/" + village.uuid("waybill/A1")))
                .contains("<h1>Rice for Asheru Town, weight unknown</h1>")
                .contains("Neither the sender nor the receiver stated how much");
    }

    @Test
    void contradicting_statements_are_said_to_contradict() {
        Village village = village("excess");
        Told told = Told.of("A1", "Asheru Town", "VERIFIED", JULY, 30_000);
        UUID waybill = village.waybill("A1", "Asheru Town", new BigDecimal("30000"));
        // Only the last leg is known: delivered, and never given.
        village.state(waybill, told, "PASS", false, true);
        village.delivery(Told.of("A2", "Asheru Town", "VERIFIED", JULY, 10_000));

        assertThat(page("/p/excess"))
                .contains("<h1>More was delivered or lost than was ever declared as given</h1>")
                .contains("30 MT more were declared delivered or lost");
    }

    @Test
    void hostile_text_stays_text() {
        Village village = new Village(database, "hostile", "<script>alert(1)</script>", "\"><img src=x>", true);
        village.site("<b>Asheru</b> & Co", "FDP", "QM<1>", "<i>North</i>");
        village.delivery(Told.of("'\"><script>", "<b>Asheru</b> & Co", "UNVERIFIED", JULY, 25_000));
        String evidence = "/d/" + village.uuid("waybill/'\"><script>");

        for (String path : List.of(
                "/",
                "/p/hostile",
                "/p/hostile/deliveries?q=%22%3E%3Cscript%3E",
                "/p/hostile/unverified",
                "/p/hostile/deliveries?area=%22%3E%3Cscript%3E",
                evidence,
                "/data")) {
            assertThat(page(path))
                    .as(path)
                    .doesNotContainIgnoringCase("<script")
                    .doesNotContain("<img src")
                    .doesNotContain("<b>Asheru</b>");
        }
        assertThat(page(evidence)).contains("&lt;b&gt;Asheru&lt;/b&gt; &amp; Co");
    }

    @Test
    void names_in_any_script_are_kept_and_set_apart() {
        Village village = new Village(database, "arabic", "مساعدات تافارا", "تافارا", false);
        village.site("مركز أشيرو", "FDP", "QM0102", "أشيرو");
        village.delivery(Told.of("بوليصة-١", "مركز أشيرو", "VERIFIED", JULY, 25_000));

        assertThat(page("/p/arabic")).contains("<bdi>مساعدات تافارا</bdi>");
        assertThat(page("/p/arabic/deliveries?q=%D8%A3%D8%B4%D9%8A%D8%B1%D9%88"))
                .contains("<bdi>بوليصة-١</bdi>")
                .contains("<bdi>مركز أشيرو</bdi>");
    }

    @Test
    void evidence_tells_who_said_and_who_saw_and_keeps_private_what_is_private() {
        Village village = village("evidence");
        village.delivery(Told.of("A1", "Asheru Town", "VERIFIED", JULY, 25_000).losing(100));
        village.visit("A1", "Asheru Town", JULY.plus(Duration.ofDays(3)), "CONFIRMED", 498L, true);

        assertThat(page("/d/" + village.uuid("waybill/A1")))
                .contains("<h1>25 MT of rice for Asheru Town</h1>")
                .contains("498 of 500 packages arrived.")
                .contains("A monitor of Open Field Watch, independent of the parties, counted the goods a day later.")
                .contains("<b>Said by</b> <bdi>Highland Food Committee</bdi>")
                .contains("<b>Seen by</b> <bdi>monitor M-07, Open Field Watch</bdi>")
                .contains("Accepted after a second look")
                .contains("Why this counts as verified")
                .contains("A second person accepted what the monitor says.")
                .contains("it differs by 0 of 498 packages, and 1% is allowed.")
                .contains("<a href=\"#s-" + village.uuid("attestation/A1") + "\">Seen ")
                .contains("<li id=\"s-" + village.uuid("attestation/A1") + "\" class=\"ind\"")
                .contains("37 m from the registered place.")
                .contains("A note is withheld until reviewed.")
                .contains("Halden Mills")
                .doesNotContain("10.0003")
                .doesNotContain("20.00015")
                .doesNotContain("Anders")
                .doesNotContain("Nadia");
    }

    @Test
    void each_condition_is_told_in_a_sentence_that_points_to_what_it_rests_on() {
        Village village = village("reasons");
        village.delivery(Told.of("A1", "Asheru Town", "AWAITING_VISIT", JULY, 25_000));
        village.delivery(Told.of("A2", "Asheru Town", "ON_THE_WAY", JULY, 25_000));
        UUID receipt = village.uuid("declaration/A1RECEIVED");
        Instant received = JULY.plus(Duration.ofHours(30));

        assertThat(page("/d/" + village.uuid("waybill/A1")))
                .contains("The receiver declares that it arrived on " + Figures.day(received) + ".")
                .contains("<a href=\"#s-" + receipt + "\">Said " + Figures.day(received) + "</a>")
                .contains("<li id=\"s-" + receipt + "\"")
                .contains("No visit was made in time; one counts before 20 Dec 2026.")
                .contains("The receiver declares that it arrived.<")
                .contains("Under version 3 of the policy, a visit is awaited until "
                        + Figures.day(received.plus(Duration.ofDays(21))) + ".");
        assertThat(page("/d/" + village.uuid("waybill/A2")))
                .contains("No receipt is declared.")
                .contains("The sender declares that it left, and nobody has said since where it is.")
                .contains("before it arrives, version 3 of the policy says.")
                .doesNotContain("href=\"#s-");
    }

    @Test
    void a_refused_visit_shows_as_refused() {
        Village village = village("refused");
        village.delivery(Told.of("A1", "Asheru Town", "UNVERIFIED", JULY, 62_000));
        village.visit("A1", "Asheru Town", JULY.plus(Duration.ofDays(9)), "ACCESS_DENIED", null, true);
        village.flag("A1", "F04", "HIGH", JULY.plus(Duration.ofDays(9)));

        assertThat(page("/d/" + village.uuid("waybill/A1")))
                .contains("Monitors were refused.")
                .contains("Refused at the gate at Asheru Town")
                .contains("What is missing to be verified")
                .contains("No monitor has seen the goods")
                .contains("It is unverified under version 3 of the policy: monitors were turned away")
                .contains("F04 Access denied")
                .contains("<dt>Last refused at</dt><dd>14 Aug 2026</dd>");
        assertThat(page("/p/refused/unverified")).contains("Monitors were refused");
    }

    @Test
    void names_in_the_facts_of_a_flag_stay_as_people_wrote_them() {
        Village village = village("kin");
        village.delivery(Told.of("A1", "Asheru Town", "UNVERIFIED", JULY, 62_000));
        String facts = "{\"same\": \"ORGANISATION\", \"relation\": \"ACTED – SAHA Holding\"}";
        village.flag("A1", "F24", "HIGH", JULY.plus(Duration.ofDays(9)), facts);

        assertThat(page("/d/" + village.uuid("waybill/A1")))
                .contains("<dt>Relation</dt><dd>ACTED – SAHA Holding</dd>")
                .contains("<dt>Same</dt><dd>organisation</dd>");
    }

    @Test
    void all_lines_of_a_long_waybill_are_counted() {
        Village village = village("long");
        village.delivery(Told.of("A1", "Asheru Town", "UNVERIFIED", JULY, 25_000));
        village.rows().execute("""
                insert into shipment_line (id, waybill_id, key, commodity_id, packages, net_kg, content_sha256)
                select md5('long' || n)::uuid, ?, 'n' || n, ?, 1, 1, sha256('x')
                  from generate_series(1, 600) n""", List.of(village.uuid("waybill/A1"), village.uuid("rice")));

        assertThat(page("/d/" + village.uuid("waybill/A1"))).contains("500 of 1,100 packages arrived.");
    }

    @Test
    void held_goods_stand_in_the_gate_table_with_what_lifts_the_hold() {
        Village village = village("held");
        village.waybill("A1", "Asheru Town", new BigDecimal("118000"));
        village.clearance(village.uuid("waybill/A1"), "HOLD", Instant.parse("2026-08-15T08:00:00Z"));
        village.terms("Asheru Town", null, "DENIED", null);

        assertThat(page("/p/held"))
                .contains("No access, no aid: dispatch is on hold to 1 place")
                .contains("On hold since 14 Aug")
                .contains("The county office refused 3 of 3 visits.")
                .contains("118.0 MT")
                .contains("Monitors may go to the place again.");
        given().get("/api/held?programme=held")
                .then()
                .statusCode(200)
                .body("[0].number", equalTo("A1"))
                .body("size()", equalTo(1));
    }

    @Test
    void demonstrations_say_so_on_every_page_of_theirs_and_nowhere_else() {
        Village made = new Village(database, "made-up", "Made up", "Tavara", true);
        made.site("Asheru Town", "FDP", "QM0102", "Asheru");
        made.delivery(Told.of("A1", "Asheru Town", "VERIFIED", JULY, 25_000));
        village("real");

        for (String path : List.of(
                "/p/made-up",
                "/p/made-up/deliveries",
                "/p/made-up/unverified",
                "/p/made-up/access",
                "/d/" + made.uuid("waybill/A1"))) {
            assertThat(page(path)).as(path).contains("Demonstration data.");
        }
        assertThat(page("/p/real")).doesNotContain("Demonstration data.");
        assertThat(page("/methods")).doesNotContain("Demonstration data.");
    }

    @Test
    void the_methods_page_tells_of_every_rule_and_every_number_that_decides() {
        String page = page("/methods").replace("&#39;", "'");

        assertThat(RuleBook.entries()).hasSize(40).allSatisfy(rule -> {
            assertThat(page).contains("id=\"" + rule.id() + "\"").doesNotContain("Rule " + rule.id());
            assertThat(rule.questions()).allSatisfy(asked -> {
                assertThat(page).contains(asked.question());
                assertThat(asked.parameters()).allSatisfy(it -> assertThat(page).contains(it.name() + ": "));
            });
        });
        assertThat(page)
                .contains("goods.rationLowBp: 90%", "visit.vehicleKmPerHour: 90 km/h", "heard.sightedBags: 1 bag<")
                .contains(
                        "awaitingDays: 21 days",
                        "transitGracePercent: 50%",
                        "spotDecimals: 6 decimal places, the same");
    }

    @Test
    void people_get_problems_as_pages_and_programs_as_json() {
        given().accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .get("/p/atlantis")
                .then()
                .statusCode(404)
                .contentType("text/html")
                .body(containsString("There is no programme of this name."));
        given().accept("text/html")
                .get("/no/such/page")
                .then()
                .statusCode(404)
                .contentType("text/html")
                .body(containsString("There is no page at this address."));
        given().accept("text/html,*/*;q=0.1")
                .get("/api/programmes/atlantis/balance")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        given().accept("application/json")
                .get("/no/such/page")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        given().accept("text/html")
                .get("/p/real-not/deliveries?state=GONE&from=yesterday")
                .then()
                .statusCode(404);
        village("malformed");
        given().accept("text/html")
                .get("/p/malformed/deliveries?state=GONE&from=yesterday&grade=Z")
                .then()
                .statusCode(400)
                .body(containsString("There is no state of this name."))
                .body(containsString("A day is written 2026-10-06."))
                .body(containsString("A grade is A, B, C or D."));
    }

    @Test
    void every_answer_carries_the_security_headers() {
        village("guarded");
        for (String path : List.of("/", "/p/guarded", "/assets/app.css", "/api/deliveries", "/no/such/page")) {
            Response response = given().get(path);
            assertThat(response.header("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'")
                    .contains("style-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(response.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(response.header("Referrer-Policy")).as(path).isEqualTo("same-origin");
            assertThat(response.header("Strict-Transport-Security")).as(path).startsWith("max-age=63072000");
        }
    }

    private Village village(String code) {
        Village village = new Village(database, code, "Village " + code, "Tavara", false);
        village.site("Asheru Town", "FDP", "QM0102", "Asheru");
        return village;
    }

    private static String page(String path) {
        Response response =
                given().urlEncodingEnabled(false).accept("text/html").get(path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.asString();
    }
}
