package org.aidwitness.monitoring.draw;

import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A drawn delivery that somebody of another organisation visits too, without either knowing of the other.
 *
 * @param ticket decides which of the drawn ones it is; not the ticket it was drawn by
 * @param monitor who goes; null where nobody eligible of another organisation has room left
 */
public record Second(String unit, Sha256 ticket, DrawRule.@Nullable Monitor monitor) {

    String line() {
        return "second\t" + unit + "\t" + ticket + "\t" + (monitor == null ? "" : monitor.pseudonym()) + "\n";
    }
}
