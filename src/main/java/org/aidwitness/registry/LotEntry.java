package org.aidwitness.registry;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Goods of one making, followed through every custodian. The code is unique within the commodity. */
public record LotEntry(
        UUID id,
        String code,
        UUID commodity,
        @Nullable UUID contribution,
        @Nullable LocalDate bestBefore) {

    public LotEntry {
        Texts.requirePresent("/id", id);
        Texts.require("/code", code, 100);
        Texts.requirePresent("/commodity", commodity);
    }
}
