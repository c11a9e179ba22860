package org.aidwitness.kernel;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Days from {@code from} up to and including {@code to}; open-ended while {@code to} is null. */
public record Period(LocalDate from, @Nullable LocalDate to) {

    public Period {
        if (to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("a period does not end before it begins");
        }
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
