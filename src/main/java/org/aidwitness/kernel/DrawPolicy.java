package org.aidwitness.kernel;

/**
 * How visits are drawn; docs/trust.md, section 5.
 *
 * @param custodians at least so many custodians give a part of the randomness
 * @param revealMinutes after its hour, a custodian who has not revealed is missing
 * @param badShareBp the share of bad deliveries that a sample is meant to meet at least once
 * @param riskBp how often it may fail to
 * @param stopShareBp the share of exceptions that the stop rule tests against
 * @param loadCap visits a monitor takes in one draw, at most
 */
public record DrawPolicy(int custodians, int revealMinutes, int badShareBp, int riskBp, int stopShareBp, int loadCap) {

    public static final DrawPolicy DEFAULTS = new DrawPolicy(2, 120, 1_000, 500, 500, 4);

    public DrawPolicy {
        Range.require(custodians >= 2, "custodians");
        Range.require(revealMinutes >= 1, "revealMinutes");
        Range.require(badShareBp >= 1 && badShareBp <= Policy.WHOLE_BP, "badShareBp");
        Range.require(riskBp >= 1 && riskBp < Policy.WHOLE_BP, "riskBp");
        Range.require(stopShareBp >= 1 && stopShareBp <= Policy.WHOLE_BP, "stopShareBp");
        Range.require(loadCap >= 1, "loadCap");
    }
}
