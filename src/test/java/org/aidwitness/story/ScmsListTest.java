package org.aidwitness.story;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.aidwitness.journal.Sequencer;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.aidwitness.verification.CaseFile;
import org.aidwitness.verification.Following;
import org.aidwitness.verification.Sweep;
import org.aidwitness.verification.rule.Assurance;
import org.aidwitness.verification.rule.DeliveryCase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 3,592 real shipments that nobody independent has seen: what the product says of them, and that its figures add up. */
@QuarkusTest
class ScmsListTest {

    private static final Path FILE =
            Path.of(System.getProperty("aidwitness.shared", "../shared")).resolve("data/01_scms/scms_give_half.csv");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d-MMM-yy", Locale.ENGLISH);
    private static final LocalDate TODAY = LocalDate.parse("2015-09-10");
    private static final LocalDate HALF_WAY = LocalDate.parse("2010-07-01");

    @Inject
    World world;

    @Inject
    TestClock clock;

    @Inject
    Sequencer sequencer;

    @Inject
    Following following;

    @Inject
    Sweep sweep;

    @Inject
    CaseFile cases;

    private record Shipment(LocalDate delivered, LocalDate recorded) {

        /** By the words of docs/domain.md, section 4: day 21 and 45 after receipt, counted to the end of the day. */
        String stateOn(LocalDate today) {
            long days = ChronoUnit.DAYS.between(delivered, today);
            return days < 0 ? "ON_THE_WAY" : days <= 21 ? "AWAITING_VISIT" : days <= 45 ? "OVERDUE" : "UNVERIFIED";
        }
    }

    @BeforeEach
    void setTheClock() {
        clock.set(noon(TODAY));
    }

    private static Instant noon(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(12, ChronoUnit.HOURS);
    }

    @AfterEach
    void resetTheClock() {
        clock.reset();
    }

    @Test
    void each_delivery_is_where_its_dates_put_it_and_the_overview_is_the_sum_of_its_list() throws IOException {
        assumeTrue(Files.isRegularFile(FILE), "skipped: " + FILE + " is not there");
        Map<String, Shipment> shipments = shipments();
        Stage stage = world.stage();
        given().header("Authorization", "Bearer " + stage.tokens.get("hana"))
                .contentType("text/csv")
                .body(Files.readAllBytes(FILE))
                .post("/api/imports?mapping=scms&mode=ALL&history=true&file=scms.csv&programme=" + stage.code)
                .then()
                .statusCode(200)
                .body("status", equalTo("SAVED"))
                .body("rowsImported", equalTo(5313));
        catchUp();

        List<Map<String, Object>> listed = all("/api/deliveries?limit=500&programme=" + stage.code);
        assertThat(listed).hasSize(3592);
        Map<String, String> wrong = new TreeMap<>();
        for (Map<String, Object> row : listed) {
            Shipment shipment = requireNonNull(shipments.get(String.valueOf(row.get("number"))));
            if (!shipment.stateOn(TODAY).equals(row.get("state"))) {
                wrong.put(String.valueOf(row.get("number")), row.get("state") + " for " + shipment);
            }
        }
        assertThat(wrong).isEmpty();
        assertAddsUp(stage, listed);
        assertHalfWay(listed, shipments);

        List<Object> flagged = all("/api/deliveries?limit=500&flag=F18&programme=" + stage.code).stream()
                .map(row -> row.get("number"))
                .toList();
        shipments.forEach((number, shipment) -> {
            long late = ChronoUnit.DAYS.between(shipment.delivered(), shipment.recorded());
            if (late < 0 || late > 30) {
                assertThat(flagged)
                        .as(number + " recorded " + late + " days after")
                        .contains(number);
            } else if (late <= 3) {
                assertThat(flagged)
                        .as(number + " recorded " + late + " days after")
                        .doesNotContain(number);
            }
        });

        clock.set(Instant.parse("2016-01-01T00:00:00Z"));
        catchUp();
        List<Map<String, Object>> later = all("/api/deliveries?limit=500&programme=" + stage.code);
        assertThat(later).extracting(row -> row.get("state")).containsOnly("UNVERIFIED");
        assertAddsUp(stage, later);
    }

    /** Half of it was still to come: the same statements, looked at as of that day. */
    private void assertHalfWay(List<Map<String, Object>> listed, Map<String, Shipment> shipments) {
        Instant noon = noon(HALF_WAY);
        Map<String, Long> states = new TreeMap<>();
        for (int from = 0; from < listed.size(); from += CaseFile.MOST) {
            List<UUID> ids = listed.subList(from, Math.min(listed.size(), from + CaseFile.MOST)).stream()
                    .map(row -> UUID.fromString(String.valueOf(row.get("id"))))
                    .toList();
            for (DeliveryCase delivery : cases.of(ids, noon)) {
                String state = Assurance.of(delivery).state().name();
                assertThat(state)
                        .as(delivery.number())
                        .isEqualTo(
                                requireNonNull(shipments.get(delivery.number())).stateOn(HALF_WAY));
                states.merge(state, 1L, Long::sum);
            }
        }
        assertThat(states).containsOnlyKeys("AWAITING_VISIT", "ON_THE_WAY", "OVERDUE", "UNVERIFIED");
    }

    private void assertAddsUp(Stage stage, List<Map<String, Object>> listed) {
        JsonPath balance = get("/api/programmes/" + stage.code + "/balance")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        BigDecimal given = sum(listed, "givenKg");
        assertThat(given).isEqualByComparingTo("12129095");
        assertThat(decimal(balance.get("givenKg"))).isEqualByComparingTo(given);
        assertThat(decimal(balance.get("deliveredKg"))).isEqualByComparingTo(sum(listed, "deliveredKg"));
        BigDecimal parts = balance.getList("parts.kg").stream()
                .map(ScmsListTest::decimal)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(parts).as("parts add up to the whole").isEqualByComparingTo(given);
        Map<Object, BigDecimal> byState = listed.stream()
                .collect(Collectors.groupingBy(
                        row -> "OVERDUE".equals(row.get("state")) ? "UNVERIFIED" : requireNonNull(row.get("state")),
                        Collectors.reducing(BigDecimal.ZERO, row -> decimal(row.get("deliveredKg")), BigDecimal::add)));
        for (String part : List.of("VERIFIED", "AWAITING_VISIT", "UNVERIFIED", "DISPUTED")) {
            assertThat(decimal(balance.get("parts.find { it.part == '" + part + "' }.kg")))
                    .as(part)
                    .isEqualByComparingTo(byState.getOrDefault(part, BigDecimal.ZERO));
        }
        assertThat(balance.getInt("predatesGate.deliveries")).isEqualTo(3592);
    }

    private void catchUp() {
        while (sequencer.run() > 0) {}
        while (following.followOnce() > 0) {}
        while (sweep.sweepOnce() > 0) {}
    }

    private static List<Map<String, Object>> all(String path) {
        List<Map<String, Object>> rows = new ArrayList<>();
        String after = "";
        while (after != null) {
            JsonPath page = get(path + (after.isEmpty() ? "" : "&after=" + after))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            rows.addAll(page.getList("items"));
            after = page.getString("next");
        }
        return rows;
    }

    private static Map<String, Shipment> shipments() throws IOException {
        Map<String, Shipment> shipments = new TreeMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(FILE)) {
            for (NamedCsvRecord row : rows) {
                shipments.put(
                        row.getField("asn/dn #"),
                        new Shipment(
                                LocalDate.parse(row.getField("delivered to client date"), DAY),
                                LocalDate.parse(row.getField("delivery recorded date"), DAY)));
            }
        }
        return shipments;
    }

    private static BigDecimal sum(List<Map<String, Object>> rows, String field) {
        return rows.stream().map(row -> decimal(row.get(field))).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal decimal(@Nullable Object number) {
        return new BigDecimal(String.valueOf(number));
    }
}
