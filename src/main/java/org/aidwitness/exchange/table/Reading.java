package org.aidwitness.exchange.table;

import java.util.ArrayList;
import java.util.List;
import org.aidwitness.kernel.Refusal.Code;
import org.jspecify.annotations.Nullable;

/** One row while its fields are read: what is wrong with it, and what was taken as unknown. */
final class Reading {

    final TableRow row;
    private final List<RowProblem> problems = new ArrayList<>(0);
    private final List<String> notes = new ArrayList<>(0);

    Reading(TableRow row) {
        this.row = row;
    }

    void problem(@Nullable String column, Code code, String detail) {
        problems.add(new RowProblem(row.number(), column, code, detail));
    }

    void note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    List<RowProblem> problems() {
        return problems;
    }

    List<String> notes() {
        return notes;
    }
}
