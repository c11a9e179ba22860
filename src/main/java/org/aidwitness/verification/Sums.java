package org.aidwitness.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.hibernate.StatelessSession;

/**
 * Keeps the sums short. The database appends an entry wherever a delivery's row changes (V0030); here entries are folded
 * into one settled row for each key, in a statement, so that readers find the same sum before and after. Any number of
 * replicas may fold at once: what one holds, the others pass over, and all settle their keys in one order.
 */
@ApplicationScoped
public class Sums {

    /** Entries of one kind folded at once. */
    static final int MOST = 10_000;

    private static final String SETTLE_BALANCE = """
            with taken as (
              select id
                from verification_balance_sum
               where not settled
               order by id
               limit :most
                 for update skip locked
            ),
            gone as (
              delete from verification_balance_sum s
               using taken t
               where s.id = t.id
              returning s.*
            )
            insert into verification_balance_sum as kept (settled, programme_id, month, final, assurance, deliveries,
                   given_kg, arrived_kg, lost_kg, open_kg, lost_deliveries, open_deliveries, unknown_deliveries,
                   predates_gate)
            select true, programme_id, month, final, assurance, sum(deliveries), sum(given_kg), sum(arrived_kg),
                   sum(lost_kg), sum(open_kg), sum(lost_deliveries), sum(open_deliveries), sum(unknown_deliveries),
                   sum(predates_gate)
              from gone
             group by programme_id, month, final, assurance
             order by programme_id, month, final, assurance
                on conflict (programme_id, month, final, assurance) where settled do update
               set deliveries = kept.deliveries + excluded.deliveries,
                   given_kg = kept.given_kg + excluded.given_kg,
                   arrived_kg = kept.arrived_kg + excluded.arrived_kg,
                   lost_kg = kept.lost_kg + excluded.lost_kg,
                   open_kg = kept.open_kg + excluded.open_kg,
                   lost_deliveries = kept.lost_deliveries + excluded.lost_deliveries,
                   open_deliveries = kept.open_deliveries + excluded.open_deliveries,
                   unknown_deliveries = kept.unknown_deliveries + excluded.unknown_deliveries,
                   predates_gate = kept.predates_gate + excluded.predates_gate""";

    private static final String SETTLE_HAULS = """
            with taken as (
              select id
                from verification_haul_sum
               where not settled
               order by id
               limit :most
                 for update skip locked
            ),
            gone as (
              delete from verification_haul_sum s
               using taken t
               where s.id = t.id
              returning s.*
            )
            insert into verification_haul_sum as kept (settled, programme_id, day, part, organisation_id, waybills, kg,
                   unknown_waybills)
            select true, programme_id, day, part, organisation_id, sum(waybills), sum(kg), sum(unknown_waybills)
              from gone
             group by programme_id, day, part, organisation_id
             order by programme_id, day, part, organisation_id
                on conflict (programme_id, day, part, organisation_id) where settled do update
               set waybills = kept.waybills + excluded.waybills,
                   kg = kept.kg + excluded.kg,
                   unknown_waybills = kept.unknown_waybills + excluded.unknown_waybills""";

    private final StatelessSession session;

    Sums(StatelessSession session) {
        this.session = session;
    }

    /** Folds at most {@link #MOST} entries of each kind; returns how many keys they were of, zero where none are left. */
    @Transactional
    public int settleOnce() {
        return settle(SETTLE_BALANCE) + settle(SETTLE_HAULS);
    }

    private int settle(String sql) {
        return session.createNativeMutationQuery(sql).setParameter("most", MOST).executeUpdate();
    }
}
