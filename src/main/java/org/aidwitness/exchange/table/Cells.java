package org.aidwitness.exchange.table;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** How values are written in a cell: plain digits with a point, instants to the second in UTC. */
final class Cells {

    private Cells() {}

    static String text(Object cell) {
        if (cell instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (cell instanceof Timestamp time) {
            return text(time.toInstant());
        }
        if (cell instanceof OffsetDateTime time) {
            return text(time.toInstant());
        }
        if (cell instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.SECONDS).toString();
        }
        return cell.toString();
    }
}
