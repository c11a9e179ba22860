package org.aidwitness.kernel;

/**
 * What the rules about goods and their distribution go by; docs/domain.md, section 7.
 *
 * @param rationLowBp of what people and ration ask for, a distribution hands out at least this (F13)
 * @param rationHighBp and at most this (F13)
 * @param catchmentBp of a site's catchment, a distribution reaches at most this (F14)
 * @param growthBp more people than last time, at most by this (F14)
 * @param cycleDays distributions at a site this close together are one cycle, and are not compared (F14)
 * @param recipientDays a distribution is planned or made within so many days of the arrival (F15)
 * @param expiryDays so many days at least between the distribution and the best-before date (F36)
 * @param underweightBp the mean of weighed packages may lie this far below what is written on them (F37)
 * @param weighedPackages fewer weighed packages than this say nothing (F37)
 * @param criticalHours a critical flag may stay without action this long (F38)
 * @param highDays a flag of severity high likewise (F38)
 */
public record GoodsPolicy(
        int rationLowBp,
        int rationHighBp,
        int catchmentBp,
        int growthBp,
        int cycleDays,
        int recipientDays,
        int expiryDays,
        int underweightBp,
        int weighedPackages,
        int criticalHours,
        int highDays) {

    /** Plans are read for so many days before an arrival, so no policy can ask for more. */
    public static final int MOST_RECIPIENT_DAYS = 90;

    private static final int MOST_DAYS = 3_660;

    public static final GoodsPolicy DEFAULTS = new GoodsPolicy(9_000, 11_000, 10_000, 1_500, 7, 30, 30, 100, 10, 24, 7);

    public GoodsPolicy {
        Bounds.require(
                0 <= rationLowBp && rationLowBp <= Policy.WHOLE_BP && Policy.WHOLE_BP <= rationHighBp, "rationLowBp");
        Bounds.require(catchmentBp >= 1, "catchmentBp");
        Bounds.require(growthBp >= 0, "growthBp");
        Bounds.require(cycleDays >= 0 && cycleDays <= MOST_DAYS, "cycleDays");
        Bounds.require(recipientDays >= 1 && recipientDays <= MOST_RECIPIENT_DAYS, "recipientDays");
        Bounds.require(expiryDays >= 0 && expiryDays <= MOST_DAYS, "expiryDays");
        Bounds.require(underweightBp >= 0 && underweightBp <= Policy.WHOLE_BP, "underweightBp");
        Bounds.require(weighedPackages >= 1, "weighedPackages");
        Bounds.require(criticalHours >= 0 && criticalHours <= 24 * MOST_DAYS, "criticalHours");
        Bounds.require(highDays >= 0 && highDays <= MOST_DAYS, "highDays");
    }
}
