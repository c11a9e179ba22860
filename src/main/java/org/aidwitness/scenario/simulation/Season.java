package org.aidwitness.scenario.simulation;

import java.time.Instant;
import java.time.ZoneOffset;

/** How the roads are. The calendar repeats itself every year. */
enum Season {
    DRY(100, 0),
    /** The fields are empty, and every truck is needed elsewhere. */
    LEAN(120, 300),
    /** Roads become rivers: half as long again, and not every place is reached. */
    RAIN(160, 900);

    /** Percent of the time a trip takes when it is dry. */
    final int transitPercent;
    /** Visits that come to nothing because of it, in basis points. */
    final int unreachedBp;

    Season(int transitPercent, int unreachedBp) {
        this.transitPercent = transitPercent;
        this.unreachedBp = unreachedBp;
    }

    static Season at(Instant at) {
        int month = at.atOffset(ZoneOffset.UTC).getMonthValue();
        if (month >= 6 && month <= 8) {
            return RAIN;
        }
        return month >= 4 && month <= 5 ? LEAN : DRY;
    }
}
