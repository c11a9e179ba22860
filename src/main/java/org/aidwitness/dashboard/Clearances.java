package org.aidwitness.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.web.Cursor;
import org.aidwitness.web.Listing;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The door to the gate's decisions, all of which are public. */
@ApplicationScoped
public class Clearances {

    private static final int ID_LENGTH = 36;

    static final List<String> OUTCOMES =
            List.of("PASS", "PASS_WITH_CONDITIONS", "HOLD", "EXEMPT", "PREDATES_GATE", "OVERRIDE");

    /**
     * One decision.
     *
     * @param reasons of a hold
     * @param duties under which goods were let go
     * @param heldSince when the goods were first held without a break; null unless HOLD
     * @param override who took responsibility; null unless OVERRIDE
     * @param used a dispatch was declared under it
     */
    public record Clearance(
            UUID id,
            UUID waybill,
            String programme,
            String number,
            String place,
            @Nullable String pcode,
            @Nullable String area,
            String outcome,
            int policyVersion,
            List<AccessTable.Reason> reasons,
            List<Duty> duties,
            @Nullable Instant heldSince,
            @Nullable UUID override,
            Instant decidedAt,
            @Nullable Instant expiresAt,
            boolean used) {

        Cursor cursor() {
            return new Cursor(decidedAt, id);
        }
    }

    /** What is to be done later, and by when. */
    public record Duty(String code, String detail, @Nullable Instant dueAt) {}

    /** What one condition looked at, name by name, and whether it had anything against the dispatch. */
    public record Looked(String condition, Map<String, String> seen, List<AccessTable.Reason> reasons) {

        /** What it saw, as a page names it; an id of a statement stays an id. */
        public Map<String, String> facts() {
            Map<String, String> facts = new LinkedHashMap<>();
            seen.forEach((name, value) -> facts.put(name.length() == ID_LENGTH ? name : Wording.label(name), value));
            return facts;
        }
    }

    /** Who took responsibility for goods that nobody would see, and why. */
    public record Responsible(
            String reason, String text, String askedFor, String agreedFor, Instant decidedAt, Instant expiresAt) {}

    /**
     * One decision with all that it was made on.
     *
     * @param responsible only with OVERRIDE
     */
    public record Whole(
            Clearance clearance,
            List<Looked> conditions,
            @Nullable Responsible responsible) {}

    record Row(
            UUID id,
            UUID waybill,
            String programme,
            String number,
            String place,
            @Nullable String pcode,
            @Nullable String area,
            String outcome,
            int policyVersion,
            String reasons,
            String duties,
            @Nullable Instant heldSince,
            @Nullable UUID override,
            Instant decidedAt,
            @Nullable Instant expiresAt,
            boolean used) {}

    /** One walk along the index for each programme and outcome, up to the page's end; then the heads are merged. */
    private static final String LIST = """
            select c.id, c.waybill_id, p.code, c.number, c.place, c.pcode, c.area, c.outcome, c.policy_version,
                   cast(c.reasons as text), cast(c.duties as text), c.held_since, c.override_id, c.decided_at,
                   c.expires_at, c.used
              from (select k.id, k.decided_at
                      from dashboard_programme p,
                           unnest(string_to_array(:outcomes, ',')) as outcome_is,
                           lateral (select k.id, k.decided_at
                                      from dashboard_clearance_key k
                                     where k.programme_id = p.id
                                       and k.outcome = outcome_is
                                       and k.decided_at <= :at
                                       and (k.decided_at < :at or k.id > :after)
                                     order by k.decided_at desc, k.id
                                     limit :limit) k
                     where p.code = :programme or :programme = ''
                     order by k.decided_at desc, k.id
                     limit :limit) k
              join dashboard_clearance c on c.id = k.id
              join dashboard_programme p on p.id = c.programme_id
             order by k.decided_at desc, k.id""";

    private static final String ONE = """
            select c.id, c.waybill_id, p.code, c.number, c.place, c.pcode, c.area, c.outcome, c.policy_version,
                   cast(c.reasons as text), cast(c.duties as text), c.held_since, c.override_id, c.decided_at,
                   c.expires_at, c.used
              from dashboard_clearance c
              join dashboard_programme p on p.id = c.programme_id
             where c.id = :id""";

    private static final String CONDITIONS = """
            select cast(c.facts -> 'conditions' as text)
              from dashboard_clearance c
             where c.id = :id""";

    private static final String RESPONSIBLE = """
            select o.reason_code, o.text, o.asked_for, o.agreed_for, o.decided_at, o.expires_at
              from dashboard_override o
             where o.id = :id""";

    private final EntityManager em;
    private final ObjectMapper mapper;

    Clearances(EntityManager em, ObjectMapper mapper) {
        this.em = em;
        this.mapper = mapper;
    }

    /** One page of decisions, latest first; of one programme and of one outcome, where these are given. */
    @Transactional
    Listing<Clearance> list(@Nullable String programme, @Nullable String outcome, Cursor after, int limit) {
        NativeQuery<Row> query = em.unwrap(Session.class).createNativeQuery(LIST, Row.class);
        List<Clearance> found = query.setParameter("programme", programme == null ? "" : programme)
                .setParameter("outcomes", outcome == null ? String.join(",", OUTCOMES) : outcome)
                .setParameter("at", after.at())
                .setParameter("after", after.id())
                .setParameter("limit", limit + 1)
                .getResultStream()
                .map(this::read)
                .toList();
        return Listing.of(found, limit, Clearance::cursor);
    }

    /** One decision, with what its conditions looked at; refuses with NOT_FOUND. */
    @Transactional
    Whole get(UUID id) {
        Session session = em.unwrap(Session.class);
        @Nullable Row row =
                session.createNativeQuery(ONE, Row.class).setParameter("id", id).getSingleResultOrNull();
        if (row == null) {
            throw Refused.because(Code.NOT_FOUND, "There is no such clearance.");
        }
        @Nullable String conditions = session.createNativeQuery(CONDITIONS, String.class)
                .setParameter("id", id)
                .getSingleResultOrNull();
        @Nullable Responsible responsible = session.createNativeQuery(RESPONSIBLE, Responsible.class)
                .setParameter("id", row.override(), UUID.class)
                .getSingleResultOrNull();
        return new Whole(read(row), Json.looked(mapper, conditions), responsible);
    }

    private Clearance read(Row row) {
        return new Clearance(
                row.id(),
                row.waybill(),
                row.programme(),
                row.number(),
                row.place(),
                row.pcode(),
                row.area(),
                row.outcome(),
                row.policyVersion(),
                Json.reasons(mapper, row.reasons()),
                Json.duties(mapper, row.duties()),
                row.heldSince(),
                row.override(),
                row.decidedAt(),
                row.expiresAt(),
                row.used());
    }
}
