package org.aidwitness.kernel;

/**
 * What share of the active sites is to be verified in a quarter, by the risk of the site (F29).
 *
 * @param highBp of sites of high risk
 * @param mediumBp of medium risk
 * @param lowBp of low risk
 */
public record CoveragePolicy(int highBp, int mediumBp, int lowBp) {

    public static final CoveragePolicy DEFAULTS = new CoveragePolicy(10_000, 5_000, 2_500);

    public CoveragePolicy {
        Range.require(highBp >= 0 && highBp <= Policy.WHOLE_BP, "highBp");
        Range.require(mediumBp >= 0 && mediumBp <= Policy.WHOLE_BP, "mediumBp");
        Range.require(lowBp >= 0 && lowBp <= Policy.WHOLE_BP, "lowBp");
    }
}
