package org.aidwitness.verification;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.aidwitness.testkit.Chance;
import org.aidwitness.testkit.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kilogram given is in exactly one part, and whatever a list is cut into, its pieces sum to the balance. */
@QuarkusTest
class ConservationTest {

    private static final long HISTORIES = Long.getLong("aidwitness.laws.histories", 4);
    private static final List<String> STATES =
            List.of("VERIFIED", "AWAITING_VISIT", "OVERDUE", "UNVERIFIED", "DISPUTED", "ON_THE_WAY", "LOST");

    @Inject
    Telling telling;

    @Inject
    TestClock clock;

    static LongStream seeds() {
        return LongStream.rangeClosed(101, 100 + HISTORIES);
    }

    @AfterEach
    void realTimeAgain() {
        clock.reset();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_parts_sum_to_the_whole_of_any_history(long seed) {
        AnyHistory history = telling.history(seed);
        telling.allAtOnce(history, new Chance(seed));
        String programme = history.stage().code();
        JsonPath balance = get("/api/programmes/" + programme + "/balance").jsonPath();
        List<Map<String, Object>> all = list(programme, "");

        assertThat(all).hasSameSizeAs(history.parcels());
        for (Map<String, Object> row : all) {
            assertThat(kg(row, "deliveredKg").add(kg(row, "lostKg")).add(kg(row, "onTheWayKg")))
                    .as(String.valueOf(row))
                    .isEqualByComparingTo(kg(row, "givenKg"));
        }
        BigDecimal given = number(balance.get("givenKg"));
        assertThat(sum(all, "givenKg")).isEqualByComparingTo(given);
        assertThat(sum(all, "deliveredKg")).isEqualByComparingTo(number(balance.get("deliveredKg")));
        BigDecimal parts = BigDecimal.ZERO;
        for (Map<String, Object> part : balance.<Map<String, Object>>getList("parts")) {
            String name = String.valueOf(part.get("part"));
            List<Map<String, Object>> listed = list(programme, "part=" + name);
            assertThat(listed).as(name).hasSize(number(part.get("deliveries")).intValueExact());
            assertThat(sum(listed, column(name))).as(name).isEqualByComparingTo(number(part.get("kg")));
            parts = parts.add(number(part.get("kg")));
        }
        assertThat(parts).isEqualByComparingTo(given);
        assertThat(list(programme, "unknown=true"))
                .hasSize(balance.getInt("unknownWeight.deliveries"))
                .allSatisfy(row -> assertThat(row.get("kgUnknown")).isEqualTo(true));

        assertPieces(
                all,
                STATES.stream().map(state -> list(programme, "state=" + state)).toList());
        assertPieces(all, pieces(programme, List.of("area=Upper valley", "area=Lower valley")));
        assertPieces(all, pieces(programme, List.of("grade=A", "grade=B", "grade=C", "grade=D")));
        assertPieces(all, pieces(programme, months()));
    }

    private static List<String> months() {
        List<String> months = new ArrayList<>();
        YearMonth last = YearMonth.from(AnyHistory.END.atOffset(ZoneOffset.UTC));
        for (YearMonth month = YearMonth.from(World.START.atOffset(ZoneOffset.UTC));
                !month.isAfter(last);
                month = month.plusMonths(1)) {
            LocalDate end = month.atEndOfMonth();
            months.add("from=" + month.atDay(1) + "&to=" + end);
        }
        return months;
    }

    private static List<List<Map<String, Object>>> pieces(String programme, List<String> filters) {
        return filters.stream().map(filter -> list(programme, filter)).toList();
    }

    /** Each row in one piece, so that all sums agree, too. */
    private static void assertPieces(List<Map<String, Object>> all, List<List<Map<String, Object>>> pieces) {
        assertThat(pieces.stream().flatMap(List::stream).toList()).containsExactlyInAnyOrderElementsOf(all);
    }

    private static String column(String part) {
        return switch (part) {
            case "LOST" -> "lostKg";
            case "ON_THE_WAY" -> "onTheWayKg";
            default -> "deliveredKg";
        };
    }

    private static List<Map<String, Object>> list(String programme, String filter) {
        return get("/api/deliveries?limit=500&programme=" + programme + "&" + filter)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    private static BigDecimal sum(List<Map<String, Object>> rows, String column) {
        return rows.stream().map(row -> kg(row, column)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal kg(Map<String, Object> row, String column) {
        return number(row.get(column));
    }

    private static BigDecimal number(@Nullable Object number) {
        return new BigDecimal(String.valueOf(number));
    }
}
