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
 * @param duties what is to be done later; only with PASS_WITH_CONDITIONS
 * @param heldSince when they were first held without a break; null unless HOLD
 * @param override who took responsibility instead; null unless OVERRIDE
 * @param expiresAt until when the goods must leave; null for HOLD
 */
public record Decision(
        UUID clearance,
        UUID waybill,
        Outcome outcome,
        List<Reason> reasons,
        List<Duty> duties,
        @Nullable Instant heldSince,
        @Nullable UUID override,
        int policyVersion,
        Instant decidedAt,
        @Nullable Instant expiresAt) {

    public Decision {
        reasons = List.copyOf(reasons);
        duties = List.copyOf(duties);
    }

    public enum Outcome {
        PASS,
        PASS_WITH_CONDITIONS,
        HOLD,
        EXEMPT,
        PREDATES_GATE,
        OVERRIDE
    }

    /** The same reasons, as a problem document tells them. */
    public List<Refusal> refusals() {
        return reasons.stream().map(Reason::refusal).toList();
    }
}
