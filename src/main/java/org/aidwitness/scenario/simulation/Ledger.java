package org.aidwitness.scenario.simulation;

/**
 * Where everything went, in grams: given = eaten + diverted + lost + stored.
 *
 * @param given left the port
 * @param eaten reached people
 * @param diverted taken, on any leg or after it
 * @param lost honestly: torn, wet, wrecked
 * @param stored still in the stores, or never loaded
 */
public record Ledger(long given, long eaten, long diverted, long lost, long stored) {

    static final Ledger EMPTY = new Ledger(0, 0, 0, 0, 0);

    /** What comes into a store is stored; what leaves it is stored no more. */
    Ledger with(Course course) {
        long loaded = 0;
        long kept = 0;
        long taken = 0;
        long gone = 0;
        for (Amounts line : course.lines()) {
            loaded += line.grams(line.loaded());
            kept += line.keptGrams();
            taken += line.divertedGrams();
            gone += line.lostGrams();
        }
        return course.haul()
                ? new Ledger(given + loaded, eaten, diverted + taken, lost + gone, stored + kept)
                : new Ledger(given, eaten + kept, diverted + taken, lost + gone, stored - loaded);
    }
}
