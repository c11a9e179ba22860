package org.aidwitness.verification.rule;

/** Who independent has seen the goods. Every delivery that left is in exactly one of these. */
public enum AssuranceState {
    /** Not received, refused, or returned; also what has not left yet. */
    ON_THE_WAY,
    AWAITING_VISIT,
    /** A visit can still be accepted; counted as unverified. */
    OVERDUE,
    VERIFIED,
    /** No accepted visit in time, or access refused. */
    UNVERIFIED,
    /** Evidence contradicts a declaration; both sides are shown until decided. */
    DISPUTED,
    LOST
}
