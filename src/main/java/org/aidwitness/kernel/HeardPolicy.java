package org.aidwitness.kernel;

/**
 * What weighs how much of what is heard after a distribution (F32 to F35).
 *
 * @param windowDays what was heard in so many days is looked at together
 * @param sightedBags so many bags of a lot or contribution on sale are noted (F32)
 * @param sealedBags so many sealed ones are high (F32)
 * @param complaints so many people who complain (F33)
 * @param complaintDays within so many days (F33)
 * @param complaintSigmas or so many standard deviations above what is usual at the site (F33)
 * @param historyWeeks what is usual is known after so many weeks (F33)
 * @param lqasHouseholds fewer households than this say nothing about rations (F34)
 * @param lqasShareBp a site is good where this share of households got their ration (F34)
 * @param lqasRiskBp a good site is taken for a bad one this often, at most (F34)
 * @param takenBackBp share of the households asked from whom something was taken back (F35)
 * @param takenBackReports or so many who report it (F35)
 */
public record HeardPolicy(
        int windowDays,
        int sightedBags,
        int sealedBags,
        int complaints,
        int complaintDays,
        int complaintSigmas,
        int historyWeeks,
        int lqasHouseholds,
        int lqasShareBp,
        int lqasRiskBp,
        int takenBackBp,
        int takenBackReports) {

    public static final HeardPolicy DEFAULTS = new HeardPolicy(90, 1, 5, 5, 14, 2, 8, 19, 8_000, 1_000, 1_000, 2);

    /** The longest that any policy may look back, and the longest history that is read. */
    public static final int MOST_DAYS = 366;

    private static final int MOST_HOUSEHOLDS = 10_000;

    public HeardPolicy {
        Bounds.require(windowDays >= 1 && windowDays <= MOST_DAYS, "windowDays");
        Bounds.require(sightedBags >= 1, "sightedBags");
        Bounds.require(sealedBags >= 1, "sealedBags");
        Bounds.require(complaints >= 1, "complaints");
        Bounds.require(complaintDays >= 1 && complaintDays <= windowDays, "complaintDays");
        Bounds.require(complaintSigmas >= 1 && complaintSigmas <= 100, "complaintSigmas");
        Bounds.require(historyWeeks >= 1 && historyWeeks * 7 + complaintDays <= MOST_DAYS, "historyWeeks");
        Bounds.require(lqasHouseholds >= 1 && lqasHouseholds <= MOST_HOUSEHOLDS, "lqasHouseholds");
        Bounds.require(lqasShareBp >= 1 && lqasShareBp < Policy.WHOLE_BP, "lqasShareBp");
        Bounds.require(lqasRiskBp >= 1 && lqasRiskBp < Policy.WHOLE_BP, "lqasRiskBp");
        Bounds.require(takenBackBp >= 1 && takenBackBp <= Policy.WHOLE_BP, "takenBackBp");
        Bounds.require(takenBackReports >= 1, "takenBackReports");
    }
}
