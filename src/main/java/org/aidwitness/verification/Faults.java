package org.aidwitness.verification;

import java.sql.SQLException;

/** Tells a batch that one bad row spoils from a database that is away. */
final class Faults {

    private Faults() {}

    /**
     * Whether trying the deliveries of a batch one by one can help: the database refused a value or a row, or the
     * program broke on one. Where the database is away, full or chose another transaction, the same batch may work later.
     */
    static boolean oneByOneHelps(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("P0"));
            }
        }
        return true;
    }
}
