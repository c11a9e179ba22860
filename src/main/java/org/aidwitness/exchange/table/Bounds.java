package org.aidwitness.exchange.table;

/** Every bound on what comes in and goes out as a table, named here once. */
final class Bounds {

    /** Half a gigabyte: about five million rows of a usual waybill list. */
    static final long MOST_FILE_BYTES = 512L * 1024 * 1024;

    static final int MOST_COLUMNS = 1_000;

    /** What a spreadsheet program can hold in one cell. */
    static final int MOST_CELL_CHARACTERS = 32_767;

    static final long MOST_ROWS = 5_000_000;

    /** A whole record; no honest row of a list comes near. */
    static final int MOST_RECORD_CHARACTERS = 4 * 1024 * 1024;

    /** An XLSX file unpacked; a sheet of a million wide rows stays below. */
    static final long MOST_UNPACKED_BYTES = 4L * 1024 * 1024 * 1024;

    /** The text table of an XLSX file is held in memory while its sheet is read. */
    static final long MOST_SHARED_TEXT_BYTES = 64L * 1024 * 1024;

    /** Spreadsheets pack 5 to 30 to 1. */
    static final long MOST_PACKING_RATIO = 200;

    /** Below this a high ratio harms nobody. */
    static final long SMALL_UNPACKED_BYTES = 16L * 1024 * 1024;

    static final int MOST_ZIP_ENTRIES = 2_000;

    /** Problems kept with a run; the count is exact beyond. */
    static final int MOST_PROBLEMS_KEPT = 100_000;

    /** Rows written together: one round of statements to the database. */
    static final int BATCH_ROWS = 2_000;

    /** Batches that wait between the thread that parses and the one that writes. */
    static final int BATCHES_WAITING = 4;

    /** One run, from first row to commit. */
    static final int RUN_SECONDS = 2 * 60 * 60;

    /** Organisations, sites, commodities and legs a run remembers, of each kind; others it looks up again. */
    static final int MOST_REMEMBERED = 20_000;

    /** Imported files about which {@link Retention} asks at once. */
    static final int BATCH_FILES = 1_000;

    /** A mapping's JSON. */
    static final int MOST_MAPPING_CHARACTERS = 256 * 1024;

    /** Rows that an export holds in memory at a time. */
    static final int FETCH_ROWS = 1_000;

    private Bounds() {}
}
