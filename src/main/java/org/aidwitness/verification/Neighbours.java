package org.aidwitness.verification;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.journal.Entry;
import org.hibernate.StatelessSession;

/**
 * Whose verdict may change though nobody spoke of them: deliveries that were visited later at the same site, when a visit
 * before theirs is told late, corrected or rejected; and those whose monitor came from there or went there, where the
 * speed between was in doubt. What comes in its order has nobody after it, and wakes nobody.
 */
@ApplicationScoped
class Neighbours {

    private static final Set<String> TOLD = Set.of("monitoring.attestation", "monitoring.review");
    private static final Set<String> ACCREDITED = Set.of("monitoring.accreditation", "monitoring.accreditation_ended");

    /** At one site: as many as a row of visits that a rule counts, with some to spare. */
    private static final int MOST_LATER = 60;

    /** Of one monitor. */
    private static final int MOST_OF_MONITOR = 1_000;

    private static final String DUE_AFTER = """
            update verification_delivery
               set due_at = :now
             where waybill_id in (select n.waybill_id
                                    from verification_case_told t
                                    cross join lateral (
                                           select v.waybill_id
                                             from verification_case_seen v
                                            where v.site_id = t.site_id
                                              and v.happened_at
                                                  >= date_trunc('day', t.happened_at at time zone 'UTC')
                                                       at time zone 'UTC'
                                              and v.happened_at < t.happened_at + interval '366 days'
                                              and v.id <> t.id
                                            order by v.happened_at
                                            limit :most) n
                                   where t.statement_id = any (:ids))
               and (due_at is null or due_at > :now)""";

    private static final String DUE_BESIDE = """
            update verification_delivery
               set due_at = :now
             where waybill_id in (select n.waybill_id
                                    from verification_case_told t
                                    cross join lateral (
                                           (select v.waybill_id
                                              from verification_case_seen v
                                             where v.organisation_id = t.organisation_id
                                               and v.monitor = t.monitor
                                               and v.latitude is not null
                                               and v.id <> t.id
                                               and v.happened_at <= t.happened_at
                                             order by v.happened_at desc, v.id desc
                                             limit 2)
                                           union all
                                           (select v.waybill_id
                                              from verification_case_seen v
                                             where v.organisation_id = t.organisation_id
                                               and v.monitor = t.monitor
                                               and v.latitude is not null
                                               and v.id <> t.id
                                               and v.happened_at >= t.happened_at
                                             order by v.happened_at, v.id
                                             limit 2)) n
                                   where t.statement_id = any (:ids))
               and 'F17' = any (open_flags)
               and (due_at is null or due_at > :now)""";

    private static final String DUE_BY_ACCREDITATION = """
            update verification_delivery
               set due_at = :now
             where waybill_id in (select n.waybill_id
                                    from unnest(cast(:ids as uuid[])) as k (id)
                                    cross join lateral (
                                           select c.waybill_id
                                             from verification_case_accredited c
                                            where c.accreditation_id = k.id
                                            order by c.happened_at desc
                                            limit :most) n)
               and (due_at is null or due_at > :now)""";

    private final StatelessSession session;

    Neighbours(StatelessSession session) {
        this.session = session;
    }

    /** Makes due whom these entries may concern besides those they are about. */
    @Transactional(MANDATORY)
    void wake(List<Entry> entries, Instant now) {
        UUID[] told = statements(entries, TOLD);
        if (told.length > 0) {
            session.createNativeMutationQuery(DUE_AFTER)
                    .setParameter("ids", told)
                    .setParameter("most", MOST_LATER)
                    .setParameter("now", now)
                    .executeUpdate();
            session.createNativeMutationQuery(DUE_BESIDE)
                    .setParameter("ids", told)
                    .setParameter("now", now)
                    .executeUpdate();
        }
        UUID[] accredited = statements(entries, ACCREDITED);
        if (accredited.length > 0) {
            session.createNativeMutationQuery(DUE_BY_ACCREDITATION)
                    .setParameter("ids", accredited)
                    .setParameter("most", MOST_OF_MONITOR)
                    .setParameter("now", now)
                    .executeUpdate();
        }
    }

    private static UUID[] statements(List<Entry> entries, Set<String> kinds) {
        return entries.stream()
                .filter(entry -> kinds.contains(entry.kind()))
                .map(Entry::statement)
                .distinct()
                .toArray(UUID[]::new);
    }
}
