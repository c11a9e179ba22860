package org.aidwitness.exchange.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.aidwitness.exchange.table.Moments.Moment;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.shipment.Declare.Precision;
import org.jspecify.annotations.Nullable;

/** A mapping's fields, compiled against the header of one file. Each reads its part of a row, or says what is wrong. */
final class Fields {

    private static final int MOST_NUMBER_CHARACTERS = 60;

    private final Mapping mapping;
    private final Template.Columns columns;
    private final Map<List<Mapping.Form>, Moments> moments = new HashMap<>();

    Fields(Mapping mapping, Template.Columns columns) {
        this.mapping = mapping;
        this.columns = columns;
    }

    @Nullable Text text(Mapping.@Nullable Value value) {
        return value == null ? null : needed(value);
    }

    Text needed(Mapping.Value value) {
        return new Text(
                Template.compile(value.text(), columns),
                Template.lowerCase(mapping.unknown(), value.unknown()),
                lowerCase(value.codes()),
                lowerCase(value.replace()),
                value.otherwise() == null ? null : Template.compile(value.otherwise(), columns));
    }

    @Nullable Number number(Mapping.@Nullable Amount amount) {
        if (amount == null) {
            return null;
        }
        Map<String, BigDecimal> factors = new HashMap<>();
        amount.factors().forEach((unit, factor) -> factors.put(Texts.columnKey(unit), factor));
        return new Number(
                Template.compile(amount.text(), columns),
                Template.lowerCase(mapping.unknown(), amount.unknown()),
                ",".equals(mapping.decimal()) ? ',' : '.',
                amount.by() == null ? null : Template.compile(amount.by(), columns),
                factors,
                amount.otherwiseFactor(),
                amount.positive());
    }

    @Nullable Time time(Mapping.@Nullable When when) {
        return when == null ? null : neededTime(when);
    }

    Time neededTime(Mapping.When when) {
        return new Time(
                Template.compile(when.date(), columns),
                when.time() == null ? null : Template.compile(when.time(), columns),
                Template.lowerCase(mapping.unknown(), List.of()),
                moments.computeIfAbsent(when.forms(), forms -> new Moments(mapping, forms)),
                when.precision());
    }

    Moments moments() {
        return moments.computeIfAbsent(List.of(), forms -> new Moments(mapping, forms));
    }

    private static Map<String, String> lowerCase(Map<String, String> words) {
        Map<String, String> lower = new HashMap<>();
        words.forEach((word, meaning) -> lower.put(Texts.columnKey(word), meaning));
        return lower;
    }

    /** A text. */
    record Text(
            Template template,
            Set<String> unknown,
            Map<String, String> codes,
            Map<String, String> replace,
            @Nullable Template otherwise) {

        @Nullable String read(Reading reading) {
            String text = template.expand(reading.row, unknown);
            if (text == null) {
                return otherwise == null ? null : otherwise.expand(reading.row, unknown);
            }
            if (!replace.isEmpty()) {
                text = replace.getOrDefault(text.toLowerCase(Locale.ROOT), text);
            }
            if (codes.isEmpty()) {
                return text;
            }
            String meaning = codes.get(text.toLowerCase(Locale.ROOT));
            if (meaning == null) {
                reading.problem(column(), Code.INVALID, "The code \"" + Texts.excerpt(text) + "\" is not known.");
            }
            return meaning;
        }

        /** The text, or a problem and the empty text. */
        String need(Reading reading) {
            int problems = reading.problems().size();
            String text = read(reading);
            if (text == null) {
                if (reading.problems().size() == problems) {
                    reading.problem(column(), Code.INVALID, "This is needed, and nothing stands here.");
                }
                return "";
            }
            return text;
        }

        /** One of the constants, or null and, where something else stands there, a problem. */
        <E extends Enum<E>> @Nullable E one(Reading reading, Class<E> type) {
            String text = read(reading);
            if (text == null) {
                return null;
            }
            String name = text.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(name)) {
                    return constant;
                }
            }
            reading.problem(column(), Code.INVALID, "The code \"" + Texts.excerpt(text) + "\" is not known.");
            return null;
        }

        /** Yes or no, or null and, where something else stands there, a problem. */
        @Nullable Boolean yesOrNo(Reading reading) {
            String text = read(reading);
            if (text == null) {
                return null;
            }
            switch (text.toLowerCase(Locale.ROOT)) {
                case "yes", "y", "true", "1":
                    return true;
                case "no", "n", "false", "0":
                    return false;
                default:
                    reading.problem(column(), Code.INVALID, "This is \"yes\" or \"no\".");
                    return null;
            }
        }

        @Nullable String column() {
            return template.column();
        }
    }

    /** A number. */
    record Number(
            Template template,
            Set<String> unknown,
            char decimal,
            @Nullable Template by,
            Map<String, BigDecimal> factors,
            @Nullable BigDecimal otherwise,
            boolean positive) {

        private static final BigDecimal MOST_WHOLE = BigDecimal.valueOf(Long.MAX_VALUE);

        @Nullable BigDecimal read(Reading reading) {
            String text = template.expand(reading.row, unknown);
            if (text == null) {
                return null;
            }
            BigDecimal number = parse(text, decimal);
            if (number == null) {
                reading.problem(column(), Code.MALFORMED, "This is no number: \"" + Texts.excerpt(text) + "\".");
                return null;
            }
            if (positive && number.signum() <= 0) {
                reading.note(column() + ": 0 or less, taken as unknown");
                return null;
            }
            if (number.signum() < 0) {
                reading.problem(column(), Code.OUT_OF_RANGE, "This is below 0: \"" + Texts.excerpt(text) + "\".");
                return null;
            }
            BigDecimal factor = factor(reading.row);
            return factor == null ? null : factor == BigDecimal.ONE ? number : number.multiply(factor);
        }

        private @Nullable BigDecimal factor(TableRow row) {
            if (by == null) {
                return BigDecimal.ONE;
            }
            String unit = by.expand(row, unknown);
            String key = unit == null ? "" : unit.toLowerCase(Locale.ROOT);
            return factors.containsKey(key) ? factors.get(key) : otherwise;
        }

        @Nullable Long whole(Reading reading) {
            BigDecimal number = read(reading);
            if (number == null) {
                return null;
            }
            if (isHuge(number) || number.compareTo(MOST_WHOLE) > 0) {
                reading.problem(column(), Code.OUT_OF_RANGE, "This number is too large.");
                return null;
            }
            if (number.stripTrailingZeros().scale() > 0) {
                reading.problem(column(), Code.INVALID, "This is a whole number, and " + number + " is none.");
                return null;
            }
            return number.longValue();
        }

        @Nullable Kilograms kilograms(Reading reading) {
            BigDecimal number = read(reading);
            if (number == null) {
                return null;
            }
            if (isHuge(number)) {
                reading.problem(column(), Code.OUT_OF_RANGE, "A weight lies between 0 and 100,000,000 kg.");
                return null;
            }
            try {
                return Kilograms.of(number);
            } catch (IllegalArgumentException outOfRange) {
                reading.problem(column(), Code.OUT_OF_RANGE, "A weight lies between 0 and 100,000,000 kg.");
                return null;
            }
        }

        /** A plain amount with at most 18 digits before the point; else a problem. */
        @Nullable BigDecimal amount(Reading reading) {
            BigDecimal number = read(reading);
            if (number != null && isHuge(number)) {
                reading.problem(column(), Code.OUT_OF_RANGE, "This number is too large.");
                return null;
            }
            return number;
        }

        /** 1e999999999 must not be written out digit by digit. */
        private static boolean isHuge(BigDecimal number) {
            return (long) number.precision() - number.scale() > 18 || number.scale() > 100;
        }

        @Nullable String column() {
            return template.column();
        }

        /** Plain digits with the decimal point and thousands marks in their places; null where it is anything else. */
        static @Nullable BigDecimal parse(String text, char decimal) {
            if (text.length() > MOST_NUMBER_CHARACTERS) {
                return null;
            }
            char thousands = decimal == '.' ? ',' : '.';
            StringBuilder plain = new StringBuilder(text.length());
            int sinceMark = -1;
            boolean fraction = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == thousands || c == ' ' || c == '\u00a0' || c == '\u202f') {
                    if (fraction || plain.isEmpty() || (sinceMark < 0 ? plain.length() > 3 : sinceMark != 3)) {
                        return null;
                    }
                    sinceMark = 0;
                } else if (c == decimal) {
                    if (fraction || (sinceMark >= 0 && sinceMark != 3)) {
                        return null;
                    }
                    fraction = true;
                    plain.append('.');
                } else {
                    plain.append(c);
                    sinceMark += sinceMark >= 0 && !fraction ? 1 : 0;
                }
            }
            if (sinceMark >= 0 && sinceMark != 3 && !fraction) {
                return null;
            }
            return bigDecimal(plain.toString());
        }

        private static @Nullable BigDecimal bigDecimal(String plain) {
            if (plain.isEmpty() || !isAscii(plain)) {
                return null;
            }
            try {
                return new BigDecimal(plain);
            } catch (NumberFormatException unreadable) {
                return null;
            }
        }

        private static boolean isAscii(String text) {
            return text.chars().allMatch(c -> c < 128);
        }
    }

    /** A day or an instant. */
    record Time(
            Template date,
            @Nullable Template time,
            Set<String> unknown,
            Moments moments,
            @Nullable Precision precision) {

        @Nullable Moment read(Reading reading) {
            String text = date.expand(reading.row, unknown);
            if (text == null) {
                return null;
            }
            Moment moment = moments.read(text);
            if (moment == null) {
                reading.problem(column(), Code.MALFORMED, "This is no date: \"" + Texts.excerpt(text) + "\".");
                return null;
            }
            Moment exact = time == null ? moment : withTime(reading, time, text, moment);
            return precision == null ? exact : new Moment(exact.at(), precision);
        }

        private Moment withTime(Reading reading, Template timeOfDay, String dayText, Moment moment) {
            LocalDate day = moments.day(dayText);
            if (day == null) {
                return moment;
            }
            String text = timeOfDay.expand(reading.row, unknown);
            Instant at = text == null ? null : moments.at(day, text);
            if (at == null) {
                reading.note(timeOfDay.column() + (text == null ? ": empty" : ": not a time of day")
                        + ", only the day is taken");
                return moments.dayOnly(day);
            }
            return new Moment(at, Precision.INSTANT);
        }

        Moment need(Reading reading) {
            int problems = reading.problems().size();
            Moment moment = read(reading);
            if (moment == null) {
                if (reading.problems().size() == problems) {
                    reading.problem(column(), Code.INVALID, "A date is needed, and nothing stands here.");
                }
                return new Moment(Instant.EPOCH, Precision.DAY);
            }
            return moment;
        }

        @Nullable LocalDate day(Reading reading) {
            String text = date.expand(reading.row, unknown);
            if (text == null) {
                return null;
            }
            LocalDate day = moments.day(text);
            if (day == null) {
                reading.problem(column(), Code.MALFORMED, "This is no date: \"" + Texts.excerpt(text) + "\".");
            }
            return day;
        }

        @Nullable String column() {
            return date.column();
        }
    }

    static Collection<String> split(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        return List.of(text.split("[;,]")).stream()
                .map(Texts::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
