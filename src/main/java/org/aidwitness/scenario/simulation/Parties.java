package org.aidwitness.scenario.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.OrganisationEntry.Kind;
import org.aidwitness.scenario.Person;

/** Who moves the goods, who gives them out, and who looks. */
final class Parties {

    /** Carriers and partners of each store. */
    static final int EACH = 2;

    /** Organisations that monitor; a region's monitors are of one, those who look again of the other. */
    private static final int WATCHES = 2;

    private final Land land;

    Parties(Land land) {
        this.land = land;
    }

    UUID donor() {
        return organisation("donor");
    }

    UUID authority(int store) {
        return organisation("authority " + store);
    }

    Person port() {
        return person("port", "terminal", Role.LOGISTICS);
    }

    Person train() {
        return person("train", "railway", Role.LOGISTICS);
    }

    /** Signs for what comes into the store. */
    Person storekeeper(int store) {
        return person("storekeeper " + store, "network", Role.LOGISTICS);
    }

    /** Sends on what leaves it. */
    Person sender(int store) {
        return person("sender " + store, "network", Role.LOGISTICS);
    }

    Person driver(int store, int which) {
        return person("drivers " + store + " " + which, "carrier " + store + " " + which, Role.LOGISTICS);
    }

    Person partner(int store, int which) {
        return person("partner " + store + " " + which, "partner " + store + " " + which, Role.LOGISTICS);
    }

    Person monitor(int store, int which) {
        return monitor("M", store, which, watch(store));
    }

    /** Stands at the gate of a store: all of one organisation, whose promise it is. */
    Person tally(int store) {
        return person("T-" + (store + 1), watch(0), Role.MONITOR);
    }

    /** Looks again: of the other organisation. */
    Person supervisor(int store, int which) {
        return monitor("S", store, which, watch(store + 1));
    }

    private Person monitor(String letter, int store, int which, String watch) {
        return person(String.format(Locale.ROOT, "%s-%d%03d", letter, store + 1, which), watch, Role.MONITOR);
    }

    /** Promises in the name of the organisation at the gates of the stores. */
    Person planner() {
        return planner(0);
    }

    /** Assigns this monitor's visits: nobody promises in another's name. */
    Person planner(Person monitor) {
        for (int watch = 0; watch < WATCHES; watch++) {
            if (planner(watch).organisation().equals(monitor.organisation())) {
                return planner(watch);
            }
        }
        throw new IllegalArgumentException(monitor + " is nobody's monitor");
    }

    private Person planner(int watch) {
        return person("planner " + watch, watch(watch), Role.REVIEWER);
    }

    /** The second person behind an attestation, and who answers flags. */
    Person reviewer() {
        return person("reviewer", watch(0), Role.REVIEWER);
    }

    private static String watch(int store) {
        return "watch " + store % WATCHES;
    }

    private UUID organisation(String key) {
        return land.id("organisation " + key);
    }

    private Person person(String key, String organisation, Role role) {
        return new Person("S" + land.seed() + " " + key, organisation(organisation), Set.of(role));
    }

    List<OrganisationEntry> organisations() {
        List<OrganisationEntry> all = new ArrayList<>();
        all.add(entry("donor", "Donor", Kind.DONOR));
        all.add(entry("terminal", "Port terminal", Kind.SUPPLIER));
        all.add(entry("railway", "Railway", Kind.CARRIER));
        all.add(entry("network", "Relief network", Kind.NGO));
        for (int store = 0; store < Land.STORES; store++) {
            all.add(entry("authority " + store, "District office " + (store + 1), Kind.AUTHORITY));
            for (int which = 0; which < EACH; which++) {
                all.add(entry("carrier " + store + " " + which, "Haulage " + store + which, Kind.CARRIER));
                all.add(entry("partner " + store + " " + which, "Committees " + store + which, Kind.NGO));
            }
        }
        for (int watch = 0; watch < WATCHES; watch++) {
            all.add(entry(watch(watch), "Field watch " + (watch + 1), Kind.MONITOR));
        }
        return List.copyOf(all);
    }

    private OrganisationEntry entry(String key, String name, Kind kind) {
        return new OrganisationEntry(
                organisation(key), land.code(key.toUpperCase(Locale.ROOT).replace(' ', '-')), name, kind);
    }

    List<Person> people() {
        List<Person> all = new ArrayList<>(List.of(port(), train(), reviewer()));
        for (int watch = 0; watch < WATCHES; watch++) {
            all.add(planner(watch));
        }
        for (int store = 0; store < Land.STORES; store++) {
            all.add(storekeeper(store));
            all.add(sender(store));
            all.add(tally(store));
            for (int which = 0; which < EACH; which++) {
                all.add(driver(store, which));
                all.add(partner(store, which));
            }
            for (int which = 0; which < land.rounds(); which++) {
                all.add(monitor(store, which));
                all.add(supervisor(store, which));
            }
        }
        return List.copyOf(all);
    }
}
