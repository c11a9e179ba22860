package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.aidwitness.gate.DispatchCondition;
import org.aidwitness.gate.DispatchFacts;
import org.aidwitness.gate.Reason;
import org.aidwitness.kernel.GatePolicy;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.monitoring.PlaceHistories.Standing;

/** A place that turned monitors away again and again gets no goods until it has let them in, unannounced. */
@ApplicationScoped
class PlaceOpen implements DispatchCondition {

    private static final String NAME = "place-open";

    private final HeldPlaces places;

    PlaceOpen(HeldPlaces places) {
        this.places = places;
    }

    @Override
    public Answer check(DispatchFacts facts) {
        GatePolicy policy = facts.policy().gate();
        Standing decides = places.at(facts.destination(), facts.policy(), facts.asOf());
        PlaceHistory place = decides.history();
        SortedMap<String, String> seen = new TreeMap<>();
        seen.put("refusalsRunning", Integer.toString(place.refusals()));
        if (!place.held()) {
            return new Answer(NAME, seen, List.of());
        }
        seen.put("heldSince", String.valueOf(place.since()));
        seen.put("visitsSince", Integer.toString(place.visits()));
        boolean area = decides.area() != null;
        if (area) {
            seen.put("heldArea", String.valueOf(decides.area()));
        }
        String where = area ? "in the area " + decides.area() + " around " : "at ";
        return new Answer(
                NAME,
                seen,
                List.of(new Reason(
                        Code.PLACE_HELD,
                        "Monitors were refused " + where + facts.destinationName() + " " + policy.refusalsToHold()
                                + " times in a row, so the " + (area ? "area" : "place") + " is held since "
                                + place.since() + ".",
                        place.lift(policy))));
    }
}
