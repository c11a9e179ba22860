package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.LocalDate;
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
        return code == null || code.isBlank() ? null : named(code);
    }

    UUID named(@Nullable String code) {
        if (code == null || code.isBlank()) {
            throw Refused.at("/programme", Code.INVALID, "This is needed.");
        }
        return programmes
                .byCode(code)
                .orElseThrow(() -> Refused.at("/programme", Code.UNKNOWN_REFERENCE, "There is no such programme."))
                .id();
    }

    /** Null where none was asked for. */
    static @Nullable UUID id(String field, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            return UUID.fromString(given);
        } catch (IllegalArgumentException e) {
            throw Refused.at(field, Code.MALFORMED, "This is no id.");
        }
    }

    static LocalDate day(String field, @Nullable String given) {
        Given.present(field, given);
        try {
            LocalDate day = LocalDate.parse(given == null ? "" : given);
            Given.plausible(field, day);
            return day;
        } catch (DateTimeException e) {
            throw Refused.at(field, Code.MALFORMED, "A day is written 2026-10-06.");
        }
    }
}
