package org.aidwitness.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.web.Cursor;
import org.aidwitness.web.Listing;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The door to the gate's decisions, all of which are public. */
@ApplicationScoped
public class Clearances {

    static final List<String> OUTCOMES =
            List.of("PASS", "PASS_WITH_CONDITIONS", "HOLD", "EXEMPT", "PREDATES_GATE", "OVERRIDE");

    /**
     * One decision.
     *
     * @param reasons of a hold
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
            Instant decidedAt,
            @Nullable Instant expiresAt,
            boolean used) {

        Cursor cursor() {
            return new Cursor(decidedAt, id);
        }
    }

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
            Instant decidedAt,
            @Nullable Instant expiresAt,
            boolean used) {}

    /** One walk along the index for each programme and outcome, up to the page's end; then the heads are merged. */
    private static final String LIST = """
            select c.id, c.waybill_id, p.code, c.number, c.place, c.pcode, c.area, c.outcome, c.policy_version,
                   cast(c.reasons as text), c.decided_at, c.expires_at, c.used
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
                row.decidedAt(),
                row.expiresAt(),
                row.used());
    }
}
