package org.aidwitness.scenario;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The time of a story on the thread that tells it, the real time everywhere else.
 *
 * <p>The demonstration shows ten months that were lived through: each statement has the time at which it was accepted,
 * and each dispatch went through the gate as the world was then. Doors take no time from their callers, and shall not,
 * so an invented past can only be played under a clock that tells it. Only this package can shift the clock, and only
 * for one act on its own thread: requests and the schedule, on their threads, never see anything but the real time.
 */
public final class StoryClock extends Clock {

    private static final ThreadLocal<@Nullable Instant> TOLD = new ThreadLocal<>();

    private final InstantSource real;

    public StoryClock(InstantSource real) {
        this.real = real;
    }

    /** Plays an act at its own time. Acts do not nest. */
    static void at(Instant instant, Runnable act) {
        if (TOLD.get() != null) {
            throw new IllegalStateException("one act is being told already");
        }
        TOLD.set(instant);
        try {
            act.run();
        } finally {
            TOLD.remove();
        }
    }

    @Override
    public Instant instant() {
        Instant told = TOLD.get();
        return told == null ? real.instant() : told;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The house counts in UTC");
    }
}
