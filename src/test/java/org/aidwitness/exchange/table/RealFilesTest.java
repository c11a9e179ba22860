package org.aidwitness.exchange.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.aidwitness.exchange.table.ImportRun.Mode;
import org.aidwitness.exchange.table.People.Person;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.ProgrammeEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The files nobody here made: every row is taken in, and the sums are those counted outside. */
@QuarkusTest
class RealFilesTest {

    private static final Instant TODAY = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SCMS = "01_scms/scms_give_half.csv";
    private static final String UNRWA = "02_gaza_unrwa_cogat/unrwa_commodities_received_20231021_20240430.csv";
    private static final String COGAT = "02_gaza_unrwa_cogat/cogat_aid_consignments_to_20240430.csv";

    @Inject
    Imports imports;

    @Inject
    Comparisons comparisons;

    @Inject
    People people;

    @Inject
    DataSource database;

    @Inject
    ObjectMapper mapper;

    private ImportRun bring(Person person, ProgrammeEntry programme, String mapping, String file) throws IOException {
        try (InputStream in = Files.newInputStream(TestData.file(file))) {
            return imports.run(person.actor(), new Imports.Order(programme.code(), mapping, Mode.ALL, true, file), in);
        }
    }

    private Person historian() {
        return people.somebody("historian", Set.of(Role.LOGISTICS, Role.HISTORIAN));
    }

    private JsonNode expected(String folder) throws IOException {
        return mapper.readTree(TestData.file(folder + "/expected_counts.json").toFile());
    }

    private static void assertAllRows(ImportRun run, long rows) {
        assertThat(run.status()).isEqualTo("SAVED");
        assertThat(run.rowsRead()).isEqualTo(rows);
        assertThat(run.rowsRefused()).isZero();
        assertThat(Stream.of(run.rowsImported(), run.rowsUnchanged(), run.rowsRefused())
                        .mapToLong(Objects::requireNonNull)
                        .sum())
                .isEqualTo(rows);
    }

    @Test
    void scms_counts_and_sums_are_those_counted_outside_and_twice_is_once() throws Exception {
        JsonNode expected = expected("01_scms");
        Person historian = historian();
        ProgrammeEntry programme = people.programme("scms", TODAY);

        ImportRun first = bring(historian, programme, "scms", SCMS);
        assertAllRows(first, expected.get("line_items").asLong());
        assertThat(first.rowsImported()).isEqualTo(expected.get("line_items").asLong());
        assertThat(first.notes())
                .containsOnlyKeys("scheduled delivery date: not as on the waybill's first row, which decides");

        assertThat(number(programme, "select count(*) from shipment_waybill w where w.programme_id = ?"))
                .isEqualByComparingTo(expected.get("shipments_by_asn_dn").decimalValue());
        String lines = "from shipment_line s join shipment_waybill w on w.id = s.waybill_id where w.programme_id = ?";
        assertThat(number(programme, "select count(*) " + lines))
                .isEqualByComparingTo(expected.get("line_items").decimalValue());
        assertThat(number(programme, "select count(s.net_kg) " + lines))
                .isEqualByComparingTo(expected.at("/weight/numeric").decimalValue());
        assertThat(number(programme, "select sum(s.net_kg) " + lines))
                .isEqualByComparingTo(expected.at("/weight/numeric_sum_kg").decimalValue());
        assertThat(number(programme, "select max(s.net_kg) " + lines))
                .isEqualByComparingTo(expected.at("/weight/max_kg").decimalValue());
        assertThat(number(programme, "select count(*) " + lines + " and s.net_kg = 0"))
                .isZero();
        assertThat(number(programme, "select count(s.included_in) " + lines))
                .isEqualByComparingTo(expected.at("/weight/see_reference").decimalValue());
        assertThat(number(programme, """
                select count(*)
                  from shipment_line s
                  join shipment_waybill w on w.id = s.waybill_id
                  join shipment_line o on o.id = s.included_in and o.waybill_id = s.waybill_id
                 where w.programme_id = ?
                """))
                .isEqualByComparingTo(
                        expected.at("/weight/reference_resolves_in_this_file").decimalValue());
        assertThat(number(programme, "select count(*) " + lines + " and s.net_kg is null and s.included_in is null"))
                .isEqualByComparingTo(expected.at("/weight/captured_separately").decimalValue());
        assertThat(number(programme, "select sum(s.value_usd) " + lines))
                .isEqualByComparingTo(expected.get("line_value_usd_sum").decimalValue());
        assertThat(number(programme, "select count(*) " + lines + " and s.value_usd = 0"))
                .isEqualByComparingTo(expected.get("zero_value_lines").decimalValue());
        assertThat(number(programme, "select sum(s.packages) " + lines))
                .isEqualByComparingTo(expected.get("line_quantity_sum").decimalValue());
        assertThat(number(programme, "select count(distinct w.id) " + lines + " and s.net_kg is not null"))
                .isEqualByComparingTo(
                        expected.at("/weight/shipments_with_a_numeric_weight").decimalValue());
        assertThat(counts(programme, """
                select t.name,
                       count(*)
                  from shipment_line s
                  join shipment_waybill w on w.id = s.waybill_id
                  join shipment_leg l on l.id = w.leg_id
                  join registry_site t on t.id = l.to_site_id
                 where w.programme_id = ?
                 group by t.name
                """)).isEqualTo(counts(expected.get("countries")));
        assertThat(counts(programme, """
                select t.name,
                       count(*)
                  from shipment_waybill w
                  join shipment_leg l on l.id = w.leg_id
                  join registry_site t on t.id = l.to_site_id
                 where w.programme_id = ?
                 group by t.name
                """)).isEqualTo(counts(expected.get("shipments_per_country")));
        assertThat(counts(programme, """
                select coalesce(w.mode, 'none'),
                       count(*)
                  from shipment_line s
                  join shipment_waybill w on w.id = s.waybill_id
                 where w.programme_id = ?
                 group by w.mode
                """))
                .isEqualTo(Map.of(
                        "AIR", expected.at("/mode/Air").asLong(),
                        "ROAD", expected.at("/mode/Truck").asLong(),
                        "SEA", expected.at("/mode/Ocean").asLong(),
                        "AIR_CHARTER", expected.at("/mode/Air Charter").asLong(),
                        "none", expected.get("mode").get("").asLong()));

        assertDates(programme, expected);

        ImportRun second = bring(historian, programme, "scms", SCMS);
        assertAllRows(second, expected.get("line_items").asLong());
        assertThat(second.rowsImported()).isZero();
        assertThat(second.rowsUnchanged()).isEqualTo(expected.get("line_items").asLong());
    }

    private void assertDates(ProgrammeEntry programme, JsonNode expected) throws SQLException {
        String received = """
                  from shipment_declaration d
                  join shipment_waybill w on w.id = d.waybill_id
                  join shipment_line s on s.waybill_id = w.id
                 where w.programme_id = ?
                   and d.kind = 'RECEIVED'
                """;
        assertThat(text(programme, "select min(d.happened_at at time zone 'UTC')::date::text " + received))
                .isEqualTo(expected.get("first_delivered").asText());
        assertThat(text(programme, "select max(d.happened_at at time zone 'UTC')::date::text " + received))
                .isEqualTo(expected.get("last_delivered").asText());
        JsonNode late = expected.get("delivered_minus_scheduled_days");
        assertThat(
                        number(
                                programme,
                                "select count(*) " + received
                                        + " and d.happened_at > ((s.attributes ->> 'scheduled delivery date')::timestamp at time zone 'UTC')"))
                .isEqualByComparingTo(late.get("late").decimalValue());
        assertThat(
                        number(
                                programme,
                                "select count(*) " + received
                                        + " and d.happened_at < ((s.attributes ->> 'scheduled delivery date')::timestamp at time zone 'UTC')"))
                .isEqualByComparingTo(late.get("early").decimalValue());
        assertThat(number(
                        programme,
                        "select max(extract(day from d.happened_at - ((s.attributes ->> 'scheduled delivery date')::timestamp at time zone 'UTC'))) "
                                + received))
                .isEqualByComparingTo(late.get("max").decimalValue());
        JsonNode noted = expected.get("recorded_minus_delivered_days");
        assertThat(number(programme, "select count(*) " + received + " and d.noted_at < d.happened_at"))
                .isEqualByComparingTo(noted.get("before").decimalValue());
        assertThat(number(programme, "select count(*) " + received + " and d.noted_at > d.happened_at"))
                .isEqualByComparingTo(noted.get("after").decimalValue());
        // The other date of the row is written month first: 11/13/2006, and 1/10/2007 is the tenth of January.
        assertThat(number(programme, """
                select count(*)
                  from shipment_line s
                  join shipment_waybill w on w.id = s.waybill_id
                 where w.programme_id = ?
                   and s.attributes ->> 'po sent to vendor date' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
                """))
                .isEqualByComparingTo(expected.get("line_items")
                        .decimalValue()
                        .subtract(expected.at("/po_date_text/Date Not Captured").decimalValue())
                        .subtract(expected.at("/po_date_text/N~1A - From RDC").decimalValue()));
        assertThat(text(programme, """
                select s.attributes ->> 'po sent to vendor date'
                  from shipment_line s
                  join shipment_waybill w on w.id = s.waybill_id
                 where w.programme_id = ?
                   and s.key = '68'
                """)).isEqualTo("2007-01-10");
    }

    @Test
    void two_parties_lists_of_one_flow_stand_beside_each_other_month_by_month() throws Exception {
        JsonNode expected = expected("02_gaza_unrwa_cogat");
        ProgrammeEntry received = people.programme("unrwa", TODAY);
        ProgrammeEntry letIn = people.programme("cogat", TODAY);
        everyTruckIsTakenIn(expected.get("unrwa"), received);
        everyConsignmentIsTakenIn(expected.get("cogat"), letIn);

        JsonNode months = expected.get("same_flow_two_sources_by_month");
        Comparison land = comparisons.compare(received.code(), letIn.code(), "Asia/Gaza", "ROAD", null);
        Comparison wfp = comparisons.compare(received.code(), letIn.code(), "Asia/Gaza", "ROAD", "WFP");
        assertThat(land.months()).hasSize(months.size());
        for (int i = 0; i < months.size(); i++) {
            Comparison.Month month = land.months().get(i);
            JsonNode outside = months.get(month.month());
            assertThat(month.left().waybills())
                    .isEqualTo(outside.get("unrwa_rows").asLong());
            assertThat(month.right().waybills())
                    .isEqualTo(outside.get("cogat_land_rows").asLong());
            assertThat(month.difference()).isEqualTo(outside.get("difference").asLong());
            assertThat(wfp.months().get(i).left().waybills())
                    .isEqualTo(outside.get("unrwa_WFP_rows").asLong());
            assertThat(wfp.months().get(i).right().waybills())
                    .isEqualTo(outside.get("cogat_WFP_rows").asLong());
        }
        Map<String, Long> crossings = new TreeMap<>();
        land.places().stream()
                .filter(place -> place.side().equals("left"))
                .forEach(place -> crossings.merge(place.place(), place.figures().waybills(), Long::sum));
        assertThat(crossings).isEqualTo(counts(expected.at("/unrwa/Crossing")));
    }

    /** Rows that differ only in their id stay apart, and twice is once. */
    private void everyTruckIsTakenIn(JsonNode expected, ProgrammeEntry programme) throws Exception {
        Person historian = historian();
        ImportRun first = bring(historian, programme, "unrwa", UNRWA);
        assertAllRows(first, expected.get("rows").asLong());
        assertThat(first.rowsImported()).isEqualTo(expected.get("distinct_id").asLong());
        assertThat(first.notes())
                .containsEntry(
                        "Quantity: 0 or less, taken as unknown",
                        expected.get("quantity_nonpositive").asLong());
        assertThat(first.notes().values().stream().mapToLong(Long::longValue).sum())
                .isPositive();

        String lines = "from shipment_line s join shipment_waybill w on w.id = s.waybill_id where w.programme_id = ?";
        assertThat(number(programme, "select count(*) " + lines))
                .isEqualByComparingTo(expected.get("rows").decimalValue());
        assertThat(number(programme, "select count(s.net_kg) " + lines))
                .isEqualByComparingTo(expected.at("/Units/Ton").decimalValue());
        assertThat(number(programme, "select count(*) " + lines + " and (s.net_kg <= 0 or s.packages <= 0)"))
                .isZero();
        assertThat(number(programme, "select count(*) " + lines + " and s.packages is null and s.net_kg is null"))
                .isEqualByComparingTo(expected.get("quantity_nonpositive").decimalValue());
        assertThat(counts(programme, """
                select f.name,
                       count(*)
                  from shipment_waybill w
                  join shipment_leg l on l.id = w.leg_id
                  join registry_site f on f.id = l.from_site_id
                 where w.programme_id = ?
                 group by f.name
                """)).isEqualTo(counts(expected.get("Crossing")));
        assertThat(counts(programme, """
                select to_char(d.happened_at at time zone 'Asia/Gaza', 'YYYY-MM'),
                       count(*)
                  from shipment_declaration d
                  join shipment_waybill w on w.id = d.waybill_id
                 where w.programme_id = ?
                   and d.kind = 'RECEIVED'
                 group by 1
                """)).isEqualTo(counts(expected.get("rows_per_month")));

        ImportRun second = bring(historian, programme, "unrwa", UNRWA);
        assertAllRows(second, expected.get("rows").asLong());
        assertThat(second.rowsImported()).isZero();
    }

    /** A dash is unknown, never 0. */
    private void everyConsignmentIsTakenIn(JsonNode expected, ProgrammeEntry programme) throws Exception {
        Person historian = historian();
        ImportRun first = bring(historian, programme, "cogat", COGAT);
        assertAllRows(first, expected.get("rows").asLong());
        assertThat(first.rowsImported())
                .isEqualTo(expected.get("distinct_index").asLong());

        String lines = "from shipment_line s join shipment_waybill w on w.id = s.waybill_id where w.programme_id = ?";
        assertThat(number(programme, "select count(*) " + lines + " and s.net_kg is null"))
                .isEqualByComparingTo(expected.get("aid_tons_dash").decimalValue());
        assertThat(number(programme, "select round(sum(s.net_kg) / 1000, 3) " + lines))
                .isEqualByComparingTo(expected.get("aid_tons_sum").decimalValue());
        assertThat(counts(programme, """
                select f.name,
                       count(*)
                  from shipment_waybill w
                  join shipment_leg l on l.id = w.leg_id
                  join registry_site f on f.id = l.from_site_id
                 where w.programme_id = ?
                 group by f.name
                """)).isEqualTo(counts(expected.get("Route")));

        ImportRun second = bring(historian, programme, "cogat", COGAT);
        assertAllRows(second, expected.get("rows").asLong());
        assertThat(second.rowsImported()).isZero();
    }

    private BigDecimal number(ProgrammeEntry programme, String sql) throws SQLException {
        String text = text(programme, sql);
        return text == null ? BigDecimal.ZERO : new BigDecimal(text);
    }

    private @Nullable String text(ProgrammeEntry programme, String sql) throws SQLException {
        return counts(programme, "select '', (" + sql.strip() + ")", 2).get("");
    }

    private Map<String, Long> counts(ProgrammeEntry programme, String sql) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        counts(programme, sql, 2).forEach((name, count) -> counts.put(name, Long.valueOf(count)));
        return counts;
    }

    private Map<String, String> counts(ProgrammeEntry programme, String sql, int column) throws SQLException {
        Map<String, String> counts = new TreeMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, UUID.fromString(programme.id().toString()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getString(column));
                }
            }
        }
        return counts;
    }

    private static Map<String, Long> counts(JsonNode node) {
        Map<String, Long> counts = new TreeMap<>();
        node.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return counts;
    }
}
