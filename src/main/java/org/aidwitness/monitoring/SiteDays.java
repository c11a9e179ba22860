package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.hibernate.StatelessSession;

/**
 * What arrived and was seen at each site, day by day (UTC). The database appends an entry with each statement (V0030); here
 * they are folded into one settled row for each site and day.
 */
@ApplicationScoped
public class SiteDays {

    /** Entries folded at once. */
    private static final int MOST = 10_000;

    private static final String SETTLE = """
            with taken as (
              select id
                from monitoring_site_day
               where not settled
               order by id
               limit :most
                 for update skip locked
            ),
            gone as (
              delete from monitoring_site_day s
               using taken t
               where s.id = t.id
              returning s.*
            )
            insert into monitoring_site_day as kept (settled, programme_id, site_id, day, arrivals, sightings, verifying)
            select true, programme_id, site_id, day, sum(arrivals), sum(sightings), sum(verifying)
              from gone
             group by programme_id, site_id, day
             order by programme_id, site_id, day
                on conflict (programme_id, site_id, day) where settled do update
               set arrivals = kept.arrivals + excluded.arrivals,
                   sightings = kept.sightings + excluded.sightings,
                   verifying = kept.verifying + excluded.verifying""";

    private final StatelessSession session;

    SiteDays(StatelessSession session) {
        this.session = session;
    }

    /** Folds at most 10,000 entries; returns how many rows these are now, zero where no entry is left. */
    @Transactional
    public int settleOnce() {
        return session.createNativeMutationQuery(SETTLE)
                .setParameter("most", MOST)
                .executeUpdate();
    }
}
