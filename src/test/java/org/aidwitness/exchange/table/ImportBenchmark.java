package org.aidwitness.exchange.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.aidwitness.exchange.table.ImportRun.Mode;
import org.aidwitness.exchange.table.People.Person;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.Commodities;
import org.aidwitness.registry.CommodityEntry;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.Organisations;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.SiteEntry;
import org.aidwitness.registry.Sites;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/**
 * How fast a table of waybill lines comes in, beside a COPY of the very same rows into the very same tables, indexes,
 * constraints and journal queue included. A first import makes the rows and warms up; then COPY and import take turns.
 */
@QuarkusTest
@Tag("benchmark")
class ImportBenchmark {

    private static final Logger LOG = Logger.getLogger(ImportBenchmark.class);
    private static final int LINES = Integer.getInteger("benchmark.lines", 1_000_000);
    private static final int LINES_A_WAYBILL = 4;

    @Inject
    Imports imports;

    @Inject
    People people;

    @Inject
    Organisations organisations;

    @Inject
    Sites sites;

    @Inject
    Commodities commodities;

    @Inject
    DataSource database;

    @Test
    void import_vs_copy() throws Exception {
        Person clerk = people.somebody("benchmark", Set.of(Role.LOGISTICS));
        UUID own = Objects.requireNonNull(clerk.actor().organisation());
        String sender = organisations.find(own).orElseThrow().code();
        organisations.ensure(clerk.actor(), null, "benchmark-receiver", "Receiver", OrganisationEntry.Kind.NGO);
        sites.ensure(clerk.actor(), null, "benchmark-port", "Port", SiteEntry.Kind.PORT, null);
        for (int i = 0; i < 50; i++) {
            sites.ensure(clerk.actor(), null, "benchmark-site-" + i, "Site " + i, SiteEntry.Kind.FDP, null);
        }
        commodities.ensure(clerk.actor(), null, "benchmark-rice", "Rice", CommodityEntry.Class.FOOD);
        Path table = Files.createTempFile("benchmark", ".csv");
        Path copies = Files.createTempDirectory("benchmark");
        try {
            write(table, sender);
            ProgrammeEntry first = people.programme("benchmark", Instant.parse("2030-01-01T00:00:00Z"));
            double warm = bring(clerk, first, table);
            ProgrammeEntry copied = people.programme("benchmark", Instant.parse("2030-01-01T00:00:00Z"));
            double copy = copy(first, copied, copies);
            ProgrammeEntry second = people.programme("benchmark", Instant.parse("2030-01-01T00:00:00Z"));
            double imported = bring(clerk, second, table);
            LOG.infof(
                    "| `import-vs-copy` | import of %d waybill lines beside COPY of the same rows | %s | ratio | ≥ 0.5 |"
                            + " mvn test -Pbenchmark -Dtest=ImportBenchmark | %d processors, heap %d MB | %s |",
                    LINES,
                    String.format(Locale.ROOT, "%.2f", copy / imported),
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.getRuntime().maxMemory() / 1024 / 1024,
                    LocalDate.now(ZoneOffset.UTC));
            LOG.infof(
                    "import %s s (first %s s), COPY %s s",
                    String.format(Locale.ROOT, "%.1f", imported),
                    String.format(Locale.ROOT, "%.1f", warm),
                    String.format(Locale.ROOT, "%.1f", copy));
        } finally {
            Files.delete(table);
            try (java.util.stream.Stream<Path> files = Files.list(copies)) {
                files.forEach(file -> file.toFile().delete());
            }
            Files.delete(copies);
        }
    }

    private static void write(Path table, String sender) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(table)) {
            out.write("waybill,consignment,from,to,consignor,consignee,mode,vehicle,planned departure,planned arrival,"
                    + "line,commodity,description,packages,package unit,net kg,value usd\n");
            for (int i = 0; i < LINES; i++) {
                int waybill = i / LINES_A_WAYBILL;
                out.write("B-" + waybill + ",benchmark,benchmark-port,benchmark-site-" + waybill % 50 + "," + sender
                        + ",benchmark-receiver,ROAD,KL-" + waybill % 997 + ",2026-03-01,2026-03-09," + i
                        + ",benchmark-rice,\"Rice, white, 5 % broken\"," + (100 + i % 400) + ",bag,"
                        + (5000 + i % 20_000) + "," + (2000 + i % 7000) + ".50\n");
            }
        }
    }

    private double bring(Person clerk, ProgrammeEntry programme, Path table) throws IOException {
        long begin = System.nanoTime();
        try (InputStream in = Files.newInputStream(table)) {
            ImportRun run = imports.run(
                    clerk.actor(),
                    new Imports.Order(programme.code(), "aidwitness-waybills", Mode.ALL, false, "benchmark.csv"),
                    in);
            assertThat(run.status()).isEqualTo("SAVED");
            assertThat(run.rowsImported()).isEqualTo(LINES);
        }
        return seconds(begin);
    }

    /** The rows of one programme again for another, under new ids of the same shape. */
    private double copy(ProgrammeEntry from, ProgrammeEntry to, Path folder) throws Exception {
        String newId = "md5(%s::text || '" + to.code() + "')::uuid";
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("shipment_waybill", """
                select NEW(id), 'FRESH'::uuid, leg_id, number, consignor_id, consignee_id, carrier_id, mode, vehicle, seals,
                       planned_departure, planned_arrival, import_run_id, content_sha256, accepted_at, accepted_by
                  from shipment_waybill
                 where programme_id = 'OLD'""");
        tables.put("shipment_line", """
                select NEW(s.id), NEW(s.waybill_id), s.key, s.commodity_id, s.description, s.lot_id, s.best_before,
                       s.packages, s.package_unit, s.kg_per_package, s.net_kg, s.included_in, s.value_usd, s.attributes,
                       s.import_run_id, s.content_sha256
                  from shipment_line s
                  join shipment_waybill w on w.id = s.waybill_id
                 where w.programme_id = 'OLD'""");
        tables.put("journal_queue", """
                select id + 1000000000000, kind, NEW(statement), NEW(subject), 'FRESH'::uuid, actor, content_sha256,
                       accepted_at
                  from journal_queue
                 where programme_id = 'OLD'""");
        try (Connection connection = database.getConnection()) {
            PGConnection postgres = connection.unwrap(PGConnection.class);
            for (Map.Entry<String, String> one : tables.entrySet()) {
                String select = one.getValue()
                        .replaceAll("NEW\\(([a-z_.]+)\\)", newId.replace("%s", "$1"))
                        .replace("FRESH", to.id().toString())
                        .replace("OLD", from.id().toString());
                try (OutputStream out = Files.newOutputStream(folder.resolve(one.getKey()))) {
                    postgres.getCopyAPI().copyOut("copy (" + select + ") to stdout", out);
                }
            }
            connection.setAutoCommit(false);
            long begin = System.nanoTime();
            for (String table : tables.keySet()) {
                try (InputStream in = Files.newInputStream(folder.resolve(table))) {
                    postgres.getCopyAPI().copyIn("copy " + table + " from stdin", in, 1024 * 1024);
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            return seconds(begin);
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
