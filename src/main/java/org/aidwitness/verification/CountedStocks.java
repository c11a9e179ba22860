package org.aidwitness.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What custodians counted, set against their books as they stood then: one question for a whole batch.
 *
 * <p>A custodian may move goods between stores of their own, and needs no waybill for it. So all sites are summed up, and
 * what left a site that was not counted, without having come there, is taken to have come from one that was.
 */
@ApplicationScoped
class CountedStocks {

    // The movements of a lot are read once, however many of its sites were counted, and not at all where none was.
    // Where the time of one is vague, nobody can tell on which side of the count it lies.
    private static final String COUNTED = """
            with counted as materialized (
                   select lot_id, custodian_id, site_id, kg, counted_at
                     from verification_case_count
                    where lot_id = any (:lots)
                      and custodian_id = any (:parties)),
                 movement as materialized (
                   select m.lot_id, m.custodian_id, m.site_id, m.happened_at, m.happened_precision, m.kg
                     from verification_case_movement m
                    where m.lot_id = any (:lots)
                      and m.custodian_id = any (:parties)
                      and (m.lot_id, m.custodian_id) in (select lot_id, custodian_id from counted)),
                 told as (
                   select c.lot_id, c.custodian_id, c.site_id, c.kg as counted_kg, m.kg,
                          m.happened_at <= c.counted_at
                            - case m.happened_precision when 'DAY' then interval '1 day' else interval '0' end as before,
                          case m.happened_precision
                            when 'DAY' then m.happened_at <= c.counted_at
                                            and m.happened_at > c.counted_at - interval '1 day'
                            when 'NOT_AFTER' then m.happened_at > c.counted_at
                            else false
                          end as vague,
                          m.lot_id is not null as moved
                     from counted c
                     left join movement m
                       on m.lot_id = c.lot_id
                      and m.custodian_id = c.custodian_id
                      and m.site_id = c.site_id)
            select lot_id, custodian_id, counted_kg,
                   coalesce(sum(kg) filter (where before), 0),
                   coalesce(bool_or(moved and (vague or kg is null and before)), false)
              from told
             group by lot_id, custodian_id, site_id, counted_kg
             union all
            select m.lot_id, m.custodian_id, null, sum(m.kg), bool_or(m.kg is null)
              from movement m
             where not exists (select from counted c
                                where c.lot_id = m.lot_id
                                  and c.custodian_id = m.custodian_id
                                  and c.site_id = m.site_id)
             group by m.lot_id, m.custodian_id, m.site_id
            having sum(m.kg) < 0""";

    /** A site with its count and its book, or one that was not counted and gave out more than came. */
    private record Row(
            UUID lot,
            UUID custodian,
            @Nullable BigDecimal countedKg,
            @Nullable BigDecimal bookKg,
            Boolean unknown) {}

    private record Key(UUID lot, UUID custodian) {}

    /** Of one lot with one custodian, all sites that were counted together. */
    record Sum(BigDecimal countedKg, BigDecimal bookKg) {}

    /** The counts of a batch. */
    static final class Batch {

        private final Map<Key, List<Row>> rows = new HashMap<>();

        private Batch(List<Row> all) {
            all.forEach(row -> rows.computeIfAbsent(new Key(row.lot(), row.custodian()), key -> new ArrayList<>())
                    .add(row));
        }

        /** Null where nobody counted, and where the book cannot be told. */
        @Nullable Sum of(UUID lot, UUID custodian) {
            BigDecimal counted = BigDecimal.ZERO;
            BigDecimal book = BigDecimal.ZERO;
            List<Row> sites = rows.getOrDefault(new Key(lot, custodian), List.of());
            for (Row site : sites) {
                BigDecimal lying = site.bookKg();
                BigDecimal found = site.countedKg();
                if (site.unknown() || lying == null) {
                    return null;
                }
                book = book.add(lying);
                counted = found == null ? counted : counted.add(found);
            }
            return sites.isEmpty() ? null : new Sum(counted, book);
        }
    }

    private final StatelessSession session;

    CountedStocks(StatelessSession session) {
        this.session = session;
    }

    @Transactional
    Batch read(UUID[] lots, UUID[] parties) {
        return new Batch(
                lots.length == 0
                        ? List.of()
                        : session.createNativeQuery(COUNTED, Row.class)
                                .setParameter("lots", lots)
                                .setParameter("parties", parties)
                                .getResultList());
    }
}
