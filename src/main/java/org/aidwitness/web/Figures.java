package org.aidwitness.web;

import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Numbers and dates as pages write them, in templates under {@code fig:}. Weights come in kilograms and leave as metric
 * tons; times are UTC. Nothing is ever rounded to nothing, nor up to the whole.
 */
@TemplateExtension(namespace = "fig")
public final class Figures {

    private static final BigDecimal TON = BigDecimal.valueOf(1000);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

    private Figures() {}

    /** "12,480": whole metric tons from 10 on, two significant decimals below. No unit. */
    public static String tons(BigDecimal kg) {
        BigDecimal tons = kg.divide(TON, 6, RoundingMode.HALF_UP);
        if (tons.abs().compareTo(BigDecimal.TEN) >= 0) {
            return format("#,##0", tons);
        }
        return tons.abs().compareTo(BigDecimal.ONE) >= 0 || kg.signum() == 0
                ? format("#,##0.#", tons)
                : format("0.###", tons);
    }

    /** "25.0 MT", or "13 kg" below a ton. */
    public static String weight(BigDecimal kg) {
        if (kg.signum() == 0 || kg.abs().compareTo(TON) >= 0) {
            return format("#,##0.0", kg.divide(TON, 6, RoundingMode.HALF_UP)) + " MT";
        }
        return format(kg.abs().compareTo(BigDecimal.TEN) < 0 ? "0.###" : "0", kg) + " kg";
    }

    /** "25 MT" or "24.9 MT": as few digits as say it exactly to the kilogram. */
    public static String exactly(BigDecimal kg) {
        return kg.abs().compareTo(TON) >= 0
                ? format("#,##0.###", kg.divide(TON, 6, RoundingMode.HALF_UP)) + " MT"
                : format("0.###", kg) + " kg";
    }

    /** "1,239"; for whole numbers. */
    public static String count(Number number) {
        return format("#,##0", BigDecimal.valueOf(number.longValue()));
    }

    /** "69%", "0.4%", "<0.1%", ">99%"; a dash where there is no whole to have a share of. */
    public static String share(BigDecimal part, BigDecimal whole) {
        if (whole.signum() <= 0) {
            return "–";
        }
        BigDecimal percent = part.scaleByPowerOfTen(2).divide(whole, 6, RoundingMode.HALF_UP);
        if (part.compareTo(whole) < 0 && percent.compareTo(new BigDecimal("99.5")) >= 0) {
            return ">99%";
        }
        if (percent.signum() > 0 && percent.compareTo(new BigDecimal("0.1")) < 0) {
            return "<0.1%";
        }
        boolean belowOne = percent.signum() > 0 && percent.compareTo(new BigDecimal("0.95")) < 0;
        return format(belowOne ? "0.0" : "0", percent) + "%";
    }

    /** "50", "49.8": all digits that are not idle. */
    public static String plain(BigDecimal number) {
        return format("#,##0.######", number);
    }

    /** "1%" for 100. */
    public static String basisPoints(int basisPoints) {
        return plain(BigDecimal.valueOf(basisPoints, 2)) + "%";
    }

    /** Whole days from one instant to the other. */
    public static String daysBetween(Instant from, Instant to) {
        return count(Duration.between(from, to).toDays());
    }

    /** "6 Oct 2026". */
    public static String day(Instant at) {
        return DAY.format(at.atOffset(ZoneOffset.UTC));
    }

    /** "6 Oct 2026". */
    public static String date(LocalDate day) {
        return DAY.format(day);
    }

    public static String shortDay(Instant at) {
        return SHORT_DAY.format(at.atOffset(ZoneOffset.UTC));
    }

    public static String time(Instant at) {
        return TIME.format(at.atOffset(ZoneOffset.UTC));
    }

    /** "6 Oct 2026, 07:40 UTC". */
    public static String minute(Instant at) {
        return MINUTE.format(at.atOffset(ZoneOffset.UTC)) + " UTC";
    }

    // DecimalFormat keeps state while it formats, so each use has its own.
    private static String format(String pattern, BigDecimal number) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number).replace('-', '−');
    }
}
