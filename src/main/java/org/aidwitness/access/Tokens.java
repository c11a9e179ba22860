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
import java.util.stream.Collectors;
import org.aidwitness.access.Audit.Act;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Bearer tokens, for machines: shown once, kept as a digest, narrowed by a scope, rotated while the old one still works. */
@ApplicationScoped
public class Tokens {

    /** So that a token is recognised as ours wherever it leaks to. */
    public static final String PREFIX = "aidw_";

    static final Duration LONGEST = Duration.ofDays(400);

    /** How long the old token works after a rotation. */
    static final Duration GRACE = Duration.ofHours(24);

    /** The last use is noted no more often than this. */
    private static final Duration NOTE_EVERY = Duration.ofMinutes(1);

    private static final String FIND = """
            select t.id,
                   a.id,
                   a.name,
                   a.organisation_id,
                   array_to_string(a.roles, ','),
                   array_to_string(t.scope, ','),
                   t.last_used_at
              from access_token t
              join access_account a on a.id = t.account_id
             where t.digest = :digest
               and t.expires_at > :now
               and a.disabled_at is null""";

    private static final String USED = """
            update access_token
               set last_used_at = :now
             where id = :id""";

    private static final String ISSUE = """
            insert into access_token (id, digest, account_id, label, scope, created_at, expires_at)
            values (:id, :digest, :account, :label, string_to_array(:scope, ','), :now, :expires)""";

    private static final String SELECT = """
            select t.id,
                   t.account_id,
                   a.name,
                   a.organisation_id,
                   array_to_string(a.roles, ','),
                   t.label,
                   array_to_string(t.scope, ','),
                   t.created_at,
                   t.expires_at,
                   t.last_used_at
              from access_token t
              join access_account a on a.id = t.account_id
            """;

    private static final String ONE = SELECT + " where t.id = :id";

    private static final String LIST = SELECT + """
             where t.account_id = :account
             order by t.created_at desc, t.id
             limit 500""";

    private static final String PERSON = """
            select exists (select from access_account where id = :account and login is not null)""";

    private static final String EXPIRE = """
            update access_token
               set expires_at = :at
             where id = :id
               and expires_at > :at""";

    private record Found(
            UUID token,
            UUID account,
            String name,
            UUID organisation,
            String roles,
            String scope,
            @Nullable Instant lastUsedAt) {}

    private record Row(
            UUID id,
            UUID account,
            String name,
            UUID organisation,
            String roles,
            String label,
            String scope,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    /** A token without its secret. An empty scope is all that the account may do. */
    public record Token(
            UUID id,
            UUID account,
            String label,
            Set<String> scope,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    /** A new token; the secret is shown this once. */
    public record Issued(UUID id, String token, Instant expiresAt) {}

    private final StatelessSession session;
    private final Accounts accounts;
    private final Audit audit;
    private final Clock clock;

    Tokens(StatelessSession session, Accounts accounts, Audit audit, Clock clock) {
        this.session = session;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Who bears this token; empty if it is unknown, expired or its account disabled. For the program itself. One statement
     * on the way of every request: it takes no transaction of its own.
     */
    @Transactional(TxType.SUPPORTS)
    public Optional<Actor> bearerOf(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        @Nullable Found found = session.createNativeQuery(FIND, Found.class)
                .setParameter("digest", Secrets.digest(token))
                .setParameter("now", now)
                .getSingleResultOrNull();
        if (found == null) {
            return Optional.empty();
        }
        if (found.lastUsedAt() == null || found.lastUsedAt().plus(NOTE_EVERY).isBefore(now)) {
            QuarkusTransaction.joiningExisting()
                    .run(() -> session.createNativeMutationQuery(USED)
                            .setParameter("now", now)
                            .setParameter("id", found.token())
                            .executeUpdate());
        }
        return Optional.of(new Actor(
                found.account(),
                found.name(),
                found.organisation(),
                Names.roles(found.roles()),
                Names.set(found.scope())));
    }

    /** A token for everything the account may do: at the first start, in stories and tests. For the program itself. */
    @Transactional
    public String issue(UUID account, Duration validity) {
        return insert(account, "", Set.of(), validity).token();
    }

    /**
     * A new token for one's own account, or for a machine's that one keeps. People make their own: nobody speaks in another person's name.
     *
     * @param scope names of the access table; empty: all that the roles allow
     * @param days 1 to 400
     */
    @Transactional
    public Issued issue(Actor actor, UUID account, String label, Set<Verb> scope, int days) {
        requireKeeper(actor, account);
        if (!account.equals(actor.account()) && isPerson(account)) {
            throw Refused.because(Code.WRONG_STATE, "This is a person's account. People make their own tokens.");
        }
        if (label.isBlank() || label.length() > 100) {
            throw Refused.at("/label", Code.OUT_OF_RANGE, "A label has 1 to 100 characters.");
        }
        Set<String> names = scope.stream().map(Verb::name).collect(Collectors.toUnmodifiableSet());
        requireWithin(actor, names);
        Issued issued = insert(account, label, names, validity(days));
        audit.record(actor, Act.TOKEN_ISSUED, issued.id() + " " + label, "");
        return issued;
    }

    /** A new token in place of this one, with the same scope; the old one works for another day, so nothing stands still. */
    @Transactional
    public Issued rotate(Actor actor, UUID id) {
        Row old = own(actor, id);
        requireWithin(actor, Names.set(old.scope()));
        Instant now = clock.instant();
        if (!old.expiresAt().isAfter(now)) {
            throw Refused.because(Code.WRONG_STATE, "This token has expired.");
        }
        Issued issued = insert(
                old.account(), old.label(), Names.set(old.scope()), Duration.between(old.createdAt(), old.expiresAt()));
        expire(id, now.plus(GRACE));
        audit.record(actor, Act.TOKEN_ROTATED, id + " " + old.label(), "");
        return issued;
    }

    /** Ends a token now. */
    @Transactional
    public void revoke(Actor actor, UUID id) {
        Row old = own(actor, id);
        expire(id, clock.instant());
        audit.record(actor, Act.TOKEN_REVOKED, id + " " + old.label(), "");
    }

    /** The account's tokens, newest first, expired ones too. */
    @Transactional
    public List<Token> list(Actor actor, UUID account) {
        requireKeeper(actor, account);
        return session.createNativeQuery(LIST, Row.class).setParameter("account", account).getResultList().stream()
                .map(row -> new Token(
                        row.id(),
                        row.account(),
                        row.label(),
                        Names.set(row.scope()),
                        row.createdAt(),
                        row.expiresAt(),
                        row.lastUsedAt()))
                .toList();
    }

    private static void requireWithin(Actor actor, Set<String> scope) {
        if (!actor.scope().isEmpty() && (scope.isEmpty() || !actor.scope().containsAll(scope))) {
            throw Refused.at("/scope", Code.NOT_ALLOWED, "A token cannot issue one that may do more than itself.");
        }
    }

    private boolean isPerson(UUID account) {
        return session.createNativeQuery(PERSON, Boolean.class)
                .setParameter("account", account)
                .getSingleResult();
    }

    private void requireKeeper(Actor actor, UUID account) {
        if (account.equals(actor.account())) {
            Access.require(actor, Verb.KEEP_OWN_ACCOUNT);
        } else {
            accounts.requireKept(actor, account);
        }
    }

    private Row own(Actor actor, UUID id) {
        @Nullable Row row =
                session.createNativeQuery(ONE, Row.class).setParameter("id", id).getSingleResultOrNull();
        if (row == null) {
            throw Refused.because(Code.NOT_FOUND, "There is no such token.");
        }
        requireKeeper(actor, row.account());
        return row;
    }

    private void expire(UUID id, Instant at) {
        session.createNativeMutationQuery(EXPIRE)
                .setParameter("id", id)
                .setParameter("at", at)
                .executeUpdate();
    }

    private static Duration validity(int days) {
        if (days < 1 || days > LONGEST.toDays()) {
            throw Refused.at("/days", Code.OUT_OF_RANGE, "A token is valid for 1 to 400 days.");
        }
        return Duration.ofDays(days);
    }

    private Issued insert(UUID account, String label, Set<String> scope, Duration validity) {
        String token = PREFIX + Secrets.fresh();
        Instant now = clock.instant();
        Issued issued = new Issued(Ids.fresh(now), token, now.plus(validity));
        session.createNativeMutationQuery(ISSUE)
                .setParameter("id", issued.id())
                .setParameter("digest", Secrets.digest(token))
                .setParameter("account", account)
                .setParameter("label", label)
                .setParameter("scope", String.join(",", scope.stream().sorted().toList()))
                .setParameter("now", now)
                .setParameter("expires", issued.expiresAt())
                .executeUpdate();
        return issued;
    }
}
