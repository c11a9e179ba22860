package org.aidwitness.scenario;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Policy;
import org.aidwitness.monitoring.ReviewAttestation;
import org.aidwitness.shipment.RegisterLine;
import org.aidwitness.shipment.RegisterWaybill;
import org.jspecify.annotations.Nullable;

/**
 * One line of a story: at this time, this person says this.
 *
 * @param by null for the office that sets the programme up
 * @param command what one of the doors understands; those below stand for a door's verb of several words
 */
record Act(Instant at, @Nullable Person by, Record command) {

    record OpenAccount(Person person) {}

    record AgreePolicy(UUID programme, Policy policy, String reason) {}

    record Register(RegisterWaybill waybill, List<RegisterLine> lines) {

        Register {
            lines = List.copyOf(lines);
        }
    }

    /** Asks the gate, and leaves it at that. */
    record Ask(UUID waybill) {}

    record Review(UUID attestation, ReviewAttestation review) {}
}
