package org.aidwitness.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Luck that can be had again: a function of its seed. For what is too large for {@link Exhaustive}. */
public final class Chance {

    private final Random random;

    public Chance(long seed) {
        this.random = new Random(seed);
    }

    public boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /** A number in 0..most, both ends included. */
    public int upTo(int most) {
        return random.nextInt(most + 1);
    }

    @SafeVarargs
    public final <T> T among(T... options) {
        return options[random.nextInt(options.length)];
    }

    public <T> T among(List<T> options) {
        return options.get(random.nextInt(options.size()));
    }

    /** The same in another order. */
    public <T> List<T> shuffled(List<T> list) {
        List<T> other = new ArrayList<>(list);
        Collections.shuffle(other, random);
        return other;
    }

    /** The value, or null where it is unknown. */
    public static <T> @Nullable T unless(boolean unknown, T value) {
        return unknown ? null : value;
    }
}
