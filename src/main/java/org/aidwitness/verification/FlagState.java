package org.aidwitness.verification;

/** Where a flag stands. People take the steps, one after the other; only the rule itself clears. */
public enum FlagState {
    OPEN,
    /** Somebody has seen it and owns it. */
    ACKNOWLEDGED,
    IN_REVIEW,
    /** Decided: upheld, explained, or raised in error. */
    RESOLVED,
    /** Left standing without a decision, for a reason. */
    WAIVED,
    /** The rule no longer finds it. */
    CLEARED;

    /** Whether somebody still has to act. */
    public boolean open() {
        return this == OPEN || this == ACKNOWLEDGED || this == IN_REVIEW;
    }

    /** Whether a person ended it. */
    public boolean settled() {
        return this == RESOLVED || this == WAIVED;
    }

    /** Whether a person may take the flag from here to there. */
    public boolean leadsTo(FlagState next) {
        return switch (this) {
            case OPEN -> next == ACKNOWLEDGED;
            case ACKNOWLEDGED -> next == IN_REVIEW;
            case IN_REVIEW -> next == RESOLVED || next == WAIVED;
            case RESOLVED, WAIVED, CLEARED -> false;
        };
    }
}
