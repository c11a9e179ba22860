package org.aidwitness.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The door to where monitors may not go freely, and to the goods that wait because of it. */
@ApplicationScoped
public class AccessTable {

    /** Holds and restricted places on one page; the page says when there are more. */
    static final int MOST = 500;

    /**
     * An access term that restricts monitors, in force today.
     *
     * @param level NOTICE, ESCORTED or DENIED
     * @param noticeHours hours of notice that are asked for; only with NOTICE
     */
    public record Term(
            UUID id,
            String place,
            @Nullable String pcode,
            String level,
            @Nullable Integer noticeHours,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            String source) {}

    /**
     * A waybill whose last clearance is a hold, and whose goods have not left.
     *
     * @param kg null where no weight is known
     * @param reasons what holds it, each a plain sentence
     */
    public record Held(
            UUID waybill,
            String programme,
            String number,
            String place,
            @Nullable String pcode,
            Instant since,
            @Nullable BigDecimal kg,
            List<Reason> reasons) {}

    /**
     * Why goods wait.
     *
     * @param code stable, for machines
     * @param lift what would lift it; empty where the reason itself says so
     */
    public record Reason(String code, String detail, String lift) {

        /** Both, as a page tells them. */
        public String told() {
            return lift.isEmpty() ? detail : detail + " " + lift;
        }
    }

    /** All waybills held for one place. */
    record Hold(
            String place,
            @Nullable String pcode,
            Instant since,
            long waybills,
            BigDecimal kg,
            boolean kgUnknown,
            List<Reason> reasons) {}

    record HeldRow(
            UUID waybill,
            String programme,
            String number,
            String place,
            @Nullable String pcode,
            Instant since,
            @Nullable BigDecimal kg,
            String reasons) {}

    private static final String TERMS = """
            select a.id, a.place, a.place_pcode, a.level, a.notice_hours, a.valid_from, a.valid_to, a.source
              from dashboard_access a
             where a.level <> 'OPEN'
               and a.valid_from <= :today
               and (a.valid_to is null or a.valid_to >= :today)
            """;

    private static final String OF_PROGRAMME = """
               and exists (select
                             from dashboard_access_site s
                             join dashboard_row r on r.site_id = s.site_id
                            where s.terms_id = a.id and r.programme_id = :programme)
            """;

    private static final String TERMS_ORDER = """
             order by case a.level when 'DENIED' then 1 when 'ESCORTED' then 2 else 3 end, a.place, a.id
             limit :limit""";

    private static final String HELD = """
            select h.waybill_id, p.code, h.number, h.place, h.pcode, h.decided_at, h.kg, cast(h.reasons as text)
              from dashboard_held h
              join dashboard_programme p on p.id = h.programme_id
            """;

    private final EntityManager em;
    private final Clock clock;
    private final ObjectMapper mapper;

    AccessTable(EntityManager em, Clock clock, ObjectMapper mapper) {
        this.em = em;
        this.clock = clock;
        this.mapper = mapper;
    }

    /** Terms in force today, the hardest first; of one programme's destinations, or all. At most {@link #MOST}. */
    @Transactional
    List<Term> terms(@Nullable UUID programme) {
        NativeQuery<Term> query = em.unwrap(Session.class)
                .createNativeQuery(TERMS + (programme == null ? "" : OF_PROGRAMME) + TERMS_ORDER, Term.class)
                .setParameter("today", LocalDate.now(clock))
                .setParameter("limit", MOST);
        if (programme != null) {
            query.setParameter("programme", programme);
        }
        return query.getResultList();
    }

    /** Goods that wait, the longest first; of one programme, or all. At most {@link #MOST}. */
    @Transactional
    List<Held> held(@Nullable UUID programme) {
        String where = programme == null ? "" : " where h.programme_id = :programme";
        NativeQuery<HeldRow> query = em.unwrap(Session.class)
                .createNativeQuery(HELD + where + " order by h.decided_at, h.waybill_id limit :limit", HeldRow.class)
                .setParameter("limit", MOST);
        if (programme != null) {
            query.setParameter("programme", programme);
        }
        return query.getResultList().stream()
                .map(row -> new Held(
                        row.waybill(),
                        row.programme(),
                        row.number(),
                        row.place(),
                        row.pcode(),
                        row.since(),
                        row.kg(),
                        Json.reasons(mapper, row.reasons())))
                .toList();
    }

    /** Held goods by the place they wait for; at each place every reason once. */
    static List<Hold> byPlace(List<Held> held) {
        Map<String, Hold> places = new LinkedHashMap<>();
        for (Held one : held) {
            places.merge(
                    one.place() + '\n' + one.pcode(),
                    new Hold(
                            one.place(),
                            one.pcode(),
                            one.since(),
                            1,
                            Objects.requireNonNullElse(one.kg(), BigDecimal.ZERO),
                            one.kg() == null,
                            one.reasons()),
                    AccessTable::both);
        }
        return List.copyOf(places.values());
    }

    /** The terms but for those that deny a place whose hold says so already. */
    static List<Term> besides(List<Hold> holds, List<Term> terms) {
        return terms.stream()
                .filter(term -> !term.level().equals("DENIED")
                        || holds.stream()
                                .noneMatch(hold -> hold.place().equals(term.place())
                                        && Objects.equals(hold.pcode(), term.pcode())))
                .toList();
    }

    private static Hold both(Hold one, Hold other) {
        List<Reason> reasons = new ArrayList<>(one.reasons());
        for (Reason reason : other.reasons()) {
            if (reasons.stream().noneMatch(known -> known.code().equals(reason.code()))) {
                reasons.add(reason);
            }
        }
        return new Hold(
                one.place(),
                one.pcode(),
                one.since().isBefore(other.since()) ? one.since() : other.since(),
                one.waybills() + other.waybills(),
                one.kg().add(other.kg()),
                one.kgUnknown() || other.kgUnknown(),
                List.copyOf(reasons));
    }
}
