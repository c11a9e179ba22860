package org.aidwitness.app;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.IntSupplier;
import org.aidwitness.journal.Sequencer;

/**
 * What runs when: all of it in this file. Each tick works in bounded transactions until nothing is left or its rounds are
 * used up, skips if the last tick still runs, and is safe on several replicas: whoever finds a row locked passes on.
 */
@ApplicationScoped
class Schedule {

    /** Rounds a tick may take before it lets others have the thread. */
    private static final int MOST_ROUNDS = 200;

    private final Sequencer sequencer;

    Schedule(Sequencer sequencer) {
        this.sequencer = sequencer;
    }

    /** Numbers what has been accepted. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void sequence() {
        repeat(sequencer::run);
    }

    private static void repeat(IntSupplier work) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (work.getAsInt() == 0) {
                return;
            }
        }
    }
}
