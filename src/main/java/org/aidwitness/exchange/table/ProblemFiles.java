package org.aidwitness.exchange.table;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/** The sender's own file again, with a column that says what is wrong with each row. */
@ApplicationScoped
class ProblemFiles {

    static final String COLUMN = "Problem";

    private final Spool spool;
    private final Mappings mappings;
    private final ImportRuns runs;

    ProblemFiles(Spool spool, Mappings mappings, ImportRuns runs) {
        this.spool = spool;
        this.mappings = mappings;
        this.runs = runs;
    }

    /** Something that writes a file. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Refuses what cannot be answered before the first byte is sent; the rest streams. */
    Body of(Actor actor, UUID id, TableWriter.Format format) {
        ImportRun run = runs.get(actor, id);
        java.nio.file.Path path = spool.find(Sha256.fromHex(run.fileSha256()));
        Mapping mapping = mappings.ofRun(id).settings();
        TableReader.Options options = new TableReader.Options(mapping.separator(), mapping.sheet());
        return out -> {
            try (TableReader reader = TableReader.open(path, options);
                    TableWriter writer = TableWriter.to(out, format, "Problems")) {
                write(new Problems(id), reader, writer);
            }
        };
    }

    private static void write(Problems problems, TableReader reader, TableWriter writer) throws IOException {
        List<@Nullable Object> cells = new ArrayList<>(reader.header());
        cells.add(COLUMN);
        writer.row(cells);
        int columns = reader.header().size();
        try {
            for (TableRow row = reader.next(); row != null; row = reader.next()) {
                cells = new ArrayList<>();
                for (int i = 0; i < columns; i++) {
                    cells.add(row.cell(i));
                }
                cells.add(problems.of(row.number()));
                writer.row(cells);
            }
        } catch (Refused unreadable) {
            // Here the file ends for us; what could not be read is said in place of the row.
            cells = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                cells.add(null);
            }
            cells.add(unreadable.refusals().get(0).detail());
            writer.row(cells);
        }
    }

    /** The problems of one run, in the order of the file. */
    private final class Problems {

        private static final int PAGE = 5_000;

        private final UUID run;
        private final Deque<ImportRuns.ProblemRow> ahead = new ArrayDeque<>();
        private long row = -1;
        private int ordinal = -1;
        private boolean ended;

        Problems(UUID run) {
            this.run = run;
        }

        @Nullable String of(long number) {
            StringBuilder text = new StringBuilder();
            for (ImportRuns.ProblemRow next = peek(); next != null && next.row() <= number; next = peek()) {
                ahead.removeFirst();
                if (next.row() == number) {
                    text.append(text.isEmpty() ? "" : "; ");
                    text.append(next.column() == null ? "" : next.column() + ": ")
                            .append(next.detail());
                }
            }
            return text.isEmpty() ? null : text.toString();
        }

        private ImportRuns.@Nullable ProblemRow peek() {
            if (ahead.isEmpty() && !ended) {
                List<ImportRuns.ProblemRow> page = runs.problems(run, row, ordinal, PAGE);
                ended = page.size() < PAGE;
                ahead.addAll(page);
                if (!page.isEmpty()) {
                    row = page.get(page.size() - 1).row();
                    ordinal = page.get(page.size() - 1).ordinal();
                }
            }
            return ahead.peekFirst();
        }
    }
}
