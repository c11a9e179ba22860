package org.aidwitness.exchange.table;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads and maps rows in a thread of its own, a few batches ahead of the thread that writes: the two cost about the
 * same. Closing it stops the reading.
 */
final class Drafting implements AutoCloseable {

    /** A batch, or the end, or what stopped the reading. */
    private record Item(
            List<Draft> drafts, boolean end, @Nullable Throwable fault) {}

    private final BlockingQueue<Item> waiting = new ArrayBlockingQueue<>(Bounds.BATCHES_WAITING);
    private final TableReader reader;
    private final RowMapper mapper;
    private final int batchRows;
    private final Thread thread;
    private @Nullable Draft ahead;
    private boolean ended;

    Drafting(TableReader reader, RowMapper mapper, int batchRows) {
        this.reader = reader;
        this.mapper = mapper;
        this.batchRows = batchRows;
        this.thread = new Thread(this::read, "import-drafting");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try {
            Item item = null;
            do {
                item = batch();
                waiting.put(item);
            } while (!item.end());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Item batch() {
        List<Draft> drafts = new ArrayList<>(batchRows);
        try {
            while (true) {
                Draft draft = next();
                if (draft == null) {
                    return new Item(drafts, true, null);
                }
                if (drafts.size() >= batchRows
                        && (drafts.size() >= 2 * batchRows || !belongsTo(drafts.get(drafts.size() - 1), draft))) {
                    ahead = draft;
                    return new Item(drafts, false, null);
                }
                drafts.add(draft);
            }
        } catch (RuntimeException | Error fault) {
            // Whatever it is, the thread that waits must hear of it.
            return new Item(drafts, true, fault);
        }
    }

    private @Nullable Draft next() {
        Draft kept = ahead;
        if (kept != null) {
            ahead = null;
            return kept;
        }
        TableRow row = reader.next();
        return row == null ? null : mapper.map(row);
    }

    /** Rows of one attestation stay in one batch; a batch is at most twice its usual size. */
    private static boolean belongsTo(Draft last, Draft next) {
        Draft.Attestation one = last.attestation();
        Draft.Attestation other = next.attestation();
        return one != null
                && other != null
                && last.waybill() != null
                && next.waybill() != null
                && last.waybill().number().equals(next.waybill().number())
                && one.key().equals(other.key());
    }

    /** The next batch, or null after the last; throws what stopped the reading. */
    @Nullable List<Draft> take() {
        if (ended) {
            return null;
        }
        Item item;
        try {
            item = waiting.take();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading a table", stopped);
        }
        ended = item.end();
        if (item.fault() instanceof RuntimeException fault) {
            throw fault;
        }
        if (item.fault() != null) {
            throw new IllegalStateException("reading a table failed", item.fault());
        }
        return item.drafts();
    }

    @Override
    public void close() {
        thread.interrupt();
        waiting.clear();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
