package org.aidwitness.exchange.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cell means under a mapping, and what is wrong with it. */
class RowMapperTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String MAPPING = """
            {
              "description": "test",
              "unknown": ["-"],
              "dates": [{"pattern": "d-MMM-yy", "locale": "en"}, {"pattern": "M/d/yyyy"},
                        {"pattern": "d MMM yyyy", "locale": "en-GB"}],
              "waybill": {
                "number": "W-{id}",
                "route": {"consignment": "c", "from": {"name": "A"}, "to": {"name": "B"}},
                "consignor": {"name": "S"}, "consignee": {"name": "R"},
                "mode": {"text": "{mode?}", "codes": {"Truck": "ROAD"}},
                "plannedArrival": "{date?}"
              },
              "line": {
                "key": "{id}", "goods": {"name": "food"},
                "packages": "{packages?}",
                "netKg": {"text": "{weight?}", "by": "{unit?}", "factors": {"Ton": 1000, "": 1}},
                "includedIn": {"text": "{weight?}", "begins": "See ", "from": "(ID#:", "to": ")"}
              }
            }
            """;

    private static Draft draft(String column, @Nullable String cell) {
        return draft(List.of("id", column), Arrays.asList("1", cell == null ? "" : cell));
    }

    private static Draft draft(List<String> header, List<String> cells) {
        try {
            return new RowMapper(JSON.readValue(MAPPING, Mapping.class), header).map(new TableRow(2, cells));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "unknown", textBlock = """
            # cell            | day
            2-Sep-06          | 2006-09-02
            11/13/2006        | 2006-11-13
            1/10/2007         | 2007-01-10
            2 Sept 2024       | 2024-09-02
            2024-04-30        | 2024-04-30
            2024-04-30T00:00  | 2024-04-30
            -                 | unknown
            31-Feb-06         | problem
            13/11/2006        | problem
            30.04.2024        | problem
            2024-13-01        | problem
            tomorrow          | problem
            """)
    void days(String cell, @Nullable String day) {
        Draft draft = draft("date", cell);
        if ("problem".equals(day)) {
            assertThat(draft.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.column()).isEqualTo("date");
                assertThat(problem.row()).isEqualTo(2);
            });
            return;
        }
        assertThat(draft.problems()).isEmpty();
        assertThat(draft.waybill()).isNotNull().satisfies(waybill -> {
            if (day == null) {
                assertThat(waybill.plannedArrival()).isNull();
            } else {
                assertThat(waybill.plannedArrival())
                        .isNotNull()
                        .satisfies(moment -> assertThat(moment.at().toString()).isEqualTo(day + "T00:00:00Z"));
            }
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            # cell        | point      | comma
            12            | 12         | 12
            1,234.5       | 1234.5     | none
            1.234,5       | none       | 1234.5
            1,5           | none       | 1.5
            1.5           | 1.5        | none
            12,34,567     | none       | none
            1234,567      | none       | 1234.567
            1 234 567     | 1234567    | 1234567
            -3            | -3         | -3
            1e3           | 1E+3       | 1E+3
            12kg          | none       | none
            ١٢            | none       | none
            --3           | none       | none
            """)
    void numbers(String cell, @Nullable String point, @Nullable String comma) {
        assertThat(Fields.Number.parse(cell, '.')).isEqualTo(point == null ? null : new BigDecimal(point));
        assertThat(Fields.Number.parse(cell, ',')).isEqualTo(comma == null ? null : new BigDecimal(comma));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "99999999999999999999", "1e999999999", "1E-999999999", "many"})
    void packages_that_cannot_be(String cell) {
        assertThat(draft("packages", cell).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.column()).isEqualTo("packages"));
    }

    @Test
    void a_weight_by_reference_is_on_the_other_line_and_never_0() {
        Draft draft = draft("weight", "See ASN-93 (ID#:1281)");
        assertThat(draft.problems()).isEmpty();
        assertThat(draft.line()).isNotNull().satisfies(line -> {
            assertThat(line.netKg()).isNull();
            assertThat(line.includedIn()).isEqualTo("1281");
        });
    }

    @Test
    void a_unit_decides_what_a_number_means_and_an_unlisted_one_leaves_it_unknown() {
        List<String> header = List.of("id", "weight", "unit");
        assertThat(draft(header, List.of("1", "2", "ton")).line())
                .isNotNull()
                .satisfies(line -> assertThat(line.netKg()).hasToString("2000 kg"));
        assertThat(draft(header, List.of("1", "2", "Pallets")).line())
                .isNotNull()
                .satisfies(line -> assertThat(line.netKg()).isNull());
        assertThat(draft(header, List.of("1", "2", "")).line())
                .isNotNull()
                .satisfies(line -> assertThat(line.netKg()).hasToString("2 kg"));
    }

    @Test
    void an_unknown_code_is_a_problem_of_its_column() {
        assertThat(draft("mode", "truck").problems()).isEmpty();
        assertThat(draft("mode", "Zeppelin").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.column()).isEqualTo("mode"));
    }

    @Test
    void a_missing_column_is_refused_before_any_row() {
        Refused refused = catchThrowableOfType(Refused.class, () -> draft(List.of("nr"), List.of("1")));
        assertThat(refused.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.field()).isEqualTo("/rows/1");
            assertThat(refusal.detail()).contains("\"id\"");
        });
    }

    @Test
    void column_names_are_compared_without_case_under_a_turkish_locale_too() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(draft(List.of(" ID ", "WEIGHT"), List.of("1", "3")).problems())
                    .isEmpty();
        } finally {
            Locale.setDefault(before);
        }
    }
}
