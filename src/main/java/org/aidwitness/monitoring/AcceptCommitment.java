package org.aidwitness.monitoring;

import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Sha256;

/**
 * A monitoring organisation accepts a commitment, and names who could come.
 *
 * @param id of this step, chosen by the sender
 * @param monitors their accreditations, 1 to 200; nobody else learns them
 */
public record AcceptCommitment(UUID id, List<UUID> monitors) {

    private static final int MOST_MONITORS = 200;

    public AcceptCommitment {
        Given.present("/id", id);
        monitors = monitors == null ? List.of() : List.copyOf(monitors);
        Given.each("/monitors", monitors, MOST_MONITORS);
    }

    Sha256 content(UUID commitment) {
        return new Fingerprint()
                .add("commitment accepted")
                .add(commitment)
                .addAll(monitors.stream().sorted().toList())
                .done();
    }
}
