package org.aidwitness.monitoring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.aidwitness.kernel.GatePolicy;
import org.aidwitness.kernel.Policy;
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
 * @param standing the refusals that no visit has answered: those of the row, and all since it is held
 */
record PlaceHistory(boolean held, @Nullable Instant since, int refusals, int visits, List<Met> standing) {

    /** How many accounts must have told of the refusals that hold an area. */
    private static final int TELLERS_OF_AN_AREA = 2;

    static PlaceHistory of(Collection<Met> told, Policy policy) {
        boolean held = false;
        @Nullable Instant since = null;
        int refusals = 0;
        int visits = 0;
        List<Met> standing = new ArrayList<>();
        for (Met met : Met.once(told)) {
            if (met.kind() == Met.Kind.REFUSED) {
                refusals++;
                // A refusal among the visits that should release it, and they begin anew.
                visits = 0;
                standing.add(met);
                if (!held && hold(standing, policy.gate())) {
                    held = true;
                    since = met.at();
                }
            } else {
                refusals = 0;
                visits += held && met.opens(policy.unannouncedHours()) ? 1 : 0;
                boolean released = held && visits >= policy.gate().visitsToReopen();
                if (released) {
                    held = false;
                    since = met.at();
                    visits = 0;
                }
                if (!held) {
                    standing.clear();
                }
            }
        }
        return new PlaceHistory(held, since, refusals, visits, List.copyOf(standing));
    }

    /**
     * Refusals that were told of an area alone hold it only on the word of two accounts: an area is many people's food, and
     * days and pseudonyms are whatever one writer says they are. Where some were at the site itself, one word is enough, as
     * it is for a site.
     */
    private static boolean hold(List<Met> row, GatePolicy policy) {
        return row.size() >= policy.refusalsToHold()
                && (row.stream().anyMatch(met -> met.site() != null)
                        || row.stream().mapToInt(Met::teller).distinct().count() >= TELLERS_OF_AN_AREA);
    }

    /** Held by what happened at the site itself, and not in its area alone. */
    boolean heldOfItself() {
        return held && standing.stream().anyMatch(met -> met.site() != null);
    }

    /** When it was held; asked only of a place that is. */
    Instant heldSince() {
        if (!held || since == null) {
            throw new IllegalStateException("this place is not held");
        }
        return since;
    }

    /** What would release it, as a person reads it. */
    String lift(GatePolicy policy) {
        int missing = policy.visitsToReopen() - visits;
        return "This is lifted when " + missing
                + (missing == 1 ? " more unannounced visit is" : " unannounced visits are") + " completed there.";
    }
}
