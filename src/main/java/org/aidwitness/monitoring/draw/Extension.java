package org.aidwitness.monitoring.draw;

/**
 * More visits of a draw that was made: so many of each stratum, next in the order of the tickets. Who asks for them chooses
 * a number and no more.
 */
public record Extension(int high, int medium, int low) {

    public Extension {
        if (high < 0 || medium < 0 || low < 0 || (long) high + medium + low < 1) {
            throw new IllegalArgumentException("an extension draws at least one more");
        }
    }

    public int sizeOf(Stratum stratum) {
        return switch (stratum) {
            case HIGH -> high;
            case MEDIUM -> medium;
            case LOW -> low;
        };
    }

    String line(int number) {
        return "extension\t" + number + "\t" + high + "\t" + medium + "\t" + low + "\n";
    }
}
