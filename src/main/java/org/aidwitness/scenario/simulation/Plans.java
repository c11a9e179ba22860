package org.aidwitness.scenario.simulation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is planned for a delivery, before anything happens to it: a function of its number alone. */
final class Plans {

    /** Before this many deliveries there is no picture to send again. */
    private static final int FIRST_RECYCLED = 40;

    /**
     * One delivery.
     *
     * @param people who really live from it
     * @param peopleAsked for whom the truck is loaded
     */
    record Plan(int store, int place, @Nullable Diversion diversion, Basket basket, int people, int peopleAsked) {

        long packages(int line) {
            return basket.packages(line, peopleAsked);
        }
    }

    private final Setting setting;
    private final Land land;

    Plans(Setting setting, Land land) {
        this.setting = setting;
        this.land = land;
    }

    Plan of(long delivery) {
        Dice dice = new Dice(setting.seed(), Dice.For.PLAN, delivery);
        Diversion diversion = diversion(delivery, dice.below(Setting.WHOLE_BP));
        int store = dice.below(Land.STORES);
        int place = diversion == Diversion.GHOST_PLACE ? Land.GHOST : dice.below(land.places());
        int draw = dice.below(100);
        Basket basket = draw < 50 ? Basket.CEREAL : draw < 85 ? Basket.FAMILY : Basket.SUPPLEMENT;
        int around = dice.between(-150, 150);
        int bad = dice.below(10_000);
        if (diversion == Diversion.PAPER_SURPLUS) {
            basket = Basket.FAMILY;
        }
        if (place == Land.GHOST) {
            return new Plan(store, place, diversion, basket, 0, 800 + bad % 1_800);
        }
        int catchment = land.catchment(store, place);
        int people = share(catchment, land.reachedBp(store, place) + around);
        int asked = diversion == Diversion.INFLATED_PEOPLE ? share(catchment, 11_600 + bad % 6_400) : people;
        return new Plan(store, place, diversion, basket, people, asked);
    }

    private @Nullable Diversion diversion(long delivery, int draw) {
        int left = draw;
        for (Map.Entry<Diversion, Integer> share : setting.shares().entrySet()) {
            if (share.getKey() != Diversion.SKIM_ON_HAUL) {
                left -= share.getValue();
                if (left < 0) {
                    boolean tooEarly = share.getKey() == Diversion.RECYCLED_PHOTO && delivery < FIRST_RECYCLED;
                    return tooEarly ? null : share.getKey();
                }
            }
        }
        return null;
    }

    static int share(int whole, int basisPoints) {
        return Math.toIntExact((long) whole * basisPoints / Setting.WHOLE_BP);
    }
}
