package org.aidwitness.kernel;

/**
 * What numbers of a policy must keep to. A class of its own, so that the parts of a {@link Policy} do not wait for the
 * whole while it waits for their defaults: whichever is loaded first, none is null.
 */
final class Bounds {

    private Bounds() {}

    static void require(boolean holds, String name) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is out of range");
        }
    }
}
