package org.aidwitness.shipment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The paper one vehicle travels under.
 *
 * @param leg the stretch it travels
 * @param number as it is printed, unique within the programme, 1 to 100 characters
 * @param consignor who sends; not the consignee
 * @param consignee who is to receive
 * @param seals at most 20 numbers
 * @param plannedArrival not before the planned departure
 */
public record RegisterWaybill(
        UUID id,
        UUID programme,
        UUID leg,
        String number,
        UUID consignor,
        UUID consignee,
        @Nullable UUID carrier,
        @Nullable Mode mode,
        @Nullable String vehicle,
        List<String> seals,
        @Nullable Instant plannedDeparture,
        @Nullable Instant plannedArrival) {

    public enum Mode {
        ROAD,
        RAIL,
        SEA,
        RIVER,
        AIR,
        AIR_CHARTER
    }

    public RegisterWaybill {
        Checks.present("/id", id);
        Checks.present("/programme", programme);
        Checks.present("/leg", leg);
        Checks.text("/number", number, 100);
        Checks.present("/consignor", consignor);
        Checks.present("/consignee", consignee);
        Checks.optionalText("/vehicle", vehicle, 100);
        seals = seals == null ? List.of() : List.copyOf(seals);
        Checks.within("/seals", seals.size(), 0, 20);
        seals.forEach(seal -> Checks.text("/seals", seal, 50));
        if (consignor.equals(consignee)) {
            throw Refused.at("/consignee", Code.SAME_PARTY_BOTH_ENDS, "Sender and receiver are two organisations.");
        }
        Times.plausible("/plannedDeparture", plannedDeparture);
        Times.plausible("/plannedArrival", plannedArrival);
        if (plannedDeparture != null && plannedArrival != null && plannedArrival.isBefore(plannedDeparture)) {
            throw Refused.at("/plannedArrival", Code.DATES_REVERSED, "This arrives before it departs.");
        }
    }

    public Sha256 content() {
        return new Fingerprint()
                .add("waybill")
                .add(programme)
                .add(leg)
                .add(number)
                .add(consignor)
                .add(consignee)
                .add(carrier)
                .add(mode)
                .add(vehicle)
                .addAll(seals)
                .add(plannedDeparture)
                .add(plannedArrival)
                .done();
    }
}
