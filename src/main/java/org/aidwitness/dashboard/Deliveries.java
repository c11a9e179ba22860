package org.aidwitness.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.aidwitness.web.Cursor;
import org.aidwitness.web.Listing;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/**
 * The door to the list of deliveries, latest word first. Its cost does not grow with the list: each combination of
 * programme, state and place walks its own index from the cursor and stops at the page's end, then the heads are merged.
 */
@ApplicationScoped
public class Deliveries {

    /** Above it, a list says "more than" instead of counting. */
    static final int COUNTED = 1_000;

    /** Above it, a text is taken as unspecific and tried against each row of the list instead of place by place. */
    private static final int PLACES = 200;

    /** How many there are, up to {@link #COUNTED}, and what they add up to. */
    record Total(long deliveries, BigDecimal givenKg, BigDecimal deliveredKg, BigDecimal lostKg) {

        public long counted() {
            return COUNTED;
        }

        public boolean more() {
            return deliveries > COUNTED;
        }
    }

    /** A delivery that is not verified, and the conditions that do not hold. */
    record Gap(DeliveryRow delivery, List<Json.Condition> missing) {

        public boolean refused() {
            return List.of(delivery.openFlags()).contains("F04");
        }

        /** The first condition that does not hold; empty where none is known. */
        public String firstMissing() {
            return missing.isEmpty() ? "" : missing.get(0).name();
        }
    }

    record ConditionsRow(UUID id, String conditions) {}

    private static final String COLUMNS = """
            select d.id, p.code, d.number, d.place, d.pcode, d.area, d.consignor, d.consignee, d.logistics, d.assurance,
                   d.grade, d.dispatched_at, d.received_at, d.last_at, d.first_leg, d.final, d.dispatched_kg,
                   r.given_kg, r.arrived_kg, r.lost_kg, r.open_kg, d.surplus_kg, d.kg_unknown, d.clearance, d.open_flags,
                   d.policy_version, d.judged_at
            """;

    private static final String ONE = """
              from dashboard_row r
              join dashboard_delivery d on d.id = r.id
              join dashboard_programme p on p.id = r.programme_id
             where r.id = :id""";

    private static final String LARGEST_GAPS = """
              from dashboard_row r
              join dashboard_delivery d on d.id = r.id
              join dashboard_programme p on p.id = r.programme_id
             where r.id in (select g.id
                              from dashboard_delivery_gap g
                             where g.programme_id = :programme
                             order by g.delivered_kg desc, g.id
                             limit :limit)
             order by d.delivered_kg desc, d.id
             limit :limit""";

    private static final String PLACES_NAMED = """
            select s.id
              from dashboard_place s
             where s.name ilike :piece or s.pcode ilike :beginning
             order by s.id
             limit :limit""";

    private final EntityManager em;
    private final ObjectMapper mapper;

    Deliveries(EntityManager em, ObjectMapper mapper) {
        this.em = em;
        this.mapper = mapper;
    }

    /** One page of the list behind the cursor. */
    @Transactional
    Listing<DeliveryRow> list(DeliveryQuery query, Cursor after, int limit) {
        Search search = search(query);
        if (search == null) {
            return new Listing<>(List.of(), null);
        }
        search.behind(after);
        String sql = COLUMNS
                + "  from (" + search.sql("order by last_at desc, id limit :limit") + ") r\n"
                + "  join dashboard_delivery d on d.id = r.id\n"
                + "  join dashboard_programme p on p.id = r.programme_id\n"
                + " order by r.last_at desc, r.id";
        List<DeliveryRow> rows = bound(session().createNativeQuery(sql, DeliveryRow.class), search.values)
                .setParameter("limit", limit + 1)
                .getResultList();
        return Listing.of(rows, limit, DeliveryRow::cursor);
    }

    /** Counts and adds up what the query finds, and stops at {@link #COUNTED}. */
    @Transactional
    Total total(DeliveryQuery query) {
        Search search = search(query);
        if (search == null) {
            return new Total(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        }
        String sql = "select count(*), coalesce(sum(given_kg), 0), coalesce(sum(arrived_kg), 0),"
                + " coalesce(sum(lost_kg), 0) from (" + search.sql("order by last_at desc, id limit :limit") + ") r";
        return bound(session().createNativeQuery(sql, Total.class), search.values)
                .setParameter("limit", COUNTED + 1)
                .getSingleResult();
    }

    @Transactional
    Optional<DeliveryRow> byId(UUID id) {
        return session()
                .createNativeQuery(COLUMNS + ONE, DeliveryRow.class)
                .setParameter("id", id)
                .uniqueResultOptional();
    }

    /** The id of the waybill with exactly this number. */
    @Transactional
    Optional<UUID> numbered(UUID programme, String number) {
        return session()
                .createNativeQuery("""
                        select w.id
                          from dashboard_waybill w
                         where w.programme_id = :programme and w.number = :number""", UUID.class)
                .setParameter("programme", programme)
                .setParameter("number", number)
                .uniqueResultOptional();
    }

    /** Delivered and not verified, largest first. */
    @Transactional
    List<Gap> largestGaps(UUID programme, int limit) {
        return gaps(session()
                .createNativeQuery(COLUMNS + LARGEST_GAPS, DeliveryRow.class)
                .setParameter("programme", programme)
                .setParameter("limit", limit)
                .getResultList());
    }

    /** The same deliveries, each with what it lacks. */
    @Transactional
    List<Gap> gaps(List<DeliveryRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<UUID, String> conditions = session()
                .createNativeQuery("""
                        select d.id, cast(d.conditions as text)
                          from dashboard_delivery d
                         where d.id in (:ids)
                         order by d.id
                         limit 1000""", ConditionsRow.class)
                .setParameterList("ids", rows.stream().map(DeliveryRow::id).toList())
                .getResultStream()
                .collect(Collectors.toMap(ConditionsRow::id, ConditionsRow::conditions));
        return rows.stream()
                .map(row -> new Gap(
                        row,
                        Json.conditions(mapper, conditions.get(row.id())).stream()
                                .filter(condition -> !condition.holds())
                                .toList()))
                .toList();
    }

    /** The areas the programme delivers to, by name. */
    @Transactional
    List<String> areas(UUID programme) {
        return session()
                .createNativeQuery("""
                        select a.area
                          from (select distinct s.area from dashboard_place s where s.area is not null) a
                         where exists (select
                                         from dashboard_row r
                                        where r.programme_id = :programme and r.area = a.area)
                         order by a.area
                         limit 500""", String.class)
                .setParameter("programme", programme)
                .getResultList();
    }

    private Session session() {
        return em.unwrap(Session.class);
    }

    private static <T> NativeQuery<T> bound(NativeQuery<T> query, Map<String, Object> values) {
        values.forEach(query::setParameter);
        return query;
    }

    /** Null where the text names no place at all: then nothing can match. */
    private @Nullable Search search(DeliveryQuery query) {
        Search search = new Search(query);
        if (query.place() == null) {
            return search;
        }
        String literal = query.place().replaceAll("([\\\\%_])", "\\\\$1");
        List<UUID> places = session()
                .createNativeQuery(PLACES_NAMED, UUID.class)
                .setParameter("piece", "%" + literal + "%")
                .setParameter("beginning", literal + "%")
                .setParameter("limit", PLACES + 1)
                .getResultList();
        if (places.size() > PLACES) {
            search.anyPlaceNamed("%" + literal + "%", literal + "%");
        } else {
            search.at(places);
        }
        return places.isEmpty() ? null : search;
    }

    /** The statement that finds the keys; its clauses are written here, the reader's words are only ever bound. */
    private static final class Search {

        private final StringBuilder from = new StringBuilder("dashboard_programme p");
        private final StringBuilder where = new StringBuilder("programme_id = p.id");
        private final Map<String, Object> values = new HashMap<>();
        private final boolean oneProgramme;
        private final String rows;
        private final List<String> states;

        Search(DeliveryQuery query) {
            oneProgramme = query.programme() != null;
            if (query.programme() != null) {
                values.put("programme", query.programme());
            }
            // Flags have rows of their own, in the list's order: one walk finds the rarest and the commonest.
            rows = query.flag() == null ? "dashboard_row" : "dashboard_flagged_row";
            // The index of areas is kept by state, so that a rare state of an area is found at once.
            boolean byArea = query.area() != null
                    && query.flag() == null
                    && query.part() == null
                    && query.states().isEmpty();
            states = byArea ? DeliveryQuery.STATES : states(query);
            and("false", states.isEmpty() && !query.states().isEmpty());
            part(query.part());
            and("kg_unknown", query.unknown());
            and("area = :area", "area", query.area());
            and("rule = :flag", "flag", query.flag());
            and("grade = :grade", "grade", query.grade());
            and("clearance = :clearance", "clearance", query.clearance());
            and(
                    "last_at >= :from",
                    "from",
                    query.from() == null
                            ? null
                            : query.from().atStartOfDay(ZoneOffset.UTC).toInstant());
            and(
                    "last_at < :to",
                    "to",
                    query.to() == null
                            ? null
                            : query.to()
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant());
        }

        /** Those asked for, those of the part, or what is both. */
        private static List<String> states(DeliveryQuery query) {
            Part part = query.part();
            if (part == null || part.states().isEmpty()) {
                return query.states();
            }
            return query.states().isEmpty()
                    ? part.states()
                    : part.states().stream().filter(query.states()::contains).toList();
        }

        private void part(@Nullable Part part) {
            if (part == null) {
                return;
            }
            and("final", !part.states().isEmpty());
            and("open_kg <> 0", part == Part.ON_THE_WAY);
            and("lost_kg > 0", part == Part.LOST);
        }

        void at(List<UUID> places) {
            from.append(", unnest(cast(string_to_array(:places, ',') as uuid[])) as place_is");
            and(
                    "site_id = place_is",
                    "places",
                    places.stream().map(UUID::toString).collect(Collectors.joining(",")));
        }

        void anyPlaceNamed(String piece, String beginning) {
            // "Is true", so that this is asked of each row of the list: under row-level security the planner has no
            // statistics for names, takes a common word for a rare one, and would begin with the places.
            and(
                    "(site_id in (select s.id from dashboard_place s where s.name ilike :piece or s.pcode ilike"
                            + " :beginning)) is true",
                    "piece",
                    piece);
            values.put("beginning", beginning);
        }

        void behind(Cursor cursor) {
            and("last_at <= :at and (last_at < :at or id > :after)", "at", cursor.at());
            values.put("after", cursor.id());
        }

        /**
         * The found rows of the list, each walk and the whole ended by the same words. One walk for each
         * state, for an index in list order cannot be walked for several at once. A state is written out, and not
         * bound, because the planner must know how rare it is; it is one of ours, never the reader's word.
         */
        String sql(String end) {
            String walks = states.isEmpty()
                    ? walk("", end)
                    : states.stream()
                            .map(state -> walk(" and assurance = '" + state + "'", end))
                            .collect(Collectors.joining(" union all "));
            return "select r.* from " + from + ", lateral (" + walks + ") r"
                    + (oneProgramme ? " where p.code = :programme " : " ") + end;
        }

        private String walk(String state, String end) {
            return "(select * from " + rows + " where " + where + state + " " + end + ")";
        }

        private void and(String clause, boolean asked) {
            if (asked) {
                where.append(" and ").append(clause);
            }
        }

        private void and(String clause, String name, @Nullable Object value) {
            if (value != null) {
                where.append(" and ").append(clause);
                values.put(name, value);
            }
        }
    }
}
