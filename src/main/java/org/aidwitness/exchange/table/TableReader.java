package org.aidwitness.exchange.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aidwitness.kernel.Refusal.Code;
import org.jspecify.annotations.Nullable;

/**
 * A table in a file, read row by row; never held in memory. What cannot be read as a table is refused with the row and
 * column where reading stopped.
 */
interface TableReader extends Closeable {

    /** The names of the columns, stripped; at most {@link Bounds#MOST_COLUMNS}. */
    List<String> header();

    /** The next row that is not blank, or null after the last. */
    @Nullable TableRow next();

    /** How many blank rows were passed over so far. */
    long blankRows();

    /** What a mapping may fix where looking at the file would not be enough. */
    record Options(@Nullable Character separator, @Nullable String sheet) {

        static final Options NONE = new Options(null, null);
    }

    /** Looks at the first bytes to tell XLSX from text, whatever the file is called. */
    static TableReader open(Path file, Options options) throws IOException {
        long bytes = Files.size(file);
        if (bytes == 0) {
            throw Unreadable.empty();
        }
        if (bytes > Bounds.MOST_FILE_BYTES) {
            throw Unreadable.file(Code.TOO_LARGE, "A file has at most 512 MB. Send it in parts.");
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(8);
        }
        if (isZip(head)) {
            return XlsxTable.open(file, options);
        }
        if (isOldExcel(head)) {
            throw Unreadable.file(
                    Code.UNSUPPORTED_FORMAT,
                    "This is an old or encrypted Excel file. Save it as XLSX, without password.");
        }
        if (head.length > 4 && head[0] == '%' && head[1] == 'P' && head[2] == 'D' && head[3] == 'F') {
            throw Unreadable.file(Code.UNSUPPORTED_FORMAT, "This is a PDF file. Send the table as CSV or XLSX.");
        }
        return CsvTable.open(file, options);
    }

    static boolean isZip(byte[] head) {
        return head.length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] <= 8 && head[3] <= 8;
    }

    private static boolean isOldExcel(byte[] head) {
        return head.length >= 4
                && (head[0] & 0xFF) == 0xD0
                && (head[1] & 0xFF) == 0xCF
                && (head[2] & 0xFF) == 0x11
                && (head[3] & 0xFF) == 0xE0;
    }
}
