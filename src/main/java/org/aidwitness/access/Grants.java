package org.aidwitness.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Audit.Act;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What one organisation lets another see of a programme, for a time. It begins with a request that two agree to ({@link
 * Requests#access}) and ends by itself, or earlier by one person: to show less takes nobody's consent.
 */
@ApplicationScoped
public class Grants {

    private static final String LIST = """
            select g.id,
                   g.programme_id,
                   g.from_organisation_id,
                   f.name,
                   g.to_organisation_id,
                   t.name,
                   g.valid_from,
                   g.expires_at,
                   g.revoked_at,
                   g.reason
              from access_grant g
              join access_member_organisation f on f.id = g.from_organisation_id
              join access_member_organisation t on t.id = g.to_organisation_id
             where :anywhere or :organisation in (g.from_organisation_id, g.to_organisation_id)
             order by g.revoked_at is not null, g.expires_at desc, g.id
             limit 500""";

    private static final String END = """
            update access_grant
               set revoked_at = :now
             where id = :id
               and from_organisation_id = :organisation
               and revoked_at is null
               and expires_at > :now""";

    /** Access as it was given; {@code from} lets {@code to} see. */
    public record Grant(
            UUID id,
            UUID programme,
            UUID from,
            String fromName,
            UUID to,
            String toName,
            Instant validFrom,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            String reason) {

        public boolean holds(Instant now) {
            return revokedAt == null && now.isBefore(expiresAt);
        }
    }

    private final StatelessSession session;
    private final Audit audit;
    private final Clock clock;

    Grants(StatelessSession session, Audit audit, Clock clock) {
        this.session = session;
        this.audit = audit;
        this.clock = clock;
    }

    /** What one's organisation gave and received, or everybody's for those who see everybody; ended ones last. */
    @Transactional
    public List<Grant> list(Actor actor) {
        Access.require(actor, Verb.SEE_PEOPLE);
        return session.createNativeQuery(LIST, Grant.class)
                .setParameter("anywhere", AccessTable.of(Verb.SEE_PEOPLE, actor.roles()) == Reach.ANY)
                .setParameter("organisation", actor.organisation())
                .getResultList();
    }

    /** Takes access back, at once. Refuses with NOT_FOUND what the actor's organisation did not give, or what ended. */
    @Transactional
    public void end(Actor actor, UUID id, String reason) {
        Access.require(actor, Verb.GIVE_ACCESS);
        Names.requireReason(reason);
        int ended = session.createNativeMutationQuery(END)
                .setParameter("id", id)
                .setParameter("organisation", Access.organisationOf(actor))
                .setParameter("now", clock.instant())
                .executeUpdate();
        if (ended == 0) {
            throw Refused.because(Code.NOT_FOUND, "Your organisation gives no such access, or it has ended.");
        }
        audit.record(actor, Act.ACCESS_ENDED, id.toString(), reason);
    }
}
