package org.aidwitness.monitoring.draw;

import java.math.BigInteger;

/**
 * How many must be visited so that, if a given share is bad, at least one bad one is among them with the wanted
 * confidence. Exact: whole numbers of any length, no approximation. Shares are in basis points (100 = 1 per cent).
 */
public final class SampleSize {

    /** The largest population that is reckoned with. */
    public static final int MOST = 1_000_000;

    private static final int WHOLE_BP = 10_000;
    private static final BigInteger WHOLE = BigInteger.valueOf(WHOLE_BP);

    private interface Probability {
        /** Whether the probability that a sample of this size meets nothing is at most the risk. */
        boolean isSmallEnough(int sample);
    }

    private SampleSize() {}

    /** How many of a population are bad if this share is: at least one, rounded up. */
    public static int bad(int population, int shareBp) {
        return Math.toIntExact(((long) population * shareBp + WHOLE_BP - 1) / WHOLE_BP);
    }

    /** The smallest n with C(N-D, n) / C(N, n) at most the risk, where D = ceil(share x N); docs/domain.md, section 6. */
    public static int of(int population, int badShareBp, int riskBp) {
        require(population, badShareBp, riskBp);
        int bad = bad(population, badShareBp);
        return smallest(population, sample -> {
            // C(N-D, n) / C(N, n) is the same with n and D exchanged; the smaller one has fewer factors.
            int factors = Math.min(sample, bad);
            int others = Math.max(sample, bad);
            if (others > population - factors) {
                return true;
            }
            BigInteger misses = BigInteger.ONE;
            BigInteger all = BigInteger.ONE;
            for (int i = 0; i < factors; i++) {
                misses = misses.multiply(BigInteger.valueOf((long) population - others - i));
                all = all.multiply(BigInteger.valueOf((long) population - i));
            }
            return atMost(misses, all, riskBp);
        });
    }

    /** As {@link #of}, for a population that never ends: the smallest n with (1 - share)^n at most the risk. */
    public static int ofEndless(int badShareBp, int riskBp) {
        require(1, badShareBp, riskBp);
        return smallest(
                MOST,
                sample -> atMost(BigInteger.valueOf(WHOLE_BP - badShareBp).pow(sample), WHOLE.pow(sample), riskBp));
    }

    /** As {@link #of}, where a visit to a bad one finds that out only in this share of cases. Populations up to 10,000. */
    public static int withDetection(int population, int badShareBp, int riskBp, int detectionBp) {
        require(population, badShareBp, riskBp);
        if (population > Population.MOST || detectionBp < 1 || detectionBp > WHOLE_BP) {
            throw new IllegalArgumentException("a population or a share is out of range");
        }
        int bad = bad(population, badShareBp);
        return smallest(population, sample -> {
            // Of all samples with k bad ones, overlooking each has the probability (1 - detection)^k.
            BigInteger missed = BigInteger.ZERO;
            for (int k = 0; k <= Math.min(bad, sample); k++) {
                missed = missed.add(choose(bad, k)
                        .multiply(choose(population - bad, sample - k))
                        .multiply(BigInteger.valueOf(WHOLE_BP - detectionBp).pow(k))
                        .multiply(WHOLE.pow(bad - k)));
            }
            return atMost(missed, choose(population, sample).multiply(WHOLE.pow(bad)), riskBp);
        });
    }

    private static BigInteger choose(int all, int some) {
        if (some < 0 || some > all) {
            return BigInteger.ZERO;
        }
        BigInteger ways = BigInteger.ONE;
        for (int i = 0; i < Math.min(some, all - some); i++) {
            ways = ways.multiply(BigInteger.valueOf((long) all - i)).divide(BigInteger.valueOf(i + 1L));
        }
        return ways;
    }

    private static boolean atMost(BigInteger part, BigInteger whole, int riskBp) {
        return part.multiply(WHOLE).compareTo(whole.multiply(BigInteger.valueOf(riskBp))) <= 0;
    }

    /** Doubles until it is enough, so that nothing much larger than the answer is ever reckoned with; then halves. */
    private static int smallest(int most, Probability probability) {
        int enough = 1;
        while (enough < most && !probability.isSmallEnough(enough)) {
            enough = (int) Math.min(most, 2L * enough);
        }
        int tooFew = enough / 2;
        while (enough - tooFew > 1) {
            int middle = (enough + tooFew) / 2;
            if (probability.isSmallEnough(middle)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    private static void require(int population, int badShareBp, int riskBp) {
        boolean shares = badShareBp >= 1 && badShareBp <= WHOLE_BP && riskBp >= 1 && riskBp < WHOLE_BP;
        if (population < 1 || population > MOST || !shares) {
            throw new IllegalArgumentException("a population or a share is out of range");
        }
    }
}
