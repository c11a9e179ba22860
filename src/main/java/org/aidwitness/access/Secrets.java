package org.aidwitness.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.aidwitness.kernel.Sha256;

/** Tokens, cookies and links: 256 random bits, of which only the digest is kept. */
final class Secrets {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** In letters, digits, "-" and "_", so that it fits into a header, a cookie and an address. */
    static String fresh() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    static byte[] digest(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8)).toBytes();
    }
}
