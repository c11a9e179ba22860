package org.aidwitness.feedback;

import java.time.Instant;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who checks the log found that it does not hold. An alarm is settled by another one that supersedes it, says
 * so, and gives the reason.
 *
 * @param programme whose statements it concerns; null for the log as a whole
 * @param organisation the auditors' own; null for the program itself
 * @param about what was found, 1 to 200 characters
 * @param raisedAt when it was found
 * @param settled null is no; a settlement supersedes what it settles
 * @param supersedes the alarm this one corrects or settles; then {@code supersedesReason} says why
 */
public record RaiseAlarm(
        UUID id,
        @Nullable UUID programme,
        @Nullable UUID organisation,
        Kind kind,
        String about,
        Instant raisedAt,
        @Nullable Boolean settled,
        @Nullable UUID supersedes,
        @Nullable String supersedesReason)
        implements Said {

    public enum Kind {
        /** Two checkpoints of the log contradict each other. */
        CHECKPOINT_INCONSISTENT,
        /** A statement has a receipt, and the log does not hold it. */
        LEAF_MISSING,
        /** A witness would not sign. */
        COSIGN_REFUSED,
        /** A statement was signed with a key after its revocation. */
        KEY_REVOKED_BEFORE_SIGNING
    }

    public RaiseAlarm {
        Given.present("/id", id);
        Given.present("/kind", kind);
        Given.present("/about", about);
        Given.text("/about", about, 200);
        Given.present("/raisedAt", raisedAt);
        Given.correction(supersedes, supersedesReason);
        settled = settled != null && settled;
        if (settled && supersedes == null) {
            throw Refused.at("/supersedes", Code.INVALID, "A settlement names the alarm that it settles.");
        }
    }

    @Override
    public Sha256 content() {
        return new Fingerprint()
                .add("log-alarm")
                .add(programme)
                .add(organisation)
                .add(kind)
                .add(about)
                .add(raisedAt)
                .add(settled)
                .add(supersedes)
                .add(supersedesReason)
                .done();
    }
}
