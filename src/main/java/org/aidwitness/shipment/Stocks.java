package org.aidwitness.shipment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Mass balance: what each custodian received, sent on and lost of each lot. Kept by the database, which appends an entry
 * with each statement (V0030), so that asking costs the same whatever was said of a lot.
 */
@ApplicationScoped
public class Stocks {

    private static final String OF_LOT = """
            select custodian_id,
                   lot_id,
                   in_kg,
                   out_kg,
                   lost_kg,
                   balance_kg,
                   unknown
              from shipment_stock
             where lot_id = :lot
             order by custodian_id
             limit 10000""";

    private static final String SETTLE = """
            with taken as (
              select id
                from shipment_stock_sum
               where not settled
               order by id
               limit :most
                 for update skip locked
            ),
            gone as (
              delete from shipment_stock_sum s
               using taken t
               where s.id = t.id
              returning s.*
            )
            insert into shipment_stock_sum as kept (settled, lot_id, custodian_id, programme_id, in_kg, out_kg, lost_kg,
                   unknown)
            select true, lot_id, custodian_id, programme_id, sum(in_kg), sum(out_kg), sum(lost_kg), sum(unknown)
              from gone
             group by lot_id, custodian_id, programme_id
             order by lot_id, custodian_id, programme_id
                on conflict (lot_id, custodian_id, programme_id) where settled do update
               set in_kg = kept.in_kg + excluded.in_kg,
                   out_kg = kept.out_kg + excluded.out_kg,
                   lost_kg = kept.lost_kg + excluded.lost_kg,
                   unknown = kept.unknown + excluded.unknown""";

    /** Entries folded at once. */
    private static final int MOST = 10_000;

    /**
     * What one custodian holds of one lot, in kg.
     *
     * @param balanceKg in − out − lost; the first custodian of a lot has it from outside, so theirs is below 0
     * @param unknown true where an amount was not stated, so that the balance is not the whole truth
     */
    public record Stock(
            UUID custodian,
            UUID lot,
            BigDecimal inKg,
            BigDecimal outKg,
            BigDecimal lostKg,
            BigDecimal balanceKg,
            boolean unknown) {}

    private final StatelessSession session;

    Stocks(StatelessSession session) {
        this.session = session;
    }

    /** By custodian. */
    @Transactional
    public List<Stock> ofLot(UUID lot) {
        return session.createNativeQuery(OF_LOT, Stock.class)
                .setParameter("lot", lot)
                .getResultList();
    }

    /**
     * Folds at most 10,000 entries into one settled row for each custodian and lot; returns how many rows these are, zero
     * where no entry is left. Readers find the same sums before and after.
     */
    @Transactional
    public int settleOnce() {
        return session.createNativeMutationQuery(SETTLE)
                .setParameter("most", MOST)
                .executeUpdate();
    }
}
