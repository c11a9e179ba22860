package org.aidwitness.verification.rule;

import java.util.SortedMap;
import java.util.TreeMap;
import org.aidwitness.kernel.Kilograms;
import org.jspecify.annotations.Nullable;

/** Collects the facts of a finding; what is null is left out. */
final class Facts {

    private final SortedMap<String, String> map = new TreeMap<>();

    Facts with(String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value.toString());
        }
        return this;
    }

    /** An amount under its unit: {@code dispatched} becomes {@code dispatchedKg} or {@code dispatchedPackages}. */
    Facts with(String name, Measure measure, long amount) {
        return switch (measure) {
            case GRAMS -> with(name + "Kg", kilograms(amount));
            case PACKAGES -> with(name + "Packages", amount);
        };
    }

    /** Grams as plain kilograms, below zero too. */
    static String kilograms(long grams) {
        String plain = new Kilograms(Math.abs(grams)).toString();
        return (grams < 0 ? "-" : "") + plain.substring(0, plain.length() - " kg".length());
    }

    boolean isEmpty() {
        return map.isEmpty();
    }

    SortedMap<String, String> map() {
        return map;
    }
}
