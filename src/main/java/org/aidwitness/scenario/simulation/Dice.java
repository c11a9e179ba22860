package org.aidwitness.scenario.simulation;

import java.util.SplittableRandom;

/** Chance that is none: the same seed, purpose and number give the same throws, whatever was thrown elsewhere. */
final class Dice {

    /** What is thrown for; each has its own throws. */
    enum For {
        PLAN,
        ROAD,
        LIE,
        VISIT,
        STORE,
        HAUL,
        LAND,
        HEARD
    }

    private final SplittableRandom random;

    Dice(long seed, For purpose, long number) {
        random = new SplittableRandom(mixed(mixed(mixed(seed) + purpose.ordinal() + 1) + number));
    }

    /** Murmur's finish: neighbours become strangers. */
    private static long mixed(long value) {
        long bits = value + 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }

    /** From 0 up to this, not including it. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** True so many times in ten thousand. */
    boolean chance(int basisPoints) {
        return random.nextInt(10_000) < basisPoints;
    }

    /** Between −1 and 1, mostly near 0. */
    double around() {
        return (random.nextDouble() + random.nextDouble() + random.nextDouble()) * 2 / 3 - 1;
    }
}
