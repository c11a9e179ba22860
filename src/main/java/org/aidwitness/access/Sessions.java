package org.aidwitness.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Audit.Act;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in in a browser. A session lives in the database: it ends at once when it is ended, on every replica. The
 * cookie is a secret of which only the digest is kept.
 */
@ApplicationScoped
public class Sessions {

    /** How a person proved who they are. */
    public enum Method {
        PASSWORD,
        OIDC
    }

    static final Duration LONGEST = Duration.ofHours(8);
    static final Duration IDLE = Duration.ofMinutes(30);

    /** Time to type a code; a session that waits for it is good for nothing else. */
    static final Duration HALF_WAY = Duration.ofMinutes(10);

    /** A sixth sign-in ends the oldest session. */
    static final int MOST = 5;

    private static final Duration NOTE_EVERY = Duration.ofMinutes(1);

    private static final String BEGIN = """
            insert into access_session
                   (id, digest, account_id, method, complete, address, started_at, seen_at, expires_at)
            values (:id, :digest, :account, :method, :complete, :address, :now, :now, :expires)""";

    private static final String FIND = """
            select s.id,
                   a.id,
                   a.name,
                   a.organisation_id,
                   array_to_string(a.roles, ','),
                   s.method,
                   s.complete,
                   c.codes_at is not null,
                   s.started_at,
                   s.seen_at
              from access_session s
              join access_account a on a.id = s.account_id
              left join access_credential c on c.account_id = s.account_id
             where s.digest = :digest
               and s.ended_at is null
               and s.expires_at > :now
               and s.seen_at > :idle
               and a.disabled_at is null""";

    private static final String SEEN = """
            update access_session
               set seen_at = :now
             where id = :id""";

    // The secret changes when the session begins to count: whoever fixed or saw the one before has nothing.
    private static final String COMPLETE = """
            update access_session
               set complete = true,
                   digest = :digest,
                   seen_at = :now
             where id = :id""";

    private static final String END = """
            update access_session
               set ended_at = :now
             where id = :id
               and account_id = :account
               and ended_at is null""";

    private static final String END_OLDEST = """
            update access_session
               set ended_at = :now
             where id in (select id
                            from access_session
                           where account_id = :account
                             and ended_at is null
                             and expires_at > :now
                           order by started_at desc, id desc
                          offset :most)""";

    private static final String END_OTHERS = """
            update access_session
               set ended_at = :now
             where account_id = :account
               and ended_at is null
               and id <> :kept""";

    private static final String LIST = """
            select id, method, address, started_at, seen_at
              from access_session
             where account_id = :account
               and ended_at is null
               and complete
               and expires_at > :now
               and seen_at > :idle
             order by started_at desc, id
             limit 100""";

    private record Row(
            UUID session,
            UUID account,
            String name,
            UUID organisation,
            String roles,
            String method,
            boolean complete,
            boolean codesReady,
            Instant startedAt,
            Instant seenAt) {

        /**
         * Roles may change while somebody is signed in. Who came in without a code, and by now has a role that asks for
         * one, has only come half the way.
         */
        boolean counts() {
            boolean codeMissing =
                    Method.valueOf(method) == Method.PASSWORD && !codesReady && SignIn.asksForCode(Names.roles(roles));
            return complete && !codeMissing;
        }
    }

    /** A session and who is behind it; until it is complete they are nobody yet. */
    public record SignedIn(UUID session, UUID account, Actor actor, Method method, boolean complete) {}

    /** A session as its owner sees it. */
    public record Session(UUID id, String method, String address, Instant startedAt, Instant seenAt) {}

    private final StatelessSession session;
    private final Audit audit;
    private final Speaking speaking;
    private final Clock clock;

    Sessions(StatelessSession session, Audit audit, Speaking speaking, Clock clock) {
        this.session = session;
        this.audit = audit;
        this.speaking = speaking;
        this.clock = clock;
    }

    /**
     * Who holds this cookie; empty if it is unknown, ended, idle for too long, or its account disabled. One statement on
     * the way of every request: it takes no transaction of its own.
     */
    @Transactional(TxType.SUPPORTS)
    public Optional<SignedIn> find(String cookie) {
        Instant now = clock.instant();
        @Nullable Row row = session.createNativeQuery(FIND, Row.class)
                .setParameter("digest", Secrets.digest(cookie))
                .setParameter("now", now)
                .setParameter("idle", now.minus(IDLE))
                .getSingleResultOrNull();
        if (row == null || (!row.counts() && row.startedAt().plus(HALF_WAY).isBefore(now))) {
            return Optional.empty();
        }
        if (row.seenAt().plus(NOTE_EVERY).isBefore(now)) {
            QuarkusTransaction.joiningExisting()
                    .run(() -> session.createNativeMutationQuery(SEEN)
                            .setParameter("id", row.session())
                            .setParameter("now", now)
                            .executeUpdate());
        }
        Actor actor = new Actor(row.account(), row.name(), row.organisation(), Names.roles(row.roles()), Set.of());
        return Optional.of(
                new SignedIn(row.session(), row.account(), actor, Method.valueOf(row.method()), row.counts()));
    }

    /** Begins a session and returns its cookie. */
    @Transactional
    String begin(UUID account, Method method, boolean complete) {
        String cookie = Secrets.fresh();
        Instant now = clock.instant();
        session.createNativeMutationQuery(BEGIN)
                .setParameter("id", Ids.fresh(now))
                .setParameter("digest", Secrets.digest(cookie))
                .setParameter("account", account)
                .setParameter("method", method.name())
                .setParameter("complete", complete)
                .setParameter("address", speaking.address())
                .setParameter("now", now)
                .setParameter("expires", now.plus(LONGEST))
                .executeUpdate();
        session.createNativeMutationQuery(END_OLDEST)
                .setParameter("account", account)
                .setParameter("now", now)
                .setParameter("most", MOST)
                .executeUpdate();
        return cookie;
    }

    /** The second proof was given: from here on the session counts, under a new cookie. */
    @Transactional
    String complete(UUID id) {
        String cookie = Secrets.fresh();
        session.createNativeMutationQuery(COMPLETE)
                .setParameter("id", id)
                .setParameter("digest", Secrets.digest(cookie))
                .setParameter("now", clock.instant())
                .executeUpdate();
        return cookie;
    }

    /** Ends all of an account's sessions but this one. */
    @Transactional
    void endOthers(UUID account, UUID kept) {
        session.createNativeMutationQuery(END_OTHERS)
                .setParameter("account", account)
                .setParameter("kept", kept)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** Signs out. */
    @Transactional
    public void signOut(Actor actor, UUID id) {
        end(actor, id);
        audit.record(actor, Act.SIGNED_OUT, actor.name(), "");
    }

    /** Ends one of one's own sessions, elsewhere perhaps; refuses with NOT_FOUND. */
    @Transactional
    public void endOwn(Actor actor, UUID id) {
        Access.require(actor, Verb.KEEP_OWN_ACCOUNT);
        if (end(actor, id) == 0) {
            throw Refused.because(Code.NOT_FOUND, "There is no such session.");
        }
        audit.record(actor, Act.SESSION_ENDED, actor.name(), "");
    }

    /** One's own sessions, newest first. */
    @Transactional
    public List<Session> own(Actor actor) {
        Access.require(actor, Verb.KEEP_OWN_ACCOUNT);
        Instant now = clock.instant();
        return session.createNativeQuery(LIST, Session.class)
                .setParameter("account", actor.account())
                .setParameter("now", now)
                .setParameter("idle", now.minus(IDLE))
                .getResultList();
    }

    private int end(Actor actor, UUID id) {
        return session.createNativeMutationQuery(END)
                .setParameter("id", id)
                .setParameter("account", actor.account())
                .setParameter("now", clock.instant())
                .executeUpdate();
    }
}
