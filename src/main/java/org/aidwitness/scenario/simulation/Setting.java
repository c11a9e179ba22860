package org.aidwitness.scenario.simulation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a simulated programme is made of. The same setting gives the same programme, to the byte.
 *
 * @param seed decides everything that is left to chance; no two programmes of one seed fit into one database
 * @param start a midnight, UTC; nobody moves anything before the seventh day
 * @param days how long deliveries leave, 30 to 3,660
 * @param deliveries last legs, 10 to 100,000,000; the hauls that fill the stores come on top
 * @param shares how many in ten thousand are diverted in this way: of hauls for SKIM_ON_HAUL, of deliveries for all others
 * @param visitedBp share of deliveries that somebody gets to; the policy asks for all
 * @param secondBp share of visits after which another monitor looks again
 * @param askedBp share of distributions after which households are asked what reached them
 */
public record Setting(
        long seed,
        Instant start,
        int days,
        int deliveries,
        Map<Diversion, Integer> shares,
        Noise noise,
        int visitedBp,
        int secondBp,
        int askedBp) {

    static final int WHOLE_BP = 10_000;

    private static final int USUAL_SHARE_BP = 120;
    private static final int USUAL_VISITED_BP = 8_500;
    private static final int USUAL_SECOND_BP = 800;
    private static final int USUAL_ASKED_BP = 4_000;

    public Setting {
        require(start.equals(start.truncatedTo(ChronoUnit.DAYS)), "start");
        require(days >= 30 && days <= 3_660, "days");
        require(deliveries >= 10 && deliveries <= 100_000_000, "deliveries");
        require(visitedBp >= 0 && visitedBp <= WHOLE_BP, "visitedBp");
        require(secondBp >= 0 && secondBp <= WHOLE_BP, "secondBp");
        require(askedBp >= 0 && askedBp <= WHOLE_BP, "askedBp");
        // In the order of the enum, whatever map it came in: the order decides who is dealt what.
        Map<Diversion, Integer> ordered = new EnumMap<>(Diversion.class);
        ordered.putAll(shares);
        shares = Collections.unmodifiableMap(ordered);
        int all = 0;
        for (int share : shares.values()) {
            require(share >= 0, "shares");
            all += share;
        }
        require(all <= WHOLE_BP, "shares");
    }

    /** With every diversion at 1.2 percent of deliveries, and the usual noise. */
    public static Setting usual(long seed, Instant start, int days, int deliveries) {
        Map<Diversion, Integer> shares = new EnumMap<>(Diversion.class);
        for (Diversion diversion : Diversion.values()) {
            shares.put(diversion, diversion == Diversion.SKIM_ON_HAUL ? 4 * USUAL_SHARE_BP : USUAL_SHARE_BP);
        }
        return new Setting(
                seed, start, days, deliveries, shares, Noise.USUAL, USUAL_VISITED_BP, USUAL_SECOND_BP, USUAL_ASKED_BP);
    }

    /** The same programme in a world of honest people. */
    public Setting honest() {
        return new Setting(seed, start, days, deliveries, Map.of(), noise, visitedBp, secondBp, askedBp);
    }

    /** The same programme with other noise. */
    public Setting with(Noise other) {
        return new Setting(seed, start, days, deliveries, shares, other, visitedBp, secondBp, askedBp);
    }

    int share(Diversion diversion) {
        return shares.getOrDefault(diversion, 0);
    }

    static void require(boolean holds, String name) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is out of range");
        }
    }
}
