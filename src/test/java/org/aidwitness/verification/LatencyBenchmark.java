package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.aidwitness.journal.Journal;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.verification.World.Parcel;
import org.aidwitness.verification.World.Stage;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long after a statement was accepted its verdict stands, while the program's own schedule numbers and judges. Prints
 * a row for docs/benchmarks.md.
 */
@QuarkusTest
@TestProfile(LatencyBenchmark.Scheduled.class)
@Tag("benchmark")
class LatencyBenchmark {

    /** The schedule is on. */
    public static class Scheduled implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.scheduler.enabled", "true");
        }
    }

    private static final Logger LOG = Logger.getLogger(LatencyBenchmark.class);
    private static final int STATEMENTS = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    World world;

    @Inject
    Journal journal;

    @Test
    void a_verdict_follows_within_a_second() throws InterruptedException {
        Stage stage = world.stage();
        Random random = new Random(11);
        double[] millis = new double[STATEMENTS];
        for (int statement = 0; statement < STATEMENTS; statement++) {
            // At any moment between two looks of the schedule.
            Thread.sleep(random.nextInt(1_000));
            millis[statement] = latency(stage);
        }
        Arrays.sort(millis);
        LOG.infof(
                "| verdict-latency | from the commit that accepts a statement to the commit of its verdict, %d statements at"
                        + " random moments: p50 %s, p95 %s, longest | %s | ms | < 1000 |"
                        + " `mvn test -Pbenchmark -Dtest=LatencyBenchmark` |",
                STATEMENTS,
                text(millis[STATEMENTS / 2]),
                text(millis[STATEMENTS * 95 / 100]),
                text(millis[STATEMENTS - 1]));
    }

    private double latency(Stage stage) throws InterruptedException {
        Parcel parcel = world.parcel(stage, 1_000);
        world.dispatch(parcel, World.START);
        world.receive(parcel, World.START.plus(Duration.ofHours(20)), new BigDecimal("1000"));
        QuarkusTransaction.requiringNew()
                .run(() -> journal.record(
                        Actor.SYSTEM,
                        new Journal.Statement(
                                "shipment.received",
                                World.id(),
                                parcel.waybill(),
                                stage.programme(),
                                Sha256.of(new byte[0]),
                                Instant.now())));
        long accepted = System.nanoTime();
        while (world.ask("select 1 from verification_delivery where waybill_id = ?", parcel.waybill()) == null) {
            assertThat(Duration.ofNanos(System.nanoTime() - accepted)).isLessThan(PATIENCE);
            Thread.sleep(2);
        }
        return (System.nanoTime() - accepted) / 1e6;
    }

    private static String text(double millis) {
        return String.format(Locale.ROOT, "%.0f", millis);
    }
}
