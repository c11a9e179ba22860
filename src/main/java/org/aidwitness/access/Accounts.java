package org.aidwitness.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Audit.Act;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The people and machines of an organisation. An account begins without roles: those come from a request that a second
 * person agrees to ({@link Requests}).
 */
@ApplicationScoped
public class Accounts {

    private static final String NAMED = """
            select id
              from access_account
             where name = :name""";

    private static final String LOGIN_TAKEN = """
            select id
              from access_account
             where login = :login""";

    private static final String CREATE = """
            insert into access_account (id, name, organisation_id, login, roles, created_at)
            values (:id, :name, :organisation, :login, string_to_array(:roles, ','), :now)""";

    private static final String SELECT = """
            select a.id,
                   a.name,
                   a.organisation_id,
                   o.name,
                   a.login,
                   array_to_string(a.roles, ','),
                   a.created_at,
                   a.disabled_at,
                   a.erased_at
              from access_account a
              join access_member_organisation o on o.id = a.organisation_id
            """;

    private static final String ONE = SELECT + " where a.id = :id";

    private static final String LIST = SELECT + """
             where (:anywhere or a.organisation_id = :organisation)
               and a.name > :after
             order by a.name
             limit :limit""";

    private static final String ABLE = """
            update access_account
               set disabled_at = :at
             where id = :id""";

    private static final String ANY = """
            select count(*)
              from access_account""";

    private record Row(
            UUID id,
            String name,
            UUID organisation,
            String organisationName,
            @Nullable String login,
            String roles,
            Instant createdAt,
            @Nullable Instant disabledAt,
            @Nullable Instant erasedAt) {

        Account account() {
            return new Account(
                    id,
                    name,
                    organisation,
                    organisationName,
                    login,
                    Names.roles(roles),
                    createdAt,
                    disabledAt,
                    erasedAt);
        }
    }

    /** An account; {@code login} is personal and only for those who keep people. */
    public record Account(
            UUID id,
            String name,
            UUID organisation,
            String organisationName,
            @Nullable String login,
            Set<Role> roles,
            Instant createdAt,
            @Nullable Instant disabledAt,
            @Nullable Instant erasedAt) {}

    private final StatelessSession session;
    private final Audit audit;
    private final Clock clock;

    Accounts(StatelessSession session, Audit audit, Clock clock) {
        this.session = session;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether nobody has an account yet. For the program itself. */
    @Transactional
    public boolean none() {
        return session.createNativeQuery(ANY, Long.class).getSingleResult() == 0;
    }

    /** An account with roles, at the first start, in stories and tests. For the program itself: no request gets here. */
    @Transactional
    public UUID create(String name, UUID organisation, Set<Role> roles) {
        return insert(name, organisation, null, roles);
    }

    /**
     * Opens an account without roles.
     *
     * @param name a pseudonym, shown under statements; 1 to 100 characters, unique
     * @param login what the person signs in with; 3 to 100 characters, unique, case does not matter; null for a machine
     */
    @Transactional
    public UUID open(Actor actor, String name, UUID organisation, @Nullable String login) {
        Access.requireFor(actor, Verb.KEEP_PEOPLE, organisation);
        UUID id = insert(name, organisation, login == null ? null : login(login), Set.of());
        audit.record(actor, Act.ACCOUNT_OPENED, name, "");
        return id;
    }

    /** Shuts an account out, at once and everywhere; what it said stays. */
    @Transactional
    public void disable(Actor actor, UUID id, String reason) {
        Account account = requireKept(actor, id);
        Names.requireReason(reason);
        if (id.equals(actor.account())) {
            throw Refused.because(Code.OWN_WORK, "Nobody disables their own account.");
        }
        able(id, clock.instant());
        audit.record(actor, Act.ACCOUNT_DISABLED, account.name(), reason);
    }

    /** Lets a disabled account in again. An erased one stays outside. */
    @Transactional
    public void enable(Actor actor, UUID id, String reason) {
        Account account = requireKept(actor, id);
        Names.requireReason(reason);
        if (account.erasedAt() != null) {
            throw Refused.because(Code.WRONG_STATE, "This person was erased.");
        }
        able(id, null);
        audit.record(actor, Act.ACCOUNT_ENABLED, account.name(), reason);
    }

    /** In the order of their names, after {@code after}: of one's organisation, or of all for those who keep all. */
    @Transactional
    public List<Account> list(Actor actor, String after, int limit) {
        Access.require(actor, Verb.SEE_PEOPLE);
        return session
                .createNativeQuery(LIST, Row.class)
                .setParameter("anywhere", AccessTable.of(Verb.SEE_PEOPLE, actor.roles()) == Reach.ANY)
                .setParameter("organisation", actor.organisation())
                .setParameter("after", after)
                .setParameter("limit", limit)
                .getResultList()
                .stream()
                .map(Row::account)
                .toList();
    }

    /** Refuses with NOT_FOUND, for other organisations' people too. */
    @Transactional
    public Account get(Actor actor, UUID id) {
        if (!id.equals(actor.account())) {
            Access.require(actor, Verb.SEE_PEOPLE);
        }
        Account account = find(id).orElseThrow(Accounts::unknown);
        boolean visible = id.equals(actor.account())
                || account.organisation().equals(actor.organisation())
                || AccessTable.of(Verb.SEE_PEOPLE, actor.roles()) == Reach.ANY;
        if (!visible) {
            throw unknown();
        }
        return account;
    }

    Optional<Account> find(UUID id) {
        return Optional.ofNullable(session.createNativeQuery(ONE, Row.class)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .map(Row::account);
    }

    static Refused unknown() {
        return Refused.because(Code.NOT_FOUND, "There is no such account.");
    }

    /** As it is stored and compared: stripped and in lower case. */
    static String login(String typed) {
        String login = typed.strip().toLowerCase(Locale.ROOT);
        if (login.length() < 3 || login.length() > 100 || login.chars().anyMatch(Character::isISOControl)) {
            throw Refused.at("/login", Code.OUT_OF_RANGE, "A login has 3 to 100 characters.");
        }
        return login;
    }

    /** An account that this actor keeps; refuses with NOT_FOUND, or NOT_ALLOWED for an administrator's. */
    Account requireKept(Actor actor, UUID id) {
        Access.require(actor, Verb.KEEP_PEOPLE);
        Account account = get(actor, id);
        requireEqual(actor, Verb.KEEP_PEOPLE, account);
        return account;
    }

    /** Who shuts an administrator out, or comes in their place, has the installation: only another one may. */
    static void requireEqual(Actor actor, Verb verb, Account account) {
        if (account.roles().contains(Role.ADMINISTRATOR) && AccessTable.of(verb, actor.roles()) != Reach.ANY) {
            throw Refused.because(Code.NOT_ALLOWED, "Only an administrator does this to an administrator.");
        }
    }

    /** The people of one organisation, in the order of their names; for the export that two agreed to. */
    List<Account> of(UUID organisation, int limit) {
        return session
                .createNativeQuery(LIST, Row.class)
                .setParameter("anywhere", false)
                .setParameter("organisation", organisation)
                .setParameter("after", "")
                .setParameter("limit", limit)
                .getResultList()
                .stream()
                .map(Row::account)
                .toList();
    }

    private void able(UUID id, @Nullable Instant disabledAt) {
        int changed = session.createNativeMutationQuery(ABLE)
                .setParameter("id", id)
                .setParameter("at", disabledAt, Instant.class)
                .executeUpdate();
        if (changed == 0) {
            throw unknown();
        }
    }

    private UUID insert(String name, UUID organisation, @Nullable String login, Set<Role> roles) {
        if (name.isBlank() || name.length() > 100) {
            throw Refused.at("/name", Code.OUT_OF_RANGE, "A name has 1 to 100 characters.");
        }
        requireFree(NAMED, "name", name);
        if (login != null) {
            requireFree(LOGIN_TAKEN, "login", login);
        }
        UUID id = Ids.fresh(clock.instant());
        session.createNativeMutationQuery(CREATE)
                .setParameter("id", id)
                .setParameter("name", name)
                .setParameter("organisation", organisation)
                .setParameter("login", login, String.class)
                .setParameter("roles", Names.joined(roles))
                .setParameter("now", clock.instant())
                .executeUpdate();
        return id;
    }

    private void requireFree(String query, String field, String value) {
        boolean taken = !session.createNativeQuery(query, UUID.class)
                .setParameter(field, value)
                .getResultList()
                .isEmpty();
        if (taken) {
            throw Refused.at("/" + field, Code.NUMBER_TAKEN, "There is an account of this " + field + " already.");
        }
    }
}
