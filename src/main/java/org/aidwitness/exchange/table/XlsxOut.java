package org.aidwitness.exchange.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** One sheet, numbers typed as numbers. Texts are texts here and never formulas. */
final class XlsxOut implements TableWriter {

    private static final int FLUSH_ROWS = 500;

    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;

    XlsxOut(OutputStream out, String name) {
        this.workbook = new Workbook(out, "AidWitness", "1.0");
        this.sheet = workbook.newWorksheet(name);
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        if (row >= Worksheet.MAX_ROWS) {
            throw new IOException("A sheet has at most " + Worksheet.MAX_ROWS + " rows; take the CSV file.");
        }
        for (int column = 0; column < cells.size(); column++) {
            Object cell = cells.get(column);
            if (cell instanceof Number number) {
                sheet.value(row, column, number);
            } else if (cell instanceof Boolean yes) {
                sheet.value(row, column, yes);
            } else if (cell != null) {
                // In the sheet itself: the table of shared texts would grow with the export.
                sheet.inlineString(row, column, printable(Cells.text(cell)));
            }
        }
        row++;
        if (row % FLUSH_ROWS == 0) {
            sheet.flush();
        }
    }

    /** XML has no place for control characters. */
    private static String printable(String text) {
        String whole =
                text.length() <= Bounds.MOST_CELL_CHARACTERS ? text : text.substring(0, Bounds.MOST_CELL_CHARACTERS);
        for (int i = 0; i < whole.length(); i++) {
            if (whole.charAt(i) < ' ') {
                return whole.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "\ufffd");
            }
        }
        return whole;
    }

    @Override
    public void close() throws IOException {
        workbook.finish();
    }
}
