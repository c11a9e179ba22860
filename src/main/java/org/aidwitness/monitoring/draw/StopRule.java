package org.aidwitness.monitoring.draw;

import java.util.List;

/**
 * When enough has been seen to say that fewer than a given share are exceptions. A test of the hypothesis "at least D of N
 * are exceptions" for sampling without replacement, which may be looked at after each visit (ALPHA; docs/trust.md 5.2):
 * a product M of factors that, if the hypothesis holds, exceeds 1/risk with at most that risk.
 *
 * @param population N, how many could have been drawn
 * @param shareBp p, the share that is tested against, in basis points; D = ceil(p x N)
 * @param riskBp how often the test may pass wrongly, in basis points
 */
public record StopRule(int population, int shareBp, int riskBp) {

    private static final double WHOLE_BP = 10_000;

    /** The bet is on a quarter of the share: visits that find nothing pass soon, and one exception is not yet ruin. */
    private static final double BET_PART = 4;

    private static final double MOST_OF_MEAN = 0.9;

    /** How a series of visits stands. */
    public enum Decision {
        /** Fewer than the share are exceptions, with the wanted confidence. */
        PASS,
        /** As many exceptions as the share have been found. */
        FAIL,
        /** More visits decide. */
        GO_ON,
        /** All visits are in, and it is not shown. */
        NOT_SHOWN
    }

    /**
     * Where the test stands.
     *
     * @param seen visits that were looked at, up to a decision
     * @param exceptions of these
     * @param martingale M after the last of these; infinite where the hypothesis cannot hold any more
     * @param pValue 1 / the largest M so far
     */
    public record Standing(int seen, int exceptions, double martingale, double pValue, Decision decision) {}

    public StopRule {
        if (population < 1 || shareBp < 1 || shareBp > WHOLE_BP || riskBp < 1 || riskBp >= WHOLE_BP) {
            throw new IllegalArgumentException("a population or a share is out of range");
        }
    }

    /** D: so many exceptions are a failure. */
    public int limit() {
        return SampleSize.bad(population, shareBp);
    }

    /**
     * Looks at the visits in the order of their tickets. An exception is whatever was not found right: a contradiction, a
     * refusal, a visit that came late or not at all.
     *
     * @param exceptions one for each visit, without gaps
     * @param complete no more visits will come
     */
    public Standing after(List<Boolean> exceptions, boolean complete) {
        double share = shareBp / WHOLE_BP;
        double passes = WHOLE_BP / riskBp;
        double martingale = 1;
        double largest = 1;
        int found = 0;
        int seen = 0;
        for (boolean exception : exceptions) {
            // The share of exceptions among what is left, if the hypothesis just holds.
            double mean = (double) (limit() - found) / (population - seen);
            double bet = Math.min(share / BET_PART, MOST_OF_MEAN * mean);
            seen++;
            if (exception) {
                found++;
                martingale *= bet / mean;
            } else {
                martingale = mean >= 1 ? Double.POSITIVE_INFINITY : martingale * (1 - bet) / (1 - mean);
            }
            largest = Math.max(largest, martingale);
            if (martingale >= passes) {
                return new Standing(seen, found, martingale, 1 / largest, Decision.PASS);
            }
            if (found >= limit()) {
                return new Standing(seen, found, martingale, 1 / largest, Decision.FAIL);
            }
        }
        return new Standing(seen, found, martingale, 1 / largest, complete ? Decision.NOT_SHOWN : Decision.GO_ON);
    }
}
