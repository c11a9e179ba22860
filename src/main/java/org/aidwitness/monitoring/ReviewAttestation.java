package org.aidwitness.monitoring;

import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;

/**
 * A second person's look at an attestation.
 *
 * @param accepted whether it counts from now on; the last review decides, all stay
 * @param reason 1 to 1,000 characters
 */
public record ReviewAttestation(UUID id, boolean accepted, String reason) {

    public ReviewAttestation {
        if (id == null) {
            throw Refused.at("/id", Code.INVALID, "This is needed.");
        }
        if (reason == null || reason.isBlank() || reason.length() > 1_000) {
            throw Refused.at("/reason", Code.OUT_OF_RANGE, "This needs 1 to 1,000 characters.");
        }
    }

    Sha256 content(UUID attestation) {
        return new Fingerprint()
                .add("review")
                .add(attestation)
                .add(accepted)
                .add(reason)
                .done();
    }
}
