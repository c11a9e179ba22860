package org.aidwitness.scenario.simulation;

import java.util.List;

/** What one truck brings for the people of a place. */
enum Basket {
    CEREAL(15, List.of(new Ration(Food.RICE, 400))),
    FAMILY(15, List.of(new Ration(Food.RICE, 400), new Ration(Food.PULSES, 60))),
    SUPPLEMENT(30, List.of(new Ration(Food.CSB, 50), new Ration(Food.OIL, 25)));

    /** Grams of one food a person and day. */
    record Ration(Food food, int grams) {}

    final int days;
    final List<Ration> rations;

    Basket(int days, List<Ration> rations) {
        this.days = days;
        this.rations = rations;
    }

    int gramsPerDay() {
        return rations.stream().mapToInt(Ration::grams).sum();
    }

    /** Whole packages for so many people; at least one. */
    int packages(int line, int people) {
        Ration ration = rations.get(line);
        long grams = (long) people * ration.grams() * days;
        return Math.toIntExact(Math.max(1, Math.round((double) grams / ration.food().gramsPerPackage)));
    }
}
