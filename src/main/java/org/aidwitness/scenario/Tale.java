package org.aidwitness.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.aidwitness.kernel.Policy;
import org.aidwitness.registry.ContributionEntry;
import org.aidwitness.registry.LotEntry;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.SiteEntry;
import org.aidwitness.scenario.Country.County;
import org.aidwitness.scenario.Country.Store;
import org.aidwitness.scenario.Trip.Cargo;
import org.aidwitness.shipment.RegisterConsignment;

/**
 * Ten ships, one a month, and what became of what they brought. Pure: the same instant and seed give the same acts.
 *
 * <p>Deliveries are planned first and the ships loaded to match, so that every store can give what it gives; the one
 * that cannot is on purpose.
 */
final class Tale {

    private static final int SHIPS = 10;
    private static final int DAYS_EACH = 30;
    private static final int FIRST_DAY = -305;
    private static final int KELMET_DENIED = -102;
    private static final int NESSAL_DENIED = -83;
    private static final List<Integer> DELIVERIES = List.of(13, 13, 14, 14, 11, 10, 11, 14, 13, 14);

    /** Sugar that left the store without having come. */
    private static final long BAGS_OUT_OF_NOWHERE = 60;

    /** What the story needs at its place: ship, day (0 is now), county, centre, fate. */
    private record Placed(int ship, int day, County county, int centre, Fate fate) {}

    private static final List<Placed> PLACED = List.of(
            new Placed(5, -148, County.HALDEN, 0, Fate.OVERDRAWN),
            new Placed(5, -140, County.ASHERU, 0, Fate.OVERDRAWN),
            new Placed(5, -132, County.CORONDA, 1, Fate.OVERDRAWN),
            new Placed(5, -128, County.KELMET, 0, Fate.REFUSED),
            new Placed(5, -123, County.KELMET, 2, Fate.REFUSED),
            new Placed(6, -116, County.KELMET, 0, Fate.REFUSED),
            new Placed(6, -102, County.NESSAL, 0, Fate.REFUSED),
            new Placed(6, -97, County.NESSAL, 1, Fate.REFUSED),
            new Placed(6, -94, County.NESSAL, 0, Fate.REFUSED),
            new Placed(7, -80, County.KELMET, 1, Fate.HELD),
            new Placed(8, -50, County.KELMET, 0, Fate.HELD),
            new Placed(8, -41, County.NESSAL, 2, Fate.HELD),
            new Placed(8, -39, County.ISKARI, 1, Fate.NO_VISIT),
            new Placed(8, -33, County.HAMOSA, 0, Fate.NO_VISIT),
            new Placed(9, -14, County.KELMET, 2, Fate.HELD),
            new Placed(9, -9, County.NESSAL, 0, Fate.HELD),
            new Placed(9, -9, County.ORVANTO, 0, Fate.STUCK),
            new Placed(9, -2, County.DUNVEL, 1, Fate.NOBODY_ASSIGNED),
            new Placed(9, -1, County.LORIDA, 0, Fate.HONEST),
            new Placed(9, -1, County.ISKARI, 2, Fate.ESCORTED));

    /** A delivery to be. */
    private record Plan(Instant departs, County county, int centre, Fate fate, Commodity commodity, long packages) {}

    private final Instant now;
    private final Random random;
    private final Country country;
    private final Cast cast;
    private final Deque<Fate> deck;
    private final UUID programme;
    private final List<Act> acts = new ArrayList<>();
    private int number = 2_790;

    private Tale(Instant now, long seed) {
        this.now = now;
        this.random = new Random(seed);
        this.country = new Country(seed);
        this.cast = new Cast(country);
        this.deck = Fate.deck(random);
        this.programme = country.id("programme");
    }

    /** In the order of their times; none later than {@code now}. */
    static List<Act> of(Instant now, long seed) {
        Tale tale = new Tale(now, seed);
        tale.begin();
        for (int ship = 0; ship < SHIPS; ship++) {
            tale.ship(ship);
        }
        return tale.acts.stream()
                .filter(act -> !act.at().isAfter(now))
                .sorted(Comparator.comparing(Act::at))
                .toList();
    }

    private Instant day(int day) {
        return now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(day));
    }

    private void begin() {
        Instant at = day(FIRST_DAY - 10);
        acts.addAll(cast.enter(at));
        acts.add(new Act(
                at, null, new ProgrammeEntry(programme, Tavara.CODE, "Food aid to Tavara", "Tavara", true, at)));
        acts.add(new Act(
                at,
                null,
                new Act.AgreePolicy(
                        programme, Policy.DEFAULTS, "First rule set, agreed by Norrland and Helvia Fund.")));
        acts.add(gift("norrland", cast.norrland.id(), "NOR-2291", "Norrland, cereals and oil", at));
        acts.add(gift("helvia", cast.helvia.id(), "HF-0417", "Helvia Fund, family rations", at));
        country.sites().forEach(site -> acts.add(new Act(at, null, site)));
        for (Commodity commodity : Commodity.values()) {
            acts.add(new Act(at, null, commodity.entry(country)));
        }
        acts.addAll(country.access(
                at,
                day(KELMET_DENIED).plus(Duration.ofHours(9)),
                day(NESSAL_DENIED).plus(Duration.ofHours(9))));
    }

    private Act gift(String name, UUID donor, String code, String title, Instant at) {
        return new Act(
                at,
                null,
                new ContributionEntry(country.id("gift " + name), programme, donor, code, title, "XX-TAVARA-" + code));
    }

    private void ship(int ship) {
        Instant landed = day(FIRST_DAY + ship * DAYS_EACH);
        List<Plan> plans = plans(ship);
        Map<Store, Map<Commodity, Long>> loads = loads(plans);
        for (Commodity commodity : Commodity.values()) {
            if (loads.values().stream().anyMatch(load -> load.containsKey(commodity))) {
                acts.add(new Act(landed, null, lot(ship, commodity, landed)));
            }
        }
        Map<String, RegisterConsignment.Leg> legs = legs(ship, plans);
        acts.add(new Act(
                landed.plus(Duration.ofHours(1)),
                cast.port,
                new RegisterConsignment(
                        country.id("consignment " + ship),
                        programme,
                        country.id(ship % 5 < 3 ? "gift norrland" : "gift helvia"),
                        "Solveig " + (ship + 1),
                        List.copyOf(legs.values()))));
        stores(ship, landed, loads);
        for (Plan plan : plans) {
            acts.addAll(deliver(ship, plan));
        }
    }

    private List<Plan> plans(int ship) {
        List<Plan> plans = new ArrayList<>();
        for (Placed placed : PLACED) {
            if (placed.ship == ship) {
                plans.add(plan(day(placed.day), placed.county, placed.centre, placed.fate));
            }
        }
        int count = DELIVERIES.get(ship);
        for (int i = 0; i < count; i++) {
            int day = FIRST_DAY + ship * DAYS_EACH + 6 + (29 * i + 14) / count;
            County county = county(day);
            plans.add(plan(day(day), county, random.nextInt(Country.CENTRES_EACH), deal(county)));
        }
        plans.sort(Comparator.comparing(Plan::departs));
        return plans;
    }

    private Plan plan(Instant day, County county, int centre, Fate fate) {
        Commodity commodity = fate == Fate.OVERDRAWN ? Commodity.SUGAR : commodity();
        long packages = switch (commodity) {
            case RICE -> 500 + 20L * random.nextInt(45);
            case PULSES, CSB -> 600 + 20L * random.nextInt(40);
            case OIL -> 500 + 20L * random.nextInt(40);
            case SUGAR -> 200;
            case RUTF -> 250 + 10L * random.nextInt(30);
        };
        Instant departs = day.plus(Duration.ofMinutes(360 + random.nextInt(240)));
        return new Plan(departs, county, centre, fate, commodity, packages);
    }

    private Commodity commodity() {
        int draw = random.nextInt(100);
        if (draw < 62) {
            return Commodity.RICE;
        }
        if (draw < 76) {
            return Commodity.PULSES;
        }
        if (draw < 86) {
            return Commodity.OIL;
        }
        return draw < 95 ? Commodity.CSB : Commodity.RUTF;
    }

    /** By weight; nobody plans for a county that is about to close its doors. */
    private County county(int day) {
        while (true) {
            int draw = random.nextInt(125);
            County drawn = County.HALDEN;
            for (County county : County.values()) {
                draw -= county.weight;
                if (draw < 0) {
                    drawn = county;
                    break;
                }
            }
            boolean closing = drawn == County.KELMET || drawn == County.NESSAL;
            if (!closing || day < KELMET_DENIED - 45) {
                return drawn;
            }
        }
    }

    /** The deliverer's contractor is tied to the deliverer, not to the stores of the north. */
    private Fate deal(County county) {
        Fate fate = deck.isEmpty() ? Fate.HONEST : deck.pop();
        boolean tied = fate == Fate.HELD_FIRST || fate == Fate.TIED_VISIT;
        if (tied && county.store == Store.ESTARA_NORTH) {
            deck.addLast(fate);
            return Fate.HONEST;
        }
        return fate;
    }

    private static Map<Store, Map<Commodity, Long>> loads(List<Plan> plans) {
        Map<Store, Map<Commodity, Long>> loads = new EnumMap<>(Store.class);
        for (Store store : Store.values()) {
            loads.put(store, new EnumMap<>(Commodity.class));
        }
        for (Plan plan : plans) {
            load(loads, plan.county.store).merge(plan.commodity, plan.packages, Long::sum);
        }
        // What is planned and a reserve; what goes north passes the junction first.
        load(loads, Store.ESTARA_NORTH).replaceAll((commodity, planned) -> planned + planned / 20 + 10);
        load(loads, Store.ESTARA_NORTH)
                .forEach((commodity, sum) -> load(loads, Store.MARROW_JUNCTION).merge(commodity, sum, Long::sum));
        for (Store store : List.of(Store.HALDEN_SOUTH, Store.MARROW_JUNCTION)) {
            load(loads, store)
                    .replaceAll((commodity, planned) ->
                            commodity == Commodity.SUGAR ? planned - BAGS_OUT_OF_NOWHERE : planned + planned / 20 + 20);
        }
        return loads;
    }

    private static Map<Commodity, Long> load(Map<Store, Map<Commodity, Long>> loads, Store store) {
        Map<Commodity, Long> load = loads.get(store);
        if (load == null) {
            throw new IllegalStateException(store + " has no load");
        }
        return load;
    }

    private LotEntry lot(int ship, Commodity commodity, Instant landed) {
        return new LotEntry(
                lotId(ship, commodity),
                "HL-" + (88_213 + 31 * ship) + "-" + commodity,
                country.id("commodity " + commodity),
                country.id(ship % 5 < 3 ? "gift norrland" : "gift helvia"),
                LocalDate.ofInstant(landed, ZoneOffset.UTC).plusMonths(14));
    }

    private UUID lotId(int ship, Commodity commodity) {
        return country.id("lot " + ship + " " + commodity);
    }

    private Map<String, RegisterConsignment.Leg> legs(int ship, List<Plan> plans) {
        SiteEntry port = country.site("port");
        Map<String, RegisterConsignment.Leg> legs = new LinkedHashMap<>();
        leg(legs, ship, 1, port, country.site(Store.HALDEN_SOUTH), false, List.of());
        leg(legs, ship, 1, port, country.site(Store.MARROW_JUNCTION), false, List.of());
        leg(
                legs,
                ship,
                2,
                country.site(Store.MARROW_JUNCTION),
                country.site(Store.ESTARA_NORTH),
                false,
                List.of(country.site("ferry").id()));
        for (Plan plan : plans) {
            Store store = plan.county.store;
            leg(
                    legs,
                    ship,
                    store == Store.ESTARA_NORTH ? 3 : 2,
                    country.site(store),
                    country.site(plan.county, plan.centre),
                    true,
                    List.of());
        }
        return legs;
    }

    private void leg(
            Map<String, RegisterConsignment.Leg> legs,
            int ship,
            int ordinal,
            SiteEntry from,
            SiteEntry to,
            boolean last,
            List<UUID> checkpoints) {
        legs.putIfAbsent(
                from.code() + to.code(),
                new RegisterConsignment.Leg(legId(ship, from, to), ordinal, from.id(), to.id(), last, checkpoints));
    }

    private UUID legId(int ship, SiteEntry from, SiteEntry to) {
        return country.id("leg " + ship + " " + from.code() + " " + to.code());
    }

    private void stores(int ship, Instant landed, Map<Store, Map<Commodity, Long>> loads) {
        SiteEntry port = country.site("port");
        for (Store store : Store.values()) {
            boolean north = store == Store.ESTARA_NORTH;
            List<Cargo> cargo = new ArrayList<>();
            load(loads, store)
                    .forEach(
                            (commodity, packages) -> cargo.add(new Cargo(commodity, lotId(ship, commodity), packages)));
            if (cargo.isEmpty()) {
                continue;
            }
            SiteEntry from = north ? country.site(Store.MARROW_JUNCTION) : port;
            SiteEntry to = country.site(store);
            Instant departs = landed.plus(Duration.ofHours(north ? 80 : 30 + 3L * store.ordinal()));
            Trip trip = new Trip(
                    country,
                    cast,
                    programme,
                    legId(ship, from, to),
                    String.format(Locale.ROOT, "%s-%02d", north ? "MJ-EN" : "PH-" + store.ordinal(), ship + 1),
                    from,
                    to,
                    north ? cast.amina : cast.port,
                    cast.receiver(store),
                    cast.carrier(store),
                    departs,
                    departs.plus(Duration.ofHours(22)),
                    cargo);
            acts.addAll(Haul.tell(trip, ship, north ? country.site("ferry") : null));
        }
    }

    private List<Act> deliver(int ship, Plan plan) {
        Store store = plan.county.store;
        SiteEntry from = country.site(store);
        SiteEntry to = country.site(plan.county, plan.centre);
        number += 5 + random.nextInt(12);
        int year = LocalDate.ofInstant(plan.departs, ZoneOffset.UTC).getYear() % 100;
        Trip trip = new Trip(
                country,
                cast,
                programme,
                legId(ship, from, to),
                String.format(Locale.ROOT, "TV-%02d-%05d", year, number),
                from,
                to,
                cast.keeper(store),
                cast.receiver(plan.county),
                cast.carrier(store),
                plan.departs,
                plan.departs.plus(Duration.ofHours(store == Store.ESTARA_NORTH ? 30 : 20)),
                List.of(new Cargo(plan.commodity, lotId(ship, plan.commodity), plan.packages)));
        return Delivery.tell(trip, plan.fate, null, random);
    }
}
