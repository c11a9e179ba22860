package org.aidwitness.dashboard;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** Names and measures as people read them, where no sentence of {@link Messages} knows them. */
final class Wording {

    private static final int HASH_BYTES_SHOWN = 4;

    private Wording() {}

    /** "mediumLimitBp" reads "Medium limit bp". */
    static String label(String name) {
        String spaced =
                name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").replace('_', ' ').toLowerCase(Locale.ROOT);
        return raised(spaced);
    }

    /** The first letter great. */
    static String raised(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** The first letter small, unless the word is an abbreviation: "Rice" reads "rice", "HIV test kit" stays. */
    static String lower(String text) {
        if (text.length() < 2 || !Character.isUpperCase(text.charAt(0)) || !Character.isLowerCase(text.charAt(1))) {
            return text;
        }
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /** "38 m", "6.2 km". */
    static String metres(long metres) {
        return metres < 1000 ? metres + " m" : String.format(Locale.ROOT, "%,.1f km", metres / 1000.0);
    }

    static String shortHash(byte[] hash) {
        return HexFormat.of().formatHex(Arrays.copyOf(hash, Math.min(hash.length, HASH_BYTES_SHOWN))) + "…";
    }
}
