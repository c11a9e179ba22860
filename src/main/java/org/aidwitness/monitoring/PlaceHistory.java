package org.aidwitness.monitoring;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.GatePolicy;
import org.jspecify.annotations.Nullable;

/**
 * Whether a place lets itself be seen, from what monitors met with there: docs/domain.md, section 5. So many refusals in a
 * row hold it, so many completed unannounced visits release it. Pure; the order in which statements came in does not
 * matter, only when things happened.
 *
 * @param held whether goods to this place wait
 * @param since when the state began: of the refusal that held it, or the visit that released it; null where nothing was
 * @param refusals in a row, up to now
 * @param visits unannounced ones completed since it is held
 */
record PlaceHistory(boolean held, @Nullable Instant since, int refusals, int visits) {

    /** What a monitor met with. */
    enum Kind {
        REFUSED,
        /** Came announced or escorted, and saw: no refusal, and no proof that the place is open. */
        ANNOUNCED_VISIT,
        UNANNOUNCED_VISIT
    }

    /** One thing that happened; {@code source} is the statement that says so. */
    record Event(UUID source, Kind kind, Instant at) {}

    private static final PlaceHistory UNTROUBLED = new PlaceHistory(false, null, 0, 0);

    static PlaceHistory of(List<Event> events, GatePolicy policy) {
        PlaceHistory place = UNTROUBLED;
        for (Event event : events.stream()
                .sorted(Comparator.comparing(Event::at).thenComparing(Event::source))
                .toList()) {
            place = place.after(event, policy);
        }
        return place;
    }

    private PlaceHistory after(Event event, GatePolicy policy) {
        if (event.kind() == Kind.REFUSED) {
            int row = refusals + 1;
            boolean begins = !held && row >= policy.refusalsToHold();
            // A refusal among the visits that should release it, and they begin anew.
            return new PlaceHistory(held || begins, begins ? event.at() : since, row, 0);
        }
        if (!held) {
            return new PlaceHistory(false, since, 0, 0);
        }
        int seen = visits + (event.kind() == Kind.UNANNOUNCED_VISIT ? 1 : 0);
        return seen >= policy.visitsToReopen()
                ? new PlaceHistory(false, event.at(), 0, 0)
                : new PlaceHistory(true, since, 0, seen);
    }

    /** What would release it, as a person reads it. */
    String lift(GatePolicy policy) {
        int missing = policy.visitsToReopen() - visits;
        return "This is lifted when " + missing
                + (missing == 1 ? " more unannounced visit is" : " unannounced visits are") + " completed there.";
    }
}
