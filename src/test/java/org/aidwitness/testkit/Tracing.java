package org.aidwitness.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.verification.rule.Trace;
import org.aidwitness.verification.rule.Trace.Caller;
import org.aidwitness.verification.rule.Trace.Picture;
import org.aidwitness.verification.rule.Trace.Stop;
import org.jspecify.annotations.Nullable;

/** What else is known of a visit, in the making: told at once, and nothing else until a test says so. */
public final class Tracing {
    private final List<Stop> sameSpot = new ArrayList<>();
    private final List<Caller> atSite = new ArrayList<>();
    private final List<Picture> pictures = new ArrayList<>();
    private @Nullable Instant toldAt;
    private @Nullable UUID visit;
    private @Nullable Boolean escorted;
    private @Nullable Integer privateInterviews;
    private @Nullable Boolean mockLocation;
    private List<String> languages = List.of();
    private @Nullable Boolean speaks;
    private @Nullable Stop before;
    private @Nullable Stop after;
    private int inARow;

    Tracing(@Nullable Instant toldAt) {
        this.toldAt = toldAt;
    }

    public Tracing toldAt(@Nullable Instant at) {
        toldAt = at;
        return this;
    }

    public Tracing visit(@Nullable UUID assignment) {
        visit = assignment;
        return this;
    }

    public Tracing company(@Nullable Boolean escort, @Nullable Integer interviews) {
        escorted = escort;
        privateInterviews = interviews;
        return this;
    }

    public Tracing mockLocation(@Nullable Boolean mock) {
        mockLocation = mock;
        return this;
    }

    public Tracing language(List<String> ofSite, @Nullable Boolean spoken) {
        languages = ofSite;
        speaks = spoken;
        return this;
    }

    public Tracing caller(int number, Instant at, @Nullable Boolean spoken) {
        atSite.add(new Caller(Cases.id(number), at, spoken));
        return this;
    }

    public Tracing before(int number, Instant at, GeoPoint point, @Nullable Double accuracy) {
        before = stop(number, at, point, accuracy);
        return this;
    }

    public Tracing after(int number, Instant at, GeoPoint point, @Nullable Double accuracy) {
        after = stop(number, at, point, accuracy);
        return this;
    }

    /** The same coordinates, at a delivery of that number. */
    public Tracing sameSpot(int number, int delivery, Instant at) {
        sameSpot.add(new Stop(Cases.id(number), Cases.id(delivery), at, new GeoPoint(0, 1), null));
        return this;
    }

    public Tracing inARow(int visits) {
        inARow = visits;
        return this;
    }

    public Tracing picture(Picture picture) {
        pictures.add(picture);
        return this;
    }

    private static Stop stop(int number, Instant at, GeoPoint point, @Nullable Double accuracy) {
        return new Stop(Cases.id(number), Cases.id(12), at, point, accuracy);
    }

    Trace trace() {
        return new Trace(
                visit,
                escorted,
                privateInterviews,
                mockLocation,
                toldAt,
                languages,
                speaks,
                before,
                after,
                sameSpot,
                inARow,
                atSite,
                pictures);
    }
}
