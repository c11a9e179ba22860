package org.aidwitness.exchange.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a table row by row; never held in memory. Closing it completes the file and leaves the stream open. */
interface TableWriter extends Closeable {

    /** Texts, numbers, booleans, instants, days; null is an empty cell. */
    void row(List<? extends @Nullable Object> cells) throws IOException;

    /** The two formats. */
    enum Format {
        CSV("text/csv; charset=utf-8"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    static TableWriter to(OutputStream out, Format format, String sheet) throws IOException {
        return switch (format) {
            case CSV -> new CsvOut(out);
            case XLSX -> new XlsxOut(out, sheet);
        };
    }
}
