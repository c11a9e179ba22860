package org.aidwitness.exchange.table;

import java.util.ArrayList;
import java.util.List;

/** What a header row and the rows below it must look like, in text files and spreadsheets alike. */
final class Headers {

    private Headers() {}

    /** The names of the columns, without the nameless ones at the end; refuses too many, or none. */
    static List<String> of(long row, List<String> cells) {
        if (cells.size() > Bounds.MOST_COLUMNS) {
            throw Unreadable.tooManyColumns(row, cells.size());
        }
        List<String> names = new ArrayList<>(cells.size());
        for (String cell : cells) {
            String name = Texts.single(cell);
            checkText(row, names.size() + 1, name);
            names.add(name);
        }
        while (!names.isEmpty() && names.get(names.size() - 1).isEmpty()) {
            names.remove(names.size() - 1);
        }
        if (names.isEmpty()) {
            throw Unreadable.cell(row, 1, "the first row names the columns, and here it is blank.");
        }
        return List.copyOf(names);
    }

    /** The row's cells under the header; refuses text beyond it, which would otherwise be lost. */
    static List<String> cut(long row, List<String> cells, int columns) {
        if (cells.size() > Bounds.MOST_COLUMNS) {
            throw Unreadable.tooManyColumns(row, cells.size());
        }
        if (cells.size() <= columns) {
            return cells;
        }
        for (int i = columns; i < cells.size(); i++) {
            if (!Texts.strip(cells.get(i)).isEmpty()) {
                throw Unreadable.cell(row, i + 1, "there is text here, and the column has no name.");
            }
        }
        return cells.subList(0, columns);
    }

    private static void checkText(long row, int column, String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c == '\ufffd') {
                throw Unreadable.cell(row, column, "this is no column name. Is the file a CSV or XLSX table?");
            }
        }
    }
}
