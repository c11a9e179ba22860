package org.aidwitness.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.UUID;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/** Checks on what a command was given, each with the field at fault; and what is given a second time. */
final class Given {

    static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private static final LocalDate FIRST_DAY = LocalDate.parse("1990-01-01");
    private static final LocalDate LAST_DAY = LocalDate.parse("2099-12-31");
    private static final Duration LONGEST_WINDOW = Duration.ofDays(366);

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

    static void textPresent(String field, @Nullable String text, int most) {
        present(field, text);
        text(field, text, most);
    }

    static void within(String field, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This lies between " + least + " and " + most + ".");
        }
    }

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

    /** A window begins before it ends, and is at most a year long. */
    static void window(Instant from, Instant to) {
        plausible("/windowFrom", from);
        plausible("/windowTo", to);
        if (!to.isAfter(from)) {
            throw Refused.at("/windowTo", Code.DATES_REVERSED, "This ends before it begins.");
        }
        if (to.isAfter(from.plus(LONGEST_WINDOW))) {
            throw Refused.at("/windowTo", Code.OUT_OF_RANGE, "A window is at most a year long.");
        }
    }

    /** One to so many ids, each once. */
    static void each(String field, Collection<UUID> ids, int most) {
        if (ids.isEmpty() || ids.size() > most) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This needs 1 to " + most + ".");
        }
        if (new HashSet<>(ids).size() != ids.size()) {
            throw Refused.at(field, Code.INVALID, "Each is named once.");
        }
    }

    /** The receipt of a statement that was there already; refuses where it said something else. */
    static Receipt again(String kind, UUID id, Sha256 content, byte[] known, Instant acceptedAt) {
        if (!Arrays.equals(known, content.toBytes())) {
            throw Refused.at(
                    "/id", Code.EXISTS_WITH_DIFFERENT_CONTENT, "There is another statement under this id; it stays.");
        }
        return new Receipt(id, kind, content, acceptedAt);
    }
}
