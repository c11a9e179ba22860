package org.aidwitness.exchange.table;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One import: who sent which file, and what became of its rows. Of rows read, each was imported, or stood there already,
 * or was refused; where nothing was saved, "imported" counts the rows that would have been.
 *
 * @param mode PREVIEW saves nothing; ALL saves nothing if a row is refused; READY saves the rows that are not
 * @param history told from before the programme's gate
 * @param status PREVIEWED, SAVED or NOTHING_SAVED; absent while it runs, and for ever if it broke off, having saved nothing
 * @param notes what was taken as unknown although something stood there, with the number of rows
 */
public record ImportRun(
        UUID id,
        String programme,
        String mapping,
        int mappingVersion,
        String fileName,
        String fileSha256,
        long fileBytes,
        Mode mode,
        boolean history,
        String actor,
        Instant startedAt,
        @Nullable String status,
        @Nullable Long rowsRead,
        @Nullable Long rowsImported,
        @Nullable Long rowsUnchanged,
        @Nullable Long rowsRefused,
        Map<String, Long> notes,
        @Nullable Instant finishedAt) {

    /** How much of a file is to be saved. */
    public enum Mode {
        PREVIEW,
        ALL,
        READY
    }
}
