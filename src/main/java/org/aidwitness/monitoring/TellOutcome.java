package org.aidwitness.monitoring;

import java.time.Instant;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What came of a visit. The last one that is told counts; all stay.
 *
 * @param id chosen by the sender
 * @param reason with NOT_REACHED, and only then
 * @param note 1 to 2,000 characters; read by the monitor's own organisation alone
 * @param attestation what was seen, or that access was refused, where that was attested
 * @param incident what kept the monitor away, where that was told
 */
public record TellOutcome(
        UUID id,
        Outcome outcome,
        @Nullable Reason reason,
        Instant happenedAt,
        @Nullable String note,
        @Nullable UUID attestation,
        @Nullable UUID incident) {

    public enum Outcome {
        VISITED,
        REFUSED,
        NOT_REACHED
    }

    public enum Reason {
        ROAD_CUT,
        FIGHTING,
        WEATHER,
        VEHICLE,
        ILLNESS,
        WITHDRAWN,
        OTHER
    }

    public TellOutcome {
        Given.present("/id", id);
        Given.present("/outcome", outcome);
        Given.present("/happenedAt", happenedAt);
        Given.plausible("/happenedAt", happenedAt);
        Given.text("/note", note, 2_000);
        if ((outcome == Outcome.NOT_REACHED) != (reason != null)) {
            throw Refused.at("/reason", Code.INVALID, "A reason goes with NOT_REACHED, and only with it.");
        }
        if (outcome == Outcome.NOT_REACHED && attestation != null) {
            throw Refused.at("/attestation", Code.INVALID, "Who did not get there has attested nothing.");
        }
    }

    Sha256 content(UUID visit) {
        return new Fingerprint()
                .add("visit outcome")
                .add(visit)
                .add(outcome)
                .add(reason)
                .add(happenedAt)
                .add(note)
                .add(attestation)
                .add(incident)
                .done();
    }
}
