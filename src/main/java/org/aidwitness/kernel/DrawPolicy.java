package org.aidwitness.kernel;

import org.jspecify.annotations.Nullable;

/**
 * How visits are drawn; docs/trust.md, section 5.
 *
 * @param custodians at least so many custodians give a part of the randomness
 * @param revealMinutes after its hour, a custodian who has not revealed is missing
 * @param badShareBp the share of bad deliveries that a sample is meant to meet at least once
 * @param riskBp how often it may fail to
 * @param stopShareBp the share of exceptions that the stop rule tests against
 * @param loadCap visits a monitor takes in one draw, or in one extension of it, at most
 * @param secondShareBp the share of drawn deliveries that a second monitor visits, unknown to the first; 0: none. The
 *     default, where a version from before it is read
 */
public record DrawPolicy(
        int custodians,
        int revealMinutes,
        int badShareBp,
        int riskBp,
        int stopShareBp,
        int loadCap,
        @Nullable Integer secondShareBp) {

    private static final int TENTH_BP = 1_000;

    public static final DrawPolicy DEFAULTS = new DrawPolicy(2, 120, 1_000, 500, 500, 4, TENTH_BP);

    public DrawPolicy {
        Bounds.require(custodians >= 2, "custodians");
        Bounds.require(revealMinutes >= 1, "revealMinutes");
        Bounds.require(badShareBp >= 1 && badShareBp <= Policy.WHOLE_BP, "badShareBp");
        Bounds.require(riskBp >= 1 && riskBp < Policy.WHOLE_BP, "riskBp");
        Bounds.require(stopShareBp >= 1 && stopShareBp <= Policy.WHOLE_BP, "stopShareBp");
        Bounds.require(loadCap >= 1, "loadCap");
        secondShareBp = secondShareBp == null ? TENTH_BP : secondShareBp;
        Bounds.require(secondShareBp >= 0 && secondShareBp <= Policy.WHOLE_BP, "secondShareBp");
    }

    /** How many are drawn of so many for a second visit, in basis points. */
    public int seconds() {
        return secondShareBp == null ? TENTH_BP : secondShareBp;
    }
}
