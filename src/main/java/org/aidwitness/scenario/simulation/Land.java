package org.aidwitness.scenario.simulation;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.kernel.Ids;
import org.aidwitness.registry.SiteEntry;
import org.jspecify.annotations.Nullable;

/** A coast that does not exist: a port, five stores, and around each as many distribution points as the programme needs. */
final class Land {

    static final int STORES = 5;

    /** In place of a place's number: the place that nobody lives at. */
    static final int GHOST = -1;

    /** In place of a place's number: the store itself. */
    static final int STORE = -2;

    private static final int FEWEST_PLACES = 4;
    private static final int MOST_PLACES = 400;
    private static final int DELIVERIES_A_PLACE = 25;

    private static final UUID NAMESPACE = new UUID(0, 1);
    private static final double DEGREE_METRES = 111_195;

    private final long seed;
    private final UUID root;
    private final int places;

    Land(Setting setting) {
        this.seed = setting.seed();
        this.root = Ids.named(NAMESPACE, "simulation " + seed);
        this.places = Math.max(
                FEWEST_PLACES, Math.min(MOST_PLACES, setting.deliveries() / (STORES * DELIVERIES_A_PLACE) + 4));
    }

    /** The same name is the same id, for this seed. */
    UUID id(String name) {
        return Ids.named(root, name);
    }

    String code(String name) {
        return "S" + seed + "-" + name;
    }

    long seed() {
        return seed;
    }

    /** How many distribution points a store has; three of them are one round of a monitor's day. */
    int places() {
        return places;
    }

    int rounds() {
        return (places + 2) / 3 + 1;
    }

    /** The ghost is a round of its own. */
    int round(int place) {
        return place == GHOST ? rounds() - 1 : place / 3;
    }

    GeoPoint port() {
        return new GeoPoint(3.2, -27.4);
    }

    GeoPoint store(int store) {
        double angle = Math.toRadians(20 + 35 * store);
        return new GeoPoint(3.2 + 1.1 * Math.cos(angle), -27.4 + 1.1 * Math.sin(angle));
    }

    /** Places lie inland of their store, 40 to 100 km away. */
    GeoPoint place(int store, int place) {
        Dice dice = dice(store, place);
        double angle = Math.toRadians(20 + 35 * store);
        double inland = 0.62 + 0.17 * dice.around();
        double aside = 0.17 * dice.around();
        GeoPoint from = store(store);
        return new GeoPoint(
                from.latitude() + inland * Math.cos(angle) - aside * Math.sin(angle),
                from.longitude() + inland * Math.sin(angle) + aside * Math.cos(angle));
    }

    GeoPoint market(int store) {
        return moved(store(store), 9_000, -7_000);
    }

    GeoPoint goal(int store, int place) {
        return place == STORE ? store(store) : place(store, place);
    }

    /** People who live there; of the ghost, nobody. */
    int catchment(int store, int place) {
        return place == GHOST ? 0 : 900 + dice(store, place).below(3_300);
    }

    /** How many of them get food, in basis points; the same each time but for a little. */
    int reachedBp(int store, int place) {
        return 7_000 + dice(store, place).below(1_900);
    }

    private Dice dice(int store, int place) {
        return new Dice(seed, Dice.For.LAND, store * 1_000L + place);
    }

    static GeoPoint moved(GeoPoint from, double northMetres, double eastMetres) {
        return new GeoPoint(
                from.latitude() + northMetres / DEGREE_METRES,
                from.longitude() + eastMetres / (DEGREE_METRES * Math.cos(Math.toRadians(from.latitude()))));
    }

    static GeoPoint between(GeoPoint from, GeoPoint to) {
        return new GeoPoint((from.latitude() + to.latitude()) / 2, (from.longitude() + to.longitude()) / 2);
    }

    UUID siteId(int store, int place) {
        return place == STORE ? id("store " + store) : id("place " + store + " " + place);
    }

    UUID marketId(int store) {
        return id("market " + store);
    }

    UUID portId() {
        return id("port");
    }

    UUID crossingId(int store) {
        return id("crossing " + store);
    }

    /** The district of a store's distribution points. */
    String pcode(int store) {
        return "SIM" + seed + "-" + store;
    }

    /** Port, stores, markets and ferries lie on the coast, where no district office closes anything. */
    private String coast() {
        return "SIM" + seed + "-C";
    }

    SiteEntry portSite() {
        return site(portId(), "PORT", "Port", SiteEntry.Kind.PORT, 0, port(), 900, null, null);
    }

    SiteEntry storeSite(int store) {
        String name = "Store " + (store + 1);
        return site(
                siteId(store, STORE),
                "STORE-" + store,
                name,
                SiteEntry.Kind.WAREHOUSE,
                store,
                store(store),
                400,
                null,
                null);
    }

    SiteEntry marketSite(int store) {
        String name = "Market town " + (store + 1);
        return site(
                marketId(store), "MARKET-" + store, name, SiteEntry.Kind.MARKET, store, market(store), 600, null, null);
    }

    SiteEntry crossingSite(int store) {
        String name = "Ferry " + (store + 1);
        GeoPoint point = between(port(), store(store));
        return site(crossingId(store), "FERRY-" + store, name, SiteEntry.Kind.CROSSING, store, point, 500, null, null);
    }

    SiteEntry placeSite(int store, int place, UUID authority) {
        String name = place == GHOST
                ? "New camp " + (store + 1)
                : String.format(Locale.ROOT, "Village %d.%02d", store + 1, place + 1);
        return site(
                siteId(store, place),
                "FDP-" + store + "-" + (place == GHOST ? "N" : place),
                name,
                SiteEntry.Kind.FDP,
                store,
                place(store, place),
                250,
                catchment(store, place),
                authority);
    }

    private SiteEntry site(
            UUID id,
            String code,
            String name,
            SiteEntry.Kind kind,
            int store,
            GeoPoint point,
            int radiusMetres,
            @Nullable Integer catchment,
            @Nullable UUID authority) {
        return new SiteEntry(
                id,
                code(code),
                name,
                kind,
                "Simulation",
                kind == SiteEntry.Kind.FDP ? pcode(store) : coast(),
                kind == SiteEntry.Kind.FDP ? "District " + (store + 1) : "Coast",
                point.latitude(),
                point.longitude(),
                radiusMetres,
                catchment,
                authority,
                List.of());
    }
}
