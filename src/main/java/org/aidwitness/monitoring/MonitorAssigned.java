package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.aidwitness.gate.DispatchCondition;
import org.aidwitness.gate.DispatchFacts;
import org.aidwitness.gate.Reason;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.registry.Organisations;
import org.jspecify.annotations.Nullable;

/**
 * Somebody independent must be going to see the goods arrive, in a window that is not over: assigned to this delivery, or
 * behind an armed commitment that covers the place it goes to.
 */
@ApplicationScoped
class MonitorAssigned implements DispatchCondition {

    private static final String NAME = "monitor-assigned";
    private static final String OTHER_TIME = "window over, or not when the goods are there to be seen";

    private final Visits visits;
    private final CommitmentWatch commitments;
    private final Organisations organisations;

    MonitorAssigned(Visits visits, CommitmentWatch commitments, Organisations organisations) {
        this.visits = visits;
        this.commitments = commitments;
        this.organisations = organisations;
    }

    @Override
    public Answer check(DispatchFacts facts) {
        LocalDate today = LocalDate.ofInstant(facts.asOf(), ZoneOffset.UTC);
        SortedMap<String, String> seen = new TreeMap<>();
        List<Reason> unfit = new ArrayList<>();
        if (anyVisit(facts, today, seen, unfit) || anyCommitment(facts, today, seen, unfit)) {
            return new Answer(NAME, seen, List.of());
        }
        if (!unfit.isEmpty()) {
            return new Answer(NAME, seen, unfit);
        }
        return new Answer(
                NAME,
                seen,
                List.of(new Reason(
                        Code.NO_MONITOR_ASSIGNED,
                        "Nobody independent is assigned to see these goods arrive at " + facts.destinationName() + ".",
                        "This is lifted when a monitor is assigned, or a commitment for the place is armed.")));
    }

    private boolean anyVisit(DispatchFacts facts, LocalDate today, SortedMap<String, String> seen, List<Reason> unfit) {
        for (Visits.Watch visit : visits.watching(facts.waybill())) {
            String key = visit.visit().toString();
            if (!covers(visit.windowFrom(), visit.windowTo(), facts)) {
                seen.put(key, OTHER_TIME);
                continue;
            }
            @Nullable String tie = tie(visit.organisation(), facts, today);
            if (tie == null) {
                seen.put(key, independent(visit.organisation(), facts, today));
                return true;
            }
            seen.put(key, "tied: " + tie);
            unfit.add(new Reason(
                    Code.MONITOR_NOT_INDEPENDENT,
                    "The monitor who is assigned is not independent of this delivery: " + tie + ".",
                    "This is lifted when a monitor of another organisation is assigned."));
        }
        return false;
    }

    private boolean anyCommitment(
            DispatchFacts facts, LocalDate today, SortedMap<String, String> seen, List<Reason> unfit) {
        for (CommitmentWatch.Promised promised :
                commitments.watching(facts.programme(), facts.destination(), facts.asOf())) {
            String key = promised.commitment().toString();
            if (!covers(promised.windowFrom(), promised.windowTo(), facts)) {
                seen.put(key, OTHER_TIME);
                continue;
            }
            @Nullable String tie = tie(promised.organisation(), facts, today);
            if (tie != null) {
                seen.put(key, "tied: " + tie);
                unfit.add(new Reason(
                        Code.MONITOR_NOT_INDEPENDENT,
                        "Who committed to visits at " + facts.destinationName()
                                + " is not independent of this delivery: " + tie + ".",
                        "This is lifted by a commitment of another organisation."));
                continue;
            }
            if (!promised.accreditedOn(today)) {
                seen.put(key, "no accreditation holds today");
                unfit.add(new Reason(
                        Code.ACCREDITATION_LAPSED,
                        "Nobody who could come to " + facts.destinationName() + " is accredited any more.",
                        "This is lifted by a commitment with monitors who are."));
                continue;
            }
            seen.put(key, independent(promised.organisation(), facts, today));
            return true;
        }
        return false;
    }

    /** Money alone breaks no independence, and is never left unsaid. */
    private String independent(UUID organisation, DispatchFacts facts, LocalDate today) {
        @Nullable String funding = organisations.funding(organisation, facts.parties(), today);
        return funding == null ? "independent" : "independent, funded: " + funding;
    }

    private @Nullable String tie(UUID organisation, DispatchFacts facts, LocalDate today) {
        return organisations.tie(
                organisation, facts.parties(), today, facts.policy().independenceDepth());
    }

    /** Open after the goods arrive, and early enough for a visit that can still be accepted. */
    private static boolean covers(Instant windowFrom, Instant windowTo, DispatchFacts facts) {
        Instant arrival = facts.plannedArrival() == null ? facts.asOf() : facts.plannedArrival();
        Instant last = arrival.plus(Duration.ofDays(facts.policy().overdueDays()));
        return windowTo.isAfter(facts.asOf()) && windowTo.isAfter(arrival) && windowFrom.isBefore(last);
    }
}
