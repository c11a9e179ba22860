package org.aidwitness.monitoring.draw;

import org.jspecify.annotations.Nullable;

/**
 * How much a delivery is worth a look: points for its place, its weight and how long nobody independent was there. What is
 * not known counts as if it were bad. The limits are our own choice (docs/draw.md); a draw commits what came of them.
 *
 * @param manyRefusals refused visits at the place within the policy's window that give two points; fewer give one, none 0
 * @param heavyKilograms from here two points
 * @param lightKilograms below this none; between the two, one point
 * @param longDays days since the place was last seen, from which two points are given
 * @param shortDays below this none; between the two, one point
 */
public record Risk(int manyRefusals, long heavyKilograms, long lightKilograms, int longDays, int shortDays) {

    /** Two refusals; a truck with trailer and a small truck; a quarter and a month. */
    public static final Risk DEFAULTS = new Risk(2, 20_000, 5_000, 90, 30);

    private static final int HIGH_FROM = 4;
    private static final int MEDIUM_FROM = 2;

    /**
     * The class of one delivery.
     *
     * @param kilograms null where no weight is stated
     * @param daysUnseen whole days since somebody independent was at the place; null: never
     */
    public Stratum of(long refusals, @Nullable Long kilograms, @Nullable Long daysUnseen) {
        int points = points(refusals, 1, manyRefusals);
        points += kilograms == null ? 2 : points(kilograms, lightKilograms, heavyKilograms);
        points += daysUnseen == null ? 2 : points(daysUnseen, shortDays, longDays);
        if (points >= HIGH_FROM) {
            return Stratum.HIGH;
        }
        return points >= MEDIUM_FROM ? Stratum.MEDIUM : Stratum.LOW;
    }

    private static int points(long value, long one, long two) {
        if (value >= two) {
            return 2;
        }
        return value >= one ? 1 : 0;
    }
}
