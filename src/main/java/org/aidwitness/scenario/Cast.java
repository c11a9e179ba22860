package org.aidwitness.scenario;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.OrganisationEntry.Kind;
import org.aidwitness.registry.RelationEntry;
import org.aidwitness.scenario.Country.County;
import org.aidwitness.scenario.Country.Store;

/** Who is who in Tavara: givers, carriers, receivers, those who look, and one who should not be believed. */
final class Cast {

    private final Country country;

    final OrganisationEntry norrland;
    final OrganisationEntry helvia;
    final OrganisationEntry terminal;
    final OrganisationEntry network;
    final OrganisationEntry north;
    final OrganisationEntry haulage;
    final OrganisationEntry trucking;
    final OrganisationEntry coastCommittees;
    final OrganisationEntry inlandCommittees;
    final OrganisationEntry highlandCommittees;
    final OrganisationEntry openField;
    final OrganisationEntry lantern;
    final OrganisationEntry clearline;

    /** Sends from the port. */
    final Person port;
    /** Receives in the stores of Tavara Relief Network, and sends on. */
    final Person amina;

    private final Person storekeeper;
    private final Person northKeeper;
    private final Person coastKeeper;
    private final Person inlandKeeper;
    private final Person highlandKeeper;
    private final Person haulageDriver;
    private final Person truckingDriver;
    /** Assign the visits of their organisations. */
    private final List<Person> planners;
    /** Looks a second time. */
    final Person reviewer;
    /** Paid by the deliverer: not independent, whatever they saw. */
    final Person tied;

    private final List<Person> monitors;

    final Diary diary = new Diary();

    Cast(Country country) {
        this.country = country;
        norrland = organisation("NORRLAND", "Norrland", Kind.DONOR);
        helvia = organisation("HELVIA", "Helvia Fund", Kind.DONOR);
        terminal = organisation("TERMINAL", "Port Halden Terminal", Kind.SUPPLIER);
        network = organisation("NETWORK", "Tavara Relief Network", Kind.NGO);
        north = organisation("NORTH", "Northern Stores Cooperative", Kind.NGO);
        haulage = organisation("HAULAGE", "Marrow Haulage", Kind.CARRIER);
        trucking = organisation("TRUCKING", "Halden Trucking", Kind.CARRIER);
        coastCommittees = organisation("COMMITTEES-COAST", "Coast food committees", Kind.NGO);
        inlandCommittees = organisation("COMMITTEES-INLAND", "Inland food committees", Kind.NGO);
        highlandCommittees = organisation("COMMITTEES-HIGHLAND", "Highland food committees", Kind.NGO);
        openField = organisation("OPEN-FIELD", "Open Field Watch", Kind.MONITOR);
        lantern = organisation("LANTERN", "Lantern Collective", Kind.MONITOR);
        clearline = organisation("CLEARLINE", "Clearline Surveys", Kind.MONITOR);
        port = person("dispatch clerk, Port Halden", terminal, Role.LOGISTICS);
        amina = person("Amina", network, Role.LOGISTICS);
        storekeeper = person("storekeeper, Marrow Junction", network, Role.LOGISTICS);
        northKeeper = person("storekeeper, Estara North", north, Role.LOGISTICS);
        coastKeeper = person("storekeepers of the coast", coastCommittees, Role.LOGISTICS);
        inlandKeeper = person("storekeepers inland", inlandCommittees, Role.LOGISTICS);
        highlandKeeper = person("storekeepers of the highlands", highlandCommittees, Role.LOGISTICS);
        haulageDriver = person("drivers of Marrow Haulage", haulage, Role.LOGISTICS);
        truckingDriver = person("drivers of Halden Trucking", trucking, Role.LOGISTICS);
        planners = List.of(
                person("R-01", openField, Role.REVIEWER),
                person("R-11", lantern, Role.REVIEWER),
                person("R-21", clearline, Role.REVIEWER));
        reviewer = person("R-02", openField, Role.REVIEWER);
        tied = person("M-21", clearline, Role.MONITOR);
        monitors = List.of(
                person("M-01", openField, Role.MONITOR),
                person("M-03", openField, Role.MONITOR),
                person("M-04", openField, Role.MONITOR),
                person("M-07", openField, Role.MONITOR),
                person("M-11", lantern, Role.MONITOR),
                person("M-12", lantern, Role.MONITOR));
    }

    /** Who holds the goods in a store and sends them on from there. */
    Person keeper(Store store) {
        return store == Store.ESTARA_NORTH ? northKeeper : amina;
    }

    /** Who signs for what comes into a store; not who sends on to the next. */
    Person receiver(Store store) {
        return store == Store.ESTARA_NORTH ? northKeeper : storekeeper;
    }

    /** Who signs for what comes to the people of a county. */
    Person receiver(County county) {
        return switch (county.store) {
            case HALDEN_SOUTH -> coastKeeper;
            case MARROW_JUNCTION -> inlandKeeper;
            case ESTARA_NORTH -> highlandKeeper;
        };
    }

    Person carrier(Store from) {
        return from == Store.HALDEN_SOUTH ? truckingDriver : haulageDriver;
    }

    Person monitor(int any) {
        return monitors.get(Math.floorMod(any, monitors.size()));
    }

    /** Who assigns this monitor. */
    Person planner(Person monitor) {
        return planners.stream()
                .filter(planner -> planner.organisation().equals(monitor.organisation()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(monitor + " is nobody's monitor"));
    }

    /** The first from there on who has nothing else that day. */
    Person freeMonitor(int from, Instant at) {
        for (int i = 0; i < monitors.size(); i++) {
            if (diary.isFree(monitor(from + i), at)) {
                return monitor(from + i);
            }
        }
        throw new IllegalStateException("nobody is free at " + at);
    }

    /** Everybody, entered at the beginning. */
    List<Act> enter(Instant at) {
        List<Act> acts = new ArrayList<>();
        country.authorities().forEach(office -> acts.add(new Act(at, null, office)));
        List.of(
                        norrland,
                        helvia,
                        terminal,
                        network,
                        north,
                        haulage,
                        trucking,
                        coastCommittees,
                        inlandCommittees,
                        highlandCommittees,
                        openField,
                        lantern,
                        clearline)
                .forEach(organisation -> acts.add(new Act(at, null, organisation)));
        acts.add(relation("tied", network.id(), clearline.id(), RelationEntry.Kind.CONTRACTS, at, "Contract C-114"));
        // Who pays the monitors is recorded and shown; it does not make them a party.
        acts.add(relation("norrland", norrland.id(), openField.id(), RelationEntry.Kind.FUNDS, at, "Grant letter"));
        acts.add(relation("helvia", helvia.id(), lantern.id(), RelationEntry.Kind.FUNDS, at, "Grant letter"));
        List<Person> people = new ArrayList<>(List.of(
                port,
                amina,
                storekeeper,
                northKeeper,
                coastKeeper,
                inlandKeeper,
                highlandKeeper,
                haulageDriver,
                truckingDriver,
                reviewer,
                tied));
        people.addAll(planners);
        people.addAll(monitors);
        people.forEach(person -> acts.add(new Act(at, null, new Act.OpenAccount(person))));
        return List.copyOf(acts);
    }

    private Act relation(String name, UUID from, UUID to, RelationEntry.Kind kind, Instant at, String source) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return new Act(at, null, new RelationEntry(country.id("relation " + name), from, to, kind, day, null, source));
    }

    private OrganisationEntry organisation(String code, String name, Kind kind) {
        return new OrganisationEntry(country.id("organisation " + code), "TV-" + code, name, kind);
    }

    private static Person person(String name, OrganisationEntry organisation, Role role) {
        return new Person(name, organisation.id(), Set.of(role));
    }
}
