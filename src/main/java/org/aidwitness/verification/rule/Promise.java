package org.aidwitness.verification.rule;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody will look: by a commitment for the place, or by an assignment to this delivery. Never who will come.
 *
 * @param independent whether no relation path ties who promised to a party of the leg
 * @param armedAt from when on it counted
 * @param endedAt when it was taken back, or found kept or broken; null while it stands
 * @param leftAlone broken at this delivery's destination, and not only at another place
 */
public record Promise(
        UUID id,
        Kind kind,
        UUID organisation,
        boolean independent,
        State state,
        Instant windowFrom,
        Instant windowTo,
        Instant armedAt,
        @Nullable Instant endedAt,
        boolean leftAlone) {
    static final Comparator<Promise> ORDER =
            Comparator.comparing(Promise::armedAt).thenComparing(Promise::id);

    /** What it was made by. */
    public enum Kind {
        COMMITMENT,
        VISIT
    }

    /** Where it stands, by the words of the commitments. */
    public enum State {
        ARMED,
        FULFILLED,
        BREACHED,
        WITHDRAWN
    }

    public Promise {
        if (!windowTo.isAfter(windowFrom) || (state == State.ARMED) != (endedAt == null)) {
            throw new IllegalArgumentException("promise " + id);
        }
    }

    /** Whether a commitment came to this end by then. */
    boolean ended(State how, Instant now) {
        return kind == Kind.COMMITMENT && state == how && endedAt != null && !endedAt.isAfter(now);
    }

    /** As the gate reads it: its window is not over then, and reaches beyond the planned arrival. */
    boolean reaches(Instant then, @Nullable Instant plannedArrival) {
        return windowTo.isAfter(then) && (plannedArrival == null || windowTo.isAfter(plannedArrival));
    }

    /** Still standing after that instant. */
    boolean outlasts(Instant then) {
        return endedAt == null || endedAt.isAfter(then);
    }
}
