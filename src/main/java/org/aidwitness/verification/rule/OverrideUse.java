package org.aidwitness.verification.rule;

import java.time.Instant;
import java.util.UUID;

/**
 * An override that a dispatch rests on.
 *
 * @param dispatch the declaration
 * @param expiresAt from then on the override opened nothing
 * @param ordinal it was the so many-eth that was agreed to in its programme and calendar quarter (UTC), from 1
 */
public record OverrideUse(UUID dispatch, Instant expiresAt, int ordinal) {
    public OverrideUse {
        if (ordinal < 1) {
            throw new IllegalArgumentException("ordinal");
        }
    }
}
