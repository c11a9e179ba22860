package org.aidwitness.exchange.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 has it, in UTF-8 with a byte order mark, for spreadsheet programs guess otherwise. A cell that such a
 * program would run as a formula gets an apostrophe before it; reading takes it away again. A number is no formula, even
 * below zero.
 */
final class CsvOut implements TableWriter {

    private final Writer text;
    private final CsvWriter csv;

    CsvOut(OutputStream out) throws IOException {
        this.text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 64 * 1024);
        text.write('\ufeff');
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) {
        CsvWriter.CsvWriterRecord row = csv.writeRecord();
        for (Object cell : cells) {
            String plain = cell == null ? "" : Cells.text(cell);
            row.writeField(cell instanceof Number ? plain : Formulas.neutral(plain));
        }
        row.endRecord();
    }

    @Override
    public void close() throws IOException {
        csv.flush();
        text.flush();
    }
}
