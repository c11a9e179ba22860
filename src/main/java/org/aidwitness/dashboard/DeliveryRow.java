package org.aidwitness.dashboard;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.aidwitness.web.Cursor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One delivery in a list. Its kilograms are what it adds to the balance of its programme, so a list of all deliveries
 * sums to the overview: given = delivered + lost + on the way.
 *
 * @param dispatchedKg as the dispatch says or, where it is silent, as the waybill says; on later legs, too
 * @param givenKg dispatched on a first leg, else 0
 * @param deliveredKg received in good condition on a final leg, less the surplus, else 0
 * @param onTheWayKg given less delivered and lost; below 0 on a later leg, which takes over from the one before
 * @param kgUnknown at least one weight is unknown: the kilograms hold only what is known
 * @param state who independent has seen it
 * @param logistics where the goods are, as those say who hold them
 * @param lastAt when the last thing happened that anybody stated; the list's order
 */
@Schema(description = "One delivery. Over a whole programme, givenKg = deliveredKg + lostKg + onTheWayKg.")
public record DeliveryRow(
        UUID id,
        String programme,
        String number,
        String place,
        @Nullable String pcode,
        @Nullable String area,
        String consignor,
        String consignee,
        String logistics,
        String state,
        String grade,
        @Nullable Instant dispatchedAt,
        @Nullable Instant receivedAt,
        Instant lastAt,
        boolean firstLeg,
        boolean finalLeg,
        BigDecimal dispatchedKg,
        BigDecimal givenKg,
        BigDecimal deliveredKg,
        BigDecimal lostKg,
        BigDecimal onTheWayKg,
        BigDecimal surplusKg,
        boolean kgUnknown,
        @Nullable String clearance,
        String[] openFlags,
        int policyVersion,
        Instant judgedAt) {

    Cursor cursor() {
        return new Cursor(lastAt, id);
    }

    /** What it adds to one part of the balance. */
    public BigDecimal kgIn(Part part) {
        return switch (part) {
            case LOST -> lostKg;
            case ON_THE_WAY -> onTheWayKg;
            case VERIFIED, AWAITING_VISIT, UNVERIFIED, DISPUTED -> deliveredKg;
        };
    }

    public String style() {
        return Part.styleOf(state);
    }

    /** Whether nothing at all is known of its weight. */
    public boolean weightless() {
        return kgUnknown && dispatchedKg.signum() == 0;
    }
}
