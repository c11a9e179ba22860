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

/** When each programme is judged as a whole. */
@ApplicationScoped
class RoundCalendar {

    /** Without anything new. */
    static final Duration EVERY = Duration.ofDays(1);

    /** However much is said, no sooner after the last time; and a round that broke is tried again after this. */
    static final Duration PAUSE = Duration.ofHours(1);

    /** Programmes that one call enters. */
    private static final int MOST_NEW = 1_000;

    private static final String ENROL = """
            insert into verification_programme (programme_id, taken_at, due_at)
            select p.programme_id, cast(:now as timestamptz), cast(:now as timestamptz)
              from verification_round_programme p
             where not exists (select from verification_programme k where k.programme_id = p.programme_id)
             order by p.programme_id
             limit :most
                on conflict (programme_id) do nothing""";

    private static final String DUE = """
            select p.programme_id
              from verification_programme p
              left join verification_programme_heard h on h.programme_id = p.programme_id
             where (p.due_at <= :now
                    or h.heard_at > p.taken_at and p.taken_at <= :rested)
            """;

    private static final String PEEK_DUE = DUE + """
             order by p.due_at, p.programme_id
             limit :most""";

    private static final String TAKE = DUE + """
               and p.programme_id = :programme
               for update of p skip locked""";

    private static final String COUNT_DUE = """
            select count(*)
              from (""" + PEEK_DUE + ") due";

    private static final String JUDGED = """
            update verification_programme
               set taken_at = :now,
                   judged_at = :now,
                   due_at = :due
             where programme_id = :programme""";

    private static final String PUT_OFF = """
            update verification_programme
               set taken_at = :now,
                   due_at = :due
             where programme_id = :programme""";

    private static final String HEAR = """
            insert into verification_programme_heard (programme_id, heard_at)
            select p.programme_id, cast(:now as timestamptz)
              from verification_round_programme p
             where p.programme_id = any (:ids)
             order by p.programme_id
                on conflict (programme_id) do update
               set heard_at = excluded.heard_at""";

    private final StatelessSession session;

    RoundCalendar(StatelessSession session) {
        this.session = session;
    }

    /** Programmes that are new are due at once. */
    @Transactional
    void enrol(Instant now) {
        session.createNativeMutationQuery(ENROL)
                .setParameter("now", now)
                .setParameter("most", MOST_NEW)
                .executeUpdate();
    }

    /** Looks without taking; the longest due first. */
    @Transactional
    List<UUID> peekDue(Instant now, int most) {
        return session.createNativeQuery(PEEK_DUE, UUID.class)
                .setParameter("now", now)
                .setParameter("rested", now.minus(PAUSE))
                .setParameter("most", most)
                .getResultList();
    }

    /** How many are due, counted no further than {@code most}. */
    @Transactional
    long countDue(Instant now, int most) {
        return session.createNativeQuery(COUNT_DUE, Long.class)
                .setParameter("now", now)
                .setParameter("rested", now.minus(PAUSE))
                .setParameter("most", most)
                .getSingleResult();
    }

    /** Whether it is still due and nobody else is at it; it is then held until the end of the transaction. */
    @Transactional(MANDATORY)
    boolean take(UUID programme, Instant now) {
        return !session.createNativeQuery(TAKE, UUID.class)
                .setParameter("programme", programme)
                .setParameter("now", now)
                .setParameter("rested", now.minus(PAUSE))
                .getResultList()
                .isEmpty();
    }

    @Transactional(MANDATORY)
    void judged(UUID programme, Instant now) {
        move(JUDGED, programme, now, now.plus(EVERY));
    }

    /** Gives up on it for now. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void putOff(UUID programme, Instant now) {
        move(PUT_OFF, programme, now, now.plus(PAUSE));
    }

    private void move(String sql, UUID programme, Instant now, Instant due) {
        session.createNativeMutationQuery(sql)
                .setParameter("programme", programme)
                .setParameter("now", now)
                .setParameter("due", due)
                .executeUpdate();
    }

    /** Something was said in these programmes. */
    @Transactional(MANDATORY)
    void hear(Collection<UUID> programmes, Instant now) {
        session.createNativeMutationQuery(HEAR)
                .setParameter("ids", programmes.stream().sorted().toArray(UUID[]::new))
                .setParameter("now", now)
                .executeUpdate();
    }
}
