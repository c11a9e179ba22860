package org.aidwitness.exchange.table;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * The first sheet of a spreadsheet, or the one a mapping names. A cell becomes the text a person would type: numbers with
 * a point and the 15 digits a spreadsheet has, dates as 2024-04-30 or 2024-04-30T14:30:00.
 */
final class XlsxTable implements TableReader {

    /** A spreadsheet's numbers have no more. */
    private static final MathContext DIGITS = new MathContext(15);

    private static final BigDecimal SECONDS_OF_DAY = BigDecimal.valueOf(86_400);

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final Map<String, Boolean> dateFormats = new ConcurrentHashMap<>();
    private final List<String> header;
    private long number;
    private long blank;

    private XlsxTable(ReadableWorkbook workbook, Stream<Row> stream) {
        this.workbook = workbook;
        this.stream = stream;
        this.rows = stream.iterator();
        Row first = row();
        if (first == null) {
            throw Unreadable.empty();
        }
        this.header = Headers.of(number, texts(first));
    }

    static XlsxTable open(Path file, Options options) throws IOException {
        ZipGuard.check(file);
        ReadableWorkbook workbook = null;
        try {
            workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
            return new XlsxTable(workbook, sheet(workbook, options.sheet()).openStream());
        } catch (Refused refused) {
            close(workbook);
            throw refused;
        } catch (IOException | RuntimeException damaged) {
            // The reader's own code throws all sorts on damaged parts; nothing of ours runs inside.
            close(workbook);
            throw Unreadable.file(Code.MALFORMED, "Row 1, column 1: this XLSX file is damaged or was cut off.");
        }
    }

    private static Sheet sheet(ReadableWorkbook workbook, @Nullable String name) {
        if (name == null) {
            return workbook.getFirstSheet();
        }
        return workbook.findSheet(name)
                .orElseThrow(() ->
                        Unreadable.file(Code.UNKNOWN_REFERENCE, "There is no sheet \"" + Texts.excerpt(name) + "\"."));
    }

    private static void close(@Nullable ReadableWorkbook workbook) throws IOException {
        if (workbook != null) {
            workbook.close();
        }
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
        for (Row row = row(); row != null; row = row()) {
            TableRow next = new TableRow(number, Headers.cut(number, texts(row), header.size()));
            if (!next.isBlank()) {
                return next;
            }
            blank++;
        }
        return null;
    }

    private @Nullable Row row() {
        long last = number;
        try {
            if (!rows.hasNext()) {
                return null;
            }
            Row row = rows.next();
            number = row.getRowNum();
            if (number <= last) {
                throw Unreadable.row(last + 1, "this spreadsheet's rows are not in order.");
            }
            if (number > Bounds.MOST_ROWS + 1) {
                throw Unreadable.tooManyRows();
            }
            return row;
        } catch (Refused refused) {
            throw refused;
        } catch (RuntimeException damaged) {
            throw Unreadable.row(last + 1, "this XLSX file is damaged or was cut off here.");
        }
    }

    private List<String> texts(Row row) {
        int count = row.getCellCount();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Cell cell = row.getCell(i);
            String text;
            try {
                text = cell == null ? "" : text(cell);
            } catch (RuntimeException damaged) {
                throw Unreadable.cell(number, i + 1, "this cell cannot be read.");
            }
            if (text.length() > Bounds.MOST_CELL_CHARACTERS) {
                throw Unreadable.cell(
                        number, i + 1, "a cell has at most " + Bounds.MOST_CELL_CHARACTERS + " characters.");
            }
            texts.add(text);
        }
        return texts;
    }

    private String text(Cell cell) {
        if (cell.getType() != CellType.NUMBER) {
            String text = cell.getType() == CellType.EMPTY ? "" : cell.getText();
            return text == null ? "" : text;
        }
        String format = cell.getDataFormatString();
        if (format != null && dateFormats.computeIfAbsent(format, XlsxTable::isDate)) {
            BigDecimal days = cell.asNumber();
            return days.signum() >= 0 && days.compareTo(BigDecimal.ONE) < 0
                    ? LocalTime.ofSecondOfDay(days.multiply(SECONDS_OF_DAY).longValue())
                            .toString()
                    : dateText(cell.asDate());
        }
        BigDecimal value = cell.asNumber().round(DIGITS).stripTrailingZeros();
        // 1E308 would be written with 309 digits; nobody types that, and every number field refuses it either way.
        return value.scale() < -30 || value.scale() > 60 ? value.toString() : value.toPlainString();
    }

    private static String dateText(LocalDateTime date) {
        LocalDateTime seconds = date.withNano(0);
        return seconds.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? seconds.toLocalDate().toString()
                : seconds.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }

    /** A number format shows a date where, outside quotes and brackets, it has a letter of day, month, year, hour. */
    private static boolean isDate(String format) {
        boolean quoted = false;
        boolean bracketed = false;
        for (char c : format.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '[' || c == ']') {
                bracketed = c == '[';
            } else if (!quoted && !bracketed && "dmyhs".indexOf(c) >= 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
