package org.aidwitness.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A weight in whole grams, never negative. Kilograms are what waybills are written in; metric tons exist only on
 * pages. The bound is the load of a thousand trucks on one line: more than that is a slip of the pen.
 */
public record Kilograms(long grams) implements Comparable<Kilograms> {

    public static final Kilograms ZERO = new Kilograms(0);

    /** 100,000 metric tons: above the largest bulk carrier's grain load. */
    public static final Kilograms MOST = new Kilograms(100_000_000_000L);

    private static final int GRAM_DIGITS = 3;

    public Kilograms {
        if (grams < 0) {
            throw new IllegalArgumentException("a weight is never negative");
        }
    }

    /** Rounds half up to whole grams; throws IllegalArgumentException if negative or more than {@link #MOST}. */
    public static Kilograms of(BigDecimal kilograms) {
        // A magnitude check first: 1e999999999 would otherwise be written out digit by digit.
        if (kilograms.signum() < 0 || (long) kilograms.precision() - kilograms.scale() > 12) {
            throw new IllegalArgumentException("a weight lies between 0 and 100,000,000 kg");
        }
        Kilograms weight = new Kilograms(kilograms
                .setScale(GRAM_DIGITS, RoundingMode.HALF_UP)
                .movePointRight(GRAM_DIGITS)
                .longValueExact());
        if (weight.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("a weight lies between 0 and 100,000,000 kg");
        }
        return weight;
    }

    public static Kilograms ofKilograms(long kilograms) {
        return of(BigDecimal.valueOf(kilograms));
    }

    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(grams, GRAM_DIGITS);
    }

    public Kilograms plus(Kilograms other) {
        return new Kilograms(Math.addExact(grams, other.grams));
    }

    /** This less the other; nothing where the other is more. */
    public Kilograms minusOrZero(Kilograms other) {
        return new Kilograms(Math.max(0, grams - other.grams));
    }

    public boolean isZero() {
        return grams == 0;
    }

    @Override
    public int compareTo(Kilograms other) {
        return Long.compare(grams, other.grams);
    }

    /** "24.9 kg": plain digits, a point, no trailing zeros. */
    @Override
    public String toString() {
        BigDecimal plain = toBigDecimal().stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString() + " kg";
    }
}
