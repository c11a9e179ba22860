package org.aidwitness.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.monitoring.Attest.Method;
import org.aidwitness.monitoring.Attest.Verdict;
import org.aidwitness.registry.SiteEntry;
import org.aidwitness.scenario.Telling.Look;
import org.aidwitness.scenario.Telling.Packages;
import org.aidwitness.shipment.DeclaredLine.LossReason;
import org.jspecify.annotations.Nullable;

/** A leg between stores: much at once, a little of it wet or short, and a monitor at the gate of the store. */
final class Haul {

    private Haul() {}

    static List<Act> tell(Trip trip, int ship, @Nullable SiteEntry checkpoint) {
        List<Act> acts = new ArrayList<>();
        Instant looks = trip.arrives().plus(Duration.ofHours(3));
        Person monitor = trip.cast().freeMonitor(ship, looks);
        trip.cast().diary.take(monitor, looks);
        acts.add(trip.register());
        acts.add(trip.assign(monitor));
        acts.add(trip.dispatch());
        if (checkpoint != null) {
            acts.add(trip.pass(checkpoint, trip.departs().plus(Duration.ofHours(9))));
        }
        Instant at = trip.arrives();
        acts.add(new Act(
                at.plus(Duration.ofHours(1)),
                trip.receiver(),
                trip.receipt(at, trip.seals(), null, line -> fell(trip, ship, line))));
        acts.addAll(trip.seen(
                monitor,
                looks,
                atTheGate(trip),
                new Look(Method.TALLY, Verdict.CONFIRMED, 0, false, 0, 10, null),
                line -> fell(trip, ship, line).good()));
        return acts;
    }

    /** A device measures no place twice as the very same one. */
    private static @Nullable GeoPoint atTheGate(Trip trip) {
        GeoPoint store = trip.to().point();
        double off = Math.floorMod(trip.waybill().hashCode(), 1_000) / 1e6;
        return store == null ? null : new GeoPoint(store.latitude() + off, store.longitude() - off / 2);
    }

    private static Packages fell(Trip trip, int ship, int line) {
        long sent = trip.cargo().get(line).packages();
        return switch ((ship + line) % 4) {
            case 0 -> new Packages(sent - sent / 160, sent / 160, 0, 0, LossReason.DAMAGED_WET);
            case 1 -> new Packages(sent - sent / 400, 0, sent / 400, 0, LossReason.TRANSPORT_SHORTAGE);
            default -> Packages.allGood(sent);
        };
    }
}
