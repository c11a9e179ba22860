package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.aidwitness.dashboard.Balances;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;
import org.aidwitness.verification.World.Stage;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What kept sums cost those who write, and save those who read: storing 500 judgements with and without the triggers, in
 * turns, and the overview's figures beside one aggregate over all deliveries. {@code -Dbenchmark.deliveries}, {@code
 * -Dbenchmark.bare}. Prints rows for docs/benchmarks.md.
 */
@QuarkusTest
@Tag("benchmark")
class SumsBenchmark {

    private static final Logger LOG = Logger.getLogger(SumsBenchmark.class);
    private static final int DELIVERIES = Integer.getInteger("benchmark.deliveries", 20_000);

    /** Deliveries of which only the verdict stands in the table: more to add up. */
    private static final int BARE = Integer.getInteger("benchmark.bare", 80_000);

    /** The first batches also warm up. */
    private static final int WARM = 4;

    private static final int READS = 11;

    /** On the day after the receipts, and when they have waited too long. */
    private static final List<Instant> TIMES =
            List.of(Instant.parse("2026-05-24T00:00:00Z"), Instant.parse("2027-03-01T00:00:00Z"));

    @Inject
    World world;

    @Inject
    CaseFile cases;

    @Inject
    Deliveries deliveries;

    @Inject
    Sums sums;

    @Inject
    SumAudit audit;

    @Inject
    Programmes programmes;

    @Inject
    Balances balances;

    @Inject
    DataSource database;

    @Test
    void sums_are_cheap_to_keep_and_to_read() throws SQLException {
        Stage stage = world.stage();
        Mass mass = new Mass(world, stage, Math.max(10, DELIVERIES / 200));
        for (int at = 1; at <= DELIVERIES; at += 2_000) {
            mass.add(at, Math.min(DELIVERIES, at + 1_999));
        }
        world.maintain();
        List<List<Double>> first = List.of(new ArrayList<>(), new ArrayList<>());
        List<List<Double>> again = List.of(new ArrayList<>(), new ArrayList<>());
        int batch = 0;
        for (int at = 1; at + CaseFile.MOST - 1 <= DELIVERIES; at += CaseFile.MOST) {
            List<UUID> ids = ids(mass, at);
            int kept = batch % 2;
            triggers(kept == 1);
            first.get(kept).add(store(ids, TIMES.get(0)));
            again.get(kept).add(store(ids, TIMES.get(1)));
            batch++;
        }
        triggers(true);
        row("sums-store", "storing 500 first verdicts, without and with the sums", first);
        row("sums-store", "storing 500 other verdicts on them, without and with the sums", again);

        for (int at = DELIVERIES + 1; at <= DELIVERIES + BARE; at += 2_000) {
            mass.addBare(at, Math.min(DELIVERIES + BARE, at + 1_999));
        }
        world.ask("select verification_mend_sums(?)", stage.programme());
        while (sums.settleOnce() > 0) {}
        world.maintain();
        ProgrammeEntry programme = programmes.byCode(stage.code()).orElseThrow();
        List<List<Double>> reads = List.of(new ArrayList<>(), new ArrayList<>());
        for (int read = 0; read < READS; read++) {
            reads.get(0).add(millis(() -> world.ask("""
                            select count(*) || ' ' || sum(given_kg) || ' ' || sum(arrived_kg) || ' ' || sum(lost_kg)
                                     || ' ' || sum(open_kg) || ' ' || min(dispatched_at) || ' ' || max(last_at)
                              from dashboard_row
                             where programme_id = ?""", stage.programme())));
            reads.get(1).add(millis(() -> balances.of(programme)));
        }
        row(
                "sums-read",
                "one aggregate over " + (DELIVERIES + BARE) + " deliveries, and the overview's figures from the sums",
                reads);
        double audited = millis(() -> assertThat(
                        QuarkusTransaction.requiringNew().call(() -> audit.differences(stage.programme())))
                .isEmpty());
        LOG.infof("audit of %d deliveries: %.0f ms", DELIVERIES + BARE, audited);
    }

    private List<UUID> ids(Mass mass, int from) {
        List<UUID> ids = new ArrayList<>();
        for (int n = from; n < from + CaseFile.MOST; n++) {
            ids.add(UUID.fromString(
                    String.valueOf(world.ask("select " + mass.waybill() + " from (select ? as n) n", n))));
        }
        return ids;
    }

    private double store(List<UUID> ids, Instant now) {
        return QuarkusTransaction.requiringNew().timeout(600).call(() -> {
            List<Judgement> judgements =
                    cases.read(ids, now).dossiers().stream().map(Judgement::of).toList();
            return millis(() -> deliveries.store(judgements, Map.of()));
        });
    }

    private void triggers(boolean on) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set role none");
            for (String verb : List.of("insert", "update")) {
                statement.execute("alter table verification_delivery " + (on ? "enable" : "disable")
                        + " trigger verification_delivery_sum_on_" + verb);
            }
            statement.execute("set role aidwitness_app");
        }
    }

    private static double millis(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e6;
    }

    private static double median(List<Double> times) {
        List<Double> sorted =
                times.stream().skip(times.size() > WARM * 2 ? WARM : 0).sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void row(String id, String what, List<List<Double>> times) {
        double without = median(times.get(0));
        double with = median(times.get(1));
        LOG.infof(
                "| %s | %s: %s ms | %s | ratio | | `mvn test -Pbenchmark -Dtest=SumsBenchmark` |",
                id,
                what,
                String.format(Locale.ROOT, "%.1f and %.1f", without, with),
                String.format(Locale.ROOT, "%.3f", with / without));
    }
}
