package org.aidwitness.verification;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.journal.Entry;
import org.hibernate.StatelessSession;

/**
 * Statements about goods that change verdicts of deliveries which they do not name: the sweep takes those. Each wakes a
 * bounded number; a flag that comes or goes with one of them wakes the others of its lot.
 */
@ApplicationScoped
class GoodsWaking {

    static final String PLANNED = "shipment.distribution_plan";
    static final String COUNTED = "shipment.stock_count";

    private static final String DISTRIBUTED = "shipment.distributed";

    /** Their subject is a site or a lot, and not a waybill. */
    static final Set<String> NOT_ABOUT_WAYBILLS = Set.of(PLANNED, COUNTED);

    /** Deliveries that one plan or one count wakes: the latest. */
    private static final int MOST = 500;

    /** Distributions that follow one at the same site: in those further on, others came between. */
    private static final int MOST_FOLLOWING = 20;

    private static final String AFTER_DISTRIBUTIONS = """
            update verification_delivery
               set due_at = :now
             where waybill_id in (select later.waybill_id
                                    from verification_case_distribution d
                                   cross join lateral (select n.waybill_id
                                                         from verification_case_distribution n
                                                        where n.site_id = d.site_id
                                                          and n.happened_at > d.happened_at
                                                          and n.programme_id = d.programme_id
                                                          and n.people is not null
                                                          and n.current
                                                        order by n.happened_at
                                                        limit :most) later
                                   where d.waybill_id = any (:ids))
               and waybill_id <> all (:ids)
               and (due_at is null or due_at > :now)""";

    private static final String BY_PLANS = """
            update verification_delivery
               set due_at = :now
             where waybill_id in (select latest.waybill_id
                                    from (select distinct programme_id, site_id
                                            from verification_case_planned
                                           where id = any (:ids)) p
                                   cross join lateral (select v.waybill_id
                                                         from verification_delivery v
                                                        where v.site_id = p.site_id
                                                          and v.programme_id = p.programme_id
                                                        order by v.last_at desc, v.waybill_id
                                                        limit :most) latest)
               and (due_at is null or due_at > :now)""";

    private static final String BY_COUNTS = """
            update verification_delivery
               set due_at = :now
             where waybill_id in (select latest.waybill_id
                                    from unnest(cast(:ids as uuid[])) as c (id)
                                   cross join lateral (select v.waybill_id
                                                         from verification_case_counted k
                                                         join verification_delivery v on v.waybill_id = k.waybill_id
                                                        where k.count_id = c.id
                                                        order by v.last_at desc, v.waybill_id
                                                        limit :most) latest)
               and (due_at is null or due_at > :now)""";

    private final StatelessSession session;

    GoodsWaking(StatelessSession session) {
        this.session = session;
    }

    @Transactional(MANDATORY)
    void wake(List<Entry> entries, Instant now) {
        due(AFTER_DISTRIBUTIONS, subjects(entries, DISTRIBUTED), MOST_FOLLOWING, now);
        due(BY_PLANS, statements(entries, PLANNED), MOST, now);
        due(BY_COUNTS, statements(entries, COUNTED), MOST, now);
    }

    private void due(String sql, UUID[] ids, int most, Instant now) {
        if (ids.length > 0) {
            session.createNativeMutationQuery(sql)
                    .setParameter("ids", ids)
                    .setParameter("most", most)
                    .setParameter("now", now)
                    .executeUpdate();
        }
    }

    private static UUID[] subjects(List<Entry> entries, String kind) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(Entry::subject)
                .distinct()
                .sorted()
                .toArray(UUID[]::new);
    }

    private static UUID[] statements(List<Entry> entries, String kind) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(Entry::statement)
                .distinct()
                .sorted()
                .toArray(UUID[]::new);
    }
}
