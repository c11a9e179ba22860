package org.aidwitness.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import javax.sql.DataSource;
import org.aidwitness.dashboard.Village.Told;
import org.aidwitness.testkit.TestClock;
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

    private Village village(String code) {
        Village village = new Village(database, code, "Village " + code, "Tavara", false);
        village.site("Asheru Town", "FDP", "QM0102", "Asheru");
        return village;
    }

    private static String page(String path) {
        Response response = given().accept("text/html").get(path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.asString();
    }
}
