package org.aidwitness.access;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An Argon2id hash with all that is needed to make it again, written as a PHC string. */
final class PasswordHash {

    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d{1,2})"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    /** What making one hash costs: memory in KiB, passes over it, and lanes. */
    record Cost(int memoryKib, int iterations, int parallelism) {

        /** No hash of ours ever cost more, so a row that asks for more is forged, to exhaust the memory. */
        private static final int MOST_MEMORY_KIB = 128 * 1024;

        private static final int MOST_ITERATIONS = 16;
        private static final int MOST_LANES = 4;

        Cost {
            if (parallelism < 1
                    || parallelism > MOST_LANES
                    || iterations < 1
                    || iterations > MOST_ITERATIONS
                    || memoryKib < 8 * parallelism
                    || memoryKib > MOST_MEMORY_KIB) {
                throw new IllegalArgumentException("This is no cost of a password hash");
            }
        }

        boolean isBelow(Cost other) {
            return memoryKib < other.memoryKib || iterations < other.iterations;
        }
    }

    PasswordHash(Cost cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt.clone();
        this.hash = hash.clone();
    }

    /** Reads what {@link #toPhc} wrote; the message of the failure does not repeat the hash, for messages are logged. */
    static PasswordHash parse(String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalStateException("A stored password hash is not an Argon2id PHC string");
        }
        try {
            return new PasswordHash(
                    new Cost(number(parts, 1), number(parts, 2), number(parts, 3)), bytes(parts, 4), bytes(parts, 5));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("A stored password hash is damaged", e);
        }
    }

    String toPhc() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.iterations() + ",p=" + cost.parallelism() + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    Cost cost() {
        return cost;
    }

    byte[] salt() {
        return salt.clone();
    }

    byte[] hash() {
        return hash.clone();
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static byte[] bytes(Matcher parts, int group) {
        return Base64.getDecoder().decode(parts.group(group));
    }
}
