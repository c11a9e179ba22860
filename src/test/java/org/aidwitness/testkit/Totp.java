package org.aidwitness.testkit;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app, after RFC 6238 and RFC 4648, and after nothing of the product's. */
public final class Totp {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    /** What the app shows at this instant for a secret in letters. */
    public static String code(String secret, Instant now) {
        String letters = secret.replace(" ", "");
        byte[] key = new byte[letters.length() * 5 / 8];
        for (int bit = 0; bit < key.length * 8; bit++) {
            int value = ALPHABET.indexOf(letters.charAt(bit / 5));
            key[bit / 8] |= (byte) ((value >> (4 - bit % 5) & 1) << (7 - bit % 8));
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(
                    ByteBuffer.allocate(8).putLong(now.getEpochSecond() / 30).array()));
            return "%06d".formatted((hash.getInt(hash.get(19) & 0xF) & Integer.MAX_VALUE) % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
