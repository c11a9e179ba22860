package org.aidwitness.exchange.table;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.shipment.Declare.Precision;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of somebody's table mean: data, kept per organisation, each edit a new version. Columns are named as
 * in the header, case and outer white space ignored. A text such as {@code "UNRWA-{ID}"} takes cells into a sentence;
 * {@code "{carrier?}"} allows the column to be missing. A text with an unknown cell in it is unknown as a whole.
 *
 * @param separator of text files; found out where it is left out
 * @param sheet of XLSX files; the first where it is left out
 * @param zone of times of day, such as Asia/Gaza; UTC where it is left out
 * @param dayZone of days without a time of day; UTC where it is left out, so that a day stays that day everywhere
 * @param unknown cells that say nothing, case ignored; the empty cell always says nothing
 * @param dates how days are written, tried in order; ISO 8601 is always understood
 * @param times how times of day are written; ISO 8601 is always understood
 * @param decimal the decimal point, "." or ","; the other one is then a thousands mark
 * @param create what may be entered in the registry when the table names it and nobody has yet
 * @param line null where a row says nothing of goods
 */
public record Mapping(
        String description,
        @Nullable Character separator,
        @Nullable String sheet,
        @Nullable String zone,
        @Nullable String dayZone,
        List<String> unknown,
        List<Form> dates,
        List<Form> times,
        @Nullable String decimal,
        Set<Create> create,
        Waybill waybill,
        @Nullable Line line,
        List<Declaration> declarations,
        @Nullable Attestation attestation,
        @Nullable Keep keep) {

    public Mapping {
        needed("/description", description);
        needed("/waybill", waybill);
        unknown = orEmpty(unknown);
        dates = orEmpty(dates);
        times = orEmpty(times);
        declarations = orEmpty(declarations);
        create = create == null ? Set.of() : Set.copyOf(create);
        Moments.zone("/zone", zone);
        Moments.zone("/dayZone", dayZone);
        if (decimal != null && !decimal.equals(".") && !decimal.equals(",")) {
            throw Refused.at("/decimal", Code.INVALID, "The decimal point is \".\" or \",\".");
        }
        if (declarations.size() > 10) {
            throw Refused.at("/declarations", Code.OUT_OF_RANGE, "A row makes at most 10 declarations.");
        }
    }

    /** What an import may enter in the registry. */
    public enum Create {
        ORGANISATIONS,
        SITES,
        COMMODITIES
    }

    /** A pattern of java.time with its language: "2-Sep-06" is {@code d-MMM-yy} in {@code en}. */
    public record Form(String pattern, @Nullable String locale) {

        public Form {
            needed("/pattern", pattern);
            Moments.checkForm(pattern, locale);
        }

        Locale language() {
            return locale == null ? Locale.ROOT : Locale.forLanguageTag(locale);
        }
    }

    /**
     * A text from cells and words.
     *
     * @param codes what the sender's words mean here, case ignored; a word that is not listed is a problem
     * @param replace as codes, but a word that is not listed stays
     * @param unknown cells that say nothing, besides the mapping's own
     * @param otherwise the text in place of an unknown one
     */
    public record Value(
            String text,
            Map<String, String> codes,
            Map<String, String> replace,
            List<String> unknown,
            @Nullable String otherwise) {

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        public Value {
            needed("/text", text);
            codes = orEmpty(codes);
            replace = orEmpty(replace);
            unknown = orEmpty(unknown);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public static Value of(String text) {
            return new Value(text, Map.of(), Map.of(), List.of(), null);
        }
    }

    /**
     * A number from a cell.
     *
     * @param by the cell that names the unit
     * @param factors what to multiply with for each unit, case ignored; null makes the amount unknown
     * @param otherwiseFactor for units that are not listed; left out, their amounts are unknown
     * @param positive what is 0 or less is unknown, with a note, instead of a problem
     */
    public record Amount(
            String text,
            List<String> unknown,
            @Nullable String by,
            Map<String, BigDecimal> factors,
            @Nullable BigDecimal otherwiseFactor,
            boolean positive) {

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        public Amount {
            needed("/text", text);
            unknown = orEmpty(unknown);
            factors = orEmpty(factors);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public static Amount of(String text) {
            return new Amount(text, List.of(), null, Map.of(), null, false);
        }
    }

    /**
     * A day, or an instant where a time of day is given too.
     *
     * @param date the day, or day and time in one cell
     * @param time the time of day; where it cannot be read, the day alone is taken, with a note
     * @param precision what is known of it; left out, INSTANT with a time of day and DAY without
     * @param first of a waybill's rows the first decides, where a list repeats it on each row and not always the same;
     *     rows that say otherwise get a note
     */
    public record When(
            String date,
            @Nullable String time,
            List<Form> forms,
            @Nullable Precision precision,
            boolean first) {

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        public When {
            needed("/date", date);
            forms = orEmpty(forms);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public static When of(String date) {
            return new When(date, null, List.of(), null, false);
        }
    }

    /** "See ASN-93 (ID#:1281)": begins with {@code begins}, and the line's key stands between {@code from} and {@code to}. */
    public record Reference(String text, String begins, String from, String to) {

        public Reference {
            needed("/text", text);
            needed("/begins", begins);
            needed("/from", from);
            needed("/to", to);
        }
    }

    /** An organisation; its code is its name where none is given, its kind OTHER. */
    public record Party(
            Value name, @Nullable Value code, @Nullable Value kind) {

        public Party {
            needed("/name", name);
        }
    }

    /** A site; its code is its name where none is given, its kind WAREHOUSE. */
    public record Place(
            Value name,
            @Nullable Value code,
            @Nullable Value kind,
            @Nullable Value country) {

        public Place {
            needed("/name", name);
        }
    }

    /** A kind of goods; its code is its name where none is given, its class OTHER. */
    public record Goods(
            Value name, @Nullable Value code, @Nullable Value goodsClass) {

        public Goods {
            needed("/name", name);
        }
    }

    /** The waybill a row belongs to: with {@code route} the row makes it, without it names one that is there. */
    public record Waybill(
            Value number,
            @Nullable Route route,
            @Nullable Party consignor,
            @Nullable Party consignee,
            @Nullable Party carrier,
            @Nullable Value mode,
            @Nullable Value vehicle,
            @Nullable Value seals,
            @Nullable When plannedDeparture,
            @Nullable When plannedArrival) {

        public Waybill {
            needed("/waybill/number", number);
            if (route != null) {
                needed("/waybill/consignor", consignor);
                needed("/waybill/consignee", consignee);
            }
        }
    }

    /** The stretch a waybill travels; leg 1 and the last where nothing is said. */
    public record Route(
            Value consignment,
            @Nullable Value leg,
            @Nullable Value last,
            Place from,
            Place to) {

        public Route {
            needed("/waybill/route/consignment", consignment);
            needed("/waybill/route/from", from);
            needed("/waybill/route/to", to);
        }
    }

    /** The line a row is about: with {@code goods} the row makes it, without it names one that is there. */
    public record Line(
            Value key,
            @Nullable Goods goods,
            @Nullable Value description,
            @Nullable When bestBefore,
            @Nullable Amount packages,
            @Nullable Value packageUnit,
            @Nullable Amount kgPerPackage,
            @Nullable Amount netKg,
            @Nullable Reference includedIn,
            @Nullable Amount valueUsd) {

        public Line {
            needed("/line/key", key);
        }
    }

    /** Packages and net kg of one sort; {@code sameAsLine} takes those the row says the line has. */
    public record Measure(
            @Nullable Amount packages,
            @Nullable Amount kg,
            @Nullable Boolean sameAsLine) {}

    /**
     * A declaration a row makes.
     *
     * @param key tells it apart from others of the same waybill; its kind where it is left out
     * @param optional where the time is unknown there is no declaration, instead of a problem
     */
    public record Declaration(
            @Nullable Value key,
            Value kind,
            Party organisation,
            Value signedBy,
            @Nullable Place site,
            When happenedAt,
            @Nullable When notedAt,
            @Nullable Value receipt,
            @Nullable Measure good,
            @Nullable Measure damaged,
            @Nullable Measure missing,
            @Nullable Measure surplus,
            @Nullable Value reason,
            @Nullable Value seals,
            @Nullable Amount households,
            @Nullable Amount people,
            @Nullable Amount rationGramsPerDay,
            @Nullable Amount rationDays,
            @Nullable Value note,
            @Nullable Boolean optional) {

        public Declaration {
            needed("/declarations/kind", kind);
            needed("/declarations/organisation", organisation);
            needed("/declarations/signedBy", signedBy);
            needed("/declarations/happenedAt", happenedAt);
        }
    }

    /** What a monitor saw; {@code key} tells it apart from others of the same waybill. */
    public record Attestation(
            Value key,
            Party organisation,
            Value monitor,
            Place site,
            Value method,
            Value verdict,
            When happenedAt,
            @Nullable Amount noticeHours,
            @Nullable Value escorted,
            @Nullable Amount privateInterviews,
            @Nullable Measure seen,
            @Nullable Value note) {

        public Attestation {
            needed("/attestation/key", key);
            needed("/attestation/organisation", organisation);
            needed("/attestation/monitor", monitor);
            needed("/attestation/site", site);
            needed("/attestation/method", method);
            needed("/attestation/verdict", verdict);
            needed("/attestation/happenedAt", happenedAt);
        }
    }

    /**
     * Columns whose text is kept with the line as it stands.
     *
     * @param columns their names; "*" keeps every column that nothing else uses
     * @param names under which name to keep a column
     * @param dates kept as 2006-11-13 where they can be read as a day
     */
    public record Keep(List<String> columns, Map<String, String> names, List<String> dates) {

        public Keep {
            columns = orEmpty(columns);
            names = orEmpty(names);
            dates = orEmpty(dates);
        }
    }

    private static void needed(String field, @Nullable Object part) {
        if (part == null) {
            throw Refused.at(field, Code.INVALID, "A mapping says this.");
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
