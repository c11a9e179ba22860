package org.aidwitness.verification;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Deliveries that were never judged because judging them broke. They have no row among the {@link Deliveries} that could
 * say when to look again, so they wait here.
 */
@ApplicationScoped
class Unjudged {

    /** The first wait; each further one is twice as long. */
    static final Duration FIRST_WAIT = Duration.ofHours(1);

    static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private static final String LOCK = """
            select waybill_id
              from verification_unjudged
             where waybill_id = any (:ids)
             order by waybill_id
               for update""";

    // A waybill that is none has nothing to be judged, and one with a verdict says itself when it is due.
    private static final String PUT_OFF = """
            insert into verification_unjudged as known (waybill_id, attempts, failed_at, due_at)
            select w.waybill_id, 1, cast(:now as timestamptz),
                   cast(:now as timestamptz) + :first * interval '1 second'
              from verification_case_waybill w
             where w.waybill_id = any (:ids)
               and not exists (select from verification_delivery d where d.waybill_id = w.waybill_id)
             order by w.waybill_id
                on conflict (waybill_id) do update
               set attempts = known.attempts + 1,
                   failed_at = excluded.failed_at,
                   due_at = excluded.failed_at
                     + least(:longest, :first * power(2, least(known.attempts, 20))) * interval '1 second'""";

    private static final String TAKE_DUE = """
            select waybill_id
              from verification_unjudged
             where due_at <= :now
             order by due_at, waybill_id
             limit :most
               for update skip locked""";

    private static final String PEEK_DUE = """
            select waybill_id
              from verification_unjudged
             where due_at <= :now
             order by due_at, waybill_id
             limit :most""";

    private static final String COUNT_DUE = """
            select count(*)
              from (select
                      from verification_unjudged
                     where due_at <= :now
                     limit :most) due""";

    private static final String JUDGED = """
            delete from verification_unjudged
             where waybill_id = any (:ids)""";

    private final StatelessSession session;

    Unjudged(StatelessSession session) {
        this.session = session;
    }

    /** Holds those of the deliveries that wait here, until the end of the transaction; returns whether there are any. */
    @Transactional(MANDATORY)
    boolean lock(UUID[] sortedIds) {
        // Asked for a type, Hibernate would not know the question again; see application.properties.
        return !session.createNativeQuery(LOCK, Object.class)
                .setParameter("ids", sortedIds)
                .getResultList()
                .isEmpty();
    }

    /** Those of the deliveries that have no verdict are tried again later, and later still if they were here before. */
    @Transactional(MANDATORY)
    void putOff(Collection<UUID> ids, Instant now) {
        session.createNativeMutationQuery(PUT_OFF)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .setParameter("now", now)
                .setParameter("first", FIRST_WAIT.toSeconds())
                .setParameter("longest", LONGEST_WAIT.toSeconds())
                .executeUpdate();
    }

    /** Takes what is due and nobody else is at; the longest due first. */
    @Transactional(MANDATORY)
    List<UUID> takeDue(Instant now, int most) {
        return due(TAKE_DUE, now, most);
    }

    /** Looks without taking. */
    @Transactional
    List<UUID> peekDue(Instant now, int most) {
        return due(PEEK_DUE, now, most);
    }

    private List<UUID> due(String sql, Instant now, int most) {
        return session.createNativeQuery(sql, UUID.class)
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

    /** These have their verdict now. */
    @Transactional(MANDATORY)
    void judged(Collection<UUID> ids) {
        session.createNativeMutationQuery(JUDGED)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .executeUpdate();
    }
}
