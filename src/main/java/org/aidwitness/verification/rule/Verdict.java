package org.aidwitness.verification.rule;

/** What a monitor found. */
public enum Verdict {
    CONFIRMED,
    DISCREPANT,
    /** The monitor was there and did not get to see the goods. */
    NOT_SEEN,
    /** The monitor was turned away: never a visit. */
    ACCESS_DENIED
}
