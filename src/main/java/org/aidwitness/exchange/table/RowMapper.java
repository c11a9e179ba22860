package org.aidwitness.exchange.table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.aidwitness.exchange.table.Fields.Number;
import org.aidwitness.exchange.table.Fields.Text;
import org.aidwitness.exchange.table.Fields.Time;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.registry.CommodityEntry;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.SiteEntry;
import org.aidwitness.shipment.RegisterWaybill.Mode;
import org.jspecify.annotations.Nullable;

/** A mapping, compiled against the header of one file: turns rows into drafts, and needs no database for it. */
final class RowMapper {

    private static final int MOST_KEPT = 100;

    private final List<String> header;
    private final Map<String, String> columnsByPointer = new HashMap<>();
    private final Fields fields;
    private final WaybillMapper waybill;
    private final @Nullable LineMapper line;
    private final List<StatementMapper.Declaring> declarations;
    private final StatementMapper.@Nullable Attesting attestation;
    private final List<Kept> kept;

    /** A column that is kept with the line. */
    private record Kept(int column, String name, boolean date) {}

    RowMapper(Mapping mapping, List<String> header) {
        this.header = header;
        List<Refusal> missing = new ArrayList<>();
        Template.Columns columns = new Template.Columns(
                indexes(header),
                header.size(),
                name -> missing.add(new Refusal(
                        Code.INVALID,
                        "/rows/1",
                        "The file has no column \"" + name + "\"; its columns are: "
                                + Texts.excerpt(String.join(", ", header)))));
        this.fields = new Fields(mapping, columns);
        this.waybill = new WaybillMapper(mapping.waybill());
        this.line = mapping.line() == null ? null : new LineMapper(mapping.line());
        StatementMapper statements = new StatementMapper(fields, this);
        this.declarations =
                mapping.declarations().stream().map(statements::declaring).toList();
        this.attestation = mapping.attestation() == null ? null : statements.attesting(mapping.attestation());
        this.kept = kept(mapping.keep(), columns);
        Refused.ifAny(missing.stream().distinct().toList());
    }

    private static Map<String, Integer> indexes(List<String> header) {
        Map<String, Integer> indexes = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            // Of two columns with one name the first is meant.
            indexes.putIfAbsent(Texts.columnKey(header.get(i)), i);
        }
        return indexes;
    }

    private List<Kept> kept(Mapping.@Nullable Keep keep, Template.Columns columns) {
        if (keep == null) {
            return List.of();
        }
        Map<String, String> names = new HashMap<>();
        keep.names().forEach((column, name) -> names.put(Texts.columnKey(column), name));
        List<String> dates = keep.dates().stream().map(Texts::columnKey).toList();
        Map<Integer, Kept> found = new LinkedHashMap<>();
        if (keep.columns().contains("*")) {
            for (int i = 0; i < header.size(); i++) {
                if (!header.get(i).isEmpty()
                        && !columns.isUsed(i)
                        && !header.get(i).equalsIgnoreCase(ProblemFiles.COLUMN)) {
                    found.put(i, kept(i, names, dates));
                }
            }
        }
        for (String column : keep.columns()) {
            int index = column.equals("*") ? -1 : columns.use(column, column.endsWith("?"));
            if (index >= 0) {
                found.put(index, kept(index, names, dates));
            }
        }
        if (found.size() > MOST_KEPT) {
            throw Refused.at("/keep", Code.OUT_OF_RANGE, "At most " + MOST_KEPT + " columns can be kept with a line.");
        }
        return List.copyOf(found.values());
    }

    private Kept kept(int index, Map<String, String> names, List<String> dates) {
        String name = header.get(index);
        String key = Texts.columnKey(name);
        return new Kept(index, names.getOrDefault(key, name), dates.contains(key));
    }

    /** The column behind a command's field, for refusals of later checks; null where none stands behind it. */
    @Nullable String columnOf(@Nullable String pointer) {
        return pointer == null ? null : columnsByPointer.get(pointer);
    }

    void note(String pointer, @Nullable String column) {
        if (column != null) {
            columnsByPointer.putIfAbsent(pointer, column);
        }
    }

    Draft map(TableRow row) {
        Reading reading = new Reading(row);
        Draft.Waybill made = waybill.read(reading);
        Draft.Line lineMade = line == null ? null : line.read(reading);
        List<Draft.Declaration> declared = new ArrayList<>(declarations.size());
        for (StatementMapper.Declaring declaring : declarations) {
            Draft.Declaration declaration = declaring.read(reading, lineMade);
            if (declaration != null) {
                declared.add(declaration);
            }
        }
        Draft.Attestation attested = attestation == null ? null : attestation.read(reading);
        return new Draft(row.number(), reading.problems(), reading.notes(), made, lineMade, declared, attested);
    }

    PartyMapper party(Mapping.Party party) {
        return new PartyMapper(fields.needed(party.name()), fields.text(party.code()), fields.text(party.kind()));
    }

    PlaceMapper place(Mapping.Place place) {
        return new PlaceMapper(
                fields.needed(place.name()),
                fields.text(place.code()),
                fields.text(place.kind()),
                fields.text(place.country()));
    }

    /** An organisation; the last one is remembered, since the next row mostly names it again. */
    static final class PartyMapper {

        private final Text name;
        private final @Nullable Text code;
        private final @Nullable Text kind;
        private Draft.@Nullable Party last;

        PartyMapper(Text name, @Nullable Text code, @Nullable Text kind) {
            this.name = name;
            this.code = code;
            this.kind = kind;
        }

        Draft.@Nullable Party read(Reading reading) {
            String named = name.read(reading);
            String coded = code == null ? named : code.read(reading);
            if (coded == null) {
                return null;
            }
            OrganisationEntry.Kind is = kind == null ? null : kind.one(reading, OrganisationEntry.Kind.class);
            OrganisationEntry.Kind sure = is == null ? OrganisationEntry.Kind.OTHER : is;
            String shown = named == null ? coded : named;
            Draft.Party known = last;
            if (known != null && known.code().equals(coded) && known.name().equals(shown) && known.kind() == sure) {
                return known;
            }
            Draft.Party party = new Draft.Party(coded, shown, sure, column());
            last = party;
            return party;
        }

        Draft.Party need(Reading reading) {
            Draft.Party party = read(reading);
            if (party == null) {
                reading.problem(column(), Code.INVALID, "An organisation is needed, and nothing stands here.");
                return new Draft.Party("", "", OrganisationEntry.Kind.OTHER, null);
            }
            return party;
        }

        @Nullable String column() {
            return code == null || code.column() == null ? name.column() : code.column();
        }
    }

    /** A site. */
    record PlaceMapper(
            Text name,
            @Nullable Text code,
            @Nullable Text kind,
            @Nullable Text country) {

        Draft.@Nullable Place read(Reading reading) {
            String named = name.read(reading);
            String coded = code == null ? named : code.read(reading);
            if (coded == null) {
                return null;
            }
            SiteEntry.Kind is = kind == null ? null : kind.one(reading, SiteEntry.Kind.class);
            return new Draft.Place(
                    coded,
                    named == null ? coded : named,
                    is == null ? SiteEntry.Kind.WAREHOUSE : is,
                    country == null ? null : country.read(reading),
                    column());
        }

        Draft.Place need(Reading reading) {
            Draft.Place place = read(reading);
            if (place == null) {
                reading.problem(column(), Code.INVALID, "A place is needed, and nothing stands here.");
                return new Draft.Place("", "", SiteEntry.Kind.WAREHOUSE, null, null);
            }
            return place;
        }

        @Nullable String column() {
            return code == null || code.column() == null ? name.column() : code.column();
        }
    }

    /** The waybill's fields. */
    private final class WaybillMapper {

        private final Text number;
        private final Mapping.@Nullable Route route;
        private final @Nullable Text consignment;
        private final @Nullable Text leg;
        private final @Nullable Text last;
        private final @Nullable PlaceMapper from;
        private final @Nullable PlaceMapper to;
        private final @Nullable PartyMapper consignor;
        private final @Nullable PartyMapper consignee;
        private final @Nullable PartyMapper carrier;
        private final @Nullable Text mode;
        private final @Nullable Text vehicle;
        private final @Nullable Text seals;
        private final @Nullable Time departure;
        private final @Nullable Time arrival;

        WaybillMapper(Mapping.Waybill from) {
            this.number = fields.needed(from.number());
            this.route = from.route();
            this.consignment = route == null ? null : fields.needed(route.consignment());
            this.leg = route == null ? null : fields.text(route.leg());
            this.last = route == null ? null : fields.text(route.last());
            this.from = route == null ? null : place(route.from());
            this.to = route == null ? null : place(route.to());
            this.consignor = from.consignor() == null ? null : party(from.consignor());
            this.consignee = from.consignee() == null ? null : party(from.consignee());
            this.carrier = from.carrier() == null ? null : party(from.carrier());
            this.mode = fields.text(from.mode());
            this.vehicle = fields.text(from.vehicle());
            this.seals = fields.text(from.seals());
            this.departure = fields.time(from.plannedDeparture());
            this.arrival = fields.time(from.plannedArrival());
            note("/number", number.column());
            note("/consignor", consignor == null ? null : consignor.column());
            note("/consignee", consignee == null ? null : consignee.column());
            note("/vehicle", vehicle == null ? null : vehicle.column());
            note("/seals", seals == null ? null : seals.column());
            note("/plannedDeparture", departure == null ? null : departure.column());
            note("/plannedArrival", arrival == null ? null : arrival.column());
            note("/legs/to", this.to == null ? null : this.to.column());
        }

        Draft.Waybill read(Reading reading) {
            return new Draft.Waybill(
                    number.need(reading),
                    route(reading),
                    consignor == null ? null : consignor.need(reading),
                    consignee == null ? null : consignee.need(reading),
                    carrier == null ? null : carrier.read(reading),
                    mode == null ? null : mode.one(reading, Mode.class),
                    vehicle == null ? null : vehicle.read(reading),
                    List.copyOf(Fields.split(seals == null ? null : seals.read(reading))),
                    departure == null ? null : departure.read(reading),
                    arrival == null ? null : arrival.read(reading));
        }

        private Draft.@Nullable Route route(Reading reading) {
            if (consignment == null || from == null || to == null) {
                return null;
            }
            Boolean isLast = last == null ? Boolean.TRUE : last.yesOrNo(reading);
            return new Draft.Route(
                    consignment.need(reading),
                    ordinal(reading),
                    isLast == null || isLast,
                    from.need(reading),
                    to.need(reading));
        }

        private int ordinal(Reading reading) {
            String text = leg == null ? null : leg.read(reading);
            if (leg == null || text == null) {
                return 1;
            }
            BigDecimal ordinal = Number.parse(text, '.');
            if (ordinal == null
                    || ordinal.scale() > 0
                    || ordinal.compareTo(BigDecimal.ONE) < 0
                    || ordinal.compareTo(BigDecimal.valueOf(50)) > 0) {
                reading.problem(leg.column(), Code.OUT_OF_RANGE, "A leg's ordinal is a whole number from 1 to 50.");
                return 1;
            }
            return ordinal.intValue();
        }
    }

    /** The line's fields. */
    private final class LineMapper {

        private final Text key;
        private final @Nullable Text goods;
        private final @Nullable Text goodsCode;
        private final @Nullable Text goodsClass;
        private final @Nullable Text description;
        private final @Nullable Time bestBefore;
        private final @Nullable Number packages;
        private final @Nullable Text packageUnit;
        private final @Nullable Number kgPerPackage;
        private final @Nullable Number netKg;
        private final @Nullable Template reference;
        private final Mapping.@Nullable Reference includedIn;
        private final @Nullable Number valueUsd;

        LineMapper(Mapping.Line from) {
            this.key = fields.needed(from.key());
            this.goods =
                    from.goods() == null ? null : fields.needed(from.goods().name());
            this.goodsCode =
                    from.goods() == null ? null : fields.text(from.goods().code());
            this.goodsClass =
                    from.goods() == null ? null : fields.text(from.goods().goodsClass());
            this.description = fields.text(from.description());
            this.bestBefore = fields.time(from.bestBefore());
            this.packages = fields.number(from.packages());
            this.packageUnit = fields.text(from.packageUnit());
            this.kgPerPackage = fields.number(from.kgPerPackage());
            this.netKg = fields.number(from.netKg());
            this.includedIn = from.includedIn();
            this.reference = includedIn == null
                    ? null
                    : fields.needed(Mapping.Value.of(includedIn.text())).template();
            this.valueUsd = fields.number(from.valueUsd());
            RowMapper.this.note("/lines/key", key.column());
            RowMapper.this.note("/lines/description", description == null ? null : description.column());
            RowMapper.this.note("/lines/packages", packages == null ? null : packages.column());
            RowMapper.this.note("/lines/packageUnit", packageUnit == null ? null : packageUnit.column());
            RowMapper.this.note("/lines/kgPerPackage", kgPerPackage == null ? null : kgPerPackage.column());
            RowMapper.this.note("/lines/netKg", netKg == null ? null : netKg.column());
            RowMapper.this.note("/lines/includedIn", reference == null ? null : reference.column());
            RowMapper.this.note("/lines/valueUsd", valueUsd == null ? null : valueUsd.column());
        }

        Draft.@Nullable Line read(Reading reading) {
            if (goods == null && key.template().expand(reading.row, key.unknown()) == null) {
                return null;
            }
            String included = includedIn(reading);
            LocalDate best = bestBefore == null ? null : bestBefore.day(reading);
            Kilograms kg = netKg == null || included != null ? null : netKg.kilograms(reading);
            return new Draft.Line(
                    key.need(reading),
                    goods(reading),
                    description == null ? null : description.read(reading),
                    best,
                    packages == null ? null : packages.whole(reading),
                    packageUnit == null ? null : packageUnit.read(reading),
                    kgPerPackage == null ? null : kgPerPackage.amount(reading),
                    kg,
                    included,
                    valueUsd == null ? null : valueUsd.amount(reading),
                    attributes(reading));
        }

        private Draft.@Nullable Goods goods(Reading reading) {
            if (goods == null) {
                return null;
            }
            String code = goodsCode == null ? null : goodsCode.read(reading);
            String name = code == null ? goods.need(reading) : goods.read(reading);
            CommodityEntry.Class is = goodsClass == null ? null : goodsClass.one(reading, CommodityEntry.Class.class);
            String sure = name == null ? code == null ? "" : code : name;
            return new Draft.Goods(
                    code == null ? sure : code, sure, is == null ? CommodityEntry.Class.OTHER : is, goods.column());
        }

        private @Nullable String includedIn(Reading reading) {
            if (reference == null || includedIn == null) {
                return null;
            }
            String text = reference.expand(reading.row, java.util.Set.of());
            if (text == null || !text.startsWith(includedIn.begins())) {
                return null;
            }
            int from = text.indexOf(includedIn.from());
            int to = from < 0
                    ? -1
                    : text.indexOf(includedIn.to(), from + includedIn.from().length());
            if (to < 0) {
                return null;
            }
            return Texts.strip(text.substring(from + includedIn.from().length(), to));
        }

        private SortedMap<String, String> attributes(Reading reading) {
            if (kept.isEmpty()) {
                return Collections.emptySortedMap();
            }
            SortedMap<String, String> attributes = new TreeMap<>();
            for (Kept column : kept) {
                String text = Texts.strip(reading.row.cell(column.column()));
                if (!text.isEmpty()) {
                    LocalDate day = column.date() ? fields.moments().day(text) : null;
                    attributes.put(column.name(), day == null ? text : day.toString());
                }
            }
            return attributes;
        }
    }
}
