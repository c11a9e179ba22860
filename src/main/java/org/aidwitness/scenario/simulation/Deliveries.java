package org.aidwitness.scenario.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.scenario.simulation.Plans.Plan;
import org.aidwitness.shipment.DeclaredLine.LossReason;
import org.jspecify.annotations.Nullable;

/** What becomes of each delivery on its last leg: a function of its number. */
final class Deliveries {

    private static final double ROAD = 1.3;
    private static final double METRES_AN_HOUR = 25_000;

    /** Longest that a statement waits for a network; below the three days after which it counts as backdated. */
    private static final int LATEST_SYNC_HOURS = 62;

    private final Setting setting;
    private final Land land;
    private final Calendar calendar;
    private final Plans plans;
    private final Looks looks;

    Deliveries(Setting setting, Land land, Calendar calendar, Plans plans) {
        this.setting = setting;
        this.land = land;
        this.calendar = calendar;
        this.plans = plans;
        this.looks = new Looks(setting, land, this::photographed);
    }

    Plan plan(long number) {
        return plans.of(number);
    }

    Course course(long number) {
        Plan plan = plans.of(number);
        Dice road = dice(Dice.For.ROAD, number);
        Dice lie = dice(Dice.For.LIE, number);
        @Nullable Diversion diversion = plan.diversion();
        Instant departs = calendar.midnight(calendar.day(number)).plus(Duration.ofMinutes(360 + road.below(330)));
        Season season = Season.at(departs);
        double metres = land.store(plan.store()).metresTo(land.place(plan.store(), plan.place()));
        long usual = Math.round((metres * ROAD / METRES_AN_HOUR + 2) * 60 * season.transitPercent / 100);
        Instant planned = departs.plus(Duration.ofMinutes(usual + 180)).truncatedTo(ChronoUnit.HOURS);
        long stood = road.chance(setting.noise().breakdownBp()) ? 60L * road.between(26, 50) : 0;
        Instant arrived = departs.plus(Duration.ofMinutes(usual + Math.round(usual * 0.12 * road.around()) + stood));
        List<Amounts> lines = lines(plan, road, lie, season);
        @Nullable Instant received = diversion == Diversion.TRUCK_GONE ? null : arrived;
        boolean atMarket = diversion == Diversion.REROUTED && lie.chance(5_000);
        GeoPoint receiptPoint = receiptPoint(plan, lie, road, atMarket);
        Duration receiptLate = late(road);
        Duration distributionLate = late(road);
        if (received == null) {
            return new Course(
                    number,
                    calendar.ship(number),
                    plan.store(),
                    plan.place(),
                    diversion,
                    plan.basket(),
                    lines,
                    departs,
                    planned,
                    null,
                    receiptLate,
                    receiptPoint,
                    false,
                    0,
                    half(departs, arrived),
                    null,
                    null,
                    null,
                    distributionLate);
        }
        Looks.Pair pair = looks.at(number, plan, lines, received, season);
        Instant distributed =
                received.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(24L * (8 + road.below(4)) + 8));
        @Nullable Instant gone = diversion == null ? null : gone(diversion, departs, received, distributed, pair);
        return new Course(
                number,
                calendar.ship(number),
                plan.store(),
                plan.place(),
                diversion,
                plan.basket(),
                lines,
                departs,
                planned,
                received,
                receiptLate,
                receiptPoint,
                atMarket,
                peopleTold(plan, lines, lie),
                gone,
                pair.first(),
                pair.second(),
                distributed,
                distributionLate);
    }

    /** What an honest visit of this delivery would have been photographed at; null where there was none by then. */
    private @Nullable Instant photographed(long number) {
        Plan plan = plans.of(number);
        if (plan.diversion() != null) {
            return null;
        }
        @Nullable Look look = course(number).first();
        return look == null || look.kind() != Look.Kind.HONEST ? null : look.told();
    }

    private List<Amounts> lines(Plan plan, Dice road, Dice lie, Season season) {
        List<Amounts> lines = new ArrayList<>();
        for (int i = 0; i < plan.basket().rations.size(); i++) {
            lines.add(Amounts.whole(plan.basket().rations.get(i).food(), plan.packages(i)));
        }
        return diverted(plan, worn(lines, road, season), lie);
    }

    /** What the road does to honest goods, with its reason. The accident comes first: a wreck spills too. */
    private List<Amounts> worn(List<Amounts> lines, Dice road, Season season) {
        boolean accident = road.chance(setting.noise().accidentBp());
        boolean loss = road.chance(setting.noise().lossBp());
        boolean spill = road.chance(setting.noise().spillBp());
        int bp = accident ? road.between(800, 4_000) : loss ? road.between(50, 150) : spill ? road.between(5, 40) : 0;
        boolean missing = !accident && road.chance(3_000);
        LossReason reason = accident
                ? LossReason.ACCIDENT
                : missing
                        ? LossReason.TRANSPORT_SHORTAGE
                        : season == Season.RAIN ? LossReason.DAMAGED_WET : LossReason.SPILLAGE_REPACK;
        return each(lines, line -> {
            long few = line.loaded() * bp / Setting.WHOLE_BP;
            return line.lost(missing ? 0 : few, missing ? few : 0).toldHonestly(few == 0 ? null : reason);
        });
    }

    private static List<Amounts> diverted(Plan plan, List<Amounts> lines, Dice lie) {
        @Nullable Diversion diversion = plan.diversion();
        if (diversion == null) {
            return lines;
        }
        // Where a diversion hides behind paper, the paper is clean.
        List<Amounts> clean =
                each(lines, line -> Amounts.whole(line.food(), line.loaded()).toldWhole());
        return switch (diversion) {
            case SKIM_ON_HAUL -> throw new IllegalStateException("not on the last leg");
            case SKIM_ON_ROAD -> {
                int bp = lie.between(100, 1_200);
                yield each(clean, line -> line.stolen(atLeastOne(line, bp)).toldHonestly(LossReason.UNKNOWN));
            }
            case TRUCK_GONE -> each(clean, line -> line.stolen(line.loaded()).told(null));
            case REROUTED, GHOST_PLACE -> each(clean, line -> line.sold(line.loaded()));
            case SKIM_AT_STORE, COLLUSION, CURBSTONED_VISIT, FORGED_POSITION, RECYCLED_PHOTO -> {
                int bp = lie.between(500, 2_500);
                yield each(clean, line -> line.sold(atLeastOne(line, bp)));
            }
            case STAGED_VISIT, REFUSED_ACCESS -> {
                int bp = lie.between(1_000, 4_000);
                yield each(clean, line -> line.sold(atLeastOne(line, bp)));
            }
            case INFLATED_PEOPLE -> {
                List<Amounts> sold = new ArrayList<>();
                for (int i = 0; i < clean.size(); i++) {
                    sold.add(clean.get(i)
                            .sold(clean.get(i).loaded() - plan.basket().packages(i, plan.people())));
                }
                yield List.copyOf(sold);
            }
            case SEAL_SWAP -> {
                int bp = lie.between(400, 1_200);
                yield each(clean, line -> line.lightened(Plans.share(line.food().gramsPerPackage, bp)));
            }
            case PAPER_SURPLUS -> surplus(clean, lie.between(200, 800));
            case TAXATION, UNDER_RATION, SHORT_RATION -> {
                int bp = lie.between(1_600, 3_500);
                yield each(clean, line -> line.sold(atLeastOne(line, bp)));
            }
        };
    }

    /** The first food is short; of the second, as many kilograms too much are written down. */
    private static List<Amounts> surplus(List<Amounts> lines, int bp) {
        Amounts shorter = lines.get(0).stolen(atLeastOne(lines.get(0), bp)).toldHonestly(LossReason.DOCUMENT_ERROR);
        Amounts other = lines.get(1);
        long more = Math.max(1, shorter.grams(shorter.taken()) / other.food().gramsPerPackage);
        return List.of(shorter, other.told(new Amounts.Told(other.loaded() + more, 0, 0, more, null)));
    }

    private static long atLeastOne(Amounts line, int bp) {
        return Math.max(1, line.loaded() * bp / Setting.WHOLE_BP);
    }

    private static List<Amounts> each(List<Amounts> lines, UnaryOperator<Amounts> change) {
        return lines.stream().map(change).toList();
    }

    private GeoPoint receiptPoint(Plan plan, Dice lie, Dice road, boolean atMarket) {
        GeoPoint there = land.place(plan.store(), plan.place());
        if (plan.diversion() == Diversion.REROUTED) {
            return atMarket
                    ? Land.moved(land.market(plan.store()), 40 * lie.around(), 40 * lie.around())
                    : Land.moved(there, lie.between(6_000, 25_000), lie.between(-20_000, 20_000));
        }
        return Land.moved(there, 60 * road.around(), 60 * road.around());
    }

    /** An honest partner serves fewer where a part did not come; who cheats the families says so or does not. */
    private static int peopleTold(Plan plan, List<Amounts> lines, Dice lie) {
        if (plan.diversion() == Diversion.SHORT_RATION) {
            return Plans.share(plan.people(), lie.between(6_500, 8_300));
        }
        long loaded = 0;
        long good = 0;
        for (Amounts line : lines) {
            loaded += line.grams(line.loaded());
            good += line.told() == null ? 0 : line.grams(line.told().good());
        }
        return Math.toIntExact(plan.peopleAsked() * Math.min(loaded, good) / loaded);
    }

    private static Instant gone(
            Diversion diversion, Instant departs, Instant received, Instant distributed, Looks.Pair pair) {
        return switch (diversion) {
            case SKIM_ON_HAUL, SKIM_ON_ROAD, TRUCK_GONE, SEAL_SWAP, PAPER_SURPLUS -> half(departs, received);
            case REROUTED -> received;
            case SKIM_AT_STORE, COLLUSION, CURBSTONED_VISIT, FORGED_POSITION, RECYCLED_PHOTO, REFUSED_ACCESS ->
                received.plus(Duration.ofHours(6));
            case STAGED_VISIT ->
                pair.first() == null ? received : pair.first().at().plus(Duration.ofHours(4));
            case GHOST_PLACE -> received.plus(Duration.ofHours(2));
            case INFLATED_PEOPLE, SHORT_RATION, UNDER_RATION -> distributed;
            case TAXATION -> distributed.plus(Duration.ofDays(1));
        };
    }

    private static Instant half(Instant from, Instant to) {
        return from.plus(Duration.between(from, to).dividedBy(2));
    }

    private Duration late(Dice dice) {
        return dice.chance(setting.noise().lateSyncBp())
                ? Duration.ofMinutes(dice.between(120, 60 * LATEST_SYNC_HOURS))
                : Duration.ZERO;
    }

    private Dice dice(Dice.For purpose, long number) {
        return new Dice(setting.seed(), purpose, number);
    }
}
