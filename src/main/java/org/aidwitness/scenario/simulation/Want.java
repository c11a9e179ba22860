package org.aidwitness.scenario.simulation;

/**
 * What the families of a place lack of what the papers say they were given, in basis points.
 *
 * @param shortBp of its ration, each family
 * @param unservedBp of the families, who got nothing
 * @param taxedBp of the families, from whom a part was taken back
 */
record Want(int shortBp, int unservedBp, int taxedBp) {

    private static final int WHOLE_BP = Setting.WHOLE_BP;

    /** Who takes back goes from door to door, and leaves some out. */
    private static final int TAXED_BP = 8_000;

    private static final Want EVERYTHING = new Want(0, WHOLE_BP, 0);

    static Want of(Course course) {
        long loaded = 0;
        long signed = 0;
        long eaten = 0;
        for (Amounts line : course.lines()) {
            Amounts.Told told = line.told();
            loaded += line.grams(line.loaded());
            signed += told == null ? 0 : line.grams(told.good());
            eaten += line.keptGrams();
        }
        // What the receipt says is missing was missing at the handing out, and the last in the row went home empty.
        int unserved = share(loaded - signed, loaded);
        int lacking = share(signed - eaten, signed);
        Diversion diversion = course.diversion();
        if (diversion == null) {
            return new Want(lacking, unserved, 0);
        }
        return switch (diversion) {
            case TRUCK_GONE, REROUTED -> EVERYTHING;
            // Who is there gets everything: the rest is of people who are not.
            case INFLATED_PEOPLE, GHOST_PLACE -> new Want(0, unserved, 0);
            case TAXATION -> new Want(0, unserved, TAXED_BP);
            case SHORT_RATION -> new Want(0, lacking, 0);
            default -> new Want(lacking, unserved, 0);
        };
    }

    private static int share(long part, long whole) {
        return part <= 0 || whole == 0 ? 0 : Math.toIntExact(Math.min(WHOLE_BP, part * WHOLE_BP / whole));
    }
}
