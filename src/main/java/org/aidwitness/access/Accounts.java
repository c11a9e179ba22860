package org.aidwitness.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.hibernate.StatelessSession;

/** People and machines who may sign in, and their bearer tokens. */
@ApplicationScoped
public class Accounts {

    /** So that a token is recognised as ours wherever it leaks to. */
    public static final String TOKEN_PREFIX = "aidw_";

    private static final int TOKEN_BYTES = 32;
    private static final Duration LONGEST_TOKEN = Duration.ofDays(400);

    private static final String FIND = """
            select a.id,
                   a.name,
                   a.organisation_id,
                   array_to_string(a.roles, ',')
              from access_token t
              join access_account a on a.id = t.account_id
             where t.digest = :digest
               and t.expires_at > :now
               and a.disabled_at is null""";

    private static final String COUNT = """
            select count(*)
              from access_account""";

    private static final String NAMED = """
            select id
              from access_account
             where name = :name""";

    private static final String CREATE = """
            insert into access_account (id, name, organisation_id, roles, created_at)
            values (:id, :name, :organisation, string_to_array(:roles, ','), :now)""";

    private static final String ISSUE = """
            insert into access_token (id, digest, account_id, created_at, expires_at)
            values (:id, :digest, :account, :now, :expires)""";

    /** What is known of the bearer of a token. */
    record Bearer(UUID id, String name, UUID organisation, String roles) {}

    private final StatelessSession session;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Accounts(StatelessSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /** Who bears this token; empty if it is unknown, expired or its account disabled. */
    @Transactional
    public Optional<Actor> bearerOf(String token) {
        if (!token.startsWith(TOKEN_PREFIX)) {
            return Optional.empty();
        }
        Bearer bearer = session.createNativeQuery(FIND, Bearer.class)
                .setParameter("digest", digest(token))
                .setParameter("now", clock.instant())
                .getSingleResultOrNull();
        return Optional.ofNullable(bearer)
                .map(found -> new Actor(found.id(), found.name(), found.organisation(), rolesOf(found.roles())));
    }

    @Transactional
    public boolean none() {
        return session.createNativeQuery(COUNT, Long.class).getSingleResult() == 0;
    }

    /** Creates an account; the name is a pseudonym that may be shown, 1 to 100 characters, unique. */
    @Transactional
    public UUID create(String name, UUID organisation, Set<Role> roles) {
        if (name.isBlank() || name.length() > 100) {
            throw Refused.at("/name", Code.OUT_OF_RANGE, "A name has 1 to 100 characters.");
        }
        List<UUID> taken = session.createNativeQuery(NAMED, UUID.class)
                .setParameter("name", name)
                .getResultList();
        if (!taken.isEmpty()) {
            throw Refused.at("/name", Code.NUMBER_TAKEN, "There is an account of this name already.");
        }
        UUID id = Ids.fresh(clock.instant());
        session.createNativeMutationQuery(CREATE)
                .setParameter("id", id)
                .setParameter("name", name)
                .setParameter("organisation", organisation)
                .setParameter("roles", roles.stream().map(Role::name).sorted().collect(Collectors.joining(",")))
                .setParameter("now", clock.instant())
                .executeUpdate();
        return id;
    }

    /** A new token for the account, shown once; at most 400 days. */
    @Transactional
    public String issueToken(UUID account, Duration validity) {
        if (validity.isNegative() || validity.isZero() || validity.compareTo(LONGEST_TOKEN) > 0) {
            throw Refused.at("/days", Code.OUT_OF_RANGE, "A token is valid for 1 to 400 days.");
        }
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        String token = TOKEN_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Instant now = clock.instant();
        session.createNativeMutationQuery(ISSUE)
                .setParameter("id", Ids.fresh(now))
                .setParameter("digest", digest(token))
                .setParameter("account", account)
                .setParameter("now", now)
                .setParameter("expires", now.plus(validity))
                .executeUpdate();
        return token;
    }

    private static byte[] digest(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8)).toBytes();
    }

    private static Set<Role> rolesOf(String names) {
        return Arrays.stream(names.split(","))
                .filter(name -> !name.isEmpty())
                .map(Role::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
