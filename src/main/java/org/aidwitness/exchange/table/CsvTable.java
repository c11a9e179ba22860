package org.aidwitness.exchange.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/** A table as text: commas, semicolons, tabs or bars; any line end; any of the encodings in {@link TextEncoding}. */
final class CsvTable implements TableReader {

    private static final String SEPARATORS = ",;\t|";
    private static final int SAMPLE_CHARACTERS = 64 * 1024;

    private final CsvReader<String[]> reader;
    private final CloseableIterator<String[]> records;
    private final List<String> header;
    private long number;
    private long blank;

    private CsvTable(CsvReader<String[]> reader) {
        this.reader = reader;
        this.records = reader.iterator();
        String[] names = record();
        if (names == null) {
            throw Unreadable.empty();
        }
        this.header = Headers.of(number, Arrays.asList(names));
    }

    static CsvTable open(Path file, Options options) throws IOException {
        TextEncoding encoding = TextEncoding.of(file);
        Character separator = options.separator();
        if (separator == null) {
            separator = separatorOf(file, encoding);
        }
        StringArrayHandler handler = StringArrayHandler.builder()
                .maxFields(100 * Bounds.MOST_COLUMNS)
                .maxFieldSize(Bounds.MOST_CELL_CHARACTERS)
                .maxRecordSize(Bounds.MOST_RECORD_CHARACTERS)
                .build();
        Reader text = text(file, encoding);
        try {
            return new CsvTable(CsvReader.builder()
                    .fieldSeparator(separator)
                    .skipEmptyLines(false)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .maxBufferSize(Bounds.MOST_RECORD_CHARACTERS)
                    .build(handler, text));
        } catch (Refused refused) {
            text.close();
            throw refused;
        }
    }

    private static Reader text(Path file, TextEncoding encoding) throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(encoding.markBytes());
        return new BufferedReader(new InputStreamReader(in, encoding.charset()), SAMPLE_CHARACTERS);
    }

    /** The candidate that stands most often in the first record, outside quotes; a comma where none does. */
    private static char separatorOf(Path file, TextEncoding encoding) throws IOException {
        int[] counts = new int[SEPARATORS.length()];
        try (Reader text = text(file, encoding)) {
            boolean quoted = false;
            boolean begun = false;
            for (int i = 0; i < SAMPLE_CHARACTERS; i++) {
                int c = text.read();
                if (c < 0 || (!quoted && begun && (c == '\n' || c == '\r'))) {
                    break;
                }
                begun |= c != '\n' && c != '\r';
                if (c == '"') {
                    quoted = !quoted;
                } else if (!quoted && SEPARATORS.indexOf(c) >= 0) {
                    counts[SEPARATORS.indexOf(c)]++;
                }
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return SEPARATORS.charAt(best);
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public long blankRows() {
        return blank;
    }

    @Override
    public @Nullable TableRow next() {
        while (true) {
            String[] cells = record();
            if (cells == null) {
                return null;
            }
            TableRow row = new TableRow(number, Headers.cut(number, Arrays.asList(cells), header.size()));
            if (!row.isBlank()) {
                return row;
            }
            blank++;
        }
    }

    private String @Nullable [] record() {
        try {
            if (!records.hasNext()) {
                return null;
            }
        } catch (CsvParseException | UncheckedIOException malformed) {
            throw unreadable(number + 1, malformed);
        }
        number++;
        if (number > Bounds.MOST_ROWS + 1) {
            throw Unreadable.tooManyRows();
        }
        return records.next();
    }

    private static Refused unreadable(long row, RuntimeException malformed) {
        String reason = reasons(malformed);
        if (reason.contains("fields")) {
            return Unreadable.tooManyColumns(row, 0);
        }
        if (reason.contains("size") || reason.contains("buffer")) {
            return Refused.at(
                    "/rows/" + row,
                    Code.TOO_LARGE,
                    "Row " + row + ": a cell has at most " + Bounds.MOST_CELL_CHARACTERS
                            + " characters. Perhaps a quotation mark is never closed.");
        }
        return Unreadable.row(row, "this is not a CSV record. Perhaps a quotation mark stands inside a quoted cell.");
    }

    private static String reasons(Throwable thrown) {
        StringBuilder reasons = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            reasons.append(cause.getMessage()).append(' ');
        }
        return reasons.toString();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
