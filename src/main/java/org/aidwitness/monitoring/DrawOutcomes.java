package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.monitoring.draw.DrawRule;
import org.aidwitness.monitoring.draw.Population;
import org.aidwitness.monitoring.draw.StopRule;
import org.aidwitness.monitoring.draw.StopRule.Decision;
import org.aidwitness.monitoring.draw.StopRule.Standing;
import org.aidwitness.monitoring.draw.Stratum;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What the visits of a draw have shown so far. Counts only: which deliveries were drawn stays sealed. */
@ApplicationScoped
public class DrawOutcomes {

    private static final String FILES = """
            select d.population,
                   d.rule
              from monitoring_draw d
              join monitoring_draw_result r on r.draw_id = d.id
             where d.id = :draw""";

    // What a second person turned down counts as if it had not been said. What came too late counts as not seen. A
    // second
    // visit can only make a unit worse: that it did not happen says nothing, and it does not stand for the first.
    private static final String SEEN = """
            select s.stratum,
                   coalesce(e.window_to, d.published_at) <= :now as over,
                   s.monitor is null as nobody,
                   coalesce(bool_or(a.bad), false) as bad,
                   coalesce(bool_or(a.own and not a.bad and a.reviewed), false) as good,
                   coalesce(bool_or(a.own and not a.bad and not a.reviewed), false) as waiting
              from monitoring_draw d
              join monitoring_draw_selection s on s.draw_id = d.id
              left join monitoring_draw_extension e on e.draw_id = s.draw_id and e.number = s.extension
              left join monitoring_draw_second b on b.draw_id = s.draw_id and b.waybill_id = s.waybill_id
              left join lateral (
                select t.organisation_id = s.organisation_id as own,
                       t.verdict <> 'CONFIRMED'
                         or t.organisation_id = s.organisation_id
                           and (not t.independent or t.accepted_at > coalesce(e.window_to, d.published_at)) as bad,
                       v.accepted is not null as reviewed
                  from monitoring_attestation t
                  left join lateral (select w.accepted
                                       from monitoring_review w
                                      where w.attestation_id = t.id
                                      order by w.reviewed_at desc, w.id
                                      limit 1) v on true
                 where t.waybill_id = s.waybill_id
                   and (t.organisation_id = s.organisation_id and (t.visit_id is null or t.visit_id = s.visit_id)
                        or t.organisation_id = b.organisation_id and (t.visit_id is null or t.visit_id = b.visit_id))
                   and t.happened_at >= coalesce(e.window_from, d.window_from)
                   and coalesce(v.accepted, true)
                   and not exists (select from monitoring_attestation later where later.supersedes = t.id)) a on true
             where d.id = :draw
             group by s.stratum, s.rank, s.monitor, coalesce(e.window_to, d.published_at)
             order by s.stratum, s.rank""";

    /** Where the stop rule stands in one stratum: {@code drawable} could have been drawn, {@code drawn} were. */
    public record StratumStanding(
            Stratum stratum,
            int drawable,
            int excluded,
            int drawn,
            int seen,
            int exceptions,
            int limit,
            double pValue,
            Decision decision) {}

    /**
     * Where the stop rule stands.
     *
     * @param pValue the largest of the strata: the whole is as bad as the share only if one of them is
     * @param decision PASS where all strata pass, FAIL where one fails
     */
    public record DrawStanding(
            UUID draw, int stopShareBp, int riskBp, double pValue, Decision decision, List<StratumStanding> strata) {}

    private record Files(byte[] population, byte[] rule) {}

    private record Seen(String stratum, boolean over, boolean nobody, boolean bad, boolean good, boolean waiting) {

        /** Whether it is an exception; null where that is not known yet. */
        @Nullable Boolean exception() {
            if (bad || nobody) {
                return true;
            }
            if (good) {
                return false;
            }
            return over && !waiting ? true : null;
        }
    }

    private final Clock clock;
    private final StatelessSession session;

    DrawOutcomes(Clock clock, StatelessSession session) {
        this.clock = clock;
        this.session = session;
    }

    /** Looks at the visits in the order of their tickets, up to the first that is not known yet. Speaks as the program. */
    @Transactional
    public DrawStanding standing(UUID draw) {
        @Nullable Files files = session.createNativeQuery(FILES, Files.class)
                .setParameter("draw", draw)
                .getSingleResultOrNull();
        if (files == null) {
            throw Refused.because(Code.WRONG_STATE, "This draw has not been made yet.");
        }
        Population population = Population.parse(files.population());
        DrawRule rule = DrawRule.parse(files.rule());
        List<Seen> seen = session.createNativeQuery(SEEN, Seen.class)
                .setParameter("draw", draw)
                .setParameter("now", clock.instant())
                .getResultList();
        List<StratumStanding> strata = new ArrayList<>();
        for (Stratum stratum : Stratum.values()) {
            if (rule.sampleOf(stratum) > 0) {
                strata.add(standing(
                        population,
                        rule,
                        stratum,
                        seen.stream()
                                .filter(one -> one.stratum().equals(stratum.name()))
                                .toList()));
            }
        }
        return new DrawStanding(
                draw,
                rule.stopShareBp(),
                rule.riskBp(),
                strata.stream().mapToDouble(StratumStanding::pValue).max().orElse(1),
                together(strata),
                strata);
    }

    private static StratumStanding standing(Population population, DrawRule rule, Stratum stratum, List<Seen> drawn) {
        Set<String> excludedUnits = rule.excluded();
        int all = Math.toIntExact(population.of(stratum).count());
        int excluded = Math.toIntExact(population
                .of(stratum)
                .filter(unit -> excludedUnits.contains(unit.id()))
                .count());
        List<Boolean> known = new ArrayList<>();
        for (Seen one : drawn) {
            @Nullable Boolean exception = one.exception();
            if (exception == null) {
                break;
            }
            known.add(exception);
        }
        StopRule stop = new StopRule(all - excluded, rule.stopShareBp(), rule.riskBp());
        // While the draw can be extended, more visits decide: so an unanswered question stays open until the last is
        // over.
        boolean last = drawn.size() >= all - excluded || drawn.stream().allMatch(Seen::over);
        Standing standing = stop.after(known, last && known.size() == drawn.size());
        return new StratumStanding(
                stratum,
                all - excluded,
                excluded,
                drawn.size(),
                standing.seen(),
                standing.exceptions(),
                stop.limit(),
                standing.pValue(),
                standing.decision());
    }

    private static Decision together(List<StratumStanding> strata) {
        List<Decision> decisions =
                strata.stream().map(StratumStanding::decision).toList();
        if (decisions.contains(Decision.FAIL)) {
            return Decision.FAIL;
        }
        if (decisions.contains(Decision.GO_ON)) {
            return Decision.GO_ON;
        }
        return decisions.isEmpty() || decisions.contains(Decision.NOT_SHOWN) ? Decision.NOT_SHOWN : Decision.PASS;
    }
}
