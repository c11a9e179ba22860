package org.aidwitness.monitoring;

/** Where a commitment stands: that of its last step. The database draws the same steps by a trigger. */
enum CommitmentState {
    PROPOSED,
    ACCEPTED,
    ACKNOWLEDGED,
    /** It counts before the gate. */
    ARMED,
    FULFILLED,
    BREACHED,
    WITHDRAWN;

    boolean leadsTo(CommitmentState next) {
        return switch (next) {
            case PROPOSED -> false;
            case ACCEPTED -> this == PROPOSED;
            case ACKNOWLEDGED -> this == ACCEPTED;
            case ARMED -> this == ACKNOWLEDGED;
            case FULFILLED, BREACHED -> this == ARMED;
            case WITHDRAWN -> this == PROPOSED || this == ACCEPTED || this == ACKNOWLEDGED || this == ARMED;
        };
    }
}
