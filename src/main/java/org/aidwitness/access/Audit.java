package org.aidwitness.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Ids;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What was done that matters to security: by whom, for which organisation, why, from where. Written in the transaction
 * of the act itself; never changed, never switched off.
 */
@ApplicationScoped
public class Audit {

    /** The kinds of acts. */
    public enum Act {
        SIGNED_IN,
        SIGN_IN_REFUSED,
        SIGNED_OUT,
        SESSION_ENDED,
        PASSWORD_SET,
        CODES_ENROLLED,
        RECOVERY_CODE_USED,
        ACCOUNT_OPENED,
        ACCOUNT_DISABLED,
        ACCOUNT_ENABLED,
        INVITED,
        ROLES_FROM_PROVIDER,
        REQUESTED,
        AGREED,
        DECLINED,
        ACCESS_ENDED,
        TOKEN_ISSUED,
        TOKEN_ROTATED,
        TOKEN_REVOKED,
        DEVICE_ENROLLED,
        DEVICE_REVOKED,
        OVERRIDE_REQUESTED,
        OVERRIDE_DECIDED,
        EVIDENCE_SEEN,
        LIST_EXPORTED,
        PEOPLE_EXPORTED,
        AUDIT_EXPORTED
    }

    /** One entry. {@code address} is where the request came from, as the network shows it. */
    public record Entry(
            UUID id,
            Instant at,
            String act,
            String name,
            @Nullable UUID organisation,
            String subject,
            String reason,
            String address) {}

    /**
     * What to look for; null is: whatever.
     *
     * @param text a piece of the name, the subject or the reason
     * @param before entries older than this one only: the place where the page before ended
     */
    public record Search(
            @Nullable Act act,
            @Nullable String text,
            @Nullable Instant from,
            @Nullable Instant to,
            Instant before,
            UUID beforeId) {}

    private static final String WRITE = """
            insert into access_audit (id, at, act, account_id, name, organisation_id, subject, reason, address)
            values (:id, :at, :act, :account, :name, :organisation, :subject, :reason, :address)""";

    private static final String SEARCH = """
            select id, at, act, name, organisation_id, subject, reason, address
              from access_audit
             where (at, id) < (:before, :beforeId)
               and (cast(:act as text) is null or act = :act)
               and (cast(:from as timestamptz) is null or at >= :from)
               and (cast(:to as timestamptz) is null or at < :to)
               and (cast(:text as text) is null
                    or position(lower(:text) in lower(name || ' ' || subject || ' ' || reason)) > 0)
               and (:anywhere or organisation_id = :organisation)
             order by at desc, id desc
             limit :limit""";

    private final StatelessSession session;
    private final Speaking speaking;
    private final Clock clock;

    Audit(StatelessSession session, Speaking speaking, Clock clock) {
        this.session = session;
        this.speaking = speaking;
        this.clock = clock;
    }

    /**
     * Writes one entry, in the caller's transaction.
     *
     * @param subject whom or what the act was about
     * @param reason why, as far as somebody said so; may be empty
     */
    @Transactional
    public void record(Actor actor, Act act, String subject, String reason) {
        Instant now = clock.instant();
        session.createNativeMutationQuery(WRITE)
                .setParameter("id", Ids.fresh(now))
                .setParameter("at", now)
                .setParameter("act", act.name())
                .setParameter("account", actor.account())
                .setParameter("name", actor.name())
                .setParameter("organisation", actor.organisation())
                .setParameter("subject", subject)
                .setParameter("reason", reason)
                .setParameter("address", speaking.address())
                .executeUpdate();
    }

    /** Latest first: the actor's own organisation's, or everybody's for those who may see that. */
    @Transactional
    public List<Entry> search(Actor actor, Search search, int limit) {
        Access.require(actor, Verb.SEE_AUDIT);
        String act = search.act() == null ? null : search.act().name();
        return session.createNativeQuery(SEARCH, Entry.class)
                .setParameter("before", search.before())
                .setParameter("beforeId", search.beforeId())
                .setParameter("act", act, String.class)
                .setParameter("from", search.from(), Instant.class)
                .setParameter("to", search.to(), Instant.class)
                .setParameter("text", search.text(), String.class)
                .setParameter("anywhere", AccessTable.of(Verb.SEE_AUDIT, actor.roles()) == Reach.ANY)
                .setParameter("organisation", actor.organisation())
                .setParameter("limit", limit)
                .getResultList();
    }
}
