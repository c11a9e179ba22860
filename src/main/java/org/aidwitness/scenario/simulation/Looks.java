package org.aidwitness.scenario.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.monitoring.Attest;
import org.aidwitness.scenario.simulation.Plans.Plan;
import org.jspecify.annotations.Nullable;

/** Who goes to look, what is there by then, and what they say. */
final class Looks {

    /** How far back a recycled picture is searched for. */
    private static final int MOST_BACK = 300;

    private static final int WEIGHED_BP = 3_000;
    private static final int WHOLE_BP = Setting.WHOLE_BP;

    /** Where the counts differ by more, the monitor says so in as many words. */
    private static final int DISCREPANT_BP = 100;

    /** The visit, and another one after it; null where there was none. */
    record Pair(@Nullable Look first, @Nullable Look second) {}

    private final Setting setting;
    private final Land land;
    private final LongFunction<@Nullable Instant> photographed;

    /** @param photographed when the picture of a delivery's honest visit was sent; null where there is none */
    Looks(Setting setting, Land land, LongFunction<@Nullable Instant> photographed) {
        this.setting = setting;
        this.land = land;
        this.photographed = photographed;
    }

    Pair at(long number, Plan plan, List<Amounts> lines, Instant received, Season season) {
        Dice dice = new Dice(setting.seed(), Dice.For.VISIT, number);
        Look.Kind kind = kind(plan.diversion(), season, dice);
        Instant day = received.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1L + dice.below(5)));
        boolean again = dice.chance(setting.secondBp());
        Look first = look(kind, number, plan, lines, day, plan.diversion() != Diversion.STAGED_VISIT, dice);
        boolean possible = kind == Look.Kind.HONEST || kind == Look.Kind.INVENTED;
        Look second = again && possible
                ? look(Look.Kind.HONEST, number, plan, lines, day.plus(Duration.ofDays(1)), true, dice)
                : null;
        return new Pair(first, second);
    }

    private Look.Kind kind(@Nullable Diversion diversion, Season season, Dice dice) {
        boolean reached = dice.chance(Math.max(0, setting.visitedBp() - season.unreachedBp));
        boolean refused = dice.chance(setting.noise().refusedBp());
        if (diversion == Diversion.COLLUSION
                || diversion == Diversion.CURBSTONED_VISIT
                || diversion == Diversion.FORGED_POSITION
                || diversion == Diversion.RECYCLED_PHOTO) {
            return Look.Kind.INVENTED;
        }
        if (diversion == Diversion.REFUSED_ACCESS) {
            return Look.Kind.REFUSED;
        }
        if (diversion == Diversion.STAGED_VISIT) {
            return Look.Kind.HONEST;
        }
        if (!reached) {
            return Look.Kind.UNREACHED;
        }
        return refused ? Look.Kind.REFUSED : Look.Kind.HONEST;
    }

    /** @param afterTheft whether what is sold from the store has left it by then */
    private Look look(
            Look.Kind kind, long number, Plan plan, List<Amounts> lines, Instant day, boolean afterTheft, Dice dice) {
        @Nullable Diversion diversion = plan.diversion();
        boolean staged = diversion == Diversion.STAGED_VISIT && !afterTheft;
        Instant at = day.plus(slot(plan.place())).plus(Duration.ofMinutes(dice.below(35)));
        boolean late = dice.chance(setting.noise().lateSyncBp());
        Instant told = at.plus(Duration.ofMinutes(late ? dice.between(600, 4_200) : dice.between(90, 540)));
        boolean weigh = dice.chance(WEIGHED_BP) && kind == Look.Kind.HONEST;
        boolean miscounts = dice.chance(setting.noise().miscountBp());
        boolean badGps = dice.chance(setting.noise().badGpsBp());
        Terms terms = Terms.at(setting, plan.store(), day);
        int notice = staged ? dice.between(72, 168) : Math.max(terms.noticeHours(), dice.below(20));
        boolean escorted = staged || terms.escorted() || dice.chance(200);
        List<Long> counted = new ArrayList<>();
        List<Long> weighed = new ArrayList<>();
        for (Amounts line : lines) {
            long there = kind == Look.Kind.INVENTED ? good(line) : there(line, diversion, afterTheft);
            long off = miscounts ? there * 3 / 1_000 : 0;
            counted.add(there - off);
            weighed.add(Math.round((there - off)
                    * (double) (line.food().gramsPerPackage - line.gramsTakenEach())
                    * (1 + 0.002 * dice.around())));
        }
        boolean looked = kind == Look.Kind.HONEST || kind == Look.Kind.INVENTED;
        int accuracy = badGps ? dice.between(150, 600) : dice.between(4, 35);
        return new Look(
                kind,
                monitor(plan.place(), day),
                at,
                told,
                weigh ? Attest.Method.WEIGH : Attest.Method.COUNT,
                looked && differs(lines, counted, weigh ? weighed : null),
                notice,
                escorted,
                escorted || kind == Look.Kind.REFUSED ? 0 : dice.between(3, 9),
                point(kind, plan, accuracy, dice),
                diversion == Diversion.FORGED_POSITION && kind == Look.Kind.INVENTED ? 0 : accuracy,
                looked ? List.copyOf(counted) : List.of(),
                looked && weigh ? List.copyOf(weighed) : null,
                diversion == Diversion.RECYCLED_PHOTO && kind == Look.Kind.INVENTED ? recycled(number, told) : number);
    }

    /** Three places are one round: each has its hour, so that one monitor can be at all three. */
    private static Duration slot(int place) {
        return Duration.ofMinutes(450 + 200L * Math.floorMod(place, 3));
    }

    /** Rounds change hands every day, and no monitor has two on one. */
    private int monitor(int place, Instant day) {
        long days = Duration.between(setting.start(), day).toDays();
        return Math.toIntExact(Math.floorMod(land.round(place) + days, (long) land.rounds()));
    }

    private static long there(Amounts line, @Nullable Diversion diversion, boolean afterTheft) {
        if (diversion == null) {
            return line.there();
        }
        return switch (diversion) {
            // The families' share is taken from the families, after every visit.
            case INFLATED_PEOPLE, TAXATION, UNDER_RATION, SHORT_RATION -> line.there();
            default -> afterTheft ? line.there() - line.takenAfter() : line.there();
        };
    }

    private static long good(Amounts line) {
        return line.told() == null ? 0 : line.told().good();
    }

    private static boolean differs(List<Amounts> lines, List<Long> counted, @Nullable List<Long> weighed) {
        long signed = 0;
        long seen = 0;
        for (int i = 0; i < lines.size(); i++) {
            Amounts line = lines.get(i);
            signed += line.grams(good(line));
            seen += weighed == null ? line.grams(counted.get(i)) : weighed.get(i);
        }
        return Math.abs(signed - seen) * WHOLE_BP > signed * DISCREPANT_BP;
    }

    private GeoPoint point(Look.Kind kind, Plan plan, int accuracy, Dice dice) {
        GeoPoint place = land.place(plan.store(), plan.place());
        if (kind == Look.Kind.INVENTED && plan.diversion() == Diversion.CURBSTONED_VISIT) {
            return Land.moved(place, dice.between(8_000, 30_000), dice.between(-20_000, 20_000));
        }
        if (kind == Look.Kind.INVENTED && plan.diversion() == Diversion.FORGED_POSITION) {
            return place;
        }
        // Who is refused stands at the barrier.
        double barrier = kind == Look.Kind.REFUSED ? 900 : 0;
        return Land.moved(place, barrier + accuracy * dice.around(), accuracy * dice.around());
    }

    /** The latest honest picture that was there by then; one's own, where there is none. */
    private long recycled(long number, Instant told) {
        for (long earlier = number - 1; earlier >= Math.max(0, number - MOST_BACK); earlier--) {
            @Nullable Instant sent = photographed.apply(earlier);
            if (sent != null && sent.isBefore(told)) {
                return earlier;
            }
        }
        return number;
    }
}
