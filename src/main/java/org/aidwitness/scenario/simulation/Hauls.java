package org.aidwitness.scenario.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aidwitness.monitoring.Attest;
import org.aidwitness.scenario.simulation.Plans.Plan;
import org.aidwitness.shipment.DeclaredLine.LossReason;
import org.jspecify.annotations.Nullable;

/**
 * The trains that fill the stores: of each ship, for each store, as much as its deliveries need and a quarter more. What
 * is over stays in the store.
 */
final class Hauls {

    /** Of one food on one train; a waybill's line has bounds. */
    private static final long MOST_PACKAGES = 1_000_000;

    /** Trains of one ship are numbered below this. */
    private static final int MOST_TRAINS = 100_000;

    /** Ships whose trains are still told of while the next ones land. */
    private static final int REMEMBERED = 4;

    private static final int RESERVE_PERCENT = 25;
    private static final int RESERVE_PACKAGES = 20;
    private static final double METRES_AN_HOUR = 30_000;

    private final Setting setting;
    private final Land land;
    private final Calendar calendar;
    private final Plans plans;

    private final Map<Integer, List<Course>> ships = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<Course>> eldest) {
            return size() > REMEMBERED;
        }
    };

    Hauls(Setting setting, Land land, Calendar calendar, Plans plans) {
        this.setting = setting;
        this.land = land;
        this.calendar = calendar;
        this.plans = plans;
    }

    static long number(int ship, int train) {
        return -((long) ship * MOST_TRAINS + train) - 1;
    }

    Course course(long number) {
        long index = -number - 1;
        return of(Math.toIntExact(index / MOST_TRAINS)).get(Math.toIntExact(index % MOST_TRAINS));
    }

    /** In the order of their numbers. */
    List<Course> of(int ship) {
        List<Course> known = ships.get(ship);
        if (known == null) {
            known = trains(ship);
            ships.put(ship, known);
        }
        return known;
    }

    private List<Course> trains(int ship) {
        List<Course> trains = new ArrayList<>();
        List<Map<Food, Long>> loads = loads(ship);
        for (int store = 0; store < Land.STORES; store++) {
            Map<Food, Long> load = loads.get(store);
            long most = load.values().stream().mapToLong(Long::longValue).max().orElse(0);
            long parts = (most + MOST_PACKAGES - 1) / MOST_PACKAGES;
            for (int part = 0; part < parts; part++) {
                List<Amounts> lines = new ArrayList<>();
                for (Map.Entry<Food, Long> food : load.entrySet()) {
                    long rest = food.getValue() - part * MOST_PACKAGES;
                    if (rest > 0) {
                        lines.add(Amounts.whole(food.getKey(), Math.min(rest, MOST_PACKAGES)));
                    }
                }
                trains.add(train(number(ship, trains.size()), ship, store, lines));
            }
        }
        if (trains.size() > MOST_TRAINS) {
            throw new IllegalStateException("no ship fills " + trains.size() + " trains");
        }
        return List.copyOf(trains);
    }

    private List<Map<Food, Long>> loads(int ship) {
        List<Map<Food, Long>> loads = new ArrayList<>();
        for (int store = 0; store < Land.STORES; store++) {
            loads.add(new EnumMap<>(Food.class));
        }
        long end = calendar.firstOf((ship + 1) * Calendar.SHIP_DAYS);
        for (long delivery = calendar.firstOf(ship * Calendar.SHIP_DAYS); delivery < end; delivery++) {
            Plan plan = plans.of(delivery);
            for (int i = 0; i < plan.basket().rations.size(); i++) {
                loads.get(plan.store()).merge(plan.basket().rations.get(i).food(), plan.packages(i), Long::sum);
            }
        }
        for (Map<Food, Long> load : loads) {
            load.replaceAll((food, sum) -> sum + sum * RESERVE_PERCENT / 100 + RESERVE_PACKAGES);
        }
        return loads;
    }

    private Course train(long number, int ship, int store, List<Amounts> whole) {
        Dice dice = new Dice(setting.seed(), Dice.For.HAUL, number);
        Instant departs = calendar.landed(ship).plus(Duration.ofMinutes(1_440 + 360 + dice.below(300)));
        Season season = Season.at(departs);
        double metres = land.port().metresTo(land.store(store));
        long usual = Math.round((metres / METRES_AN_HOUR + 3) * 60 * season.transitPercent / 100);
        Instant received = departs.plus(Duration.ofMinutes(usual + dice.below(90)));
        @Nullable Diversion diversion = dice.chance(setting.share(Diversion.SKIM_ON_HAUL)) ? Diversion.SKIM_ON_HAUL : null;
        int bp = diversion == null ? dice.chance(setting.noise().spillBp()) ? dice.between(5, 40) : 0 : 0;
        int stolenBp = dice.between(100, 900);
        LossReason reason = season == Season.RAIN ? LossReason.DAMAGED_WET : LossReason.TRANSPORT_SHORTAGE;
        List<Amounts> lines = whole.stream()
                .map(line -> diversion == null ? honest(line, bp, reason) : skimmed(line, stolenBp))
                .toList();
        return new Course(
                number,
                ship,
                store,
                Land.STORE,
                diversion,
                null,
                lines,
                departs,
                departs.plus(Duration.ofMinutes(usual + 240)).truncatedTo(ChronoUnit.HOURS),
                received,
                Duration.ZERO,
                Land.moved(land.store(store), 80 * dice.around(), 80 * dice.around()),
                false,
                0,
                diversion == null
                        ? null
                        : departs.plus(Duration.between(departs, received).dividedBy(2)),
                tally(lines, store, ship, received, dice, number),
                null,
                null,
                Duration.ZERO);
    }

    private static Amounts honest(Amounts line, int bp, LossReason reason) {
        long few = line.loaded() * bp / Setting.WHOLE_BP;
        boolean wet = reason == LossReason.DAMAGED_WET;
        return line.lost(wet ? few : 0, wet ? 0 : few).toldHonestly(few == 0 ? null : reason);
    }

    private static Amounts skimmed(Amounts line, int bp) {
        return line.stolen(Math.max(1, line.loaded() * bp / Setting.WHOLE_BP)).toldHonestly(LossReason.UNKNOWN);
    }

    /** A monitor stands at the gate of the store and counts what goes in. */
    private Look tally(List<Amounts> lines, int store, int ship, Instant received, Dice dice, long number) {
        int accuracy = dice.between(4, 35);
        Instant at = received.plus(Duration.ofMinutes(dice.between(10, 50)));
        return new Look(
                Look.Kind.HONEST,
                ship % land.rounds(),
                at,
                at.plus(Duration.ofMinutes(dice.between(90, 540))),
                Attest.Method.TALLY,
                false,
                dice.below(20),
                false,
                0,
                Land.moved(land.store(store), accuracy * dice.around(), accuracy * dice.around()),
                accuracy,
                lines.stream().map(Amounts::there).toList(),
                null,
                number);
    }

    /** The stores that this ship fills, each once. */
    List<Integer> storesOf(int ship) {
        return Collections.unmodifiableList(
                of(ship).stream().map(Course::store).distinct().toList());
    }
}
