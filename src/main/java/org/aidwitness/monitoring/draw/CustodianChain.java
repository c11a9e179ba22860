package org.aidwitness.monitoring.draw;

import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.aidwitness.kernel.Sha256;

/**
 * A chain of secrets: each value is the digest of the one after it, and only the first, the anchor, is known when the
 * custodian enrols. So a custodian cannot choose a value after having seen the population, and nobody else can guess it.
 * {@code r(j-1) = SHA-256("aidwitness/chain/v1" 00 || u16 length of cid || cid || r(j))}, docs/trust.md 2.11.
 */
public final class CustodianChain {

    /** Draws that one chain can serve; it bounds how often a check hashes. */
    public static final int MOST = 10_000;

    private static final Pattern CID = Pattern.compile("[0-9A-Za-z._-]{1,64}");

    private CustodianChain() {}

    /** What a chain may be called: 1 to 64 letters, digits, dots, underscores and dashes. */
    public static boolean isName(String cid) {
        return CID.matcher(cid).matches();
    }

    /** The value before this one. */
    public static Sha256 before(String cid, Sha256 value) {
        byte[] name = Tagged.utf8(cid);
        return Tagged.sha256(
                "aidwitness/chain/v1",
                ByteBuffer.allocate(2).putShort((short) name.length).array(),
                name,
                value.toBytes());
    }

    /** The value so many steps before this one. */
    public static Sha256 before(String cid, Sha256 value, int steps) {
        if (steps < 0 || steps > MOST) {
            throw new IllegalArgumentException("a chain has at most " + MOST + " steps");
        }
        Sha256 at = value;
        for (int step = 0; step < steps; step++) {
            at = before(cid, at);
        }
        return at;
    }
}
