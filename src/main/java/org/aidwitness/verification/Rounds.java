package org.aidwitness.verification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.aidwitness.verification.rule.ProgrammeCase;
import org.jboss.logging.Logger;

/**
 * Goes round the programmes and judges each as a whole: once a day, and within the hour after something was said in it.
 * Each in a transaction of its own, so that a broken one stops nobody and a round that is cut short goes on where it was.
 * Any number of replicas may do so at once.
 */
@ApplicationScoped
public class Rounds {

    /** Programmes that one call looks at. */
    static final int MOST = 50;

    /** The backlog is counted no further than this. */
    private static final int MOST_COUNTED = 10_000;

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final RoundFile files;
    private final RoundCalendar calendar;
    private final Reconciliation reconciliation;
    private final Clock clock;
    private final Counter judged;
    private final Counter failed;
    private final AtomicLong backlog = new AtomicLong();
    private final AtomicLong lastRun = new AtomicLong();

    Rounds(RoundFile files, RoundCalendar calendar, Reconciliation reconciliation, Clock clock, MeterRegistry meters) {
        this.files = files;
        this.calendar = calendar;
        this.reconciliation = reconciliation;
        this.clock = clock;
        this.judged = Counter.builder("aidwitness.verification.rounds.judged")
                .description("Programmes judged as a whole")
                .register(meters);
        this.failed = Counter.builder("aidwitness.verification.rounds.failed")
                .description("Programmes that could not be judged and will be tried again")
                .register(meters);
        Gauge.builder("aidwitness.verification.rounds.backlog", backlog, AtomicLong::get)
                .description("Programmes due to be judged, as of the last round")
                .register(meters);
        Gauge.builder("aidwitness.verification.rounds.last.run", lastRun, AtomicLong::get)
                .description("When the last round ran")
                .baseUnit("seconds")
                .register(meters);
    }

    /** As {@link #run}, now. */
    public int goOnce() {
        return run(clock.instant());
    }

    /** Judges this programme now, where it is due; for who plays one programme and leaves the others alone. */
    public void goOnce(UUID programme) {
        Instant now = clock.instant();
        calendar.enrol(now);
        judge(programme, now);
    }

    /**
     * Judges what is due at that instant, at most 50 programmes; returns how many it was done with, judged or put off.
     * Zero where nothing is due, or others are at all of it.
     */
    public int run(Instant now) {
        calendar.enrol(now);
        int done = 0;
        for (UUID programme : calendar.peekDue(now, MOST)) {
            if (judge(programme, now)) {
                done++;
            }
        }
        backlog.set(calendar.countDue(now, MOST_COUNTED));
        lastRun.set(clock.instant().getEpochSecond());
        return done;
    }

    /** Judges one programme if it is due and nobody else is at it; true where it was judged, or put off. */
    boolean judge(UUID programme, Instant now) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                boolean mine = calendar.take(programme, now);
                if (mine) {
                    ProgrammeCase round = files.of(programme, now);
                    reconciliation.reconcile(RoundJudgement.of(round, files.flags(round)));
                    calendar.judged(programme, now);
                    judged.increment();
                }
                return mine;
            });
        } catch (RuntimeException defect) {
            if (!Faults.oneByOneHelps(defect)) {
                throw defect;
            }
            LOG.errorf(defect, "Programme %s cannot be judged", programme);
            failed.increment();
            calendar.putOff(programme, now);
            return true;
        }
    }
}
