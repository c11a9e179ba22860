package org.aidwitness.verification;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What is derived about each delivery, and when to look again. Whoever judges holds the rows of the deliveries first:
 * two who read at different moments would otherwise write in the wrong order.
 */
@ApplicationScoped
class Deliveries {

    private static final String LOCK = """
            select waybill_id, encode(verdict_sha256, 'hex'), due_at, books_wrong
              from verification_delivery
             where waybill_id = any (cast((select cast(:ids as uuid[])) as uuid[]))
             order by waybill_id
               for update""";

    private static final String LOCK_FREE = LOCK + " skip locked";

    private static final String TAKE_DUE = """
            select waybill_id
              from verification_delivery
             where due_at <= :now
             order by due_at
             limit :most
               for update skip locked""";

    private static final String PEEK_DUE = """
            select waybill_id
              from verification_delivery
             where due_at <= :now
             order by due_at
             limit :most""";

    private static final String COUNT_DUE = """
            select count(*)
              from (select
                      from verification_delivery
                     where due_at <= :now
                     limit :most) due""";

    private static final String STORE = """
            insert into verification_delivery (
              waybill_id, programme_id, number, final, first_leg, site_id, area, logistics, assurance, grade,
              dispatched_at, received_at, last_at, dispatched_kg, delivered_kg, lost_kg, surplus_kg, kg_unknown,
              clearance, open_flags, worst_flag, conditions, policy_version, judged_at, due_at, verdict_sha256,
              hauled_kg, ground, visit_until, books_wrong)
            select waybill_id, programme_id, number, final, first_leg, site_id, area, logistics, assurance, grade,
                   dispatched_at, received_at, last_at, dispatched_kg, delivered_kg, lost_kg, surplus_kg, kg_unknown,
                   clearance, open_flags, worst_flag, conditions, policy_version, judged_at, due_at,
                   decode(verdict_sha256, 'hex'), hauled_kg, ground, visit_until, books_wrong
              from jsonb_to_recordset(cast(:rows as jsonb)) as r (
                     waybill_id uuid, programme_id uuid, number text, final boolean, first_leg boolean, site_id uuid,
                     area text, logistics text, assurance text, grade text, dispatched_at timestamptz,
                     received_at timestamptz, last_at timestamptz, dispatched_kg numeric, delivered_kg numeric,
                     lost_kg numeric, surplus_kg numeric, kg_unknown boolean, clearance text, open_flags text[],
                     worst_flag smallint, conditions jsonb, policy_version integer, judged_at timestamptz,
                     due_at timestamptz, verdict_sha256 text, hauled_kg numeric, ground text,
                     visit_until timestamptz, books_wrong integer)
             order by waybill_id
                on conflict (waybill_id) do update
               set logistics = excluded.logistics,
                   assurance = excluded.assurance,
                   grade = excluded.grade,
                   dispatched_at = excluded.dispatched_at,
                   received_at = excluded.received_at,
                   last_at = excluded.last_at,
                   dispatched_kg = excluded.dispatched_kg,
                   delivered_kg = excluded.delivered_kg,
                   lost_kg = excluded.lost_kg,
                   surplus_kg = excluded.surplus_kg,
                   kg_unknown = excluded.kg_unknown,
                   clearance = excluded.clearance,
                   open_flags = excluded.open_flags,
                   worst_flag = excluded.worst_flag,
                   conditions = excluded.conditions,
                   policy_version = excluded.policy_version,
                   judged_at = excluded.judged_at,
                   due_at = excluded.due_at,
                   verdict_sha256 = excluded.verdict_sha256,
                   hauled_kg = excluded.hauled_kg,
                   ground = excluded.ground,
                   visit_until = excluded.visit_until,
                   books_wrong = excluded.books_wrong""";

    private static final String MOVE_DUE = """
            update verification_delivery d
               set due_at = r.due_at
              from jsonb_to_recordset(cast(:rows as jsonb)) as r (waybill_id uuid, due_at timestamptz)
             where d.waybill_id = r.waybill_id""";

    private static final String DUE_BY_RELATION = """
            update verification_delivery
               set due_at = :now
             where waybill_id in (select w.waybill_id
                                    from verification_case_waybill w
                                    join verification_case_relation r
                                      on w.consignor_id in (r.from_organisation_id, r.to_organisation_id)
                                      or w.consignee_id in (r.from_organisation_id, r.to_organisation_id)
                                      or w.carrier_id in (r.from_organisation_id, r.to_organisation_id)
                                      or w.authority_id in (r.from_organisation_id, r.to_organisation_id)
                                   where r.id = any (:ids)
                                  union
                                  select a.waybill_id
                                    from verification_case_attestation a
                                    join verification_case_relation r
                                      on a.organisation_id in (r.from_organisation_id, r.to_organisation_id)
                                   where r.id = any (:ids)
                                  union
                                  select p.waybill_id
                                    from verification_case_promise p
                                   where p.organisation_id in (
                                         select unnest(array[r.from_organisation_id, r.to_organisation_id])
                                           from verification_case_relation r
                                          where r.id = any (:ids)))
               and (due_at is null or due_at > :now)""";

    private static final String DUE_BY_COMMITMENT = """
            update verification_delivery
               set due_at = :now
             where waybill_id in (select waybill_id from verification_case_promise where id = any (:ids))
               and (due_at is null or due_at > :now)""";

    private static final String DUE_BY_LOT = """
            update verification_delivery
               set due_at = :now
             where waybill_id in (select waybill_id from verification_case_line where lot_id = any (:ids))
               and (:rule = any (open_flags)) = :flagged
               and waybill_id <> all (:judged)
               and (due_at is null or due_at > :now)""";

    private static final String DUE_BY_SITE = """
            update verification_delivery
               set due_at = :now
             where site_id = any (:ids)
               and :rule = any (open_flags)
               and waybill_id <> all (:judged)
               and (due_at is null or due_at > :now)""";

    private static final String DUE_BY_STATEMENT = """
            update verification_delivery
               set due_at = :now
             where waybill_id in (select waybill_id from verification_case_seen where id = any (:ids))
               and waybill_id <> all (:judged)
               and (due_at is null or due_at > :now)""";

    /**
     * What stands about one delivery.
     *
     * @param verdict the digest of its verdict; null where it was written before there was one
     * @param booksWrong how many of the books it touches were wrong
     */
    record Standing(
            UUID waybillId,
            @Nullable String verdict,
            @Nullable Instant dueAt,
            Integer booksWrong) {}

    private record Due(UUID waybillId, @Nullable Instant dueAt) {}

    private final StatelessSession session;

    Deliveries(StatelessSession session) {
        this.session = session;
    }

    /** Holds those of the deliveries that were judged before, until the end of the transaction; what stands about them. */
    @Transactional(MANDATORY)
    Map<UUID, Standing> lock(UUID[] sortedIds) {
        return locked(LOCK, sortedIds);
    }

    /** The same of those that nobody else holds. */
    @Transactional(MANDATORY)
    Map<UUID, Standing> lockFree(UUID[] sortedIds) {
        return locked(LOCK_FREE, sortedIds);
    }

    private Map<UUID, Standing> locked(String sql, UUID[] sortedIds) {
        return session
                .createNativeQuery(sql, Standing.class)
                .setParameter("ids", Rows.ids(sortedIds))
                .getResultList()
                .stream()
                .collect(Collectors.toMap(Standing::waybillId, Function.identity()));
    }

    /** Takes what is due and nobody else is at; the longest due first. */
    @Transactional(MANDATORY)
    List<UUID> takeDue(Instant now, int most) {
        return session.createNativeQuery(TAKE_DUE, UUID.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList();
    }

    /** Looks without taking. */
    @Transactional
    List<UUID> peekDue(Instant now, int most) {
        return session.createNativeQuery(PEEK_DUE, UUID.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList();
    }

    /** How many are due, counted no further than {@code most}. */
    @Transactional
    long countDue(Instant now, int most) {
        return session.createNativeQuery(COUNT_DUE, Long.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getSingleResult();
    }

    /** Writes the verdicts that differ from what stands; of the others, when to look again, where that differs. */
    @Transactional(MANDATORY)
    void store(List<Judgement> judgements, Map<UUID, Standing> standing) {
        List<VerdictRow> changed = new ArrayList<>();
        List<Due> moved = new ArrayList<>();
        judgements.stream()
                .map(VerdictRow::of)
                .sorted(Comparator.comparing(VerdictRow::waybillId))
                .forEach(row -> {
                    Standing known = standing.get(row.waybillId());
                    if (known == null || !row.verdictSha256().equals(known.verdict())) {
                        changed.add(row);
                    } else if (!Objects.equals(known.dueAt(), row.dueAt())) {
                        moved.add(new Due(row.waybillId(), row.dueAt()));
                    }
                });
        write(STORE, changed);
        write(MOVE_DUE, moved);
    }

    private void write(String sql, List<? extends Record> rows) {
        if (!rows.isEmpty()) {
            session.createNativeMutationQuery(sql)
                    .setParameter("rows", Rows.json(rows))
                    .executeUpdate();
        }
    }

    @Transactional(MANDATORY)
    void postpone(Collection<UUID> ids, Instant due) {
        write(MOVE_DUE, ids.stream().sorted().map(id -> new Due(id, due)).toList());
    }

    /** Another relation: what its organisations consigned, received, looked at or promised to look at is judged again. */
    @Transactional(MANDATORY)
    void dueByRelations(Collection<UUID> relations, Instant now) {
        due(DUE_BY_RELATION, relations, now);
    }

    /** A commitment stands elsewhere than before: what it covered is judged again. */
    @Transactional(MANDATORY)
    void dueByCommitments(Collection<UUID> commitments, Instant now) {
        due(DUE_BY_COMMITMENT, commitments, now);
    }

    /** Deliveries of these lots, but those just judged, on which the rule's flag is open ({@code flagged}) or is not. */
    @Transactional(MANDATORY)
    void dueByLots(Collection<UUID> lots, String rule, boolean flagged, UUID[] judged, Instant now) {
        session.createNativeMutationQuery(DUE_BY_LOT)
                .setParameter("ids", lots.toArray(UUID[]::new))
                .setParameter("rule", rule)
                .setParameter("flagged", flagged)
                .setParameter("judged", judged)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Deliveries to these sites, but those just judged, on which the rule's flag is open. */
    @Transactional(MANDATORY)
    void dueAtSites(Collection<UUID> sites, String rule, UUID[] judged, Instant now) {
        session.createNativeMutationQuery(DUE_BY_SITE)
                .setParameter("ids", sites.toArray(UUID[]::new))
                .setParameter("judged", judged)
                .setParameter("rule", rule)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Deliveries, but those just judged, that these statements of monitors are about. */
    @Transactional(MANDATORY)
    void dueByStatements(Collection<UUID> statements, UUID[] judged, Instant now) {
        session.createNativeMutationQuery(DUE_BY_STATEMENT)
                .setParameter("ids", statements.toArray(UUID[]::new))
                .setParameter("judged", judged)
                .setParameter("now", now)
                .executeUpdate();
    }

    private void due(String sql, Collection<UUID> ids, Instant now) {
        session.createNativeMutationQuery(sql)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .setParameter("now", now)
                .executeUpdate();
    }
}
