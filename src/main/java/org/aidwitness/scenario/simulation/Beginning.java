package org.aidwitness.scenario.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.aidwitness.kernel.Policy;
import org.aidwitness.monitoring.AcceptCommitment;
import org.aidwitness.monitoring.Accredit;
import org.aidwitness.monitoring.ProposeCommitment;
import org.aidwitness.monitoring.StepCommitment;
import org.aidwitness.registry.CommodityEntry;
import org.aidwitness.registry.ContributionEntry;
import org.aidwitness.registry.LotEntry;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.scenario.Act;
import org.aidwitness.scenario.Person;
import org.aidwitness.shipment.RegisterConsignment;
import org.aidwitness.shipment.RegisterConsignment.Leg;

/** What is entered before anything moves: the programme at its beginning, and each ship as it lands. */
final class Beginning {

    private static final Duration PROMISED = Duration.ofDays(12);

    private final Setting setting;
    private final Land land;
    private final Parties parties;
    private final Calendar calendar;
    private final Hauls hauls;

    Beginning(Setting setting, Land land, Parties parties, Calendar calendar, Hauls hauls) {
        this.setting = setting;
        this.land = land;
        this.parties = parties;
        this.calendar = calendar;
        this.hauls = hauls;
    }

    static UUID programme(Land land) {
        return land.id("programme");
    }

    static String programmeCode(long seed) {
        return String.format(Locale.ROOT, "simulation-%s", Long.toUnsignedString(seed));
    }

    static UUID leg(Land land, int ship, int store, int place) {
        return land.id("leg " + ship + " " + store + " " + place);
    }

    static UUID lot(Land land, int ship, Food food) {
        return land.id("lot " + ship + " " + food);
    }

    static UUID commodity(Land land, Food food) {
        return land.id("commodity " + food);
    }

    List<Act> programme() {
        Instant at = setting.start();
        List<Act> acts = new ArrayList<>();
        parties.organisations().forEach(entry -> acts.add(new Act(at, null, entry)));
        parties.people().forEach(person -> acts.add(new Act(at, null, new Act.OpenAccount(person))));
        UUID programme = programme(land);
        acts.add(new Act(
                at,
                null,
                new ProgrammeEntry(
                        programme, programmeCode(setting.seed()), "Simulated programme", "Simulation", true, at)));
        acts.add(new Act(
                at,
                null,
                new Act.AgreePolicy(programme, Policy.DEFAULTS, "The defaults, as the product brings them.")));
        acts.add(new Act(
                at,
                null,
                new ContributionEntry(
                        land.id("gift"), programme, parties.donor(), land.code("GIFT"), "The whole gift", null)));
        sites(at, acts);
        for (Food food : Food.values()) {
            acts.add(new Act(
                    at,
                    null,
                    new CommodityEntry(
                            commodity(land, food),
                            land.code(food.name()),
                            food.title,
                            CommodityEntry.Class.FOOD,
                            food.kgPerPackage(),
                            food.kcalPer100g)));
        }
        LocalDate first = LocalDate.ofInstant(at, ZoneOffset.UTC);
        acts.add(new Act(
                at,
                parties.planner(),
                new Accredit(
                        accreditation(),
                        parties.planner().organisation(),
                        parties.tally(0).name(),
                        List.of("en"),
                        "None.",
                        at,
                        first,
                        first.plusDays(setting.days() + 60L))));
        acts.addAll(Terms.acts(setting, land, at));
        return List.copyOf(acts);
    }

    private UUID accreditation() {
        return land.id("accreditation");
    }

    private void sites(Instant at, List<Act> acts) {
        acts.add(new Act(at, null, land.portSite()));
        for (int store = 0; store < Land.STORES; store++) {
            acts.add(new Act(at, null, land.storeSite(store)));
            acts.add(new Act(at, null, land.marketSite(store)));
            acts.add(new Act(at, null, land.crossingSite(store)));
            for (int place = Land.GHOST; place < land.places(); place++) {
                acts.add(new Act(at, null, land.placeSite(store, place, parties.authority(store))));
            }
        }
    }

    /** Lots, routes, and the promise that somebody will be at the stores. */
    List<Act> ship(int ship) {
        Instant at = calendar.landed(ship);
        List<Act> acts = new ArrayList<>();
        for (Food food : Food.values()) {
            acts.add(new Act(
                    at,
                    null,
                    new LotEntry(
                            lot(land, ship, food),
                            land.code("LOT-" + ship + "-" + food),
                            commodity(land, food),
                            land.id("gift"),
                            LocalDate.ofInstant(at, ZoneOffset.UTC).plusMonths(14))));
        }
        List<Leg> legs = new ArrayList<>();
        for (int store = 0; store < Land.STORES; store++) {
            UUID from = land.siteId(store, Land.STORE);
            legs.add(new Leg(
                    leg(land, ship, store, Land.STORE),
                    1,
                    land.portId(),
                    from,
                    false,
                    List.of(land.crossingId(store))));
            for (int place = Land.GHOST; place < land.places(); place++) {
                legs.add(new Leg(leg(land, ship, store, place), 2, from, land.siteId(store, place), true, List.of()));
            }
        }
        acts.add(new Act(
                at,
                parties.port(),
                new RegisterConsignment(
                        land.id("consignment " + ship),
                        programme(land),
                        land.id("gift"),
                        land.code("SHIP-" + (ship + 1)),
                        legs)));
        promise(ship, at, acts);
        return List.copyOf(acts);
    }

    private void promise(int ship, Instant at, List<Act> acts) {
        List<UUID> stores = hauls.storesOf(ship).stream()
                .map(store -> land.siteId(store, Land.STORE))
                .toList();
        if (stores.isEmpty()) {
            return;
        }
        UUID commitment = land.id("commitment " + ship);
        Person planner = parties.planner();
        Person keeper = parties.storekeeper(0);
        acts.add(new Act(
                at,
                planner,
                new ProposeCommitment(
                        commitment,
                        programme(land),
                        planner.organisation(),
                        keeper.organisation(),
                        stores,
                        at,
                        at.plus(PROMISED),
                        null,
                        ProposeCommitment.Level.OPEN,
                        null)));
        acts.add(new Act(
                at.plusSeconds(3_600),
                planner,
                new Act.Accept(commitment, new AcceptCommitment(step(ship, "accepted"), List.of(accreditation())))));
        acts.add(new Act(
                at.plusSeconds(7_200),
                keeper,
                new Act.Acknowledge(commitment, new StepCommitment(step(ship, "acknowledged"), null))));
        acts.add(new Act(
                at.plusSeconds(10_800),
                planner,
                new Act.Arm(commitment, new StepCommitment(step(ship, "armed"), null))));
    }

    private UUID step(int ship, String name) {
        return land.id("commitment " + ship + " " + name);
    }
}
