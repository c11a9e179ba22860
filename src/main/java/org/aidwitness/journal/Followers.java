package org.aidwitness.journal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;

/**
 * How a room follows the journal: it is handed the entries it has not seen, works, and its cursor moves in the same
 * transaction. A follower that dies has done nothing; one that is reset sees everything again.
 */
@ApplicationScoped
public class Followers {

    private static final String ENROL = """
            insert into journal_follower (name)
            values (:name)
            on conflict (name) do nothing""";

    private static final String CURSOR = """
            select next_seq
              from journal_follower
             where name = :name
               for update skip locked""";

    private static final String UNREAD = """
            select seq, kind, statement, subject, programme_id
              from journal_entry
             where seq >= :from
             order by seq
             limit :most""";

    private static final String MOVE = """
            update journal_follower
               set next_seq = :next
             where name = :name""";

    private static final String LAG = """
            select h.size - coalesce((select f.next_seq from journal_follower f where f.name = :name), 0)
              from journal_head h""";

    private final StatelessSession session;

    Followers(StatelessSession session) {
        this.session = session;
    }

    /**
     * Hands the follower at most {@code most} unread entries; returns how many it got. Zero where there are none or
     * another replica is following under this name right now.
     */
    @Transactional
    public int follow(String name, int most, Consumer<List<Entry>> work) {
        session.createNativeMutationQuery(ENROL).setParameter("name", name).executeUpdate();
        Long cursor = session.createNativeQuery(CURSOR, Long.class)
                .setParameter("name", name)
                .getSingleResultOrNull();
        if (cursor == null) {
            return 0;
        }
        List<Entry> unread = session.createNativeQuery(UNREAD, Entry.class)
                .setParameter("from", cursor)
                .setParameter("most", most)
                .getResultList();
        if (unread.isEmpty()) {
            return 0;
        }
        work.accept(unread);
        session.createNativeMutationQuery(MOVE)
                .setParameter("name", name)
                .setParameter("next", unread.get(unread.size() - 1).seq() + 1)
                .executeUpdate();
        return unread.size();
    }

    /** How many entries the follower has not seen. */
    @Transactional
    public long lag(String name) {
        return session.createNativeQuery(LAG, Long.class)
                .setParameter("name", name)
                .getSingleResult();
    }

    /** Sends the follower back to the first entry, to build anew what it derives. */
    @Transactional
    public void reset(String name) {
        session.createNativeMutationQuery(MOVE)
                .setParameter("name", name)
                .setParameter("next", 0)
                .executeUpdate();
    }
}
