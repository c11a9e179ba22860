package org.aidwitness.scenario;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.kernel.Ids;
import org.aidwitness.registry.AccessTermsEntry;
import org.aidwitness.registry.AccessTermsEntry.Level;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.SiteEntry;
import org.jspecify.annotations.Nullable;

/** The map: sixteen counties of a country that does not exist, in the middle of an ocean, and the way in. */
final class Country {

    private static final UUID NAMESPACE = new UUID(0, 0);

    /** The stores: two behind the port, and one in the north that is filled from the junction. */
    enum Store {
        HALDEN_SOUTH("Halden South", "QM0101", 68, 46),
        MARROW_JUNCTION("Marrow Junction", "QM0201", 106, 102),
        ESTARA_NORTH("Estara North", "QM0202", 147, 154);

        final String title;
        final String pcode;
        final GeoPoint point;

        Store(String title, String pcode, int x, int y) {
            this.title = title;
            this.pcode = pcode;
            this.point = at(x, y);
        }
    }

    /** A county: its centre on the map, its share of the food, and the store that serves it. */
    enum County {
        HALDEN("QM0101", 65, 59, 16, Store.HALDEN_SOUTH),
        ASHERU("QM0102", 52, 120, 12, Store.HALDEN_SOUTH),
        BELMARI("QM0103", 101, 49, 9, Store.HALDEN_SOUTH),
        CORONDA("QM0104", 78, 109, 12, Store.HALDEN_SOUTH),
        DUNVEL("QM0201", 128, 96, 9, Store.MARROW_JUNCTION),
        ESTARA("QM0202", 140, 132, 14, Store.MARROW_JUNCTION),
        GALDENI("QM0203", 170, 91, 7, Store.MARROW_JUNCTION),
        FORRIN("QM0204", 111, 154, 6, Store.MARROW_JUNCTION),
        HAMOSA("QM0301", 178, 131, 7, Store.MARROW_JUNCTION),
        ISKARI("QM0302", 209, 180, 7, Store.ESTARA_NORTH),
        JORVANE("QM0303", 214, 110, 5, Store.MARROW_JUNCTION),
        LORIDA("QM0304", 171, 183, 6, Store.ESTARA_NORTH),
        KELMET("QM0401", 141, 220, 4, Store.ESTARA_NORTH),
        MANDIRA("QM0402", 109, 195, 4, Store.ESTARA_NORTH),
        NESSAL("QM0403", 187, 225, 3, Store.ESTARA_NORTH),
        ORVANTO("QM0404", 62, 167, 4, Store.MARROW_JUNCTION);

        final String pcode;
        final GeoPoint centre;
        final int weight;
        final Store store;

        County(String pcode, int x, int y, int weight, Store store) {
            this.pcode = pcode;
            this.centre = at(x, y);
            this.weight = weight;
            this.store = store;
        }

        String title() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    private static final List<String> CENTRES = List.of("Town, centre 1", "Mill, centre 2", "North school");

    /** How many centres a county has. */
    static final int CENTRES_EACH = CENTRES.size();

    private final long seed;
    private final UUID root;
    private final Map<String, SiteEntry> sites = new LinkedHashMap<>();
    private final Map<County, OrganisationEntry> authorities = new LinkedHashMap<>();

    Country(long seed) {
        this.seed = seed;
        this.root = Ids.named(NAMESPACE, "tavara " + seed);
        for (County county : County.values()) {
            authorities.put(
                    county,
                    new OrganisationEntry(
                            id("authority " + county),
                            "TV-AUTHORITY-" + county,
                            county.title() + " county office",
                            OrganisationEntry.Kind.AUTHORITY));
        }
        put("port", "Port Halden", SiteEntry.Kind.PORT, County.HALDEN.pcode, at(34, 52), 800, null, null);
        for (Store store : Store.values()) {
            put(store.name(), store.title, SiteEntry.Kind.WAREHOUSE, store.pcode, store.point, 400, null, null);
        }
        GeoPoint gate = between(Store.MARROW_JUNCTION.point, Store.ESTARA_NORTH.point);
        put("ferry", "Dunvel ferry", SiteEntry.Kind.CROSSING, County.DUNVEL.pcode, gate, 300, null, null);
        for (County county : County.values()) {
            for (int i = 0; i < CENTRES.size(); i++) {
                put(
                        centre(county, i),
                        county.title() + " " + CENTRES.get(i),
                        SiteEntry.Kind.FDP,
                        county.pcode,
                        new GeoPoint(
                                county.centre.latitude() + 0.031 * (i - 1),
                                county.centre.longitude() + 0.024 * ((i * 2) % 3 - 1)),
                        250,
                        3_000 + 450 * county.weight - 700 * i,
                        authority(county));
            }
        }
    }

    /** The same name is the same id, for this seed. */
    UUID id(String name) {
        return Ids.named(root, name);
    }

    long seed() {
        return seed;
    }

    SiteEntry site(String key) {
        SiteEntry site = sites.get(key);
        if (site == null) {
            throw new IllegalArgumentException("there is no site " + key);
        }
        return site;
    }

    SiteEntry site(Store store) {
        return site(store.name());
    }

    SiteEntry site(County county, int centre) {
        return site(centre(county, centre));
    }

    List<SiteEntry> sites() {
        return List.copyOf(sites.values());
    }

    List<OrganisationEntry> authorities() {
        return List.copyOf(authorities.values());
    }

    UUID authority(County county) {
        OrganisationEntry office = authorities.get(county);
        if (office == null) {
            throw new IllegalArgumentException(county + " has no office");
        }
        return office.id();
    }

    /** On what terms monitors may go where: open everywhere at first, then closing in the north. */
    List<Act> access(Instant start, Instant kelmetDenied, Instant nessalDenied) {
        List<Act> acts = new ArrayList<>();
        for (County county : County.values()) {
            acts.add(terms(county, Level.OPEN, null, start, "Agreement with the county office"));
        }
        Instant escorted = nessalDenied.plusSeconds(86_400L * 9);
        acts.add(terms(County.KELMET, Level.DENIED, null, kelmetDenied, "County office refused 3 of 3 visits"));
        acts.add(terms(County.NESSAL, Level.DENIED, null, nessalDenied, "Monitors stopped at the checkpoint"));
        acts.add(terms(County.ISKARI, Level.ESCORTED, null, escorted, "Letter of the county office"));
        acts.add(terms(
                County.MANDIRA, Level.NOTICE, 48, escorted.plusSeconds(86_400L * 12), "Letter of the county office"));
        return List.copyOf(acts);
    }

    private Act terms(County county, Level level, @Nullable Integer notice, Instant at, String source) {
        LocalDate from = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return new Act(
                at,
                null,
                new AccessTermsEntry(
                        id("terms " + county + " " + level), null, county.pcode, level, notice, from, null, source));
    }

    static GeoPoint between(GeoPoint from, GeoPoint to) {
        return new GeoPoint((from.latitude() + to.latitude()) / 2, (from.longitude() + to.longitude()) / 2);
    }

    private static String centre(County county, int centre) {
        return county + " " + centre;
    }

    private void put(
            String key,
            String name,
            SiteEntry.Kind kind,
            String pcode,
            GeoPoint point,
            int radiusMetres,
            @Nullable Integer catchment,
            @Nullable UUID authority) {
        String area = areaOf(pcode);
        sites.put(
                key,
                new SiteEntry(
                        id("site " + key),
                        "TV-" + key.toUpperCase(Locale.ROOT).replace(' ', '-'),
                        name,
                        kind,
                        "Tavara",
                        pcode,
                        area,
                        point.latitude(),
                        point.longitude(),
                        radiusMetres,
                        catchment,
                        authority,
                        List.of()));
    }

    private static String areaOf(String pcode) {
        for (County county : County.values()) {
            if (county.pcode.equals(pcode)) {
                return county.title();
            }
        }
        throw new IllegalArgumentException("no county has " + pcode);
    }

    /** A square of the map is some 1,300 metres wide; the country lies in the Atlantic, off every coast. */
    private static GeoPoint at(int x, int y) {
        return new GeoPoint(2 + y * 0.012, -27 + x * 0.012);
    }
}
