package org.aidwitness.exchange.table;

import java.util.Locale;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;

/** The words for a file that cannot be read as a table at all: always with the place where reading stopped. */
final class Unreadable {

    private Unreadable() {}

    static Refused file(Code code, String detail) {
        return Refused.at("/file", code, detail);
    }

    static Refused row(long row, String detail) {
        return Refused.at("/rows/" + row, Code.MALFORMED, String.format(Locale.ROOT, "Row %d: %s", row, detail));
    }

    static Refused cell(long row, int column, String detail) {
        return Refused.at(
                "/rows/" + row + "/" + column,
                Code.MALFORMED,
                String.format(Locale.ROOT, "Row %d, column %d: %s", row, column, detail));
    }

    static Refused tooManyColumns(long row, int columns) {
        return Refused.at(
                "/rows/" + row + "/" + (Bounds.MOST_COLUMNS + 1),
                Code.TOO_LARGE,
                String.format(
                        Locale.ROOT,
                        "Row %d has %s columns; a table has at most %d.",
                        row,
                        columns > Bounds.MOST_COLUMNS ? String.valueOf(columns) : "too many",
                        Bounds.MOST_COLUMNS));
    }

    static Refused tooManyRows() {
        return file(Code.TOO_LARGE, "A table has at most " + Bounds.MOST_ROWS + " rows. Send it in parts.");
    }

    static Refused empty() {
        return file(Code.MALFORMED, "Row 1, column 1: this file is empty. The first row names the columns.");
    }
}
