package org.aidwitness.exchange.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.aidwitness.kernel.Refusal.Code;

/**
 * Unpacks an XLSX file once into nothing, before anything parses it: what a zip file says of its own size is not
 * believed. Columns beyond a spreadsheet's last are looked for at the same time, since a reader would make room for them.
 */
final class ZipGuard {

    private static final int BLOCK_BYTES = 64 * 1024;
    private static final int MOST_COLUMN_LETTERS = 3;

    private long unpacked;

    private ZipGuard() {}

    static void check(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > Bounds.MOST_ZIP_ENTRIES) {
                throw tooLarge();
            }
            if (zip.getEntry("[Content_Types].xml") == null) {
                throw Unreadable.file(Code.UNSUPPORTED_FORMAT, "This is a ZIP file and not an XLSX table.");
            }
            ZipGuard guard = new ZipGuard();
            for (ZipEntry entry : Collections.list(zip.entries())) {
                guard.unpack(zip, entry);
            }
        } catch (ZipException | java.io.EOFException damaged) {
            throw Unreadable.file(Code.MALFORMED, "Row 1, column 1: this XLSX file is damaged or was cut off.");
        }
    }

    private void unpack(ZipFile zip, ZipEntry entry) throws IOException {
        String name = entry.getName().toLowerCase(Locale.ROOT);
        boolean sheet = name.contains("worksheets/") && name.endsWith(".xml");
        boolean texts = name.endsWith("sharedstrings.xml");
        CellReferences references = new CellReferences();
        byte[] block = new byte[BLOCK_BYTES];
        long size = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                size += read;
                unpacked += read;
                if (unpacked > Bounds.MOST_UNPACKED_BYTES
                        || (texts && size > Bounds.MOST_SHARED_TEXT_BYTES)
                        || isBomb(size, entry.getCompressedSize())) {
                    throw tooLarge();
                }
                if (sheet) {
                    references.look(block, read);
                }
            }
        }
    }

    private static boolean isBomb(long size, long packed) {
        return size > Bounds.SMALL_UNPACKED_BYTES && size / Bounds.MOST_PACKING_RATIO > Math.max(1, packed);
    }

    private static org.aidwitness.kernel.Refused tooLarge() {
        return Unreadable.file(
                Code.TOO_LARGE, "This XLSX file unpacks to more than a table holds. Send it as CSV, or in parts.");
    }

    /** Finds r="AAAA1" across blocks: a quotation mark, then more letters than a column's name has. */
    private static final class CellReferences {

        private int letters = -1;

        void look(byte[] block, int length) {
            for (int i = 0; i < length; i++) {
                byte b = block[i];
                if (b == '"' || b == '\'') {
                    letters = 0;
                } else if (letters >= 0 && b >= 'A' && b <= 'Z') {
                    letters++;
                } else {
                    if (letters > MOST_COLUMN_LETTERS && b >= '0' && b <= '9') {
                        throw Unreadable.tooManyColumns(1, 0);
                    }
                    letters = -1;
                }
            }
        }
    }
}
