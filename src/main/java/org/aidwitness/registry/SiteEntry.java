package org.aidwitness.registry;

import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.kernel.Language;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/**
 * A place goods pass or reach.
 *
 * @param code unique, 1 to 100 characters
 * @param pcode OCHA's place code of the smallest known area, where there is one
 * @param area the name of that area, as it is shown
 * @param latitude degrees, WGS 84; null together with longitude where the point is not known
 * @param radiusMetres how far the site reaches around its point, 0 to 100,000
 * @param catchment people it serves; null where nobody knows
 * @param authority the organisation in control there, where one is
 * @param languages BCP 47 tags of what is spoken there, at most 20; empty where nobody has said
 */
public record SiteEntry(
        UUID id,
        String code,
        String name,
        Kind kind,
        @Nullable String country,
        @Nullable String pcode,
        @Nullable String area,
        @Nullable Double latitude,
        @Nullable Double longitude,
        int radiusMetres,
        @Nullable Integer catchment,
        @Nullable UUID authority,
        List<String> languages) {

    private static final int MOST_LANGUAGES = 20;

    public enum Kind {
        PORT,
        WAREHOUSE,
        /** Extended delivery point. */
        EDP,
        /** Final distribution point. */
        FDP,
        INSTITUTION,
        MARKET,
        CROSSING,
        /** No more is known than the country. */
        COUNTRY
    }

    public SiteEntry {
        Texts.requirePresent("/id", id);
        Texts.require("/code", code, 100);
        Texts.require("/name", name, 300);
        Texts.requirePresent("/kind", kind);
        Texts.requireWithin("/radiusMetres", radiusMetres, 0, 100_000);
        Texts.requireWithin("/catchment", catchment, 0, Integer.MAX_VALUE);
        languages = languages == null ? List.of() : List.copyOf(languages);
        Texts.requireWithin("/languages", languages.size(), 0, MOST_LANGUAGES);
        for (int i = 0; i < languages.size(); i++) {
            if (!Language.isTag(languages.get(i))) {
                throw Refused.at("/languages/" + i, Code.INVALID, "A language is written as in BCP 47: ar, sw-KE.");
            }
        }
        if ((latitude == null) != (longitude == null)) {
            throw Refused.at("/latitude", Code.INVALID, "Latitude and longitude come together.");
        }
        if (latitude != null && longitude != null && !inRange(latitude, longitude)) {
            throw Refused.at("/latitude", Code.OUT_OF_RANGE, "Latitude -90 to 90, longitude -180 to 180.");
        }
    }

    /** The entry's canonical text ({@link Entered}): where no languages are given it is what it was before they could be. */
    @Override
    public String toString() {
        return "SiteEntry[id=" + id + ", code=" + code + ", name=" + name + ", kind=" + kind + ", country=" + country
                + ", pcode=" + pcode + ", area=" + area + ", latitude=" + latitude + ", longitude=" + longitude
                + ", radiusMetres=" + radiusMetres + ", catchment=" + catchment + ", authority=" + authority
                + (languages.isEmpty() ? "" : ", languages=" + languages) + "]";
    }

    private static boolean inRange(double latitude, double longitude) {
        return latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180;
    }

    public @Nullable GeoPoint point() {
        return latitude == null || longitude == null ? null : new GeoPoint(latitude, longitude);
    }
}
