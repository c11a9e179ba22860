package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The door to custodians: those who hold a part of the randomness of draws, each in a chain of secrets. */
@ApplicationScoped
public class Custodians {

    private static final String ENROLLED = "draw.chain";

    private static final String KNOWN = """
            select id,
                   content_sha256,
                   enrolled_at
              from monitoring_draw_chain
             where id = :id""";

    private static final String TAKEN = """
            select count(*)
              from monitoring_draw_chain
             where cid = :cid""";

    private static final String ENROL = """
            insert into monitoring_draw_chain
                   (id, cid, organisation_id, account_id, anchor, length, content_sha256, enrolled_at, enrolled_by)
            values (:id, :cid, :organisation, :account, :anchor, :length, :content, :now, :by)""";

    private static final String LIST = """
            select c.cid,
                   c.organisation_id,
                   encode(c.anchor, 'hex'),
                   c.length,
                   (select count(*) from monitoring_draw_custodian u where u.chain_id = c.id),
                   c.enrolled_at
              from monitoring_draw_chain c
             where c.cid > :after
             order by c.cid
             limit :limit""";

    /**
     * A custodian's chain.
     *
     * @param anchor what the first secret hashes to
     * @param used secrets that were promised to draws that you may see
     */
    public record Chain(String cid, UUID organisation, String anchor, int length, long used, Instant enrolledAt) {}

    private record Known(UUID id, byte[] content, Instant enrolledAt) {}

    private final Journal journal;
    private final Clock clock;
    private final StatelessSession session;

    Custodians(Journal journal, Clock clock, StatelessSession session) {
        this.journal = journal;
        this.clock = clock;
        this.session = session;
    }

    /** Enrols a chain for the custodian's organisation. */
    @Transactional
    public Receipt enrol(Actor actor, EnrolChain command) {
        Access.require(actor, Verb.REVEAL);
        @Nullable Known known = session.createNativeQuery(KNOWN, Known.class)
                .setParameter("id", command.id())
                .getSingleResultOrNull();
        Sha256 content = command.content();
        if (known != null) {
            if (!Sha256.fromBytes(known.content()).equals(content)) {
                throw Refused.at("/id", Code.EXISTS_WITH_DIFFERENT_CONTENT, "There is another chain under this id.");
            }
            return new Receipt(known.id(), ENROLLED, content, known.enrolledAt());
        }
        long taken = session.createNativeQuery(TAKEN, Long.class)
                .setParameter("cid", command.cid())
                .getSingleResult();
        if (taken > 0) {
            throw Refused.at("/cid", Code.NUMBER_TAKEN, "There is another chain of this name.");
        }
        Instant now = clock.instant();
        session.createNativeMutationQuery(ENROL)
                .setParameter("id", command.id())
                .setParameter("cid", command.cid())
                .setParameter("organisation", Access.organisationOf(actor))
                .setParameter("account", actor.account())
                .setParameter("anchor", Sha256.fromHex(command.anchor()).toBytes())
                .setParameter("length", command.length())
                .setParameter("content", content.toBytes())
                .setParameter("now", now)
                .setParameter("by", actor.name())
                .executeUpdate();
        return journal.record(actor, new Journal.Statement(ENROLLED, command.id(), command.id(), null, content, now));
    }

    /** In the order of their names, after {@code after}. */
    @Transactional
    public List<Chain> list(String after, int limit) {
        return session.createNativeQuery(LIST, Chain.class)
                .setParameter("after", after)
                .setParameter("limit", limit)
                .getResultList();
    }
}
