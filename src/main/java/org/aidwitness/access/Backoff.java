package org.aidwitness.access;

import java.time.Duration;
import java.time.Instant;

/**
 * How long an account waits after wrong attempts: five are free, then each further one doubles the wait, from a minute to
 * an hour. A value without a clock or a store; the caller keeps both numbers with the account, and {@link #NONE} after a
 * success.
 *
 * @param failures wrong attempts in a row, none further than 15 minutes after the wait before it was over
 * @param lastFailure when the latest of them was
 */
record Backoff(int failures, Instant lastFailure) {

    static final Backoff NONE = new Backoff(0, Instant.EPOCH);

    static final int FREE_FAILURES = 5;
    static final Duration MEMORY = Duration.ofMinutes(15);
    static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** So many doublings exceed the longest wait; more would only overflow. */
    private static final int MOST_DOUBLINGS = 6;

    Backoff {
        if (failures < 0) {
            throw new IllegalArgumentException("There cannot be fewer than no failures");
        }
    }

    /** The earliest instant at which the next attempt may be looked at; it is now if that is now. */
    Instant nextAttempt(Instant now) {
        Instant end = lastFailure.plus(waiting());
        return isForgotten(now) || !end.isAfter(now) ? now : end;
    }

    /** Whether an attempt at this instant must be turned away unread. Such an attempt is no further failure. */
    boolean mustWait(Instant now) {
        return nextAttempt(now).isAfter(now);
    }

    /** What to keep after a wrong attempt at this instant. */
    Backoff failed(Instant now) {
        // A number that has long stopped to matter need not grow until it overflows.
        return isForgotten(now) ? new Backoff(1, now) : new Backoff(Math.min(failures, 1_000) + 1, now);
    }

    private Duration waiting() {
        if (failures < FREE_FAILURES) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(failures - FREE_FAILURES, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }

    /**
     * The memory begins when the wait ends; otherwise whoever sits out a long wait would have five free attempts again.
     * A failure in the far future was noted by a clock that was set back since, and must not lock anybody out until
     * then; in the near future, by another machine whose clock is a little ahead.
     */
    private boolean isForgotten(Instant now) {
        return !now.isBefore(lastFailure.plus(waiting()).plus(MEMORY)) || lastFailure.isAfter(now.plus(LONGEST_WAIT));
    }
}
