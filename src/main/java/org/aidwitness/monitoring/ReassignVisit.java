package org.aidwitness.monitoring;

import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Sha256;

/**
 * Another monitor goes instead.
 *
 * @param id of this re-assignment, chosen by the sender
 * @param monitor the pseudonym of who goes now, 1 to 100 characters
 * @param reason 1 to 1,000 characters
 */
public record ReassignVisit(UUID id, String monitor, String reason) {

    public ReassignVisit {
        Given.present("/id", id);
        Given.textPresent("/monitor", monitor, 100);
        Given.textPresent("/reason", reason, 1_000);
    }

    Sha256 content(UUID visit) {
        return new Fingerprint()
                .add("visit re-assigned")
                .add(visit)
                .add(monitor)
                .add(reason)
                .done();
    }
}
