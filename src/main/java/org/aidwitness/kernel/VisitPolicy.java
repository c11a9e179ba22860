package org.aidwitness.kernel;

/**
 * What a visit, its evidence and its report must stand up to; docs/domain.md, section 7.
 *
 * @param noticeHours a visit may be announced this long before (F05)
 * @param languageGaps this many visits without a common language within {@code windowDays} are a habit of a site (F07)
 * @param windowDays see {@code languageGaps}
 * @param vehicleKmPerHour no truck is faster on average (F17)
 * @param monitorKmPerHour no monitor is (F17)
 * @param travelMetres what lies nearer together, beyond both accuracies, tells of no journey (F17)
 * @param accuracyMetres a position may be as inexact as this (F19)
 * @param sameSpotVisits this many visits to different deliveries at the very same coordinates are no coincidence (F19)
 * @param hashBits pictures whose perceptual hashes differ in at most so many of 64 bits are the same picture (F20)
 * @param pictureMinutes a picture may be taken this long before or after the visit (F20)
 * @param attestedHours a visit is to be reported within this time (F21)
 * @param distributedDays a distribution is to be declared within so many days of the end of its month (F21)
 * @param routineVisits one monitor makes at most so many visits to a site in a row (F26)
 */
public record VisitPolicy(
        int noticeHours,
        int languageGaps,
        int windowDays,
        int vehicleKmPerHour,
        int monitorKmPerHour,
        int travelMetres,
        int accuracyMetres,
        int sameSpotVisits,
        int hashBits,
        int pictureMinutes,
        int attestedHours,
        int distributedDays,
        int routineVisits) {

    public static final VisitPolicy DEFAULTS = new VisitPolicy(24, 2, 90, 90, 150, 500, 100, 3, 6, 120, 72, 10, 3);

    public VisitPolicy {
        Bounds.require(noticeHours >= 0, "noticeHours");
        Bounds.require(languageGaps >= 1 && languageGaps <= 20, "languageGaps");
        Bounds.require(windowDays >= 1 && windowDays <= 366, "windowDays");
        Bounds.require(vehicleKmPerHour >= 1, "vehicleKmPerHour");
        Bounds.require(monitorKmPerHour >= 1, "monitorKmPerHour");
        Bounds.require(travelMetres >= 0, "travelMetres");
        Bounds.require(accuracyMetres >= 1, "accuracyMetres");
        Bounds.require(sameSpotVisits >= 2 && sameSpotVisits <= 10, "sameSpotVisits");
        // Beyond a quarter of the bits, pictures that have nothing to do with each other begin to look the same.
        Bounds.require(hashBits >= 0 && hashBits <= 16, "hashBits");
        Bounds.require(pictureMinutes >= 0, "pictureMinutes");
        Bounds.require(attestedHours >= 0, "attestedHours");
        Bounds.require(distributedDays >= 0, "distributedDays");
        Bounds.require(routineVisits >= 1 && routineVisits <= 10, "routineVisits");
    }
}
