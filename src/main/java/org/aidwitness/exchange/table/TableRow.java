package org.aidwitness.exchange.table;

import java.util.List;

/**
 * One row of a table.
 *
 * @param number as a spreadsheet program numbers it, the header being 1
 * @param cells trimmed of nothing; a row may be shorter than the header and is never longer
 */
record TableRow(long number, List<String> cells) {

    /** The cell's text; empty where the row ends before it. An apostrophe that kept it from being a formula is gone. */
    String cell(int column) {
        return column < cells.size() ? Formulas.original(cells.get(column)) : "";
    }

    boolean isBlank() {
        for (String cell : cells) {
            if (!Texts.strip(cell).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
