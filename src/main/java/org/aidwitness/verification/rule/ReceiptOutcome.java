package org.aidwitness.verification.rule;

/** What the consignee did with what arrived. */
public enum ReceiptOutcome {
    COMPLETE,
    /** More of the same waybill may still come. */
    PARTIAL,
    REFUSED
}
