package org.aidwitness.monitoring;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.journal.Journal;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Sha256;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says what became of armed commitments whose window is over. Work of the program: nobody judges their own promise. Each
 * is ended in a transaction of its own, so that one that cannot be stops no other; any number of replicas may do it at
 * once, for whoever finds one taken passes on.
 */
@ApplicationScoped
public class CommitmentWindows {

    private static final Logger LOG = Logger.getLogger(CommitmentWindows.class);

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 50;

    private static final String DUE = """
            select c.id,
                   c.programme_id,
                   c.organisation_id,
                   c.window_from,
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

    // A site was looked after if somebody attested there, or was kept out. A talk that no position ties to the place
    // may
    // have been a phone call.
    private static final String LEFT_ALONE = """
            select count(*)
              from monitoring_commitment_site s
              join monitoring_site p on p.id = s.site_id
             where s.commitment_id = :id
               and not exists (
                     select
                       from monitoring_attestation a
                       join monitoring_programme_waybill w on w.waybill_id = a.waybill_id
                      where a.site_id = s.site_id
                        and a.organisation_id = :organisation
                        and w.programme_id = :programme
                        and a.happened_at between :from and :to
                        and (a.verdict = 'ACCESS_DENIED'
                             or a.import_run_id is null and (a.method <> 'INTERVIEW' or a.latitude is not null))
                        and not exists (select from monitoring_attestation n where n.supersedes = a.id))
               and not exists (
                     select
                       from monitoring_incident i
                      where i.organisation_id = :organisation
                        and i.programme_id = :programme
                        and (i.site_id = s.site_id or i.site_id is null and starts_with(p.pcode, i.pcode))
                        and i.happened_at between :from and :to
                        and not exists (select from monitoring_incident n where n.supersedes = i.id))
               and not exists (
                     select
                       from monitoring_visit_outcome o
                       join monitoring_visit v on v.id = o.visit_id
                       join monitoring_programme_waybill w on w.waybill_id = v.waybill_id
                      where w.site_id = s.site_id
                        and w.programme_id = :programme
                        and o.organisation_id = :organisation
                        and o.outcome = 'REFUSED'
                        and o.happened_at between :from and :to
                        and not exists (select
                                          from monitoring_visit_outcome n
                                         where n.visit_id = o.visit_id
                                           and n.ordinal > o.ordinal))""";

    private record Due(UUID id, UUID programme, UUID organisation, Instant from, Instant to) {}

    private final Journal journal;
    private final Clock clock;
    private final StatelessSession session;

    CommitmentWindows(Journal journal, Clock clock, StatelessSession session) {
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
                .setParameter("organisation", due.organisation())
                .setParameter("programme", due.programme())
                .setParameter("from", due.from())
                .setParameter("to", due.to())
                .getSingleResult();
        CommitmentState state = alone == 0 ? CommitmentState.FULFILLED : CommitmentState.BREACHED;
        @Nullable String reason = alone == 0 ? null : "Sites nobody was at, nor kept from, in the window: " + alone + ".";
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
