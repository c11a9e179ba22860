package org.aidwitness.verification.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.aidwitness.kernel.Policy;

/**
 * A number that decides a rule's answer. What a policy sets is read from the policy's defaults, never written again.
 *
 * @param name as in the JSON of a policy, its part first: goods.rationLowBp; a fixed number has a name of its own
 * @param value the default, or the fixed number
 * @param adjustable whether a programme's policy may set another; else the number is the same everywhere
 */
public record Parameter(String name, Unit unit, int value, boolean adjustable) {

    /** What a number counts; the name says it last. */
    public enum Unit {
        /** Hundredths of one per cent. */
        BASIS_POINTS("Bp"),
        PERCENT("Percent"),
        MINUTES("Minutes"),
        HOURS("Hours"),
        DAYS("Days"),
        WEEKS("Weeks"),
        METRES("Metres"),
        KILOMETRES_PER_HOUR("KmPerHour"),
        DECIMAL_PLACES("Decimals"),
        US_DOLLARS("Usd"),
        BITS("Bits"),
        STANDARD_DEVIATIONS("Sigmas"),
        /** Steps from one organisation to the next. */
        RELATIONS("Depth"),
        REFUSALS("Refusals"),
        VISITS("Visits", "Gaps"),
        PICTURES("Pictures"),
        PACKAGES("Packages"),
        BAGS("Bags"),
        PEOPLE("Complaints"),
        REPORTS("Reports"),
        HOUSEHOLDS("Households"),
        WAYBILLS("Waybills"),
        PARTIES("Parties"),
        OVERRIDES_A_QUARTER("OverridesPerQuarter"),
        /** Times the grace. */
        GRACES("Graces");

        private final List<String> endings;

        Unit(String... endings) {
            this.endings = List.of(endings);
        }

        /** The unit that a number's name ends with. */
        static Unit of(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return Arrays.stream(values())
                    .filter(unit ->
                            unit.endings.stream().anyMatch(ending -> lower.endsWith(ending.toLowerCase(Locale.ROOT))))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(name + " does not end with a unit"));
        }
    }

    /** Numbers of a programme's policy, by the way to each from {@link Policy}. */
    static Stream<Parameter> ofPolicy(String... names) {
        return Stream.of(names).map(name -> new Parameter(name, Unit.of(name), standard(name), true));
    }

    /** A number that no policy changes. */
    static Parameter fixed(String name, int value) {
        return new Parameter(name, Unit.of(name), value, false);
    }

    private static int standard(String name) {
        Object found = Policy.DEFAULTS;
        try {
            for (String part : name.split("\\.")) {
                found = found.getClass().getMethod(part).invoke(found);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No policy has " + name, e);
        }
        return (int) found;
    }
}
