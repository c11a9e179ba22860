package org.aidwitness.app;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.aidwitness.access.Speaking;
import org.aidwitness.journal.Sequencer;
import org.aidwitness.monitoring.CommitmentWindows;
import org.aidwitness.monitoring.DrawMaking;
import org.aidwitness.monitoring.SiteDays;
import org.aidwitness.shipment.Stocks;
import org.aidwitness.verification.Following;
import org.aidwitness.verification.Rounds;
import org.aidwitness.verification.SumAudit;
import org.aidwitness.verification.Sums;
import org.aidwitness.verification.Sweep;

/**
 * What runs when: all of it in this file. Each tick works in bounded transactions until nothing is left or its rounds are
 * used up, skips if the last tick still runs, and is safe on several replicas: whoever finds a row locked passes on.
 */
@ApplicationScoped
class Schedule {

    /** Rounds a tick may take before it lets others have the thread. */
    private static final int MOST_ROUNDS = 200;

    private static final int LOOKS = 3;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    private final Sequencer sequencer;
    private final Following following;
    private final Sweep sweep;
    private final Rounds rounds;
    private final CommitmentWindows windows;
    private final DrawMaking draws;
    private final Stocks stocks;
    private final SiteDays siteDays;
    private final Sums sums;
    private final SumAudit audit;
    private final Speaking speaking;

    Schedule(
            Sequencer sequencer,
            Following following,
            Sweep sweep,
            Rounds rounds,
            CommitmentWindows windows,
            DrawMaking draws,
            Stocks stocks,
            SiteDays siteDays,
            Sums sums,
            SumAudit audit,
            Speaking speaking) {
        this.sequencer = sequencer;
        this.following = following;
        this.sweep = sweep;
        this.rounds = rounds;
        this.windows = windows;
        this.draws = draws;
        this.stocks = stocks;
        this.siteDays = siteDays;
        this.sums = sums;
        this.audit = audit;
        this.speaking = speaking;
    }

    /**
     * Numbers what has been accepted, and at once judges the deliveries it is about. A tick comes once a second and looks
     * more than once, so that a verdict never waits for a whole second.
     */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void follow() {
        speaking.runAsProgram(() -> {
            for (int look = 1; look <= LOOKS; look++) {
                repeat(sequencer::run);
                repeat(following::followOnce);
                if (look < LOOKS) {
                    LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                }
            }
        });
    }

    /** Judges the deliveries about which time alone may have changed something. */
    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() {
        speaking.runAsProgram(() -> repeat(sweep::sweepOnce));
    }

    /** Judges programmes as a whole: daily, and within the hour after something was said. */
    @Scheduled(every = "60s", concurrentExecution = ConcurrentExecution.SKIP)
    void goRound() {
        speaking.runAsProgram(() -> repeat(rounds::goOnce));
    }

    /** Says what became of promised visits whose window is over; what cannot be said now is tried at the next tick. */
    @Scheduled(every = "60s", concurrentExecution = ConcurrentExecution.SKIP)
    void endWindows() {
        speaking.runAsProgram(windows::endWindows);
    }

    /** Makes the draws whose custodians have spoken, or whose time to speak is over. */
    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void draw() {
        speaking.runAsProgram(() -> repeat(draws::makeOnce));
    }

    /** Folds what was appended to the kept sums, so that readers find few rows. */
    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void settle() {
        speaking.runAsProgram(() -> {
            repeat(sums::settleOnce);
            repeat(stocks::settleOnce);
            repeat(siteDays::settleOnce);
        });
    }

    /** Holds the kept sums of each programme against its rows, once a day. */
    @Scheduled(every = "10m", concurrentExecution = ConcurrentExecution.SKIP)
    void audit() {
        speaking.runAsProgram(() -> repeat(audit::auditOnce));
    }

    private static void repeat(IntSupplier work) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (work.getAsInt() == 0) {
                return;
            }
        }
    }
}
