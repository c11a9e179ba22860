package org.aidwitness.monitoring;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.journal.Journal;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.registry.Policies;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says what became of armed commitments whose window, and the time for late reports after it, is over: broken where goods
 * arrived and nobody who promised was there or was kept out, else kept. Work of the program: nobody judges their own
 * promise. Each is ended in a transaction of its own, so that one that cannot be stops no other; any number of replicas may
 * do it at once, for whoever finds one taken passes on.
 */
@ApplicationScoped
public class CommitmentWindows {

    private static final Logger LOG = Logger.getLogger(CommitmentWindows.class);

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 50;

    private static final String DUE = """
            select c.id,
                   c.programme_id,
                   c.window_to
              from monitoring_commitment_step t
              join monitoring_commitment c on c.id = t.commitment_id
             where t.state = 'ARMED'
               and c.window_to <= :now
               and (c.window_to, c.id) > (:after, :afterId)
               and not exists (select
                                 from monitoring_commitment_step n
                                where n.commitment_id = c.id
                                  and n.ordinal > t.ordinal)
             order by c.window_to, c.id
             limit :most""";

    private static final String TAKE = """
            select pg_try_advisory_xact_lock(hashtextextended(cast(:id as text), 18))""";

    private static final String LAST = """
            select ordinal,
                   state
              from monitoring_commitment_step
             where commitment_id = :id
             order by ordinal desc
             limit 1""";

    private static final String LEFT_ALONE = """
            select count(*)
              from monitoring_commitment_left_alone
             where commitment_id = :id""";

    private record Due(UUID id, UUID programme, Instant to) {}

    private final Policies policies;
    private final Journal journal;
    private final Clock clock;
    private final StatelessSession session;

    CommitmentWindows(Policies policies, Journal journal, Clock clock, StatelessSession session) {
        this.policies = policies;
        this.journal = journal;
        this.clock = clock;
        this.session = session;
    }

    /** As {@link #endWindows(Instant)}, now. */
    public int endWindows() {
        return endWindows(clock.instant());
    }

    /** Ends what is over by then, a bounded number of pages; returns how many were ended. */
    public int endWindows(Instant now) {
        int ended = 0;
        @Nullable Due last = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            Due after = last;
            List<Due> due = QuarkusTransaction.requiringNew().call(() -> due(now, after));
            for (Due one : due) {
                ended += endAlone(one, now) ? 1 : 0;
            }
            if (due.size() < PAGE) {
                break;
            }
            last = due.get(due.size() - 1);
        }
        return ended;
    }

    private List<Due> due(Instant now, @Nullable Due after) {
        return session.createNativeQuery(DUE, Due.class)
                .setParameter("now", now)
                .setParameter("after", after == null ? Given.EARLIEST : after.to())
                .setParameter("afterId", after == null ? new UUID(0, 0) : after.id())
                .setParameter("most", PAGE)
                .getResultList();
    }

    private boolean endAlone(Due due, Instant now) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> end(due, now));
        } catch (RuntimeException defect) {
            LOG.errorf(defect, "Commitment %s could not be ended; it is tried again", due.id());
            return false;
        }
    }

    private boolean end(Due due, Instant now) {
        // Monitors report offline: what they saw in the window may arrive this much later.
        Duration grace = Duration.ofDays(policies.current(due.programme(), null).backdatedDays());
        if (now.isBefore(due.to().plus(grace))) {
            return false;
        }
        boolean taken = session.createNativeQuery(TAKE, Boolean.class)
                .setParameter("id", due.id().toString())
                .getSingleResult();
        if (!taken) {
            return false;
        }
        Commitments.Last last = session.createNativeQuery(LAST, Commitments.Last.class)
                .setParameter("id", due.id())
                .getSingleResult();
        if (!last.state().equals(CommitmentState.ARMED.name())) {
            return false;
        }
        long alone = session.createNativeQuery(LEFT_ALONE, Long.class)
                .setParameter("id", due.id())
                .getSingleResult();
        CommitmentState state = alone == 0 ? CommitmentState.FULFILLED : CommitmentState.BREACHED;
        @Nullable String reason = alone == 0
                ? null
                : "Sites where goods arrived in the window, and nobody was at them or kept from them: " + alone + ".";
        UUID id = Ids.fresh(now);
        Sha256 content = new Fingerprint()
                .add("commitment ended")
                .add(due.id())
                .add(state)
                .add(reason)
                .done();
        session.insert(
                new CommitmentStep(id, due.id(), last.ordinal() + 1, state, null, Actor.SYSTEM, reason, content, now));
        journal.record(
                Actor.SYSTEM, new Journal.Statement(Commitments.STEPPED, id, due.id(), due.programme(), content, now));
        return true;
    }
}
