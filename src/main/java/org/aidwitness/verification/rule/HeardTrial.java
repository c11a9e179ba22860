package org.aidwitness.verification.rule;

/**
 * One site put to the test by a statistical rule. Whether it is a finding is decided among all trials of one time: at a
 * false discovery rate of 5 % (Benjamini and Hochberg). A finding of chance alone accuses nobody, so it is never above
 * MEDIUM: it asks for a back-check.
 *
 * @param finding what it says, if it is one
 * @param pValue how likely chance alone gives at least this much, 0 to 1
 */
public record HeardTrial(HeardFinding finding, double pValue) {

    public HeardTrial {
        if (finding.finding().severity().atLeast(Severity.HIGH)) {
            throw new IllegalArgumentException("statistics accuse nobody");
        }
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("pValue");
        }
    }
}
