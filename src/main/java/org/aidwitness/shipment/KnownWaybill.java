package org.aidwitness.shipment;

import java.util.Map;
import java.util.UUID;

/** A waybill that is registered, with the ids of its lines by their keys. */
public record KnownWaybill(UUID id, Map<String, UUID> lineIdsByKey) {

    public KnownWaybill {
        lineIdsByKey = Map.copyOf(lineIdsByKey);
    }
}
