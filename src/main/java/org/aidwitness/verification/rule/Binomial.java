package org.aidwitness.verification.rule;

/**
 * Exact binomial probabilities, summed term by term: n trials, each a success with the probability p. With
 * {@link StrictMath}, so that every machine gives the same answer.
 */
final class Binomial {

    private static final double WHOLE_BP = 10_000;

    private Binomial() {}

    /** How likely k successes or more are, out of n; p lies between 0 and 1, and is neither. */
    static double atLeast(int k, int n, double p) {
        double sum = 0;
        double logWays = 0;
        for (int i = 0; i <= n; i++) {
            if (i >= k) {
                sum += StrictMath.exp(logWays + i * StrictMath.log(p) + (n - i) * StrictMath.log1p(-p));
            }
            logWays += StrictMath.log(n - i) - StrictMath.log(i + 1);
        }
        return Math.min(1, sum);
    }

    /**
     * The decision value of lot quality assurance sampling: with fewer successes than this out of n, a lot is taken for a
     * bad one. It is the largest d with P(fewer than d successes) at most the risk, where the true share is the given one:
     * a good lot is taken for a bad one no more often than that. For 80 %, 10 % and n = 19 it is 13.
     */
    static int decision(int n, int shareBp, int riskBp) {
        double logGood = StrictMath.log(shareBp / WHOLE_BP);
        double logBad = StrictMath.log1p(-shareBp / WHOLE_BP);
        double fewer = 0;
        double logWays = 0;
        for (int d = 0; d < n; d++) {
            fewer += StrictMath.exp(logWays + d * logGood + (n - d) * logBad);
            if (fewer > riskBp / WHOLE_BP) {
                return d;
            }
            logWays += StrictMath.log(n - d) - StrictMath.log(d + 1);
        }
        return n;
    }
}
