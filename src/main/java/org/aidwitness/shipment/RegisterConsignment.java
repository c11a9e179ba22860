package org.aidwitness.shipment;

import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Goods that belong together, and the route they are to take.
 *
 * @param code unique within the programme, 1 to 100 characters
 * @param contribution what they were given under, where it is known
 * @param legs 1 to 5,000 stretches; several may share an ordinal, when one warehouse serves many places
 */
public record RegisterConsignment(
        UUID id, UUID programme, @Nullable UUID contribution, String code, List<Leg> legs) {

    static final int MOST_LEGS = 5_000;

    /**
     * One stretch of the route.
     *
     * @param ordinal 1 to 50; what leaves on leg 1 is what was given
     * @param last true where people receive the goods at its end: what arrives there is a delivery
     * @param checkpoints sites to be passed on the way, in order, at most 100
     */
    public record Leg(UUID id, int ordinal, UUID from, UUID to, boolean last, List<UUID> checkpoints) {

        public Leg {
            Checks.present("/legs/id", id);
            Checks.present("/legs/from", from);
            Checks.present("/legs/to", to);
            checkpoints = checkpoints == null ? List.of() : List.copyOf(checkpoints);
            Checks.within("/legs/ordinal", ordinal, 1, 50);
            Checks.within("/legs/checkpoints", checkpoints.size(), 0, 100);
            if (from.equals(to)) {
                throw Refused.at("/legs/to", Code.INVALID, "A leg leads from one site to another.");
            }
        }
    }

    public RegisterConsignment {
        Checks.present("/id", id);
        Checks.present("/programme", programme);
        Checks.text("/code", code, 100);
        legs = legs == null ? List.of() : List.copyOf(legs);
        Checks.within("/legs", legs.size(), 1, MOST_LEGS);
    }

    Sha256 content() {
        return new Fingerprint()
                .add("consignment")
                .add(programme)
                .add(contribution)
                .add(code)
                .addAll(legs)
                .done();
    }
}
