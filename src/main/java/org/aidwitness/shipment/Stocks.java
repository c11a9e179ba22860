package org.aidwitness.shipment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Mass balance: what each custodian received, sent on and lost of each lot. Derived from current declarations. */
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
}
