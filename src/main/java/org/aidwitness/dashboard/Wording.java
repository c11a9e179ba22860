package org.aidwitness.dashboard;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.aidwitness.web.Figures;

/** Machine facts as people read them, where no sentence of {@link Messages} knows the fact. */
final class Wording {

    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?Z");
    private static final Pattern BASIS_POINTS = Pattern.compile("(\\d{1,9}) bp\\b");
    private static final Pattern CODE = Pattern.compile("\\b[A-Z][A-Z_]{2,}\\b");
    private static final int HASH_BYTES_SHOWN = 4;

    private Wording() {}

    /** "RECEIVED_PARTLY since 2026-10-06T07:40:00Z, 100 bp" reads "received partly since 6 Oct 2026, 1%". */
    static String words(String fact) {
        String dated = INSTANT.matcher(fact).replaceAll(Wording::day);
        String shares = BASIS_POINTS.matcher(dated).replaceAll(Wording::percent);
        return CODE.matcher(shares)
                .replaceAll(code -> code.group().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** "< 2026-12-20T07:40:00Z" reads "before 20 Dec 2026", "> 2 relations" reads "more than 2 relations away". */
    static String limit(String limit) {
        return words(limit)
                .replaceFirst("^< (?=\\d+ \\w{3} \\d{4})", "before ")
                .replaceFirst("^> (\\d+ relations)$", "more than $1 away");
    }

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

    private static String day(MatchResult found) {
        try {
            return Figures.day(Instant.parse(found.group()));
        } catch (DateTimeException e) {
            return found.group();
        }
    }

    private static String percent(MatchResult found) {
        return BigDecimal.valueOf(Long.parseLong(found.group(1)), 2)
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
    }
}
