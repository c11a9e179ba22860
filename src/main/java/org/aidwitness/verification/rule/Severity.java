package org.aidwitness.verification.rule;

/** How much a finding weighs, lightest first. HIGH and above block VERIFIED. */
public enum Severity {
    INFO,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    public boolean atLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
