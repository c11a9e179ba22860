package org.aidwitness.verification.rule;

import java.math.BigInteger;

/** Compares a part with a share of a whole by products: nothing is rounded, nothing overflows, nothing divides by 0. */
final class Share {

    private static final BigInteger WHOLE_BP = BigInteger.valueOf(10_000);

    private Share() {}

    /** Whether the part is more than that many basis points of the whole. */
    static boolean above(long part, long whole, int basisPoints) {
        return compare(part, whole, basisPoints) > 0;
    }

    /** Whether the part is that many basis points of the whole, or more. */
    static boolean reaches(long part, long whole, int basisPoints) {
        return compare(part, whole, basisPoints) >= 0;
    }

    private static int compare(long part, long whole, int basisPoints) {
        return BigInteger.valueOf(part)
                .multiply(WHOLE_BP)
                .compareTo(BigInteger.valueOf(whole).multiply(BigInteger.valueOf(basisPoints)));
    }
}
