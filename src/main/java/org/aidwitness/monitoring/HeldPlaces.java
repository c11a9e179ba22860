package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.GatePolicy;
import org.aidwitness.monitoring.PlaceHistory.Event;
import org.aidwitness.monitoring.PlaceHistory.Kind;
import org.aidwitness.registry.Policies;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The door to places that do not let themselves be seen. A place is a site, or an area: what happened to monitors in an
 * area as such counts for each of its sites.
 */
@ApplicationScoped
public class HeldPlaces {

    /** Places on the list, and events that one of them is judged by: more than any country has. */
    static final int MOST = 500;

    private static final int MOST_EVENTS = 2_000;

    /**
     * One place that is held.
     *
     * @param site null where it is an area
     * @param pcode of the site, or the area
     * @param since when it was held
     * @param refusals in a row
     * @param visits unannounced ones completed since; {@code visitsNeeded} release it
     * @param waybills of this programme that wait because the gate holds them
     * @param heldKg their weight, as far as it is known
     */
    public record HeldPlace(
            @Nullable UUID site,
            @Nullable String name,
            @Nullable String pcode,
            Instant since,
            int refusals,
            int visits,
            int visitsNeeded,
            String reason,
            String lift,
            long waybills,
            BigDecimal heldKg) {}

    private static final String AT_SITE = """
            select e.source_id,
                   e.kind,
                   e.happened_at
              from monitoring_site p
              join monitoring_place_event e
                on e.site_id = p.id or (e.site_id is null and starts_with(p.pcode, e.pcode))
             where p.id = :site
               and e.happened_at <= :now
             order by e.happened_at desc
             limit :most""";

    // Only places where so many refusals happened at all can be held.
    private static final String SUSPECTS = """
            select e.site_id,
                   p.name,
                   coalesce(p.pcode, e.pcode)
              from monitoring_place_event e
              left join monitoring_site p on p.id = e.site_id
             where e.kind = 'REFUSED'
               and (e.site_id is null
                    or exists (select from monitoring_programme_waybill d
                                where d.programme_id = :programme and d.site_id = e.site_id))
             group by 1, 2, 3
            having count(*) >= :refusals
             order by 3, 2, 1
             limit :most""";

    private static final String IN_AREA = """
            select e.source_id,
                   e.kind,
                   e.happened_at
              from monitoring_place_event e
             where e.site_id is null
               and e.pcode = :pcode
               and e.happened_at <= :now
             order by e.happened_at desc
             limit :most""";

    private static final String WAITING = """
            select count(*) as waybills,
                   coalesce(sum(h.kg), 0) as kg
              from monitoring_held_goods h
             where h.programme_id = :programme
               and (h.site_id = :site or (cast(:site as uuid) is null and starts_with(h.pcode, :pcode)))""";

    private record EventRow(UUID source, String kind, Instant at) {

        Event event() {
            return new Event(source, Kind.valueOf(kind), at);
        }
    }

    private record Suspect(
            @Nullable UUID site,
            @Nullable String name,
            @Nullable String pcode) {}

    private record Waiting(long waybills, BigDecimal kg) {}

    private final Policies policies;
    private final StatelessSession session;

    HeldPlaces(Policies policies, StatelessSession session) {
        this.policies = policies;
        this.session = session;
    }

    /** How a site stands at an instant, under a policy. */
    @Transactional
    PlaceHistory at(UUID site, GatePolicy policy, Instant now) {
        List<Event> events = session
                .createNativeQuery(AT_SITE, EventRow.class)
                .setParameter("site", site)
                .setParameter("now", now)
                .setParameter("most", MOST_EVENTS)
                .getResultList()
                .stream()
                .map(EventRow::event)
                .toList();
        return PlaceHistory.of(events, policy);
    }

    /** The held destinations and areas of a programme, the longest held first; at most {@link #MOST}. */
    @Transactional
    public List<HeldPlace> list(UUID programme, Instant now) {
        GatePolicy policy = policies.current(programme, null).gate();
        List<HeldPlace> held = new ArrayList<>();
        for (Suspect place : session.createNativeQuery(SUSPECTS, Suspect.class)
                .setParameter("programme", programme)
                .setParameter("refusals", policy.refusalsToHold())
                .setParameter("most", MOST)
                .getResultList()) {
            PlaceHistory history = place.site() == null ? inArea(place, policy, now) : at(place.site(), policy, now);
            if (history.held() && history.since() != null) {
                held.add(line(programme, place, history, history.since(), policy));
            }
        }
        held.sort(Comparator.comparing(HeldPlace::since));
        return List.copyOf(held);
    }

    private PlaceHistory inArea(Suspect area, GatePolicy policy, Instant now) {
        return PlaceHistory.of(
                session
                        .createNativeQuery(IN_AREA, EventRow.class)
                        .setParameter("pcode", area.pcode())
                        .setParameter("now", now)
                        .setParameter("most", MOST_EVENTS)
                        .getResultList()
                        .stream()
                        .map(EventRow::event)
                        .toList(),
                policy);
    }

    private HeldPlace line(UUID programme, Suspect place, PlaceHistory history, Instant since, GatePolicy policy) {
        Waiting waiting = session.createNativeQuery(WAITING, Waiting.class)
                .setParameter("programme", programme)
                .setParameter("site", place.site(), UUID.class)
                .setParameter("pcode", place.pcode(), String.class)
                .getSingleResult();
        return new HeldPlace(
                place.site(),
                place.name(),
                place.pcode(),
                since,
                history.refusals(),
                history.visits(),
                policy.visitsToReopen(),
                "Monitors were refused " + policy.refusalsToHold() + " times in a row.",
                history.lift(policy),
                waiting.waybills(),
                waiting.kg());
    }
}
