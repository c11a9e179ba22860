package org.aidwitness.gate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What the gate decided.
 *
 * @param reasons why the goods are held, each with what would lift it; empty unless HOLD
 * @param expiresAt until when the goods must leave; null for HOLD
 */
public record Decision(
        UUID clearance,
        UUID waybill,
        Outcome outcome,
        List<Refusal> reasons,
        int policyVersion,
        Instant decidedAt,
        @Nullable Instant expiresAt) {

    public enum Outcome {
        PASS,
        PASS_WITH_CONDITIONS,
        HOLD,
        EXEMPT,
        PREDATES_GATE,
        OVERRIDE;

        boolean permits() {
            return this == PASS || this == PASS_WITH_CONDITIONS || this == EXEMPT || this == OVERRIDE;
        }
    }

    public boolean permits() {
        return outcome.permits();
    }
}
