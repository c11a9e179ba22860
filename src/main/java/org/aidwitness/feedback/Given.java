package org.aidwitness.feedback;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/** Checks on what a command was given, each with the field at fault. */
final class Given {

    /** A day begins up to 14 hours sooner than in Greenwich. */
    private static final Duration EASTERNMOST = Duration.ofHours(14);

    /** How far a sender's clock may be ahead of ours; the database repeats it. */
    private static final Duration CLOCKS = Duration.ofMinutes(15);

    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final LocalDate FIRST_DAY = LocalDate.parse("1990-01-01");

    private Given() {}

    static void present(String field, @Nullable Object value) {
        if (value == null) {
            throw Refused.at(field, Code.INVALID, "This is needed.");
        }
    }

    /** Nothing, or a text of 1 to so many characters. */
    static void text(String field, @Nullable String text, int most) {
        if (text != null && (text.isBlank() || text.length() > most)) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This needs 1 to " + most + " characters.");
        }
    }

    static void within(String field, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This lies between " + least + " and " + most + ".");
        }
    }

    /** A part that is known is at most the whole. */
    static void part(String field, @Nullable Integer part, int whole) {
        within(field, part, 0, Integer.MAX_VALUE);
        if (part != null && part > whole) {
            throw Refused.at(field, Code.QUANTITIES_DO_NOT_ADD_UP, "This is more than were asked.");
        }
    }

    /** A correction names what it corrects, and why. */
    static void correction(@Nullable Object supersedes, @Nullable String reason) {
        text("/supersedesReason", reason, 1_000);
        if ((supersedes == null) != (reason == null)) {
            throw Refused.at("/supersedesReason", Code.INVALID, "A correction says what it corrects and why.");
        }
    }

    static void notAhead(String field, @Nullable Instant time, Instant now) {
        if (time != null && (time.isBefore(EARLIEST) || time.isAfter(now.plus(CLOCKS)))) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This lies between 1990 and now.");
        }
    }

    static void notAhead(String field, @Nullable LocalDate day, Instant now) {
        LocalDate last = LocalDate.ofInstant(now.plus(EASTERNMOST), ZoneOffset.UTC);
        if (day != null && (day.isBefore(FIRST_DAY) || day.isAfter(last))) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This lies between 1990 and today.");
        }
    }
}
