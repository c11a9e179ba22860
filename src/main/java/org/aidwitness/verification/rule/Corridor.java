package org.aidwitness.verification.rule;

import org.aidwitness.kernel.GeoPoint;

/** How far a point lies from the straight line (great circle) between two others. */
final class Corridor {

    private static final double EARTH_RADIUS_METRES = 6_371_008.8;

    private Corridor() {}

    /** To the line between the ends where the point lies beside it, else to the nearer end. */
    static double metresFrom(GeoPoint point, GeoPoint from, GeoPoint to) {
        double nearestEnd = Math.min(point.metresTo(from), point.metresTo(to));
        double length = from.metresTo(to) / EARTH_RADIUS_METRES;
        // Half the earth at most: a rounding error beyond it would turn the point over to the other side.
        double reach = Math.min(Math.PI, from.metresTo(point) / EARTH_RADIUS_METRES);
        double turn = bearing(from, point) - bearing(from, to);
        if (length == 0 || Math.cos(turn) < 0) {
            return nearestEnd;
        }
        double across = Math.asin(Math.sin(reach) * Math.sin(turn));
        double along = Math.atan2(Math.sin(reach) * Math.cos(turn), Math.cos(reach));
        return along > length ? nearestEnd : Math.abs(across) * EARTH_RADIUS_METRES;
    }

    private static double bearing(GeoPoint from, GeoPoint to) {
        double latitude = Math.toRadians(from.latitude());
        double otherLatitude = Math.toRadians(to.latitude());
        double dLon = Math.toRadians(to.longitude() - from.longitude());
        return Math.atan2(
                Math.sin(dLon) * Math.cos(otherLatitude),
                Math.cos(latitude) * Math.sin(otherLatitude)
                        - Math.sin(latitude) * Math.cos(otherLatitude) * Math.cos(dLon));
    }
}
