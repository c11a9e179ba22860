package org.aidwitness.administration;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A list as CSV (RFC 4180), in UTF-8 with a byte order mark, for spreadsheet programs guess otherwise. What people typed
 * never becomes a formula there.
 */
final class Sheet implements AutoCloseable {

    static final String MEDIA_TYPE = "text/csv;charset=UTF-8";

    private static final String FORMULA_BEGINNINGS = "=+-@\t\r";

    private final Writer text;
    private final CsvWriter csv;

    Sheet(OutputStream out) throws IOException {
        this.text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        text.write('\ufeff');
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    }

    static StreamingOutput of(List<String> header, List<List<String>> rows) {
        return out -> {
            try (Sheet sheet = new Sheet(out)) {
                sheet.row(header);
                rows.forEach(sheet::row);
            }
        };
    }

    void row(List<String> cells) {
        csv.writeRecord(cells.stream().map(Sheet::neutral).toList());
    }

    static String neutral(String cell) {
        return !cell.isEmpty() && FORMULA_BEGINNINGS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    @Override
    public void close() throws IOException {
        csv.flush();
        text.flush();
    }
}
