package org.aidwitness.exchange.table;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.aidwitness.exchange.table.Fields.Number;
import org.aidwitness.exchange.table.Fields.Text;
import org.aidwitness.exchange.table.Fields.Time;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.registry.CommodityEntry;
import org.jspecify.annotations.Nullable;

/** The line's fields. */
final class LineMapper {

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
    private final Moments moments;
    private List<Kept> kept = List.of();

    LineMapper(Mapping.Line from, Fields fields, RowMapper rows) {
        this.moments = fields.moments();
        this.key = fields.needed(from.key());
        this.goods = from.goods() == null ? null : fields.needed(from.goods().name());
        this.goodsCode = from.goods() == null ? null : fields.text(from.goods().code());
        this.goodsClass = from.goods() == null ? null : fields.text(from.goods().goodsClass());
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
        rows.note("/lines/key", key.column());
        rows.note("/lines/description", description == null ? null : description.column());
        rows.note("/lines/packages", packages == null ? null : packages.column());
        rows.note("/lines/packageUnit", packageUnit == null ? null : packageUnit.column());
        rows.note("/lines/kgPerPackage", kgPerPackage == null ? null : kgPerPackage.column());
        rows.note("/lines/netKg", netKg == null ? null : netKg.column());
        rows.note("/lines/includedIn", reference == null ? null : reference.column());
        rows.note("/lines/valueUsd", valueUsd == null ? null : valueUsd.column());
    }

    /** A column that is kept with the line. */
    record Kept(int column, String name, boolean date) {}

    /** Which columns to keep is known only when all others have been used. */
    void keep(List<Kept> columns) {
        kept = List.copyOf(columns);
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
                LocalDate day = column.date() ? moments.day(text) : null;
                attributes.put(column.name(), day == null ? text : day.toString());
            }
        }
        return attributes;
    }
}
