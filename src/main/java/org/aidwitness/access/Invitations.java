package org.aidwitness.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.aidwitness.access.Audit.Act;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Links that let somebody set their password, once: the first administrator, new people, people let in again. */
@ApplicationScoped
public class Invitations {

    /** How long a link works. */
    public static final Duration GOOD_FOR = Duration.ofHours(72);

    private static final String INVITE = """
            insert into access_invitation (digest, account_id, created_at, expires_at)
            values (:digest, :account, :now, :expires)""";

    // The newest link is the only one.
    private static final String WITHDRAW = """
            update access_invitation
               set expires_at = greatest(:now, created_at + interval '1 microsecond')
             where account_id = :account
               and used_at is null
               and expires_at > :now""";

    private static final String FIND = """
            select account_id
              from access_invitation
             where digest = :digest
               and used_at is null
               and expires_at > :now""";

    private static final String USE = """
            update access_invitation
               set used_at = :now
             where digest = :digest
               and used_at is null
               and expires_at > :now""";

    private static final String HAS_PASSWORD = """
            select exists (select from access_credential where account_id = :account and password is not null)""";

    private final StatelessSession session;
    private final Accounts accounts;
    private final Requests requests;
    private final Audit audit;
    private final Speaking speaking;
    private final WaysIn ways;
    private final Clock clock;

    Invitations(
            StatelessSession session,
            Accounts accounts,
            Requests requests,
            Audit audit,
            Speaking speaking,
            WaysIn ways,
            Clock clock) {
        this.session = session;
        this.accounts = accounts;
        this.requests = requests;
        this.audit = audit;
        this.speaking = speaking;
        this.ways = ways;
        this.clock = clock;
    }

    /** A link for somebody who never had a password; whoever has one needs {@link #recover}. Not in a transaction. */
    public String invite(Actor actor, UUID account) {
        ways.requireLocal();
        Accounts.Account known = accounts.requireKept(actor, account);
        if (known.login() == null) {
            throw Refused.because(Code.WRONG_STATE, "This account does not sign in here.");
        }
        accounts.requireKeeperByDatabase();
        return speaking.asProgram(() -> {
            if (hasPassword(account)) {
                throw Refused.because(
                        Code.WRONG_STATE, "This person has a password. To let them in again takes two people.");
            }
            return create(actor, account, known.name());
        });
    }

    /** A link for somebody whom two have agreed to let in again. Not in a transaction. */
    public String recover(Actor actor, UUID request) {
        ways.requireLocal();
        Requests.Request agreed = requests.agreed(actor, request, Verb.RECOVER_PEOPLE);
        UUID account = agreed.account();
        if (account == null) {
            throw new IllegalStateException("a recovery names somebody");
        }
        return speaking.asProgram(() -> create(actor, account, agreed.id().toString()));
    }

    /** As {@link #invite}, for the first administrator. For the program itself. */
    @Transactional
    public String create(Actor by, UUID account, String subject) {
        Instant now = clock.instant();
        session.createNativeMutationQuery(WITHDRAW)
                .setParameter("account", account)
                .setParameter("now", now)
                .executeUpdate();
        String link = Secrets.fresh();
        session.createNativeMutationQuery(INVITE)
                .setParameter("digest", Secrets.digest(link))
                .setParameter("account", account)
                .setParameter("now", now)
                .setParameter("expires", now.plus(GOOD_FOR))
                .executeUpdate();
        audit.record(by, Act.INVITED, subject, "");
        return link;
    }

    @Transactional
    boolean hasPassword(UUID account) {
        return session.createNativeQuery(HAS_PASSWORD, Boolean.class)
                .setParameter("account", account)
                .getSingleResult();
    }

    /** Whom this link is for; empty if it is unknown, used or expired. */
    @Transactional
    Optional<UUID> accountOf(String link) {
        @Nullable UUID account = session.createNativeQuery(FIND, UUID.class)
                .setParameter("digest", Secrets.digest(link))
                .setParameter("now", clock.instant())
                .getSingleResultOrNull();
        return Optional.ofNullable(account);
    }

    /** False if somebody else was quicker. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean use(String link) {
        return session.createNativeMutationQuery(USE)
                        .setParameter("digest", Secrets.digest(link))
                        .setParameter("now", clock.instant())
                        .executeUpdate()
                == 1;
    }
}
