package org.aidwitness.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * Walks every path through a small decision tree: each {@link #upTo} is a fork, and the loop
 * {@code while (all.next()) { ... }} takes every branch once. No seed, no shrinking, no luck.
 */
public final class Exhaustive {

    private final List<int[]> forks = new ArrayList<>(); // {choice, bound} along the current path
    private int depth;
    private boolean started;

    public boolean next() {
        depth = 0;
        if (!started) {
            started = true;
            return true;
        }
        while (!forks.isEmpty()) {
            int[] last = forks.get(forks.size() - 1);
            if (last[0] < last[1]) {
                last[0]++;
                return true;
            }
            forks.remove(forks.size() - 1);
        }
        return false;
    }

    /** A number in 0..bound, both ends included. */
    public int upTo(int bound) {
        if (depth == forks.size()) {
            forks.add(new int[] {0, bound});
        }
        return forks.get(depth++)[0];
    }

    public <T> T oneOf(List<T> options) {
        return options.get(upTo(options.size() - 1));
    }
}
