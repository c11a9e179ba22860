package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.where;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.aidwitness.verification.rule.Trace.Stop;
import org.jspecify.annotations.Nullable;

/**
 * F17: the truck, or the monitor, would have had to be faster than any. From one place and time to the next, in a
 * straight line, less what both positions may be off; what is nearer than the policy's least distance is no journey. Of
 * two events at one time no speed follows: apart is apart. Goods that fly are not on a truck.
 */
record ImpossibleTravel() implements Rule {

    private static final About ABOUT = new About(
            "F17",
            "IMPOSSIBLE_TRAVEL",
            1,
            "Can the truck, and each monitor, have come from one place to the next in the time there was?",
            "docs/domain.md, section 7",
            "HIGH",
            "visit.monitorKmPerHour",
            "visit.travelMetres",
            "visit.vehicleKmPerHour");

    private static final Set<DeclarationKind> BESIDE_THE_TRUCK =
            Set.of(DeclarationKind.DISPATCHED, DeclarationKind.PASSED_CHECKPOINT, DeclarationKind.RECEIVED);

    private static final double METRES_PER_KILOMETRE = 1_000;
    private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();

    private enum Who {
        VEHICLE,
        MONITOR
    }

    private record Place(UUID statement, Instant at, GeoPoint point, double accuracyMetres) {}

    /** From one place to the next, too fast. */
    private record Journey(Who who, Place from, Place to, double metres, int limitKmPerHour) {
        double hours() {
            return Duration.between(from.at, to.at).toMillis() / MILLIS_PER_HOUR;
        }

        /** Infinite where there was no time at all. */
        double kmPerHour() {
            return metres / METRES_PER_KILOMETRE / hours();
        }
    }

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        List<Journey> impossible = where(journeys(delivery), journey -> journey.kmPerHour() > journey.limitKmPerHour());
        return impossible.stream()
                .max(Comparator.comparingDouble((Journey journey) -> journey.kmPerHour() / journey.limitKmPerHour())
                        .thenComparingDouble(Journey::metres))
                .map(worst -> Finding.of(
                        this,
                        Severity.HIGH,
                        new Facts()
                                .with("journeys", impossible.size())
                                .with("who", worst.who)
                                .with("metres", Math.round(worst.metres))
                                .with(
                                        "seconds",
                                        Duration.between(worst.from.at, worst.to.at)
                                                .toSeconds())
                                .with("limitKmPerHour", worst.limitKmPerHour),
                        impossible.stream()
                                .flatMap(it -> Stream.of(it.from.statement, it.to.statement))
                                .toList()));
    }

    /** A visit elsewhere that is dated in the future has not happened yet; then it will have. */
    @Override
    public List<Instant> turns(DeliveryCase delivery) {
        List<Instant> turns = new ArrayList<>();
        for (Attestation visit : delivery.attestations()) {
            add(visit.trace().before(), turns);
            add(visit.trace().after(), turns);
        }
        return turns;
    }

    private static void add(@Nullable Stop stop, List<Instant> turns) {
        if (stop != null) {
            turns.add(stop.at());
        }
    }

    private static List<Journey> journeys(DeliveryCase delivery) {
        List<Journey> journeys = new ArrayList<>();
        if (!delivery.flown()) {
            Place last = null;
            for (Declaration event : delivery.declarations()) {
                Place next = place(event, delivery.now());
                if (last != null && next != null) {
                    add(Who.VEHICLE, last, next, delivery, journeys);
                }
                last = next == null ? last : next;
            }
        }
        for (Attestation visit : delivery.heard()) {
            GeoPoint point = visit.point();
            if (point != null) {
                Place here = new Place(visit.id(), visit.happenedAt(), point, orZero(visit.accuracyMetres()));
                place(visit.trace().before(), delivery.now())
                        .ifPresent(there -> add(Who.MONITOR, there, here, delivery, journeys));
                // From this visit to the next of the same delivery is told there, as the way back from it.
                place(visit.trace().after(), delivery.now())
                        .filter(there -> delivery.heard().stream()
                                .noneMatch(it -> it.id().equals(there.statement)))
                        .ifPresent(there -> add(Who.MONITOR, here, there, delivery, journeys));
            }
        }
        return journeys;
    }

    /** Only a time that is known to the minute tells of a speed. */
    private static @Nullable Place place(Declaration event, Instant now) {
        GeoPoint point = event.point();
        boolean tells = BESIDE_THE_TRUCK.contains(event.kind())
                && event.precision() == TimePrecision.INSTANT
                && !event.happenedAt().isAfter(now);
        return point == null || !tells
                ? null
                : new Place(event.id(), event.happenedAt(), point, orZero(event.accuracyMetres()));
    }

    private static Optional<Place> place(@Nullable Stop stop, Instant now) {
        return Optional.ofNullable(stop)
                .filter(it -> !it.at().isAfter(now))
                .map(it -> new Place(it.attestation(), it.at(), it.point(), orZero(it.accuracyMetres())));
    }

    private static void add(Who who, Place from, Place to, DeliveryCase delivery, List<Journey> journeys) {
        double metres = from.point.metresTo(to.point) - from.accuracyMetres - to.accuracyMetres;
        if (metres > 0 && metres >= delivery.policy().visit().travelMetres()) {
            int limit = switch (who) {
                case VEHICLE -> delivery.policy().visit().vehicleKmPerHour();
                case MONITOR -> delivery.policy().visit().monitorKmPerHour();
            };
            journeys.add(new Journey(who, from, to, metres, limit));
        }
    }

    private static double orZero(@Nullable Double accuracyMetres) {
        return accuracyMetres == null ? 0 : accuracyMetres;
    }
}
