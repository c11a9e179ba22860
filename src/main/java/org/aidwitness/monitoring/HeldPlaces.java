package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Policy;
import org.aidwitness.monitoring.PlaceHistories.Site;
import org.aidwitness.monitoring.PlaceHistories.Standing;
import org.aidwitness.registry.Policies;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The door to places that do not let themselves be seen. A place is a site, or an area: what happened to monitors in an
 * area as such counts for each of its sites. A place is held for all programmes alike, and whoever asks.
 */
@ApplicationScoped
public class HeldPlaces {

    /** Places on the list: more than any country has. */
    static final int MOST = 500;

    /** Places that refused anybody, and may be on the list; and statements about one of them, the latest. */
    private static final int MOST_SUSPECTS = 5_000;

    private static final int MOST_TOLD = 2_000;
    private static final int MOST_WAITING = 50_000;

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

    private static final String SITE = """
            select id,
                   name,
                   pcode
              from monitoring_site
             where id = :site""";

    // Destinations that refused somebody, and one destination for each area that did: the areas around a site are told
    // with it.
    private static final String SUSPECTS = """
            with suspect as materialized (
              select site_id, area from monitoring_place_suspect
            )
            select p.id,
                   p.name,
                   p.pcode
              from monitoring_site p
             where p.id in (select s.site_id
                              from suspect s
                             where s.site_id is not null
                               and exists (select from monitoring_programme_waybill d
                                            where d.programme_id = :programme and d.site_id = s.site_id)
                            union
                            select cast((select min(cast(a.id as text))
                                      from monitoring_site a
                                     where starts_with(a.pcode, s.area)
                                       and exists (select from monitoring_programme_waybill d
                                                    where d.programme_id = :programme and d.site_id = a.id)) as uuid)
                              from suspect s
                             where s.area is not null)
             order by p.id
             limit :most""";

    private static final String TOLD = """
            select site_id,
                   area,
                   kind,
                   happened_at,
                   notice_hours,
                   accepted,
                   organisation,
                   teller,
                   waybill,
                   visit
              from monitoring_place_told(cast(:sites as uuid[]), :now, :most)""";

    private static final String WAITING = """
            select h.site_id,
                   h.pcode,
                   count(*) as waybills,
                   coalesce(sum(h.kg), 0) as kg
              from monitoring_held_goods h
             where h.programme_id = :programme
             group by h.site_id, h.pcode
             order by h.site_id
             limit :most""";

    private record ToldRow(
            @Nullable UUID site,
            @Nullable String area,
            String kind,
            Instant at,
            @Nullable Integer noticeHours,
            Boolean accepted,
            Integer organisation,
            Integer teller,
            @Nullable Integer waybill,
            @Nullable Integer visit) {

        Met met() {
            return new Met(
                    site,
                    area,
                    Met.Kind.valueOf(kind),
                    at,
                    noticeHours,
                    accepted,
                    organisation,
                    teller,
                    waybill,
                    visit);
        }
    }

    private record Waiting(UUID site, @Nullable String pcode, Long waybills, BigDecimal kg) {

        boolean isAt(Standing place) {
            return place.area() == null ? site.equals(place.site()) : pcode != null && pcode.startsWith(place.area());
        }
    }

    private final Policies policies;
    private final StatelessSession session;

    HeldPlaces(Policies policies, StatelessSession session) {
        this.policies = policies;
        this.session = session;
    }

    /** What decides on goods to a site at an instant, under a policy: the site, or a held area around it. */
    @Transactional
    Standing at(UUID site, Policy policy, Instant now) {
        List<Site> places = session.createNativeQuery(SITE, Site.class)
                .setParameter("site", site)
                .getResultList();
        return PlaceHistories.of(places, told(places, now), policy).of(site);
    }

    /** The held destinations of a programme and areas around them, the longest held first; at most {@link #MOST}. */
    @Transactional
    public List<HeldPlace> list(UUID programme, Instant now) {
        Policy policy = policies.current(programme, null);
        List<Site> suspects = session.createNativeQuery(SUSPECTS, Site.class)
                .setParameter("programme", programme)
                .setParameter("most", MOST_SUSPECTS)
                .getResultList();
        PlaceHistories places = PlaceHistories.of(suspects, told(suspects, now), policy);
        List<Standing> held = places.held();
        List<Waiting> waiting = held.isEmpty() ? List.of() : waiting(programme);
        return held.stream()
                .map(place -> line(place, places.site(place.site()), waiting, policy))
                .sorted(Comparator.comparing(HeldPlace::since))
                .limit(MOST)
                .toList();
    }

    /** All that was told of sites and the areas around them, by then. */
    @Transactional
    List<Met> told(Collection<Site> sites, Instant now) {
        if (sites.isEmpty()) {
            return List.of();
        }
        return session
                .createNativeQuery(TOLD, ToldRow.class)
                .setParameter("sites", sites.stream().map(Site::id).toArray(UUID[]::new))
                .setParameter("now", now)
                .setParameter("most", MOST_TOLD)
                .getResultList()
                .stream()
                .map(ToldRow::met)
                .toList();
    }

    private List<Waiting> waiting(UUID programme) {
        return session.createNativeQuery(WAITING, Waiting.class)
                .setParameter("programme", programme)
                .setParameter("most", MOST_WAITING)
                .getResultList();
    }

    private static HeldPlace line(Standing place, @Nullable Site site, List<Waiting> waiting, Policy policy) {
        List<Waiting> here = waiting.stream().filter(one -> one.isAt(place)).toList();
        PlaceHistory history = place.history();
        return new HeldPlace(
                place.site(),
                site == null ? null : site.name(),
                site == null ? place.area() : site.pcode(),
                history.heldSince(),
                history.refusals(),
                history.visits(),
                policy.gate().visitsToReopen(),
                "Monitors were refused " + policy.gate().refusalsToHold() + " times in a row.",
                history.lift(policy.gate()),
                here.stream().mapToLong(Waiting::waybills).sum(),
                here.stream().map(Waiting::kg).reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}
