package org.aidwitness.verification.rule;

/** What a party with a stake may say about a delivery. */
public enum DeclarationKind {
    DISPATCHED,
    PASSED_CHECKPOINT,
    RECEIVED,
    DISTRIBUTED,
    LOST,
    RETURNED,
    REROUTED,
    CANCELLED
}
