package org.aidwitness.access;

/** A fault, not a refusal: too many people are signing in at this moment. The same call may work in a few seconds. */
public final class Busy extends RuntimeException {

    private static final long serialVersionUID = 1;

    Busy() {
        super("Too many people are signing in at this moment");
    }
}
