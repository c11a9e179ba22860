package org.aidwitness.shipment;

import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What one row of somebody's table says: a waybill's header, one of its lines, and declarations about that line. Rows of
 * one waybill need not stand together. A declaration's lines hold this row's line only; its header comes again with each
 * row and must be the same each time.
 *
 * @param number the row's number in the file, the header row being 1
 */
public record ImportedRow(
        long number,
        @Nullable RegisterWaybill waybill,
        @Nullable RegisterLine line,
        List<Declare> declarations) {

    public ImportedRow {
        declarations = List.copyOf(declarations);
    }

    /**
     * The run that brings the rows in; its row in the database exists already.
     *
     * @param history told from before the programme's gate, by somebody who may
     */
    public record Run(UUID id, UUID programme, boolean history) {}

    /** What became of the row. Refusals only where it was refused. */
    public record Outcome(long number, Kind kind, List<Refusal> refusals) {

        public enum Kind {
            IMPORTED,
            UNCHANGED,
            REFUSED
        }

        public Outcome {
            refusals = List.copyOf(refusals);
        }
    }
}
