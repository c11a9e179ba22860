package org.aidwitness.scenario.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.aidwitness.kernel.GeoPoint;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is decided about one waybill, the truth and the lies. Small, and quickly made again from its number, so
 * that a stream of millions needs to keep none.
 *
 * @param number from 0; of a haul, negative
 * @param ship which ship brought the goods, from 0
 * @param place of the store's distribution points; {@link Land#GHOST}, or {@link Land#STORE} for a haul
 * @param received when the goods are said to have come; null where nobody says so
 * @param receiptLate how much later than usual the receipt reaches the server
 * @param receiptPoint where the receipt was written
 * @param atMarket the receipt names the market, not the place
 * @param peopleTold reached, as the ledger says
 * @param gone when the food was taken; null where none was
 * @param first the visit; null where none was to be made
 * @param distributed null where nothing is given out
 */
record Course(
        long number,
        int ship,
        int store,
        int place,
        @Nullable Diversion diversion,
        @Nullable Basket basket,
        List<Amounts> lines,
        Instant departs,
        Instant plannedArrival,
        @Nullable Instant received,
        Duration receiptLate,
        GeoPoint receiptPoint,
        boolean atMarket,
        int peopleTold,
        @Nullable Instant gone,
        @Nullable Look first,
        @Nullable Look second,
        @Nullable Instant distributed,
        Duration distributionLate) {

    boolean haul() {
        return number < 0;
    }

    boolean resealed() {
        return diversion == Diversion.SEAL_SWAP;
    }

    /** Whether somebody who tells the truth looked at these goods. */
    boolean seen() {
        return isHonest(first) || isHonest(second);
    }

    boolean seenAgain() {
        return isHonest(second);
    }

    private static boolean isHonest(@Nullable Look look) {
        return look != null && look.kind() == Look.Kind.HONEST;
    }
}
