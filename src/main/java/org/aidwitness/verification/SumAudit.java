package org.aidwitness.verification;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Holds the kept sums against the rows they are sums of: once a day each programme, in one statement, so that both are of
 * one instant and nobody waits. It tells of every difference and mends none: a sum that is wrong is a defect of ours, and
 * somebody should know before it is gone. Any number of replicas may audit at once.
 */
@ApplicationScoped
public class SumAudit {

    static final Duration EVERY = Duration.ofDays(1);

    /** An audit that broke is tried again after this. */
    static final Duration RETRY = Duration.ofHours(1);

    /** Programmes that one call looks at, and that one call enters. */
    static final int MOST = 50;

    /** Differences of one programme that are told. */
    static final int MOST_TOLD = 1_000;

    /** All deliveries of a programme are read; the usual minute may not do. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final String ENROL = """
            insert into verification_audit (programme_id, due_at)
            select p.programme_id, cast(:now as timestamptz)
              from verification_round_programme p
             where not exists (select from verification_audit k where k.programme_id = p.programme_id)
             order by p.programme_id
             limit :most
                on conflict (programme_id) do nothing""";

    private static final String PEEK_DUE = """
            select programme_id
              from verification_audit
             where due_at <= :now
             order by due_at, programme_id
             limit :most""";

    private static final String TAKE = """
            select programme_id
              from verification_audit
             where programme_id = :programme
               and due_at <= :now
               for update skip locked""";

    private static final String DIFFERENCES = """
            select sums,
                   cast(difference as text)
              from verification_audit_difference
             where programme_id = :programme
             order by 1, 2
             limit :most""";

    private static final String AUDITED = """
            update verification_audit
               set audited_at = :now,
                   due_at = :due,
                   differences = :differences
             where programme_id = :programme""";

    private static final String PUT_OFF = """
            update verification_audit
               set due_at = :due
             where programme_id = :programme""";

    private static final String TOTAL = """
            select cast(coalesce(sum(differences), 0) as bigint)
              from verification_audit""";

    private static final Logger LOG = Logger.getLogger(SumAudit.class);

    /**
     * @param sums BALANCE, HAUL, STOCK or SITE_DAY
     * @param amounts the key, and what is kept less what is right, as JSON
     */
    record Difference(String sums, String amounts) {}

    private final StatelessSession session;
    private final Clock clock;
    private final AtomicLong differences = new AtomicLong();
    private final AtomicLong lastRun = new AtomicLong();

    SumAudit(StatelessSession session, Clock clock, MeterRegistry meters) {
        this.session = session;
        this.clock = clock;
        Gauge.builder("aidwitness.verification.audit.differences", differences, AtomicLong::get)
                .description("Kept sums that differ from what their rows add up to, as of each programme's last audit")
                .register(meters);
        Gauge.builder("aidwitness.verification.audit.last.run", lastRun, AtomicLong::get)
                .description("When it was last looked whether an audit is due")
                .baseUnit("seconds")
                .register(meters);
    }

    /** As {@link #run}, now. */
    public int auditOnce() {
        return run(clock.instant());
    }

    /**
     * Audits what is due at that instant, at most 50 programmes, each in a transaction of its own; returns how many it was
     * done with, audited or put off. Zero where nothing is due, or others are at all of it.
     */
    int run(Instant now) {
        int done = 0;
        for (UUID programme : QuarkusTransaction.requiringNew().call(() -> due(now))) {
            if (audit(programme, now)) {
                done++;
            }
        }
        differences.set(QuarkusTransaction.requiringNew()
                .call(() -> session.createNativeQuery(TOTAL, Long.class).getSingleResult()));
        lastRun.set(clock.instant().getEpochSecond());
        return done;
    }

    private List<UUID> due(Instant now) {
        session.createNativeMutationQuery(ENROL)
                .setParameter("now", now)
                .setParameter("most", MOST)
                .executeUpdate();
        return session.createNativeQuery(PEEK_DUE, UUID.class)
                .setParameter("now", now)
                .setParameter("most", MOST)
                .getResultList();
    }

    /** Audits one programme if it is due and nobody else is at it; true where it was audited, or put off. */
    private boolean audit(UUID programme, Instant now) {
        try {
            return QuarkusTransaction.requiringNew()
                    .timeout((int) PATIENCE.toSeconds())
                    .call(() -> take(programme, now));
        } catch (RuntimeException defect) {
            LOG.errorf(defect, "The kept sums of programme %s cannot be audited", programme);
            QuarkusTransaction.requiringNew()
                    .run(() -> session.createNativeMutationQuery(PUT_OFF)
                            .setParameter("programme", programme)
                            .setParameter("due", now.plus(RETRY))
                            .executeUpdate());
            return true;
        }
    }

    private boolean take(UUID programme, Instant now) {
        if (session.createNativeQuery(TAKE, UUID.class)
                .setParameter("programme", programme)
                .setParameter("now", now)
                .getResultList()
                .isEmpty()) {
            return false;
        }
        List<Difference> found = differences(programme);
        found.forEach(difference -> LOG.errorf(
                "A kept sum of programme %s is wrong: %s, kept less counted: %s",
                programme, difference.sums(), difference.amounts()));
        session.createNativeMutationQuery(AUDITED)
                .setParameter("programme", programme)
                .setParameter("now", now)
                .setParameter("due", now.plus(EVERY))
                .setParameter("differences", found.size())
                .executeUpdate();
        return true;
    }

    /** What is kept of a programme, less what its rows add up to; none where all is right. At most {@link #MOST_TOLD}. */
    @Transactional(MANDATORY)
    List<Difference> differences(UUID programme) {
        return session.createNativeQuery(DIFFERENCES, Difference.class)
                .setParameter("programme", programme)
                .setParameter("most", MOST_TOLD)
                .getResultList();
    }
}
