package org.aidwitness.verification;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.verification.CaseRows.FlagRow;
import org.aidwitness.verification.rule.ClearanceOutcome;
import org.aidwitness.verification.rule.DeliveryCase;
import org.jspecify.annotations.Nullable;

/**
 * A case, and what is kept beside it because no rule asks for it.
 *
 * @param firstLeg whether the goods begin their way here
 * @param lastClearance the gate's last word; null where it was never asked
 * @param acceptedAt when the waybill was registered
 * @param flags open ones and those a person settled, oldest first
 * @param lots on the waybill
 */
record Dossier(
        DeliveryCase delivery,
        boolean firstLeg,
        @Nullable String area,
        @Nullable ClearanceOutcome lastClearance,
        Instant acceptedAt,
        List<FlagRow> flags,
        Set<UUID> lots) {

    Dossier {
        flags = List.copyOf(flags);
        lots = Set.copyOf(lots);
    }

    UUID waybill() {
        return delivery.waybill();
    }
}
