package org.aidwitness.monitoring.draw;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import org.aidwitness.kernel.Sha256;

/** SHA-256 over parts behind a name and a zero byte, so that no digest of one use can stand for one of another. */
final class Tagged {

    static final Comparator<Sha256> BY_BYTES = (one, other) -> Arrays.compareUnsigned(one.toBytes(), other.toBytes());

    private Tagged() {}

    static Sha256 sha256(String name, byte[]... parts) {
        MessageDigest digest = Sha256.digest();
        digest.update(ascii(name));
        digest.update((byte) 0);
        for (byte[] part : parts) {
            digest.update(part);
        }
        return Sha256.fromBytes(digest.digest());
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
