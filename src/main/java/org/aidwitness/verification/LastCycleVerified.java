package org.aidwitness.verification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.aidwitness.gate.DispatchCondition;
import org.aidwitness.gate.DispatchFacts;
import org.aidwitness.gate.Duty;
import org.aidwitness.gate.Reason;
import org.aidwitness.kernel.GatePolicy;
import org.aidwitness.kernel.Refusal.Code;
import org.hibernate.StatelessSession;

/**
 * Of what reached this place in the last cycle, enough must have been seen. A little too few is made good by a second
 * visit; far too few holds the goods. Deliveries that may still wait for their visit do not count.
 */
@ApplicationScoped
class LastCycleVerified implements DispatchCondition {

    private static final String NAME = "last-cycle-verified";

    /** Fewer say nothing: one of two is no share. */
    private static final int FEWEST = 5;

    private static final int WHOLE_BP = 10_000;

    private static final String CYCLE = """
            select count(*) as deliveries,
                   count(*) filter (where assurance in ('OVERDUE', 'UNVERIFIED')) as unverified
              from verification_delivery
             where site_id = :site
               and programme_id = :programme
               and final
               and last_at >= :from
               and received_at >= :from
               and received_at <= :to
               and assurance not in ('AWAITING_VISIT', 'ON_THE_WAY')""";

    private record Cycle(long deliveries, long unverified) {

        long shareBp() {
            return deliveries == 0 ? 0 : unverified * WHOLE_BP / deliveries;
        }
    }

    private final StatelessSession session;

    LastCycleVerified(StatelessSession session) {
        this.session = session;
    }

    @Override
    public Answer check(DispatchFacts facts) {
        GatePolicy policy = facts.policy().gate();
        Cycle cycle = session.createNativeQuery(CYCLE, Cycle.class)
                .setParameter("site", facts.destination())
                .setParameter("programme", facts.programme())
                .setParameter("from", facts.asOf().minus(Duration.ofDays(policy.cycleDays())))
                .setParameter("to", facts.asOf())
                .getSingleResult();
        SortedMap<String, String> seen = new TreeMap<>();
        seen.put("deliveries", Long.toString(cycle.deliveries()));
        seen.put("unverified", Long.toString(cycle.unverified()));
        if (cycle.deliveries() < FEWEST || cycle.shareBp() <= policy.unverifiedConditionBp()) {
            return new Answer(NAME, seen, List.of());
        }
        String count = cycle.unverified() + " of " + cycle.deliveries() + " deliveries that reached "
                + facts.destinationName() + " in the last " + policy.cycleDays() + " days were not verified";
        if (cycle.shareBp() > policy.unverifiedHoldBp()) {
            return new Answer(
                    NAME,
                    seen,
                    List.of(new Reason(
                            Code.TOO_LITTLE_VERIFIED,
                            count + ".",
                            "This is lifted when visits to them are made and accepted, or as they grow older than the"
                                    + " cycle.")));
        }
        Instant arrival = facts.plannedArrival() == null ? facts.asOf() : facts.plannedArrival();
        return new Answer(
                NAME,
                seen,
                List.of(),
                List.of(new Duty(
                        Duty.Code.SECOND_VISIT,
                        count + ", so a second monitor looks at this one too.",
                        arrival.plus(Duration.ofDays(policy.dutyDays())))));
    }
}
