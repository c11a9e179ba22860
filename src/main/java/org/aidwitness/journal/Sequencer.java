package org.aidwitness.journal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.hibernate.StatelessSession;

/**
 * Gives accepted statements their numbers. Never polls "id > last seen": ids are handed out before the commit, and a
 * late commit would be overlooked. A row in the queue is the to-do item, and moving it is the work.
 */
@ApplicationScoped
public class Sequencer {

    /** Rows numbered in one transaction. */
    static final int BATCH = 4_096;

    // Locking the head first lets one replica work at a time and fences off one that was asleep.
    private static final String LOCK_HEAD = """
            select size
              from journal_head
               for update skip locked""";

    private static final String MOVE = """
            with taken as (
              delete from journal_queue
               where id in (select id from journal_queue order by id limit :batch)
              returning id, kind, statement, subject, programme_id, actor, content_sha256, accepted_at
            )
            insert into journal_entry
                   (seq, kind, statement, subject, programme_id, actor, content_sha256, accepted_at)
            select :size + row_number() over (order by id) - 1,
                   kind, statement, subject, programme_id, actor, content_sha256, accepted_at
              from taken""";

    private static final String GROW = """
            update journal_head
               set size = size + :moved""";

    private static final String WAITING = """
            select count(*)
              from journal_queue""";

    private final StatelessSession session;

    Sequencer(StatelessSession session) {
        this.session = session;
    }

    /** Numbers up to one batch; returns how many. Zero where there is nothing to do or another replica is at it. */
    @Transactional
    public int run() {
        Long size = session.createNativeQuery(LOCK_HEAD, Long.class).getSingleResultOrNull();
        if (size == null) {
            return 0;
        }
        int moved = session.createNativeMutationQuery(MOVE)
                .setParameter("batch", BATCH)
                .setParameter("size", size)
                .executeUpdate();
        if (moved > 0) {
            session.createNativeMutationQuery(GROW).setParameter("moved", moved).executeUpdate();
        }
        return moved;
    }

    /** How many accepted statements have no number yet. */
    @Transactional
    public long waiting() {
        return session.createNativeQuery(WAITING, Long.class).getSingleResult();
    }
}
