package org.aidwitness.monitoring.draw;

/** A file of a draw is not what its format says, or not what was committed. */
public final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unreadable(String message) {
        super(message);
    }
}
