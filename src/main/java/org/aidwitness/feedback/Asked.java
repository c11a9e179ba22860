package org.aidwitness.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.registry.Programmes;
import org.jspecify.annotations.Nullable;

/** What addresses of this room's lists ask for, read. */
@ApplicationScoped
class Asked {

    private final Programmes programmes;

    Asked(Programmes programmes) {
        this.programmes = programmes;
    }

    /** The programme of this code; null where none was named. Refuses where there is no such programme. */
    @Nullable UUID programme(@Nullable String code) {
        if (code == null || code.isBlank()) {
            return null;
        }
        return programmes
                .byCode(code)
                .orElseThrow(() -> Refused.at("/programme", Code.UNKNOWN_REFERENCE, "There is no such programme."))
                .id();
    }

    /** Null where none was asked for. */
    static @Nullable UUID site(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            return UUID.fromString(given);
        } catch (IllegalArgumentException e) {
            throw Refused.at("/site", Code.MALFORMED, "This is no id.");
        }
    }
}
