package org.aidwitness.verification.rule;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * An override that a dispatch rests on.
 *
 * @param dispatch the declaration
 * @param expiresAt from then on the override opened nothing
 * @param ordinal it was the so many-eth that was agreed to in its programme and calendar quarter (UTC), from 1
 * @param most so many a quarter are the programme's; a contribution's own policy cannot give itself more
 */
public record OverrideUse(UUID dispatch, Instant expiresAt, int ordinal, int most) {
    static final Comparator<OverrideUse> ORDER =
            Comparator.comparing(OverrideUse::dispatch).thenComparing(OverrideUse::ordinal);

    public OverrideUse {
        if (ordinal < 1 || most < 0) {
            throw new IllegalArgumentException("override of " + dispatch);
        }
    }
}
