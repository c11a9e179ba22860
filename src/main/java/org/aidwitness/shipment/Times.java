package org.aidwitness.shipment;

import java.time.Instant;
import java.time.LocalDate;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/** A time that cannot be meant. What is merely odd (tomorrow, last year) is accepted and flagged by the rules. */
final class Times {

    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private static final LocalDate FIRST_DAY = LocalDate.parse("1990-01-01");
    private static final LocalDate LAST_DAY = LocalDate.parse("2099-12-31");

    private Times() {}

    static void plausible(String field, @Nullable Instant time) {
        if (time != null && (time.isBefore(EARLIEST) || !time.isBefore(LATEST))) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This lies between 1990 and 2099.");
        }
    }

    static void plausible(String field, @Nullable LocalDate day) {
        if (day != null && (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY))) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This lies between 1990 and 2099.");
        }
    }
}
