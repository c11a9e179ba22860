package org.aidwitness.registry;

import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/** Checks on short texts that people type. */
final class Texts {

    private Texts() {}

    static void require(String field, @Nullable String text, int most) {
        if (text == null || text.isBlank() || text.length() > most) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This needs 1 to " + most + " characters.");
        }
    }

    static void requirePresent(String field, @Nullable Object value) {
        if (value == null) {
            throw Refused.at(field, Code.INVALID, "This is needed.");
        }
    }

    static void requireWithin(String field, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This lies between " + least + " and " + most + ".");
        }
    }
}
