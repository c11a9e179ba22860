package org.aidwitness.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.monitoring.Attest.Method;
import org.aidwitness.monitoring.Attest.Verdict;
import org.aidwitness.registry.SiteEntry;
import org.aidwitness.scenario.Telling.Look;
import org.aidwitness.scenario.Telling.Packages;
import org.aidwitness.scenario.Telling.People;
import org.aidwitness.shipment.Declare;
import org.aidwitness.shipment.DeclaredLine.LossReason;
import org.jspecify.annotations.Nullable;

/** One final leg, told according to its fate. */
final class Delivery {

    private static final int RATION_DAYS = 30;

    /** Of all whom a centre serves, so many in ten are on its list; what comes is shared among them. */
    private static final int LISTED_IN_TEN = 7;

    private static final List<LossReason> FORCE =
            List.of(LossReason.ARMED_THEFT, LossReason.CROWD_TAKEN, LossReason.ACCIDENT, LossReason.UNKNOWN);

    private final Trip trip;
    private final Fate fate;
    private final @Nullable SiteEntry checkpoint;
    private final Random random;
    private final List<Act> acts = new ArrayList<>();
    private final Person monitor;
    private final Instant received;

    private Delivery(Trip trip, Fate fate, @Nullable SiteEntry checkpoint, Random random) {
        this.trip = trip;
        this.fate = fate;
        this.checkpoint = checkpoint;
        this.random = random;
        this.monitor = trip.cast().monitor(random.nextInt(1_000));
        this.received = trip.arrives().plus(Duration.ofMinutes(random.nextInt(600) - 240L));
    }

    static List<Act> tell(Trip trip, Fate fate, @Nullable SiteEntry checkpoint, Random random) {
        Delivery delivery = new Delivery(trip, fate, checkpoint, random);
        delivery.acts.add(trip.register());
        Instant day = trip.arrives().plus(Duration.ofDays(10));
        delivery.acts.add(trip.plan(day, delivery.people(delivery::sent)));
        delivery.leave();
        if (fate.leaves()) {
            delivery.travel();
        }
        return delivery.acts;
    }

    private void leave() {
        if (fate != Fate.NOBODY_ASSIGNED && fate != Fate.HELD_FIRST) {
            acts.add(trip.assign(monitor));
        }
        switch (fate) {
            case NOBODY_ASSIGNED, HELD -> acts.add(trip.ask(trip.departs()));
            case HELD_FIRST -> {
                acts.add(trip.assign(trip.cast().tied));
                acts.add(trip.ask(trip.departs().minus(Duration.ofHours(18))));
                acts.add(trip.assign(monitor, trip.departs().minus(Duration.ofHours(3))));
            }
            case TIED_VISIT ->
                acts.add(trip.assign(trip.cast().tied, trip.departs().minus(Duration.ofHours(19))));
            default -> {}
        }
    }

    private void travel() {
        acts.add(trip.dispatch());
        if (checkpoint != null) {
            Instant half = trip.departs()
                    .plus(Duration.between(trip.departs(), trip.arrives()).dividedBy(2));
            acts.add(trip.pass(checkpoint, half));
        }
        if (fate == Fate.LOST) {
            lose();
        } else if (fate != Fate.STUCK) {
            receive();
            visit();
            distribute();
        }
    }

    private void lose() {
        LossReason reason = FORCE.get(random.nextInt(FORCE.size()));
        Instant at = trip.arrives().minus(Duration.ofHours(2));
        String note = reason == LossReason.UNKNOWN ? "The truck did not arrive; the driver cannot be reached." : null;
        Declare loss = trip.loss(at, note, i -> new Packages(0, 0, sent(i), 0, reason));
        acts.add(new Act(at.plus(Duration.ofHours(7)), trip.carrier(), loss));
    }

    private void receive() {
        Instant written = received.plus(fate == Fate.LATE_RECEIPT ? Duration.ofDays(5) : Duration.ofMinutes(25));
        List<String> seals = fate == Fate.SEAL_CHANGED ? List.of("770113") : trip.seals();
        String note = fate == Fate.SEAL_CHANGED ? "Opened and sealed again by a patrol on the road." : null;
        Declare receipt = trip.receipt(received, seals, note, this::fell);
        switch (fate) {
            case IN_TWO_PARTS -> {
                Function<Integer, Packages> half = i -> Packages.allGood(sent(i) / 2);
                Function<Integer, Packages> rest = i -> Packages.allGood(sent(i) - sent(i) / 2);
                acts.add(new Act(written, trip.receiver(), trip.partial(received, seals, half)));
                Instant second = received.plus(Duration.ofHours(11));
                acts.add(new Act(
                        second.plus(Duration.ofMinutes(20)), trip.receiver(), trip.receipt(second, seals, null, rest)));
            }
            case CORRECTED -> {
                Function<Integer, Packages> slip = i -> i > 0
                        ? Packages.allGood(sent(i))
                        : new Packages(sent(i) - 9, 0, 9, 0, LossReason.DOCUMENT_ERROR);
                Declare wrong = trip.receipt(received, seals, note, slip);
                acts.add(new Act(written, trip.receiver(), wrong));
                acts.add(new Act(
                        written.plus(Duration.ofHours(20)),
                        trip.receiver(),
                        Telling.corrected(
                                wrong,
                                trip.id("received, corrected"),
                                "Two figures were written in the wrong order.",
                                trip.lines(this::fell))));
            }
            default -> acts.add(new Act(written, trip.receiver(), receipt));
        }
    }

    /** What became of the first line; all others arrived whole. */
    private Packages fell(int line) {
        long sent = sent(line);
        if (line > 0) {
            return Packages.allGood(sent);
        }
        long few = Math.max(1, sent / 250);
        return switch (fate) {
            case TORN -> new Packages(sent - few, few, 0, 0, LossReason.SPILLAGE_REPACK);
            case CORRECTED -> new Packages(sent - 1, 1, 0, 0, LossReason.SPILLAGE_REPACK);
            case WET -> new Packages(sent - 4 * few, 4 * few, 0, 0, LossReason.DAMAGED_WET);
            case UNKNOWN_REASON ->
                new Packages(sent - 2 * few, 0, 2 * few, 0, few % 2 == 0 ? LossReason.UNKNOWN : null);
            case SURPLUS -> new Packages(sent + few, 0, 0, few, null);
            default -> Packages.allGood(sent);
        };
    }

    private void visit() {
        // Nobody hurries: most visits come within ten days, some much later.
        int days = 2 + random.nextInt(9) + (random.nextInt(5) == 0 ? 9 : 0);
        Instant wished = received.truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofDays(days + (fate == Fate.LATE_RECEIPT ? 5L : 0L)))
                .plus(Duration.ofMinutes(450 + random.nextInt(380)));
        Instant at = fate == Fate.NO_VISIT
                ? wished
                : trip.cast().diary.take(fate == Fate.TIED_VISIT ? trip.cast().tied : monitor, wished);
        SiteEntry site = trip.to();
        GeoPoint here = near(site, 0.0004);
        switch (fate) {
            case NO_VISIT -> {}
            case REFUSED ->
                acts.addAll(trip.seen(
                        monitor,
                        at,
                        near(site, 0.03),
                        look(
                                Method.COUNT,
                                Verdict.ACCESS_DENIED,
                                "Officer at the barrier: a letter from the county office."),
                        null));
            case TIED_VISIT ->
                acts.addAll(
                        trip.seen(trip.cast().tied, at, here, look(Method.COUNT, Verdict.CONFIRMED, null), this::good));
            case BY_PHONE ->
                acts.addAll(trip.seen(
                        monitor,
                        at,
                        null,
                        look(Method.INTERVIEW, Verdict.CONFIRMED, "The road was flooded."),
                        this::good));
            case SKIMMED ->
                acts.addAll(trip.seen(
                        monitor,
                        at,
                        here,
                        look(
                                Method.COUNT,
                                Verdict.DISCREPANT,
                                "The ledger shows more than the store holds and gave out."),
                        i -> good(i) - good(i) * (6 + random.nextInt(12)) / 100));
            case DISCREPANT ->
                acts.addAll(trip.seen(
                        monitor,
                        at,
                        here,
                        look(Method.WEIGH, Verdict.DISCREPANT, "Ten bags weighed: none had its full weight."),
                        i -> good(i) - good(i) * 4 / 100));
            case OFF_SITE ->
                acts.addAll(trip.seen(
                        monitor, at, near(site, 0.06), look(Method.COUNT, Verdict.CONFIRMED, null), this::good));
            default ->
                acts.addAll(trip.seen(monitor, at, here, look(Method.COUNT, Verdict.CONFIRMED, null), this::good));
        }
    }

    private void distribute() {
        if (random.nextInt(3) == 0 || fate == Fate.REFUSED) {
            return;
        }
        Instant at = received.truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofDays(8L + random.nextInt(8)))
                .plus(Duration.ofHours(8));
        acts.add(new Act(
                at.plus(Duration.ofHours(9)),
                trip.receiver(),
                trip.distribution(at, people(this::good), i -> Packages.allGood(good(i)))));
    }

    /** The same people each time; the ration follows from how much there is. */
    private People people(Function<Integer, Long> packages) {
        long grams = 0;
        for (int i = 0; i < trip.cargo().size(); i++) {
            grams += Telling.weight(trip.cargo().get(i).commodity().kgPerPackage, packages.apply(i))
                    .grams();
        }
        Integer catchment = trip.to().catchment();
        if (catchment == null) {
            throw new IllegalStateException(trip.to().name() + " serves nobody");
        }
        int people = catchment * LISTED_IN_TEN / 10;
        long ration = Math.max(1, Math.round(grams / ((double) people * RATION_DAYS)));
        return new People(people / 5, people, (int) ration, RATION_DAYS);
    }

    private Look look(Method method, Verdict verdict, @Nullable String note) {
        int announced = random.nextInt(10);
        int noticeHours = announced < 3 ? 24 : random.nextInt(6);
        boolean escorted = fate == Fate.ESCORTED;
        return new Look(
                method,
                verdict,
                announced == 9 ? 48 : noticeHours,
                escorted,
                escorted ? 0 : 4 + random.nextInt(6),
                9,
                note);
    }

    private GeoPoint near(SiteEntry site, double degrees) {
        GeoPoint point = site.point();
        if (point == null) {
            throw new IllegalStateException(site.name() + " is on no map");
        }
        return new GeoPoint(point.latitude() + degrees, point.longitude() - degrees * random.nextDouble());
    }

    private long sent(int line) {
        return trip.cargo().get(line).packages();
    }

    private long good(int line) {
        return fell(line).good();
    }
}
