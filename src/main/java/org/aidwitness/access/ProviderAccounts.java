package org.aidwitness.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.TransactionExceptionResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Audit.Act;
import org.aidwitness.access.Sessions.Method;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * People whom an OpenID Connect provider vouches for. The provider says who they are, for whom they work and what they
 * may do, anew at each sign-in; the session that then begins is like any other. What the provider stops saying, stops
 * counting here.
 */
@ApplicationScoped
public class ProviderAccounts {

    /** Fresh pseudonyms are tried this often before something else must be wrong. */
    private static final int ATTEMPTS = 5;

    private static final int PSEUDONYM_LENGTH = 8;
    private static final int DIGEST_LENGTH = 16;

    // Two sign-ins of one person at the same moment come one after the other.
    private static final String LOCKED = """
            select id, name, organisation_id, array_to_string(roles, ','), disabled_at is not null
              from access_account
             where subject = :subject
               for update""";

    private static final String ORGANISATION = """
            select id
              from access_member_organisation
             where code = :code""";

    // Says nothing if the pseudonym is taken, or if the same person was quicker in another window.
    private static final String OPEN = """
            insert into access_account (id, name, organisation_id, subject, roles, created_at)
            values (:id, :name, :organisation, :subject, '{}', :now)
            on conflict do nothing""";

    private static final String ROLES = """
            update access_account
               set roles = string_to_array(:roles, ',')
             where id = :id""";

    private record Known(UUID account, String name, UUID organisation, String roles, boolean disabled) {

        Actor actor() {
            return new Actor(account, name, organisation, Names.roles(roles));
        }
    }

    private final StatelessSession session;
    private final Sessions sessions;
    private final Audit audit;
    private final Speaking speaking;
    private final ProviderSettings settings;
    private final Clock clock;

    ProviderAccounts(
            StatelessSession session,
            Sessions sessions,
            Audit audit,
            Speaking speaking,
            ProviderSettings settings,
            Clock clock) {
        this.session = session;
        this.sessions = sessions;
        this.audit = audit;
        this.speaking = speaking;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Lets in whom the provider vouches for, and returns the cookie of their session. Refuses with NOT_ALLOWED.
     *
     * @param idToken the claims of an ID token that was found to be the provider's, meant for us and in time
     */
    public String signIn(JsonNode idToken) {
        ProviderClaims claims = ProviderClaims.of(idToken, settings);
        // A refusal is kept: it is in the audit, and takes roles away.
        return speaking.asProgram(() -> QuarkusTransaction.requiringNew()
                .exceptionHandler(thrown -> thrown instanceof Refused
                        ? TransactionExceptionResult.COMMIT
                        : TransactionExceptionResult.ROLLBACK)
                .call(() -> admit(claims)));
    }

    private String admit(ProviderClaims claims) {
        Optional<Known> before = locked(claims.subject());
        Optional<UUID> organisation = organisation(claims.organisation());
        Set<Role> roles = ProviderRoles.of(settings.role()).of(claims.roles());
        @Nullable String objection = objection(claims, before, organisation, roles);
        if (objection != null) {
            throw refused(claims, before, objection);
        }
        Known person = before.orElseGet(() -> open(claims.subject(), organisation.orElseThrow()));
        give(person, roles, "");
        String cookie = sessions.begin(person.account(), Method.OIDC, true);
        audit.record(person.actor(), Act.SIGNED_IN, person.name(), "");
        return cookie;
    }

    /** Why this person stays outside, in a sentence for them; null if they may come in. */
    private static @Nullable String objection(
            ProviderClaims claims, Optional<Known> before, Optional<UUID> organisation, Set<Role> roles) {
        if (before.isPresent() && before.get().disabled()) {
            return "Your account is disabled.";
        }
        if (claims.organisation() == null) {
            return "Your provider does not say which organisation you work for.";
        }
        if (organisation.isEmpty()) {
            return "The organisation that your provider names is not known here.";
        }
        // What somebody said for one organisation stands under their name: for another they need another name.
        if (before.isPresent() && !before.get().organisation().equals(organisation.get())) {
            return "Your provider names another organisation than before.";
        }
        return roles.isEmpty() ? "Your provider gives you no role that means anything here." : null;
    }

    private Refused refused(ProviderClaims claims, Optional<Known> before, String objection) {
        // Sessions and tokens from before must not keep what the provider no longer says.
        before.filter(known -> !known.disabled()).ifPresent(known -> give(known, Set.of(), objection));
        audit.record(
                before.map(Known::actor).orElse(Actor.VISITOR),
                Act.SIGN_IN_REFUSED,
                before.map(Known::name).orElseGet(() -> unknown(claims)),
                objection);
        return Refused.because(Code.NOT_ALLOWED, objection + " Ask who keeps your account there.");
    }

    /** So that who knows a person's subject finds their entries, and nobody learns subjects from the audit. */
    private static String unknown(ProviderClaims claims) {
        String digest =
                Sha256.of(claims.subject().getBytes(StandardCharsets.UTF_8)).toString();
        return "unknown " + digest.substring(0, DIGEST_LENGTH);
    }

    private void give(Known person, Set<Role> roles, String reason) {
        if (Names.roles(person.roles()).equals(roles)) {
            return;
        }
        session.createNativeMutationQuery(ROLES)
                .setParameter("id", person.account())
                .setParameter("roles", Names.joined(roles))
                .executeUpdate();
        String subject = person.name() + ": " + (roles.isEmpty() ? "none" : Names.joined(roles));
        audit.record(person.actor(), Act.ROLES_FROM_PROVIDER, subject, reason);
    }

    private Known open(String subject, UUID organisation) {
        Instant now = clock.instant();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int opened = session.createNativeMutationQuery(OPEN)
                    .setParameter("id", Ids.fresh(now))
                    .setParameter("name", "o-" + UUID.randomUUID().toString().substring(0, PSEUDONYM_LENGTH))
                    .setParameter("organisation", organisation)
                    .setParameter("subject", subject)
                    .setParameter("now", now)
                    .executeUpdate();
            Optional<Known> person = locked(subject);
            if (person.isPresent()) {
                if (opened == 1) {
                    audit.record(
                            person.get().actor(),
                            Act.ACCOUNT_OPENED,
                            person.get().name(),
                            "by the provider");
                }
                return person.get();
            }
        }
        throw new IllegalStateException("no pseudonym was free in " + ATTEMPTS + " attempts");
    }

    private Optional<Known> locked(String subject) {
        return Optional.ofNullable(session.createNativeQuery(LOCKED, Known.class)
                .setParameter("subject", subject)
                .getSingleResultOrNull());
    }

    private Optional<UUID> organisation(@Nullable String code) {
        return Optional.ofNullable(session.createNativeQuery(ORGANISATION, UUID.class)
                .setParameter("code", code, String.class)
                .getSingleResultOrNull());
    }
}
