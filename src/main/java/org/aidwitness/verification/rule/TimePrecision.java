package org.aidwitness.verification.rule;

/** How exactly the time of an event is known. */
public enum TimePrecision {
    INSTANT,
    /** Only the day (UTC) is known; such times are compared as days. */
    DAY,
    /** It happened at that time or at any time before. Never taken as a sign of a wrong order. */
    NOT_AFTER
}
