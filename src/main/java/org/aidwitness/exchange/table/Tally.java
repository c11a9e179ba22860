package org.aidwitness.exchange.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.aidwitness.shipment.ImportedRow.Outcome;

/** Counts what became of the rows of a run. */
final class Tally {

    private static final int MOST_NOTES = 100;

    private long read;
    private long imported;
    private long unchanged;
    private long refused;
    private final List<RowProblem> problems = new ArrayList<>();
    private final Map<String, Long> notes = new TreeMap<>();

    void count(Draft draft, Outcome.Kind kind, List<RowProblem> reasons) {
        read++;
        switch (kind) {
            case IMPORTED -> imported++;
            case UNCHANGED -> unchanged++;
            case REFUSED -> refused++;
        }
        for (RowProblem reason : reasons) {
            if (problems.size() < Bounds.MOST_PROBLEMS_KEPT) {
                problems.add(reason);
            }
        }
        for (String note : draft.notes()) {
            note(note, 1);
        }
    }

    void note(String note, long rows) {
        if (notes.containsKey(note) || notes.size() < MOST_NOTES) {
            notes.merge(note, rows, Long::sum);
        }
    }

    /** The file could not be read to its end: no row counts, and this is why. */
    void breakOff(List<RowProblem> reasons) {
        read = 0;
        imported = 0;
        unchanged = 0;
        refused = 0;
        problems.clear();
        problems.addAll(reasons);
    }

    long read() {
        return read;
    }

    long imported() {
        return imported;
    }

    long unchanged() {
        return unchanged;
    }

    long refused() {
        return refused;
    }

    List<RowProblem> problems() {
        return problems;
    }

    Map<String, Long> notes() {
        return notes;
    }
}
