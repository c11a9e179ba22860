package org.aidwitness.verification.rule;

/** What a second person says about an attestation. */
public enum Review {
    ACCEPTED,
    REJECTED,
    PENDING
}
