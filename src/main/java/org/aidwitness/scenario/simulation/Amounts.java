package org.aidwitness.scenario.simulation;

import org.aidwitness.shipment.DeclaredLine.LossReason;
import org.jspecify.annotations.Nullable;

/**
 * One food on one truck, in packages: what really became of it, and what the receipt says.
 *
 * @param taken stolen before it arrived
 * @param damaged arrived, and not fit to eat
 * @param missing lost on the way, honestly
 * @param gramsTakenEach stolen out of each package that arrived
 * @param takenAfter arrived, and did not reach people
 * @param told what the receipt says of it; null where there is none
 */
record Amounts(
        Food food,
        long loaded,
        long taken,
        long damaged,
        long missing,
        int gramsTakenEach,
        long takenAfter,
        @Nullable Told told) {

    /** The receipt: loaded = good + damaged + missing − surplus. */
    record Told(
            long good,
            long damaged,
            long missing,
            long surplus,
            @Nullable LossReason reason) {}

    Amounts {
        boolean adds = told == null || loaded == told.good + told.damaged + told.missing - told.surplus;
        if (taken < 0
                || damaged < 0
                || missing < 0
                || takenAfter < 0
                || takenAfter > there(loaded, taken, damaged, missing)
                || !adds) {
            throw new IllegalStateException("amounts do not add up: " + food + " " + loaded + " " + taken + " "
                    + damaged + " " + missing + " " + takenAfter + " " + told);
        }
    }

    static Amounts whole(Food food, long packages) {
        return new Amounts(food, packages, 0, 0, 0, 0, 0, null);
    }

    private static long there(long loaded, long taken, long damaged, long missing) {
        return loaded - taken - damaged - missing;
    }

    /** Good packages that really arrived. */
    long there() {
        return there(loaded, taken, damaged, missing);
    }

    Amounts stolen(long packages) {
        return new Amounts(food, loaded, packages, damaged, missing, gramsTakenEach, takenAfter, told);
    }

    Amounts lost(long moreDamaged, long moreMissing) {
        return new Amounts(food, loaded, taken, moreDamaged, moreMissing, gramsTakenEach, takenAfter, told);
    }

    Amounts lightened(int grams) {
        return new Amounts(food, loaded, taken, damaged, missing, grams, takenAfter, told);
    }

    Amounts sold(long packages) {
        return new Amounts(food, loaded, taken, damaged, missing, gramsTakenEach, packages, told);
    }

    Amounts told(@Nullable Told receipt) {
        return new Amounts(food, loaded, taken, damaged, missing, gramsTakenEach, takenAfter, receipt);
    }

    /** An honest receipt: what was stolen on the way is missing, and nobody knows why. */
    Amounts toldHonestly(@Nullable LossReason reason) {
        return told(new Told(there(), damaged, missing + taken, 0, reason));
    }

    /** The lie that most diversions need: everything came. */
    Amounts toldWhole() {
        return told(new Told(loaded, 0, 0, 0, null));
    }

    long grams(long packages) {
        return packages * food.gramsPerPackage;
    }

    long divertedGrams() {
        return grams(taken) + grams(takenAfter) + (there() - takenAfter) * gramsTakenEach;
    }

    long lostGrams() {
        return grams(damaged) + grams(missing);
    }

    /** What people, or the next store, have of it in the end. */
    long keptGrams() {
        return (there() - takenAfter) * (food.gramsPerPackage - gramsTakenEach);
    }
}
