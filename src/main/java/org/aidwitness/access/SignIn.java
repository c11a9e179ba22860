package org.aidwitness.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.TransactionExceptionResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.aidwitness.access.Audit.Act;
import org.aidwitness.access.Credentials.Credential;
import org.aidwitness.access.Sessions.Method;
import org.aidwitness.access.Sessions.SignedIn;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/**
 * How people come in with a local account: password, then a code from their authenticator app. Who does not work in an
 * office (monitors, donors) may do without the code. Wrong attempts make an account wait, longer and longer; what an
 * answer says and how long it takes does not tell which logins exist.
 */
@ApplicationScoped
public class SignIn {

    /** Where a person stands on the way in. */
    public enum Next {
        /** In. */
        DONE,
        /** Show a code of the authenticator app, or a recovery code. */
        CODE,
        /** Staff without an authenticator app: enrol one. */
        ENROL
    }

    /** What comes next, and the cookie to keep. */
    public record Progress(Next next, String cookie) {}

    /** What an authenticator app needs, as a picture and in letters. */
    public record Enrolment(String qrSvg, String secret) {}

    /** Whom an invitation is for. A login that is null is for the person to choose. */
    public record Invited(String name, @Nullable String login) {}

    private static final Set<Role> WITHOUT_CODE = EnumSet.of(Role.MONITOR, Role.DONOR);
    private static final String PURPOSE = "one-time-codes";

    private final Credentials credentials;
    private final Sessions sessions;
    private final Invitations invitations;
    private final Passwords passwords;
    private final OneTimeCodes codes;
    private final Sealing sealing;
    private final Audit audit;
    private final Speaking speaking;
    private final Clock clock;

    SignIn(
            Credentials credentials,
            Sessions sessions,
            Invitations invitations,
            Passwords passwords,
            OneTimeCodes codes,
            Sealing sealing,
            Audit audit,
            Speaking speaking,
            Clock clock) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.invitations = invitations;
        this.passwords = passwords;
        this.codes = codes;
        this.sealing = sealing;
        this.audit = audit;
        this.speaking = speaking;
        this.clock = clock;
    }

    /** The password. Refuses with SIGN_IN_NEEDED, always in the same words, or TOO_MANY_ATTEMPTS. */
    public Progress password(String login, String password) {
        return attempt(() -> {
            Optional<Credential> known = credentials.lockedByLogin(login.strip().toLowerCase(Locale.ROOT));
            Instant now = clock.instant();
            if (known.isEmpty() || known.get().password() == null) {
                passwords.wasteTimeAlike(password);
                throw wrong();
            }
            Credential person = known.get();
            if (person.backoff().mustWait(now)) {
                passwords.wasteTimeAlike(password);
                throw wait(now, person.backoff().nextAttempt(now));
            }
            String hash = person.password();
            if (hash == null || !passwords.matches(password, hash) || person.disabled()) {
                throw failed(person, now);
            }
            if (passwords.needsRehash(hash)) {
                credentials.password(person.account(), passwords.hash(password), now);
            }
            Next next = next(person);
            if (next == Next.DONE) {
                succeeded(person);
            }
            return new Progress(next, sessions.begin(person.account(), Method.PASSWORD, next == Next.DONE));
        });
    }

    /** A code of the authenticator app, or a recovery code, for a session that waits for one. */
    public Progress code(String cookie, String code) {
        return attempt(() -> {
            SignedIn waiting = waiting(cookie);
            Credential person = credentials.locked(waiting.account());
            Instant now = clock.instant();
            if (person.backoff().mustWait(now)) {
                throw wait(now, person.backoff().nextAttempt(now));
            }
            if (!person.codesReady() || person.codes() == null) {
                throw wrong();
            }
            OptionalLong step = codes.stepOf(sealing.open(PURPOSE, person.account(), person.codes()), code, now);
            boolean right = step.isPresent() && credentials.useStep(person.account(), step.getAsLong(), now);
            if (!right) {
                if (!credentials.useRecoveryCode(person.account(), code, now)) {
                    throw failed(person, now);
                }
                audit.record(actor(person), Act.RECOVERY_CODE_USED, person.name(), "");
            }
            succeeded(person);
            return new Progress(Next.DONE, sessions.complete(waiting.session()));
        });
    }

    /** What comes next for a session that is not complete; empty if it is complete or there is none. */
    public Optional<Next> nextOf(String cookie) {
        return speaking.asProgram(() -> QuarkusTransaction.requiringNew()
                .call(() -> sessions.find(cookie)
                        .filter(found -> !found.complete())
                        .map(found -> next(credentials.locked(found.account())))));
    }

    /**
     * A fresh secret for an authenticator app; it counts when a first code of it has been shown. For staff who have none
     * yet, on their way in.
     */
    public Enrolment enrolment(String cookie) {
        return speaking.asProgram(() -> QuarkusTransaction.requiringNew().call(() -> {
            SignedIn waiting = waiting(cookie);
            Credential person = credentials.locked(waiting.account());
            if (person.codesReady()) {
                throw Refused.because(Code.WRONG_STATE, "There is an authenticator app already.");
            }
            // Shown again after a reload, it is still the same: whoever scanned it already need not scan twice.
            byte[] secret = person.codes() == null
                    ? codes.freshSecret()
                    : sealing.open(PURPOSE, person.account(), person.codes());
            if (person.codes() == null) {
                credentials.codes(person.account(), sealing.seal(PURPOSE, person.account(), secret));
            }
            String login = person.login() == null ? person.name() : person.login();
            return new Enrolment(
                    QrPicture.svg(codes.uri(secret, login), "QR code for the authenticator app"),
                    codes.legible(secret));
        }));
    }

    /** The recovery codes of a newly enrolled app, and the complete session. */
    public record Enrolled(Progress progress, List<String> recoveryCodes) {}

    /** The first code of a newly enrolled app. */
    public Enrolled enrolled(String cookie, String code) {
        List<String> recovery = codes.freshRecoveryCodes();
        Progress progress = attempt(() -> {
            SignedIn waiting = waiting(cookie);
            Credential person = credentials.locked(waiting.account());
            Instant now = clock.instant();
            if (person.codesReady() || person.codes() == null) {
                throw Refused.because(Code.WRONG_STATE, "There is no authenticator app to enrol.");
            }
            OptionalLong step = codes.stepOf(sealing.open(PURPOSE, person.account(), person.codes()), code, now);
            if (step.isEmpty() || !credentials.useStep(person.account(), step.getAsLong(), now)) {
                throw failed(person, now);
            }
            credentials.recoveryCodes(person.account(), recovery);
            // What began before there was a code never showed one.
            sessions.endOthers(person.account(), waiting.session());
            audit.record(actor(person), Act.CODES_ENROLLED, person.name(), "");
            succeeded(person);
            return new Progress(Next.DONE, sessions.complete(waiting.session()));
        });
        return new Enrolled(progress, recovery);
    }

    /** Whom a link is for; refuses with NOT_FOUND. */
    public Invited invited(String link) {
        return speaking.asProgram(() -> QuarkusTransaction.requiringNew().call(() -> {
            Credential person = credentials.locked(invitedAccount(link));
            return new Invited(person.name(), person.login());
        }));
    }

    /** Uses a link up: sets login (where there is none yet) and password, and begins to sign in. */
    public Progress accept(String link, String login, String password) {
        return attempt(() -> {
            Credential person = credentials.locked(invitedAccount(link));
            if (person.disabled()) {
                throw noLink();
            }
            @Nullable String known = person.login();
            String chosen = known == null ? Accounts.login(login) : known;
            passwords.requireGood(password, chosen);
            if (!invitations.use(link)) {
                throw noLink();
            }
            Instant now = clock.instant();
            if (known == null) {
                credentials.login(person.account(), chosen);
            }
            // Who comes in by a link may have lost their telephone, or had it stolen: codes begin anew.
            credentials.forgetCodes(person.account());
            credentials.password(person.account(), passwords.hash(password), now);
            credentials.note(person.account(), Backoff.NONE);
            audit.record(actor(person), Act.PASSWORD_SET, person.name(), "by invitation");
            Next next = next(credentials.locked(person.account()));
            String cookie = sessions.begin(person.account(), Method.PASSWORD, next == Next.DONE);
            sessions.find(cookie).ifPresent(begun -> sessions.endOthers(person.account(), begun.session()));
            return new Progress(next, cookie);
        });
    }

    /** A new password for who knows the old one; ends their other sessions. */
    public void change(Actor actor, UUID session, String old, String fresh) {
        Access.require(actor, Verb.KEEP_OWN_ACCOUNT);
        UUID account = actor.account();
        if (account == null) {
            throw new IllegalStateException("who keeps an account has one");
        }
        attempt(() -> {
            Credential person = credentials.locked(account);
            Instant now = clock.instant();
            if (person.backoff().mustWait(now)) {
                throw wait(now, person.backoff().nextAttempt(now));
            }
            String hash = person.password();
            if (hash == null || !passwords.matches(old, hash)) {
                throw failed(person, now);
            }
            passwords.requireGood(fresh, person.login() == null ? person.name() : person.login());
            credentials.password(account, passwords.hash(fresh), now);
            sessions.endOthers(account, session);
            audit.record(actor, Act.PASSWORD_SET, person.name(), "");
            return new Progress(Next.DONE, "");
        });
    }

    private UUID invitedAccount(String link) {
        return invitations.accountOf(link).orElseThrow(SignIn::noLink);
    }

    private static Refused noLink() {
        return Refused.because(Code.NOT_FOUND, "This link has been used, or is too old. Ask for a new one.");
    }

    private SignedIn waiting(String cookie) {
        return sessions.find(cookie)
                .filter(found -> !found.complete())
                .orElseThrow(() -> Refused.because(Code.SIGN_IN_NEEDED, "That took too long. Please begin again."));
    }

    private static Next next(Credential person) {
        if (person.codesReady()) {
            return Next.CODE;
        }
        return asksForCode(Names.roles(person.roles())) ? Next.ENROL : Next.DONE;
    }

    static boolean asksForCode(Set<Role> roles) {
        return !WITHOUT_CODE.containsAll(roles);
    }

    private void succeeded(Credential person) {
        credentials.note(person.account(), Backoff.NONE);
        audit.record(actor(person), Act.SIGNED_IN, person.name(), "");
    }

    private Refused failed(Credential person, Instant now) {
        credentials.note(person.account(), person.backoff().failed(now));
        audit.record(actor(person), Act.SIGN_IN_REFUSED, person.name(), "");
        return wrong();
    }

    private static Refused wrong() {
        return Refused.because(Code.SIGN_IN_NEEDED, "That is not right. Please try again.");
    }

    private static Refused wait(Instant now, Instant until) {
        // Rounded up: who comes back when we said is let in.
        long minutes = Duration.between(now, until).plusSeconds(59).toMinutes();
        return Refused.because(
                Code.TOO_MANY_ATTEMPTS,
                "Too many wrong attempts. Try again in " + (minutes <= 1 ? "a minute." : minutes + " minutes."));
    }

    /** In one transaction that is kept even if it ends in a refusal: wrong attempts count. */
    private <T> T attempt(Supplier<T> work) {
        return speaking.asProgram(() -> QuarkusTransaction.requiringNew()
                .exceptionHandler(thrown -> thrown instanceof Refused
                        ? TransactionExceptionResult.COMMIT
                        : TransactionExceptionResult.ROLLBACK)
                .call(work::get));
    }

    private static Actor actor(Credential person) {
        return new Actor(person.account(), person.name(), person.organisation(), Names.roles(person.roles()));
    }
}
