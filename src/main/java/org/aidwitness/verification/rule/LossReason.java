package org.aidwitness.verification.rule;

/** Why goods were lost. There is no default; UNKNOWN stays open until investigated. */
public enum LossReason {
    SHORT_AT_ORIGIN,
    TRANSPORT_SHORTAGE,
    SPILLAGE_REPACK,
    DAMAGED_WET,
    INFESTED,
    EXPIRED,
    UNDERWEIGHT,
    PILFERAGE,
    ARMED_THEFT,
    CROWD_TAKEN,
    AUTHORITY_SEIZURE,
    FIGHTING_DESTROYED,
    ACCIDENT,
    STORAGE_DETERIORATION,
    ORIGIN_DEFECT,
    DOCUMENT_ERROR,
    UNKNOWN
}
