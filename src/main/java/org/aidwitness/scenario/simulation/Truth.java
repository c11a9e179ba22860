package org.aidwitness.scenario.simulation;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.aidwitness.kernel.Kilograms;

/**
 * One diversion as it really was. Nobody in the programme knows this; it stands beside the statements, for those who
 * measure what is found.
 *
 * @param number of the waybill
 * @param place where the goods were meant to go
 * @param at when they were taken
 * @param taken how much did not reach those it was given to
 * @param seen whether somebody who tells the truth looked at the goods
 * @param seenAgain whether that was a second look, after another one
 * @param heard whether households were asked what they got, or somebody complained
 */
public record Truth(
        UUID waybill,
        String number,
        Diversion diversion,
        UUID place,
        Instant at,
        Kilograms taken,
        boolean seen,
        boolean seenAgain,
        boolean heard) {

    /** The names of what {@link #line} writes. */
    public static final String HEADER = "waybill,number,diversion,trace,place,at,kg,seen,seen_again,heard";

    /** Whether a look that could have found it was taken; always, where none is needed. */
    public boolean coverable() {
        return switch (diversion.trace()) {
            case STATEMENTS -> true;
            case VISIT -> seen;
            case SECOND_VISIT -> seenAgain;
            case PEOPLE -> heard;
        };
    }

    /** As a line of comma-separated values. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s",
                waybill,
                number,
                diversion,
                diversion.trace(),
                place,
                at,
                taken.toBigDecimal().toPlainString(),
                seen,
                seenAgain,
                heard);
    }
}
