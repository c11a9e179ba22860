package org.aidwitness.monitoring.draw;

import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One delivery that is to be visited.
 *
 * @param rank from 1 within its stratum, in the order of the tickets
 * @param monitor who goes; null where nobody eligible has room left
 */
public record Drawn(String unit, Stratum stratum, int rank, Sha256 ticket, DrawRule.@Nullable Monitor monitor) {

    String line() {
        return "drawn\t" + stratum + "\t" + rank + "\t" + unit + "\t" + ticket + "\t"
                + (monitor == null ? "" : monitor.pseudonym()) + "\n";
    }
}
