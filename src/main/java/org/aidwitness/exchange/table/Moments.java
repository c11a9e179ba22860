package org.aidwitness.exchange.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.shipment.Declare.Precision;
import org.jspecify.annotations.Nullable;

/** Days and times as a table writes them. Strict: 31 February is no day. What was read once is remembered. */
final class Moments {

    /** Days of a decade and the minutes of a day; beyond it texts are read again. */
    private static final int MOST_REMEMBERED = 20_000;

    /** A moment and how exactly it is known. */
    record Moment(Instant at, Precision precision) {}

    private final ZoneId zone;
    private final ZoneId dayZone;
    private final List<DateTimeFormatter> dates;
    private final List<DateTimeFormatter> times;
    private final Map<String, Object> remembered = new HashMap<>();

    /** Stands for "could not be read" among what is remembered. */
    private static final Object NOTHING = new Object();

    Moments(Mapping mapping, List<Mapping.Form> forms) {
        this.zone = zone("/zone", mapping.zone());
        this.dayZone = zone("/dayZone", mapping.dayZone());
        this.dates = (forms.isEmpty() ? mapping.dates() : forms)
                .stream().map(Moments::formatter).toList();
        this.times = mapping.times().stream().map(Moments::formatter).toList();
    }

    static ZoneId zone(String field, @Nullable String name) {
        if (name == null) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw Refused.at(field, Code.INVALID, "This is no time zone; for example Asia/Gaza or UTC.");
        }
    }

    static void checkForm(String pattern, @Nullable String locale) {
        try {
            formatter(new DateTimeFormatterBuilder(), pattern, locale);
        } catch (IllegalArgumentException nonsense) {
            throw Refused.at("/pattern", Code.INVALID, "This is no date pattern; for example d-MMM-yy.");
        }
    }

    private static DateTimeFormatter formatter(Mapping.Form form) {
        return formatter(new DateTimeFormatterBuilder(), form.pattern(), form.locale());
    }

    private static DateTimeFormatter formatter(
            DateTimeFormatterBuilder builder, String pattern, @Nullable String locale) {
        // Strict resolving asks for the proleptic year; people write y.
        return builder.parseCaseInsensitive()
                .appendPattern(pattern.replace('y', 'u'))
                .toFormatter(locale == null ? Locale.ROOT : Locale.forLanguageTag(locale))
                .withChronology(IsoChronology.INSTANCE)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** The day, or the moment where the text holds a time of day too; null where it cannot be read. */
    @Nullable Moment read(String text) {
        Object known = remembered.get(text);
        if (known == null) {
            Moment moment = parse(text);
            known = moment == null ? NOTHING : moment;
            if (remembered.size() < MOST_REMEMBERED) {
                remembered.put(text, known);
            }
        }
        return known instanceof Moment moment ? moment : null;
    }

    private @Nullable Moment parse(String text) {
        for (DateTimeFormatter date : dates) {
            TemporalAccessor parsed = parsed(date, text);
            if (parsed instanceof LocalDateTime local) {
                return new Moment(local.atZone(zone).toInstant(), Precision.INSTANT);
            }
            if (parsed instanceof LocalDate day) {
                return new Moment(day.atStartOfDay(dayZone).toInstant(), Precision.DAY);
            }
        }
        return iso(text);
    }

    private @Nullable Moment iso(String text) {
        if (text.length() < 10 || text.charAt(4) != '-') {
            return null;
        }
        try {
            if (text.length() == 10) {
                return new Moment(LocalDate.parse(text).atStartOfDay(dayZone).toInstant(), Precision.DAY);
            }
            String joined = text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
            TemporalAccessor parsed =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(joined, OffsetDateTime::from, LocalDateTime::from);
            return new Moment(
                    parsed instanceof OffsetDateTime offset
                            ? offset.toInstant()
                            : LocalDateTime.from(parsed).atZone(zone).toInstant(),
                    Precision.INSTANT);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static @Nullable TemporalAccessor parsed(DateTimeFormatter format, String text) {
        try {
            return format.parseBest(text, LocalDateTime::from, LocalDate::from);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** The day in the text, without a time of day; null where it cannot be read. */
    @Nullable LocalDate day(String text) {
        Moment moment = read(text);
        if (moment == null) {
            return null;
        }
        return LocalDate.ofInstant(moment.at(), moment.precision() == Precision.DAY ? dayZone : zone);
    }

    Moment dayOnly(LocalDate day) {
        return new Moment(day.atStartOfDay(dayZone).toInstant(), Precision.DAY);
    }

    /** The time of day on that day, in the mapping's zone; null where the time cannot be read. */
    @Nullable Instant at(LocalDate day, String time) {
        for (DateTimeFormatter format : times) {
            try {
                return day.atTime(LocalTime.from(format.parse(time)))
                        .atZone(zone)
                        .toInstant();
            } catch (DateTimeException unreadable) {
                continue;
            }
        }
        try {
            return day.atTime(LocalTime.parse(time)).atZone(zone).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
