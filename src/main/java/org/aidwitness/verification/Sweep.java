package org.aidwitness.verification;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.aidwitness.verification.Deliveries.Standing;
import org.jboss.logging.Logger;

/**
 * Judges again where time alone may have changed the verdict, or where judging broke before; and when there is nothing of
 * these left, what is to be judged again though nothing was said. Any number of replicas may sweep at once.
 */
@ApplicationScoped
public class Sweep {

    /** The backlog is counted no further than this. */
    static final int MOST_COUNTED = 100_000;

    private static final Logger LOG = Logger.getLogger(Sweep.class);

    private final Verifier verifier;
    private final Deliveries deliveries;
    private final Unjudged unjudged;
    private final Stretches stretches;
    private final Clock clock;
    private final AtomicLong backlog = new AtomicLong();
    private final AtomicLong ahead = new AtomicLong();
    private final AtomicLong lastRun = new AtomicLong();
    private final AtomicBoolean rulesCompared = new AtomicBoolean();

    Sweep(
            Verifier verifier,
            Deliveries deliveries,
            Unjudged unjudged,
            Stretches stretches,
            Clock clock,
            MeterRegistry meters) {
        this.verifier = verifier;
        this.deliveries = deliveries;
        this.unjudged = unjudged;
        this.stretches = stretches;
        this.clock = clock;
        Gauge.builder("aidwitness.verification.sweep.backlog", backlog, AtomicLong::get)
                .description("Deliveries due to be judged again, as of the last sweep")
                .register(meters);
        Gauge.builder("aidwitness.verification.sweep.stretches", ahead, AtomicLong::get)
                .description(
                        "Stretches of ten thousand deliveries to be judged again, for their rules or policy changed")
                .register(meters);
        Gauge.builder("aidwitness.verification.sweep.last.run", lastRun, AtomicLong::get)
                .description("When the last sweep ran")
                .baseUnit("seconds")
                .register(meters);
    }

    /** As {@link #run}, now. */
    public int sweepOnce() {
        return run(clock.instant());
    }

    /**
     * Judges one batch, at most {@link CaseFile#MOST}, of what is due at that instant; returns how many were taken.
     * Where that is a whole batch there is more.
     */
    public int run(Instant now) {
        int taken = sweep(now);
        if (taken == 0) {
            taken = judgeAgain(now);
        }
        // A short batch means that nothing is left but what another replica is judging.
        backlog.set(
                taken < CaseFile.MOST
                        ? 0
                        : deliveries.countDue(now, MOST_COUNTED) + unjudged.countDue(now, MOST_COUNTED));
        ahead.set(stretches.count());
        lastRun.set(clock.instant().getEpochSecond());
        return taken;
    }

    /** The rules of a program do not change while it runs, so they are compared once. */
    private int judgeAgain(Instant now) {
        if (!rulesCompared.get()) {
            if (stretches.addAllIfRulesChanged(now)) {
                LOG.info("The rules have changed: all deliveries are judged again");
            }
            rulesCompared.set(true);
        }
        try {
            return takeStretch(now, held -> verifier.judgeHeld(held, now));
        } catch (RuntimeException spoiled) {
            if (!Faults.oneByOneHelps(spoiled)) {
                throw spoiled;
            }
            // What is due is judged one by one where it must be.
            return takeStretch(now, held -> deliveries.postpone(held.keySet(), now));
        }
    }

    private int takeStretch(Instant now, Consumer<Map<UUID, Standing>> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Map<UUID, Standing> held = stretches.take(now, CaseFile.MOST);
            if (!held.isEmpty()) {
                work.accept(held);
            }
            return held.size();
        });
    }

    private int sweep(Instant now) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                List<UUID> due = new ArrayList<>(deliveries.takeDue(now, CaseFile.MOST));
                due.addAll(unjudged.takeDue(now, CaseFile.MOST - due.size()));
                if (!due.isEmpty()) {
                    verifier.judge(due, now);
                }
                return due.size();
            });
        } catch (RuntimeException spoiled) {
            if (!Faults.oneByOneHelps(spoiled)) {
                throw spoiled;
            }
            LOG.errorf(spoiled, "A batch could not be judged; its deliveries are judged one by one");
            return sweepOneByOne(now);
        }
    }

    private int sweepOneByOne(Instant now) {
        List<UUID> due = new ArrayList<>(deliveries.peekDue(now, CaseFile.MOST));
        due.addAll(unjudged.peekDue(now, CaseFile.MOST - due.size()));
        for (UUID waybill : due) {
            try {
                verifier.judgeAlone(waybill, now);
            } catch (RuntimeException defect) {
                if (!Faults.oneByOneHelps(defect)) {
                    throw defect;
                }
                LOG.errorf(defect, "Delivery %s cannot be judged", waybill);
                verifier.putOff(waybill, now);
            }
        }
        return due.size();
    }
}
