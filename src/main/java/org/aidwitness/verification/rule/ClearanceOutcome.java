package org.aidwitness.verification.rule;

/** What the gate said before the dispatch. */
public enum ClearanceOutcome {
    PASS,
    PASS_WITH_CONDITIONS,
    HOLD,
    EXEMPT,
    PREDATES_GATE,
    OVERRIDE
}
