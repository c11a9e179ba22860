package org.aidwitness.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;

/**
 * Assigns a monitor to a delivery.
 *
 * @param organisation the monitor's
 * @param monitor the monitor's pseudonym, 1 to 100 characters
 * @param windowFrom the visit is to happen from here
 * @param windowTo until here; at most a year later
 */
public record AssignVisit(
        UUID id, UUID waybill, UUID organisation, String monitor, Instant windowFrom, Instant windowTo) {

    private static final Duration LONGEST = Duration.ofDays(366);

    public AssignVisit {
        if (id == null || waybill == null || organisation == null || windowFrom == null || windowTo == null) {
            throw Refused.because(Code.INVALID, "A visit has an id, a waybill, an organisation and a window.");
        }
        if (monitor == null || monitor.isBlank() || monitor.length() > 100) {
            throw Refused.at("/monitor", Code.OUT_OF_RANGE, "This needs 1 to 100 characters.");
        }
        if (!windowTo.isAfter(windowFrom)) {
            throw Refused.at("/windowTo", Code.DATES_REVERSED, "This ends before it begins.");
        }
        if (windowTo.isAfter(windowFrom.plus(LONGEST))) {
            throw Refused.at("/windowTo", Code.OUT_OF_RANGE, "A window is at most a year long.");
        }
    }

    Sha256 content() {
        return new Fingerprint()
                .add("visit")
                .add(waybill)
                .add(organisation)
                .add(monitor)
                .add(windowFrom)
                .add(windowTo)
                .done();
    }
}
