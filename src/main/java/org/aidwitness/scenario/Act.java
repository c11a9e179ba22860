package org.aidwitness.scenario;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Policy;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.AcceptCommitment;
import org.aidwitness.monitoring.ReviewAttestation;
import org.aidwitness.monitoring.StepCommitment;
import org.aidwitness.monitoring.TellOutcome;
import org.aidwitness.shipment.RegisterLine;
import org.aidwitness.shipment.RegisterWaybill;
import org.jspecify.annotations.Nullable;

/**
 * One line of a story: at this time, this person says this.
 *
 * @param by null for the office that sets the programme up
 * @param command what one of the doors understands; those below stand for a door's verb of several words
 */
public record Act(Instant at, @Nullable Person by, Record command) {

    public record OpenAccount(Person person) {}

    public record AgreePolicy(UUID programme, Policy policy, String reason) {}

    public record Register(RegisterWaybill waybill, List<RegisterLine> lines) {

        public Register {
            lines = List.copyOf(lines);
        }
    }

    /** Asks the gate, and leaves it at that. */
    public record Ask(UUID waybill) {}

    public record Review(UUID waybill, UUID attestation, ReviewAttestation review) {}

    /**
     * A picture is sent ahead of the attestation that speaks of it.
     *
     * @param caption makes the picture: the same caption is the same file
     */
    public record StoreEvidence(String caption) {

        private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0};

        public byte[] bytes() {
            byte[] text = caption.getBytes(StandardCharsets.UTF_8);
            byte[] file = Arrays.copyOf(JPEG, JPEG.length + text.length);
            System.arraycopy(text, 0, file, JPEG.length, text.length);
            return file;
        }

        public Sha256 digest() {
            return Sha256.of(bytes());
        }
    }

    /**
     * What people say, or what is seen on sale.
     *
     * @param waybill the delivery it comes of, which the statement itself need not know
     * @param statement its id
     * @param said what one of the doors for it takes
     */
    public record Hear(UUID waybill, UUID statement, Record said) {}

    /** What came of a visit. */
    public record Tell(UUID waybill, UUID visit, TellOutcome outcome) {}

    /** The monitoring organisation accepts a commitment, and names who could come. */
    public record Accept(UUID commitment, AcceptCommitment step) {}

    /** The partner says that visits are expected. */
    public record Acknowledge(UUID commitment, StepCommitment step) {}

    /** From here on the commitment counts before the gate. */
    public record Arm(UUID commitment, StepCommitment step) {}
}
