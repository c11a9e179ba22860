package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.aidwitness.gate.DispatchCondition;
import org.aidwitness.gate.DispatchFacts;
import org.aidwitness.gate.Reason;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.registry.Organisations;
import org.jspecify.annotations.Nullable;

/** Somebody independent must be assigned to see the goods arrive, in a window that is not over. */
@ApplicationScoped
class MonitorAssigned implements DispatchCondition {

    private final Visits visits;
    private final Organisations organisations;

    MonitorAssigned(Visits visits, Organisations organisations) {
        this.visits = visits;
        this.organisations = organisations;
    }

    @Override
    public Answer check(DispatchFacts facts) {
        LocalDate today = LocalDate.ofInstant(facts.asOf(), ZoneOffset.UTC);
        SortedMap<String, String> seen = new TreeMap<>();
        List<Reason> tied = new ArrayList<>();
        for (Visits.Watch visit : visits.watching(facts.waybill())) {
            if (!covers(visit, facts)) {
                seen.put(visit.visit().toString(), "window over or before the planned arrival");
                continue;
            }
            @Nullable String tie = organisations.tie(
                    visit.organisation(), facts.parties(), today, facts.policy().independenceDepth());
            if (tie == null) {
                seen.put(visit.visit().toString(), "independent");
                return new Answer("monitor-assigned", seen, List.of());
            }
            seen.put(visit.visit().toString(), "tied: " + tie);
            tied.add(new Reason(
                    Code.MONITOR_NOT_INDEPENDENT,
                    "The monitor who is assigned is not independent of this delivery: " + tie + ".",
                    "This is lifted when a monitor of another organisation is assigned."));
        }
        if (!tied.isEmpty()) {
            return new Answer("monitor-assigned", seen, tied);
        }
        return new Answer(
                "monitor-assigned",
                seen,
                List.of(new Reason(
                        Code.NO_MONITOR_ASSIGNED,
                        "Nobody independent is assigned to see these goods arrive at " + facts.destinationName() + ".",
                        "This is lifted when a monitor is assigned.")));
    }

    private static boolean covers(Visits.Watch visit, DispatchFacts facts) {
        boolean open = visit.windowTo().isAfter(facts.asOf());
        return open && (facts.plannedArrival() == null || visit.windowTo().isAfter(facts.plannedArrival()));
    }
}
