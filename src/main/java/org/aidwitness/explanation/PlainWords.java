package org.aidwitness.explanation;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.aidwitness.web.Figures;

/** Machine facts as people read them, where no sentence knows the fact. */
public final class PlainWords {

    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?Z");
    private static final Pattern BASIS_POINTS = Pattern.compile("(\\d{1,9}) bp\\b");
    private static final Pattern CODE = Pattern.compile("\\b[A-Z][A-Z_]{2,}\\b");

    private PlainWords() {}

    /** "RECEIVED_PARTLY since 2026-10-06T07:40:00Z, 100 bp" reads "received partly since 6 Oct 2026, 1%". */
    public static String of(String fact) {
        String dated = INSTANT.matcher(fact).replaceAll(PlainWords::day);
        String shares = BASIS_POINTS.matcher(dated).replaceAll(PlainWords::percent);
        return CODE.matcher(shares)
                .replaceAll(code -> code.group().toLowerCase(Locale.ROOT).replace('_', ' '));
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
