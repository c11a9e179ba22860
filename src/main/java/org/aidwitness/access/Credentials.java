package org.aidwitness.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What people prove themselves with, as it is kept. Only the program reads or writes this; see {@link SignIn}. */
@ApplicationScoped
class Credentials {

    private static final String SELECT = """
            select a.id,
                   a.name,
                   a.organisation_id,
                   array_to_string(a.roles, ','),
                   a.login,
                   a.disabled_at is not null,
                   c.password,
                   c.codes,
                   c.codes_at is not null,
                   c.codes_step,
                   coalesce(c.failures, 0),
                   c.failed_at
              from access_account a
              left join access_credential c on c.account_id = a.id
            """;

    private static final String BY_LOGIN = SELECT + " where a.login = :login";

    private static final String BY_ID = SELECT + " where a.id = :id";

    // Attempts at one account come one after the other, or a hundred at once would count as one.
    private static final String LOCK = """
            insert into access_credential (account_id)
            values (:id)
            on conflict (account_id) do update set failures = access_credential.failures""";

    private static final String ATTEMPT = """
            update access_credential
               set failures = :failures,
                   failed_at = :at
             where account_id = :id""";

    private static final String PASSWORD = """
            update access_credential
               set password = :password,
                   password_at = :now
             where account_id = :id""";

    private static final String CODES = """
            update access_credential
               set codes = :codes,
                   codes_at = null,
                   codes_step = null
             where account_id = :id""";

    private static final String CODES_CONFIRMED = """
            update access_credential
               set codes_at = coalesce(codes_at, :now),
                   codes_step = :step
             where account_id = :id
               and coalesce(codes_step, 0) < :step""";

    private static final String FORGET_CODES = """
            update access_credential
               set codes = null,
                   codes_at = null,
                   codes_step = null
             where account_id = :id""";

    private static final String FORGET_RECOVERY = """
            delete from access_recovery_code
             where account_id = :id""";

    private static final String ADD_RECOVERY = """
            insert into access_recovery_code (account_id, digest)
            values (:id, :digest)""";

    private static final String USE_RECOVERY = """
            update access_recovery_code
               set used_at = :now
             where account_id = :id
               and digest = :digest
               and used_at is null""";

    private static final String LOGIN = """
            update access_account
               set login = :login
             where id = :id""";

    /** A person as they sign in. {@code codes} is sealed; {@code codesReady}: a first code has been shown. */
    record Credential(
            UUID account,
            String name,
            UUID organisation,
            String roles,
            @Nullable String login,
            boolean disabled,
            @Nullable String password,
            byte @Nullable [] codes,
            boolean codesReady,
            @Nullable Long codesStep,
            int failures,
            @Nullable Instant failedAt) {

        Backoff backoff() {
            return failedAt == null ? Backoff.NONE : new Backoff(failures, failedAt);
        }
    }

    private final StatelessSession session;

    Credentials(StatelessSession session) {
        this.session = session;
    }

    /** Finds and holds the account until the transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<Credential> lockedByLogin(String login) {
        Optional<Credential> found = Optional.ofNullable(session.createNativeQuery(BY_LOGIN, Credential.class)
                .setParameter("login", login)
                .getSingleResultOrNull());
        return found.map(known -> locked(known.account()));
    }

    @Transactional(Transactional.TxType.MANDATORY)
    Credential locked(UUID account) {
        session.createNativeMutationQuery(LOCK).setParameter("id", account).executeUpdate();
        return session.createNativeQuery(BY_ID, Credential.class)
                .setParameter("id", account)
                .getSingleResult();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void note(UUID account, Backoff backoff) {
        session.createNativeMutationQuery(ATTEMPT)
                .setParameter("id", account)
                .setParameter("failures", backoff.failures())
                .setParameter("at", backoff.failures() == 0 ? null : backoff.lastFailure(), Instant.class)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void password(UUID account, String hash, Instant now) {
        session.createNativeMutationQuery(PASSWORD)
                .setParameter("id", account)
                .setParameter("password", hash)
                .setParameter("now", now)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void login(UUID account, String login) {
        session.createNativeMutationQuery(LOGIN)
                .setParameter("id", account)
                .setParameter("login", login)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void codes(UUID account, byte[] sealed) {
        session.createNativeMutationQuery(CODES)
                .setParameter("id", account)
                .setParameter("codes", sealed)
                .executeUpdate();
    }

    /** Uses a time step up; false if it or a later one was used before. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean useStep(UUID account, long step, Instant now) {
        return session.createNativeMutationQuery(CODES_CONFIRMED)
                        .setParameter("id", account)
                        .setParameter("step", step)
                        .setParameter("now", now)
                        .executeUpdate()
                == 1;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void recoveryCodes(UUID account, List<String> codes) {
        session.createNativeMutationQuery(FORGET_RECOVERY)
                .setParameter("id", account)
                .executeUpdate();
        for (String code : codes) {
            session.createNativeMutationQuery(ADD_RECOVERY)
                    .setParameter("id", account)
                    .setParameter("digest", OneTimeCodes.recoveryDigest(code).toBytes())
                    .executeUpdate();
        }
    }

    /** False if there is no such code, or it was used. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean useRecoveryCode(UUID account, String code, Instant now) {
        return session.createNativeMutationQuery(USE_RECOVERY)
                        .setParameter("id", account)
                        .setParameter(
                                "digest", OneTimeCodes.recoveryDigest(code).toBytes())
                        .setParameter("now", now)
                        .executeUpdate()
                == 1;
    }

    /** The person was let in again, and enrols anew. */
    @Transactional(Transactional.TxType.MANDATORY)
    void forgetCodes(UUID account) {
        session.createNativeMutationQuery(FORGET_CODES)
                .setParameter("id", account)
                .executeUpdate();
        session.createNativeMutationQuery(FORGET_RECOVERY)
                .setParameter("id", account)
                .executeUpdate();
    }
}
