package org.aidwitness.access;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import org.aidwitness.access.PasswordHash.Cost;
import org.aidwitness.kernel.Refused;

/**
 * Keeps passwords as Argon2id hashes, so that a stolen table is of little use. Each hash takes 19 MiB while it is made,
 * so only a few are made at once; a flood of sign-ins is answered {@link Busy}.
 */
@ApplicationScoped
public class Passwords {

    /** OWASP Password Storage Cheat Sheet: 19 MiB, 2 iterations, one lane. */
    static final Cost CURRENT_COST = new Cost(19 * 1024, 2, 1);

    static final int SALT_BYTES = 16;
    static final int HASH_BYTES = 32;

    private static final int MOST_AT_ONCE = 4;
    private static final int WAITING_PER_PLACE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Normalising shortens a text to a third at most, so what is longer than this is nobody's password. */
    private static final int LONGEST_CANDIDATE = 8 * PasswordRules.LONGEST;

    private final Cost cost;
    private final Turns turns;
    private final SecureRandom random = new SecureRandom();

    /** A hash of no password: its bytes are as random as those of a real one. */
    private final PasswordHash nobodys;

    Passwords() {
        this(
                CURRENT_COST,
                new Turns(
                        Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors()),
                        WAITING_PER_PLACE,
                        PATIENCE));
    }

    Passwords(Cost cost, Turns turns) {
        this.cost = cost;
        this.turns = turns;
        this.nobodys = new PasswordHash(cost, randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));
    }

    /** Refuses a new password that is too short, too long or too easily guessed, with all reasons at once. */
    public void requireGood(String password, String login) {
        Refused.ifAny(PasswordRules.objections(password, login));
    }

    /** The hash to store, as a PHC string. Ask {@link #requireGood} first. */
    public String hash(String password) {
        byte[] salt = randomBytes(SALT_BYTES);
        return new PasswordHash(cost, salt, derive(password, cost, salt, HASH_BYTES)).toPhc();
    }

    /** Whether the candidate is the password of that hash. */
    public boolean matches(String candidate, String phc) {
        return matches(candidate, PasswordHash.parse(phc));
    }

    /**
     * Takes as long as {@link #matches(String, String)} does. Call it where there is no such account, or an account
     * without a password, so that the time of the answer does not tell which logins exist.
     */
    public void wasteTimeAlike(String candidate) {
        if (matches(candidate, nobodys)) {
            throw new IllegalStateException("Somebody guessed 32 random bytes");
        }
    }

    /** Whether hashes cost more by now than this one did: after a successful sign-in, hash the password again. */
    public boolean needsRehash(String phc) {
        PasswordHash stored = PasswordHash.parse(phc);
        return stored.cost().isBelow(cost) || stored.salt().length < SALT_BYTES || stored.hash().length < HASH_BYTES;
    }

    private boolean matches(String candidate, PasswordHash stored) {
        boolean possible = candidate.length() <= LONGEST_CANDIDATE;
        // What is impossible takes the same time; it may be megabytes long, so no more than its beginning is looked at.
        String text = possible ? candidate : candidate.substring(0, LONGEST_CANDIDATE);
        byte[] derived = derive(text, stored.cost(), stored.salt(), stored.hash().length);
        return MessageDigest.isEqual(derived, stored.hash()) && possible;
    }

    private byte[] derive(String password, Cost price, byte[] salt, int length) {
        byte[] text = normal(password).getBytes(StandardCharsets.UTF_8);
        return turns.take(() -> Argon2Function.getInstance(
                        price.memoryKib(), price.iterations(), price.parallelism(), length, Argon2.ID)
                .hash(text, salt)
                .getBytes());
    }

    /** One keyboard writes é as one character, another as two: the same password all the same. */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
