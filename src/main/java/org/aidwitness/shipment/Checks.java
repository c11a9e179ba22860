package org.aidwitness.shipment;

import java.math.BigDecimal;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/** What every command of this room checks on its way in. */
final class Checks {

    private Checks() {}

    static void present(String field, @Nullable Object value) {
        if (value == null) {
            throw Refused.at(field, Code.INVALID, "This is needed.");
        }
    }

    static void text(String field, @Nullable String text, int most) {
        if (text == null || text.isBlank() || text.length() > most) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This needs 1 to " + most + " characters.");
        }
    }

    static void optionalText(String field, @Nullable String text, int most) {
        if (text != null && (text.isBlank() || text.length() > most)) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This needs 1 to " + most + " characters, or to be left out.");
        }
    }

    static void within(String field, @Nullable Number value, long least, long most) {
        if (value != null && (value.longValue() < least || value.longValue() > most)) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This lies between " + least + " and " + most + ".");
        }
    }

    static void within(String field, @Nullable BigDecimal value, BigDecimal least, BigDecimal most) {
        if (value != null && (value.compareTo(least) < 0 || value.compareTo(most) > 0)) {
            throw Refused.at(
                    field,
                    Code.OUT_OF_RANGE,
                    "This lies between " + least.toPlainString() + " and " + most.toPlainString() + ".");
        }
    }
}
