package org.aidwitness.verification.rule;

/** How a monitor came to know. */
public enum Method {
    COUNT,
    WEIGH,
    TALLY,
    INTERVIEW
}
