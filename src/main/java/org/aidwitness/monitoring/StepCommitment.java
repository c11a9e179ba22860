package org.aidwitness.monitoring;

import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One step of a commitment.
 *
 * @param id of this step, chosen by the sender
 * @param reason 1 to 1,000 characters; needed to withdraw. The three whom the commitment binds read it
 */
public record StepCommitment(UUID id, @Nullable String reason) {

    public StepCommitment {
        Given.present("/id", id);
        Given.text("/reason", reason, 1_000);
    }

    Sha256 content(UUID commitment, CommitmentState to) {
        return new Fingerprint()
                .add("commitment step")
                .add(commitment)
                .add(to)
                .add(reason)
                .done();
    }
}
