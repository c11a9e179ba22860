package org.aidwitness.kernel;

/**
 * How the parts of a {@link Policy} check their numbers. Apart from it, for whoever first asks a part for its defaults must
 * not begin with the whole: it would find that part's defaults missing.
 */
final class Range {

    private Range() {}

    static void require(boolean holds, String name) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is out of range");
        }
    }
}
