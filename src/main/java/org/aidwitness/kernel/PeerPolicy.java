package org.aidwitness.kernel;

/**
 * What is judged across deliveries: habits of places, work of monitors, weight of partners; docs/domain.md, section 7. A
 * share says nothing where too few stand behind it, so each has its smallest number.
 *
 * @param windowDays the days before the judgement that are looked at
 * @param siteVisits a place with fewer visits in them has no habits (F05, F06)
 * @param announcedBp share of announced visits at a place, a flag above this (F05)
 * @param escortedBp share of visits under escort without a private talk, a flag above this (F06)
 * @param monitorVisits a monitor with fewer visits is not compared, nor an organisation with fewer asked to repeat some
 *     (F27, F28)
 * @param peerFindingBp where the others find less than this, finding nothing is no news (F27)
 * @param falseDiscoveryBp at most this share of what the statistical rules find may be chance
 * @param repeatBp at least this share of visits is made again by another monitor (F28)
 * @param substitutionBp share of drawn visits to which another monitor went, a flag above this (F30)
 * @param drawGraceHours after a draw's last day, what came of its visits may still be told (F30)
 * @param concentrationWaybills who had fewer waybills is no concentration (F31)
 * @param concentrationParties where fewer share the work, there is no choice to speak of (F31)
 * @param concentrationMediumBp share of the weight with one party, medium above this (F31)
 * @param concentrationHighBp the same, high above this (F31)
 */
public record PeerPolicy(
        int windowDays,
        int siteVisits,
        int announcedBp,
        int escortedBp,
        int monitorVisits,
        int peerFindingBp,
        int falseDiscoveryBp,
        int repeatBp,
        int substitutionBp,
        int drawGraceHours,
        int concentrationWaybills,
        int concentrationParties,
        int concentrationMediumBp,
        int concentrationHighBp) {

    /** A longer look back would count too many rows at once. */
    private static final int LONGEST_WINDOW_DAYS = 366;

    public static final PeerPolicy DEFAULTS =
            new PeerPolicy(90, 4, 5_000, 3_000, 20, 1_000, 500, 500, 1_000, 72, 3, 2, 4_000, 7_000);

    public PeerPolicy {
        Bounds.require(windowDays >= 7 && windowDays <= LONGEST_WINDOW_DAYS, "windowDays");
        Bounds.require(siteVisits >= 1, "siteVisits");
        requireShare(announcedBp, "announcedBp");
        requireShare(escortedBp, "escortedBp");
        Bounds.require(monitorVisits >= 1, "monitorVisits");
        requireShare(peerFindingBp, "peerFindingBp");
        Bounds.require(falseDiscoveryBp >= 1 && falseDiscoveryBp < Policy.WHOLE_BP, "falseDiscoveryBp");
        requireShare(repeatBp, "repeatBp");
        requireShare(substitutionBp, "substitutionBp");
        Bounds.require(drawGraceHours >= 0 && drawGraceHours < windowDays * 24, "drawGraceHours");
        Bounds.require(concentrationWaybills >= 1, "concentrationWaybills");
        Bounds.require(concentrationParties >= 1, "concentrationParties");
        requireShare(concentrationHighBp, "concentrationHighBp");
        Bounds.require(
                0 <= concentrationMediumBp && concentrationMediumBp <= concentrationHighBp, "concentrationMediumBp");
    }

    private static void requireShare(int basisPoints, String name) {
        Bounds.require(basisPoints >= 0 && basisPoints <= Policy.WHOLE_BP, name);
    }
}
