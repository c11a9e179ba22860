package org.aidwitness.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.aidwitness.testkit.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists hold what they are asked for, page by page, and sum to the figures that link to them. */
@QuarkusTest
class DeliveryListTest {

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
    void the_overview_sums_to_the_list_part_by_part() {
        Village village = Tavara.told(database, "sums");
        // A route of two legs: what the second one delivers left on the first.
        UUID consignment = village.uuid("two legs");
        village.rows()
                .insert(
                        "shipment_consignment",
                        "id",
                        consignment,
                        "programme_id",
                        village.id,
                        "code",
                        "C-2",
                        "content_sha256",
                        Rows.hash("2"),
                        "accepted_at",
                        Village.NOW,
                        "accepted_by",
                        "test");
        BigDecimal kg = new BigDecimal("40000");
        UUID store = village.uuid("site/Dunvel clinic store");
        UUID end = village.uuid("site/Asheru Town, point 2");
        UUID first = village.leg(consignment, "L1", 1, false, village.port(), store, kg);
        UUID second = village.leg(consignment, "L2", 2, true, store, end, kg);
        village.state(
                first,
                Told.of("L1", "Dunvel clinic store", "VERIFIED", JULY, 40_000).losing(500),
                "PASS",
                true,
                false);
        village.state(second, Told.of("L2", "Asheru Town, point 2", "OVERDUE", JULY, 39_500), "PASS", false, true);

        List<Map<String, Object>> all = everything("sums", "");
        Response balance = given().get("/api/programmes/sums/balance");
        List<Map<String, Object>> parts = balance.path("parts");

        assertThat(kilograms(balance.path("givenKg"))).isEqualByComparingTo(sum(all, "givenKg"));
        assertThat(kilograms(balance.path("deliveredKg"))).isEqualByComparingTo(sum(all, "deliveredKg"));
        assertThat(kilograms(balance.path("deliveries")).intValue()).isEqualTo(all.size());
        BigDecimal whole = BigDecimal.ZERO;
        for (Map<String, Object> part : parts) {
            String name = String.valueOf(part.get("part"));
            List<Map<String, Object>> listed = everything("sums", "&part=" + name);
            String column = name.equals("LOST") ? "lostKg" : name.equals("ON_THE_WAY") ? "onTheWayKg" : "deliveredKg";
            assertThat(kilograms(part.get("kg")))
                    .as(name)
                    .isEqualByComparingTo(sum(listed, column))
                    .isNotZero();
            assertThat(kilograms(part.get("deliveries")).intValue()).as(name).isEqualTo(listed.size());
            whole = whole.add(kilograms(part.get("kg")));
        }
        assertThat(whole).isEqualByComparingTo(kilograms(balance.path("givenKg")));
        assertThat(everything("sums", "&unknown=true"))
                .hasSize(kilograms(balance.path("unknownWeight.deliveries")).intValue())
                .isNotEmpty();
        assertThat(everything("sums", "&clearance=PREDATES_GATE"))
                .hasSize(kilograms(balance.path("predatesGate.deliveries")).intValue())
                .isNotEmpty();
    }

    @Test
    void filters_all_hold_together() {
        Village village = village("filters");
        village.site("Kelmet Town", "FDP", "QM0401", "Kelmet");
        village.delivery(Told.of("A1", "Asheru Town", "VERIFIED", JULY, 1_000));
        village.delivery(Told.of("A2", "Asheru Town", "UNVERIFIED", JULY, 2_000).losing(100));
        village.delivery(Told.of("K1", "Kelmet Town", "UNVERIFIED", JULY.plus(Duration.ofDays(40)), 3_000));
        village.delivery(Told.of("K2", "Kelmet Town", "OVERDUE", JULY.plus(Duration.ofDays(80)), 4_000));
        village.flag("K1", "F04", "HIGH", JULY);
        Map<String, String> found = new LinkedHashMap<>();
        for (String filter : List.of(
                "state=VERIFIED",
                "state=UNVERIFIED&state=OVERDUE",
                "area=Kelmet",
                "area=Kelmet&state=OVERDUE",
                "part=UNVERIFIED",
                "part=UNVERIFIED&state=OVERDUE",
                "part=UNVERIFIED&state=VERIFIED",
                "part=LOST",
                "flag=F04",
                "grade=A",
                "q=kelmet",
                "q=QM04",
                "q=%25",
                "q=nowhere",
                "from=2026-08-01&to=2026-08-31",
                "unknown=true",
                "q=town&state=UNVERIFIED&flag=F04",
                "clearance=PASS&area=Asheru")) {
            found.put(
                    filter,
                    everything("filters", "&" + filter).stream()
                            .map(row -> String.valueOf(row.get("number")))
                            .collect(Collectors.joining(" ")));
        }

        assertThat(found)
                .containsEntry("state=VERIFIED", "A1")
                .containsEntry("state=UNVERIFIED&state=OVERDUE", "K2 K1 A2")
                .containsEntry("area=Kelmet", "K2 K1")
                .containsEntry("area=Kelmet&state=OVERDUE", "K2")
                .containsEntry("part=UNVERIFIED", "K2 K1 A2")
                .containsEntry("part=UNVERIFIED&state=OVERDUE", "K2")
                .containsEntry("part=UNVERIFIED&state=VERIFIED", "")
                .containsEntry("part=LOST", "A2")
                .containsEntry("flag=F04", "K1")
                .containsEntry("grade=A", "A1")
                .containsEntry("q=kelmet", "K2 K1")
                .containsEntry("q=QM04", "K2 K1")
                .containsEntry("q=%25", "")
                .containsEntry("q=nowhere", "")
                .containsEntry("from=2026-08-01&to=2026-08-31", "K1")
                .containsEntry("unknown=true", "")
                .containsEntry("q=town&state=UNVERIFIED&flag=F04", "K1");
        assertThat(String.valueOf(found.get("clearance=PASS&area=Asheru")).split(" ", 3))
                .containsExactlyInAnyOrder("A1", "A2");
    }

    @Test
    void a_waybill_number_leads_to_its_delivery() {
        Village village = village("numbered");
        UUID waybill = village.delivery(Told.of("WB-1", "Asheru Town", "VERIFIED", JULY, 25_000));

        given().redirects()
                .follow(false)
                .get("/p/numbered/deliveries?q=WB-1")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/d/" + waybill));
    }

    @Test
    void every_link_to_a_file_leads_to_one() {
        village("files");
        List<String> links = Pattern.compile("href=\"(/api/[^\"]*files[^\"]*|/api/export/[^?\"]*)\"")
                .matcher(page("/data"))
                .results()
                .map(link -> link.group(1))
                .toList();

        assertThat(links).hasSizeGreaterThan(20);
        assertThat(links).allSatisfy(link -> given().get(link).then().statusCode(200));
    }

    private static List<Map<String, Object>> everything(String code, String filter) {
        List<Map<String, Object>> all = new ArrayList<>();
        String after = "";
        do {
            Response page = given().urlEncodingEnabled(false)
                    .get("/api/deliveries?limit=17&programme=" + code + filter + "&after=" + after);
            assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
            all.addAll(page.<List<Map<String, Object>>>path("items"));
            after = page.path("next");
        } while (after != null);
        assertThat(all.stream().map(row -> row.get("id")).distinct()).hasSameSizeAs(all);
        return all;
    }

    private static BigDecimal sum(List<Map<String, Object>> rows, String column) {
        return rows.stream().map(row -> kilograms(row.get(column))).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal kilograms(@Nullable Object number) {
        return new BigDecimal(String.valueOf(number));
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
