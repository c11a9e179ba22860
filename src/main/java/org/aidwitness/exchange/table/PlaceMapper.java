package org.aidwitness.exchange.table;

import org.aidwitness.exchange.table.Fields.Text;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.registry.SiteEntry;
import org.jspecify.annotations.Nullable;

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
