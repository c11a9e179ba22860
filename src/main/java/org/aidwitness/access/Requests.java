package org.aidwitness.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
 * What takes two people: one asks, another who may do the same agrees. What was agreed takes effect in the database, in
 * the transaction of the second yes ({@code access_agreed}); no other way leads there.
 */
@ApplicationScoped
public class Requests {

    /** A request waits this long for its second person. */
    static final Duration OPEN_FOR = Duration.ofDays(7);

    /** What was agreed to, and is then done by a person, is done within this time. */
    public static final Duration GOOD_FOR = Duration.ofHours(24);

    static final Duration LONGEST_ACCESS = Duration.ofDays(365);

    private static final int MOST_PEOPLE = 100_000;

    private static final String ASK = """
            insert into access_request
                   (id, verb, organisation_id, account_id, details, reason, requested_by, requested_at, expires_at)
            values (:id, :verb, :organisation, :account, cast(:details as jsonb), :reason, :by, :now, :expires)""";

    private static final String DECIDE = """
            insert into access_decision (request_id, accepted, decided_by, reason, decided_at)
            values (:id, :accepted, :by, :reason, :now)""";

    private static final String SELECT = """
            select r.id,
                   r.verb,
                   r.organisation_id,
                   o.name,
                   r.account_id,
                   a.name,
                   cast(r.details as text),
                   r.reason,
                   r.requested_by,
                   q.name,
                   r.requested_at,
                   r.expires_at,
                   d.accepted,
                   d.decided_by,
                   d.decided_at
              from access_request r
              left join access_decision d on d.request_id = r.id
              left join access_member_organisation o on o.id = r.organisation_id
              left join access_account a on a.id = r.account_id
              left join access_account q on q.id = r.requested_by
            """;

    private static final String ONE = SELECT + " where r.id = :id";

    private static final String LIST = SELECT + """
             order by d.request_id is not null, r.requested_at desc, r.id
             limit 200""";

    private static final String OWN_PROGRAMME = """
            select programme_id
              from access_own_programme
             where programme_id = :programme""";

    private static final String OTHER_ADMINISTRATORS = """
            select count(*)
              from access_account
             where 'ADMINISTRATOR' = any (roles)
               and (login is not null or subject is not null)
               and id <> :self""";

    /**
     * A request, and what became of it; {@code details} say what exactly: roles, programme, to, until. Names are absent
     * where the reader may not see them.
     */
    public record Request(
            UUID id,
            String verb,
            UUID organisation,
            @Nullable String organisationName,
            @Nullable UUID account,
            @Nullable String accountName,
            String details,
            String reason,
            UUID requestedBy,
            @Nullable String requestedByName,
            Instant requestedAt,
            Instant expiresAt,
            @Nullable Boolean accepted,
            @Nullable UUID decidedBy,
            @Nullable Instant decidedAt) {

        public boolean open(Instant now) {
            return accepted == null && now.isBefore(expiresAt);
        }
    }

    private final StatelessSession session;
    private final Accounts accounts;
    private final Audit audit;
    private final ObjectMapper mapper;
    private final Clock clock;

    Requests(StatelessSession session, Accounts accounts, Audit audit, ObjectMapper mapper, Clock clock) {
        this.session = session;
        this.accounts = accounts;
        this.audit = audit;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** Asks that an account have exactly these roles. */
    @Transactional
    public Request roles(Actor actor, UUID account, Set<Role> roles, String reason) {
        Accounts.Account known = requireMember(actor, Verb.GRANT_ROLES, account);
        if (known.erasedAt() != null) {
            throw Refused.because(Code.WRONG_STATE, "This person was erased.");
        }
        if (known.fromProvider()) {
            throw Refused.because(
                    Code.WRONG_STATE, "This person's roles come from the provider, and are changed there.");
        }
        if (roles.contains(Role.ADMINISTRATOR) && AccessTable.of(Verb.GRANT_ROLES, actor.roles()) != Reach.ANY) {
            throw Refused.at("/roles", Code.NOT_ALLOWED, "Only an administrator makes an administrator.");
        }
        Map<String, Object> details =
                Map.of("roles", roles.stream().map(Role::name).sorted().toList());
        Request request = ask(actor, Verb.GRANT_ROLES, known.organisation(), account, details, reason);
        if (nobodyElse(actor)) {
            decide(actor, request, true, null, "There is no second administrator yet.");
        }
        return get(request.id());
    }

    /** Asks that somebody who lost password or codes be let in again. */
    @Transactional
    public Request recovery(Actor actor, UUID account, String reason) {
        Accounts.Account known = requireMember(actor, Verb.RECOVER_PEOPLE, account);
        if (known.login() == null) {
            throw Refused.because(Code.WRONG_STATE, "This account does not sign in here.");
        }
        return ask(actor, Verb.RECOVER_PEOPLE, known.organisation(), account, Map.of(), reason);
    }

    /** Asks that a person's login, password and codes be erased. What they said stays, under the pseudonym. */
    @Transactional
    public Request erasure(Actor actor, UUID account, String reason) {
        Accounts.Account known = requireMember(actor, Verb.ERASE_PEOPLE, account);
        if (known.erasedAt() != null) {
            throw Refused.because(Code.WRONG_STATE, "This person was erased.");
        }
        return ask(actor, Verb.ERASE_PEOPLE, known.organisation(), account, Map.of(), reason);
    }

    /** Asks for the list of an organisation's people. */
    @Transactional
    public Request peopleExport(Actor actor, UUID organisation, String reason) {
        Access.requireFor(actor, Verb.EXPORT_PEOPLE, organisation);
        return ask(actor, Verb.EXPORT_PEOPLE, organisation, null, Map.of(), reason);
    }

    /** Asks that another organisation see one's own part of a programme until then; at most 365 days. */
    @Transactional
    public Request access(Actor actor, UUID programme, UUID to, Instant until, String reason) {
        Access.require(actor, Verb.GIVE_ACCESS);
        Instant now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_ACCESS))) {
            throw Refused.at("/until", Code.OUT_OF_RANGE, "Access is given for at most 365 days.");
        }
        UUID own = Access.organisationOf(actor);
        if (to.equals(own)) {
            throw Refused.at("/to", Code.INVALID, "Access is given to another organisation.");
        }
        boolean takesPart = !session.createNativeQuery(OWN_PROGRAMME, UUID.class)
                .setParameter("programme", programme)
                .getResultList()
                .isEmpty();
        if (!takesPart) {
            throw Refused.at(
                    "/programme", Code.UNKNOWN_REFERENCE, "Your organisation takes no part in such a programme.");
        }
        Map<String, Object> details =
                Map.of("programme", programme.toString(), "to", to.toString(), "until", until.toString());
        return ask(actor, Verb.GIVE_ACCESS, own, null, details, reason);
    }

    /** Agrees or declines. Agreeing to one's own request is refused; taking it back is not. */
    @Transactional
    public Request decide(Actor actor, UUID id, boolean accepted, String reason) {
        Request request = get(id);
        Verb verb = Verb.valueOf(request.verb());
        Access.requireFor(actor, verb, request.organisation());
        if (request.accepted() != null) {
            throw Refused.because(Code.WRONG_STATE, "This request is decided already.");
        }
        if (!request.open(clock.instant())) {
            throw Refused.because(Code.WRONG_STATE, "This request has expired. Ask again.");
        }
        if (accepted && request.requestedBy().equals(actor.account())) {
            throw Refused.because(Code.OWN_WORK, "A second person must agree.");
        }
        if (accepted && request.account() != null && request.account().equals(actor.account())) {
            throw Refused.because(Code.OWN_WORK, "Nobody agrees to what is about themselves.");
        }
        if (accepted) {
            requireReachOf(actor, verb, request);
        }
        if (!accepted || !reason.isBlank()) {
            Names.requireReason(reason);
        }
        decide(actor, request, accepted, actor.account(), reason);
        return get(id);
    }

    /** What concerns an administrator, or makes one, is agreed to by administrators only. */
    private void requireReachOf(Actor actor, Verb verb, Request request) {
        if (request.account() != null) {
            accounts.find(request.account()).ifPresent(known -> Accounts.requireEqual(actor, verb, known));
        }
        boolean makesOne = request.details().contains(Role.ADMINISTRATOR.name());
        if (makesOne && AccessTable.of(verb, actor.roles()) != Reach.ANY) {
            throw Refused.because(Code.NOT_ALLOWED, "Only an administrator makes an administrator.");
        }
    }

    /** Open ones first, then the newest; at most 200. What one asked, and what one may decide. */
    @Transactional
    public List<Request> list(Actor actor) {
        Access.require(actor, Verb.KEEP_OWN_ACCOUNT);
        return session.createNativeQuery(LIST, Request.class).getResultList().stream()
                .filter(request -> request.requestedBy().equals(actor.account()) || mayDecide(actor, request))
                .toList();
    }

    /** Whether this actor could say yes or no to it. */
    public static boolean mayDecide(Actor actor, Request request) {
        Verb verb = Verb.valueOf(request.verb());
        return verb.allows(actor)
                && (request.organisation().equals(actor.organisation())
                        || AccessTable.of(verb, actor.roles()) == Reach.ANY);
    }

    /** An agreed request of this kind that is still good, for who may carry it out; refuses with NOT_FOUND. */
    @Transactional
    public Request agreed(Actor actor, UUID id, Verb verb) {
        Request request = get(id);
        Access.requireFor(actor, verb, request.organisation());
        boolean involved = request.requestedBy().equals(actor.account())
                || (request.decidedBy() != null && request.decidedBy().equals(actor.account()));
        if (!request.verb().equals(verb.name()) || !involved) {
            throw unknown();
        }
        if (request.accepted() == null || !request.accepted() || request.decidedAt() == null) {
            throw Refused.because(Code.WRONG_STATE, "A second person has not agreed to this.");
        }
        if (request.decidedAt().plus(GOOD_FOR).isBefore(clock.instant())) {
            throw Refused.because(Code.WRONG_STATE, "What was agreed was good for 24 hours. Ask again.");
        }
        return request;
    }

    /** The people of the organisation that two agreed to export; noted in the audit each time. */
    @Transactional
    public List<Accounts.Account> people(Actor actor, UUID id) {
        Request request = agreed(actor, id, Verb.EXPORT_PEOPLE);
        List<Accounts.Account> people = accounts.of(request.organisation(), MOST_PEOPLE);
        audit.record(actor, Act.PEOPLE_EXPORTED, about(request), request.reason());
        return people;
    }

    private Accounts.Account requireMember(Actor actor, Verb verb, UUID account) {
        Access.require(actor, verb);
        Accounts.Account known = accounts.find(account).orElseThrow(Accounts::unknown);
        boolean reached =
                known.organisation().equals(actor.organisation()) || AccessTable.of(verb, actor.roles()) == Reach.ANY;
        if (!reached) {
            throw Accounts.unknown();
        }
        Accounts.requireEqual(actor, verb, known);
        return known;
    }

    private Request ask(
            Actor actor,
            Verb verb,
            UUID organisation,
            @Nullable UUID account,
            Map<String, Object> details,
            String reason) {
        Names.requireReason(reason);
        Instant now = clock.instant();
        UUID id = Ids.fresh(now);
        session.createNativeMutationQuery(ASK)
                .setParameter("id", id)
                .setParameter("verb", verb.name())
                .setParameter("organisation", organisation)
                .setParameter("account", account, UUID.class)
                .setParameter("details", written(details))
                .setParameter("reason", reason)
                .setParameter("by", actor.account())
                .setParameter("now", now)
                .setParameter("expires", now.plus(OPEN_FOR))
                .executeUpdate();
        Request request = get(id);
        audit.record(actor, Act.REQUESTED, about(request), reason);
        return request;
    }

    private void decide(Actor actor, Request request, boolean accepted, @Nullable UUID by, String reason) {
        session.createNativeMutationQuery(DECIDE)
                .setParameter("id", request.id())
                .setParameter("accepted", accepted)
                .setParameter("by", by, UUID.class)
                .setParameter("reason", reason)
                .setParameter("now", clock.instant())
                .executeUpdate();
        audit.record(actor, accepted ? Act.AGREED : Act.DECLINED, about(request), reason);
    }

    /** As the audit tells it: what, about whom, and the request that asks for it. */
    private static String about(Request request) {
        String whom = request.accountName() == null ? request.organisationName() : request.accountName();
        return request.verb() + (whom == null ? "" : " " + whom) + ", request " + request.id();
    }

    /** True only for the first administrator until there is a second one. */
    private boolean nobodyElse(Actor actor) {
        return actor.roles().contains(Role.ADMINISTRATOR)
                && session.createNativeQuery(OTHER_ADMINISTRATORS, Long.class)
                                .setParameter("self", actor.account())
                                .getSingleResult()
                        == 0;
    }

    private Request get(UUID id) {
        @Nullable Request request = session.createNativeQuery(ONE, Request.class)
                .setParameter("id", id)
                .getSingleResultOrNull();
        if (request == null) {
            throw unknown();
        }
        return request;
    }

    private static Refused unknown() {
        return Refused.because(Code.NOT_FOUND, "There is no such request.");
    }

    private String written(Map<String, Object> details) {
        try {
            return mapper.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
