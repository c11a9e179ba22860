package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.aidwitness.kernel.CoveragePolicy;
import org.aidwitness.kernel.Policy;
import org.aidwitness.registry.Policies;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * How many of the sites that got something in a period were seen, against what the policy wants. Each active site is in
 * exactly one part: verified, else visited, else refused, else not reached, else left out; so the parts add up.
 *
 * <p>The risk of a site: HIGH where monitors were refused in the policy's window of days up to the end of the period, or
 * may not come at all or only under escort; MEDIUM where they must give notice, or where nobody was in as many days before
 * the period began; else LOW. What was seen in the period does not lower the risk that sets the period's target.
 */
@ApplicationScoped
public class Coverage {

    private static final String SITES = """
            with active as (
              select site_id
                from monitoring_site_day
               where programme_id = :programme
                 and day between :first and :arrivedTo
               group by site_id
              having sum(arrivals) > 0
            ),
            sighting as materialized (
              select site_id,
                     sum(sightings) filter (where day < :first) > 0 as before,
                     sum(sightings) filter (where day >= :first) > 0 as seen,
                     sum(verifying) filter (where day >= :first) > 0 as verified
                from monitoring_site_day
               where programme_id = :programme
                 and day between :seenSince and :last
               group by site_id
            ),
            outcome as materialized (
              select site_id, outcome, reason, happened_at, id
                from monitoring_outcome_known
               where programme_id = :programme
                 and happened_at >= :from
                 and happened_at < :until
            ),
            refusal as materialized (
              select site_id, happened_at
                from monitoring_place_event
               where kind = 'REFUSED'
                 and site_id in (select site_id from active)
                 and happened_at >= :refusedSince
                 and happened_at < :until
            ),
            judged as (
              select coalesce(p.area, left(p.pcode, 4)) as area,
                     case
                       when exists (select from refusal r where r.site_id = p.id) then 'HIGH'
                       when t.level in ('DENIED', 'ESCORTED') then 'HIGH'
                       when t.level = 'NOTICE' then 'MEDIUM'
                       when g.before is not true then 'MEDIUM'
                       else 'LOW'
                     end as risk,
                     case
                       when g.verified then 'VERIFIED'
                       when g.seen
                         or exists (select from outcome o where o.site_id = p.id and o.outcome = 'VISITED')
                         then 'VISITED'
                       when exists (select from refusal r where r.site_id = p.id and r.happened_at >= :from)
                         then 'REFUSED'
                       when n.reason is not null then 'NOT_REACHED'
                       else 'LEFT_OUT'
                     end as part,
                     n.reason
                from active a
                join monitoring_site p on p.id = a.site_id
                left join sighting g on g.site_id = a.site_id
                left join lateral (select level
                                     from monitoring_access_terms t
                                    where (t.site_id = p.id or starts_with(p.pcode, t.pcode))
                                      and t.valid_from <= :day
                                      and (t.valid_to is null or t.valid_to >= :day)
                                    order by t.site_id is not null desc,
                                             length(coalesce(t.pcode, '')) desc,
                                             t.entered_at desc,
                                             t.id desc
                                    limit 1) t on true
                left join lateral (select o.reason
                                     from outcome o
                                    where o.site_id = p.id
                                      and o.outcome = 'NOT_REACHED'
                                    order by o.happened_at desc, o.id
                                    limit 1) n on true
            )
            select area,
                   risk,
                   part,
                   case when part = 'NOT_REACHED' then reason end,
                   count(*)
              from judged
             group by 1, 2, 3, 4
             order by 1 nulls last, 2, 3, 4
             limit 50000""";

    /** Compiling this query takes a server that does so longer than running it. */
    private static final String UNCOMPILED = """
            select set_config('jit', 'off', true)""";

    /** How likely it is that monitors miss something at a site. */
    public enum Risk {
        HIGH,
        MEDIUM,
        LOW;

        int targetBp(CoveragePolicy policy) {
            return switch (this) {
                case HIGH -> policy.highBp();
                case MEDIUM -> policy.mediumBp();
                case LOW -> policy.lowBp();
            };
        }
    }

    /**
     * The sites of one area and risk; or of all, in the total.
     *
     * @param active got something in the period: the sum of the five that follow
     * @param verified somebody independent was there, and a second person accepted it
     * @param visited somebody was there, and it does not verify yet
     * @param refused nobody was let in
     * @param notReached nobody got there
     * @param notReachedBy the same by the reason that was told last
     * @param leftOut nobody tried, or told of it
     * @param target how many are to be verified
     * @param shortfall how many are missing to that
     */
    public record Cell(
            @Nullable String area,
            @Nullable Risk risk,
            long active,
            long verified,
            long visited,
            long refused,
            long notReached,
            SortedMap<String, Long> notReachedBy,
            long leftOut,
            long target,
            long shortfall) {}

    /** What was found, under which version of the policy. */
    public record Found(
            UUID programme,
            LocalDate from,
            LocalDate to,
            int policyVersion,
            CoveragePolicy policy,
            List<Cell> areas,
            Cell total) {}

    private record Row(
            @Nullable String area,
            String risk,
            String part,
            @Nullable String reason,
            Long sites) {}

    private record Place(@Nullable String area, String risk) {}

    private final Policies policies;
    private final Clock clock;
    private final StatelessSession session;

    Coverage(Policies policies, Clock clock, StatelessSession session) {
        this.policies = policies;
        this.clock = clock;
        this.session = session;
    }

    /** The coverage of a programme from the first day to the last, UTC. */
    @Transactional
    public Found of(UUID programme, LocalDate from, LocalDate to) {
        return of(programme, from, to, to);
    }

    /** The same, of the sites that got something by the day {@code arrivedTo}: the others may still wait for their visit. */
    @Transactional
    public Found of(UUID programme, LocalDate from, LocalDate to, LocalDate arrivedTo) {
        Policy policy = policies.current(programme, null);
        Instant begin = from.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant until = to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Duration window = Duration.ofDays(policy.accessWindowDays());
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Instant refusedSince = until.minus(window);
        session.createNativeQuery(UNCOMPILED, String.class).getSingleResult();
        List<Row> rows = session.createNativeQuery(SITES, Row.class)
                .setParameter("programme", programme)
                .setParameter("from", begin)
                .setParameter("until", until)
                .setParameter("first", from)
                .setParameter("last", to)
                .setParameter("arrivedTo", arrivedTo)
                .setParameter("seenSince", from.minusDays(policy.accessWindowDays()))
                .setParameter("refusedSince", refusedSince.isBefore(begin) ? refusedSince : begin)
                .setParameter("day", to.isBefore(today) ? to : today)
                .getResultList();
        Map<Place, List<Row>> places = new LinkedHashMap<>();
        rows.forEach(row -> places.computeIfAbsent(new Place(row.area(), row.risk()), place -> new ArrayList<>())
                .add(row));
        List<Cell> cells = places.entrySet().stream()
                .map(place -> cell(place.getKey(), place.getValue(), policy.coverage()))
                .toList();
        return new Found(programme, from, to, policy.version(), policy.coverage(), cells, total(cells));
    }

    private static Cell cell(Place place, List<Row> rows, CoveragePolicy policy) {
        Risk risk = Risk.valueOf(place.risk());
        long active = rows.stream().mapToLong(Row::sites).sum();
        long verified = count(rows, "VERIFIED");
        SortedMap<String, Long> reasons = new TreeMap<>();
        rows.forEach(row -> {
            if (row.reason() != null) {
                reasons.merge(row.reason(), row.sites(), Long::sum);
            }
        });
        // Half a site cannot be seen: the target is rounded up.
        long target = (active * risk.targetBp(policy) + 9_999) / 10_000;
        return new Cell(
                place.area(),
                risk,
                active,
                verified,
                count(rows, "VISITED"),
                count(rows, "REFUSED"),
                count(rows, "NOT_REACHED"),
                reasons,
                count(rows, "LEFT_OUT"),
                target,
                Math.max(0, target - verified));
    }

    private static long count(List<Row> rows, String part) {
        return rows.stream()
                .filter(row -> row.part().equals(part))
                .mapToLong(Row::sites)
                .sum();
    }

    private static Cell total(List<Cell> cells) {
        SortedMap<String, Long> reasons = new TreeMap<>();
        cells.forEach(cell -> cell.notReachedBy().forEach((reason, sites) -> reasons.merge(reason, sites, Long::sum)));
        return new Cell(
                null,
                null,
                cells.stream().mapToLong(Cell::active).sum(),
                cells.stream().mapToLong(Cell::verified).sum(),
                cells.stream().mapToLong(Cell::visited).sum(),
                cells.stream().mapToLong(Cell::refused).sum(),
                cells.stream().mapToLong(Cell::notReached).sum(),
                reasons,
                cells.stream().mapToLong(Cell::leftOut).sum(),
                cells.stream().mapToLong(Cell::target).sum(),
                cells.stream().mapToLong(Cell::shortfall).sum());
    }
}
