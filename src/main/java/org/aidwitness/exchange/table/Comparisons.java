package org.aidwitness.exchange.table;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.aidwitness.exchange.table.Comparison.Figures;
import org.aidwitness.exchange.table.Comparison.Month;
import org.aidwitness.exchange.table.Comparison.Place;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The door to comparing two parties' lists of one flow. */
@ApplicationScoped
public class Comparisons {

    // A bound for a page: a hundred places in a hundred years of months.
    private static final String TOLD = """
            select to_char(t.happened_at at time zone :zone, 'YYYY-MM'),
                   t.place,
                   t.kind,
                   t.organisation,
                   count(*),
                   coalesce(sum(t.kg), 0),
                   count(*) filter (where t.kg_unknown)
              from exchange_told t
             where t.programme_id = :programme
               and (:mode = '' or t.mode = :mode)
               and (:donor = '' or t.donor = :donor)
             group by 1, 2, 3, 4
             order by 1, 2, 3, 4
             limit 120000""";

    /** One group of waybills as the database counts them. */
    record Told(
            String month, String place, String kind, String organisation, long waybills, BigDecimal kg, long unknown) {

        Figures figures() {
            return new Figures(waybills, kg, unknown);
        }
    }

    private final Programmes programmes;
    private final StatelessSession session;

    Comparisons(Programmes programmes, StatelessSession session) {
        this.programmes = programmes;
        this.session = session;
    }

    /** Compares what the lists of two programmes say, by the month in which each waybill was first told of. */
    @Transactional
    public Comparison compare(
            String left, String right, @Nullable String zone, @Nullable String mode, @Nullable String donor) {
        String named = Moments.zone("/zone", zone).getId();
        List<Told> leftTold = told(programme("/left", left), named, mode, donor);
        List<Told> rightTold = told(programme("/right", right), named, mode, donor);
        Map<String, Figures> leftMonths = months(leftTold);
        Map<String, Figures> rightMonths = months(rightTold);
        Map<String, Month> months = new TreeMap<>();
        leftMonths.keySet().forEach(month -> months.put(month, month(month, leftMonths, rightMonths)));
        rightMonths.keySet().forEach(month -> months.put(month, month(month, leftMonths, rightMonths)));
        List<Place> places = new ArrayList<>();
        leftTold.forEach(told -> places.add(place("left", told)));
        rightTold.forEach(told -> places.add(place("right", told)));
        return new Comparison(left, right, named, mode, donor, List.copyOf(months.values()), places);
    }

    private ProgrammeEntry programme(String field, String code) {
        return programmes
                .byCode(code)
                .orElseThrow(
                        () -> Refused.at(field, Code.UNKNOWN_REFERENCE, "There is no programme \"" + code + "\"."));
    }

    private List<Told> told(ProgrammeEntry programme, String zone, @Nullable String mode, @Nullable String donor) {
        return session.createNativeQuery(TOLD, Told.class)
                .setParameter("zone", zone.equals("Z") ? "UTC" : zone)
                .setParameter("programme", programme.id())
                .setParameter("mode", mode == null ? "" : mode)
                .setParameter("donor", donor == null ? "" : donor)
                .getResultList();
    }

    private static Map<String, Figures> months(List<Told> told) {
        Map<String, Figures> months = new TreeMap<>();
        told.forEach(one -> months.merge(one.month(), one.figures(), Figures::plus));
        return months;
    }

    private static Month month(String month, Map<String, Figures> left, Map<String, Figures> right) {
        Figures one = left.getOrDefault(month, Figures.NONE);
        Figures other = right.getOrDefault(month, Figures.NONE);
        return new Month(month, one, other, other.waybills() - one.waybills());
    }

    private static Place place(String side, Told told) {
        return new Place(side, told.month(), told.place(), told.kind(), told.organisation(), told.figures());
    }
}
