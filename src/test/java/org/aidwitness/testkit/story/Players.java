package org.aidwitness.testkit.story;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Accounts;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.AccessTermsEntry;
import org.aidwitness.registry.Commodities;
import org.aidwitness.registry.CommodityEntry;
import org.aidwitness.registry.LotEntry;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.Organisations;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;
import org.aidwitness.registry.RelationEntry;
import org.aidwitness.registry.SiteEntry;
import org.aidwitness.registry.Sites;
import org.aidwitness.shipment.Consignments;
import org.aidwitness.shipment.RegisterConsignment;
import org.jspecify.annotations.Nullable;

/**
 * The world every story begins in. Rice comes to the port; piet sends it to the junction, where nadia signs and amina
 * sends on to the village or the valley, where bruno signs. dario drives. mara looks, and so would tom, whose firm the
 * network pays and ines plans; rosa plans visits and looks twice. The office keeps the books.
 */
@ApplicationScoped
public class Players {

    static final BigDecimal KG_PER_BAG = BigDecimal.valueOf(50);

    static final Actor OFFICE =
            new Actor(new UUID(0, 7), "office", new UUID(0, 8), Set.of(Role.ADMINISTRATOR, Role.LOGISTICS));

    @Inject
    Programmes programmes;

    @Inject
    Organisations organisations;

    @Inject
    Sites sites;

    @Inject
    Commodities commodities;

    @Inject
    Consignments consignments;

    @Inject
    Accounts accounts;

    /** One story's own world: ids by the words of the story. */
    record World(UUID programme, Map<String, UUID> ids, Map<String, Actor> people, Map<String, SiteEntry> places) {

        UUID id(String word) {
            return ids.computeIfAbsent(word, key -> UUID.randomUUID());
        }

        Actor person(String name) {
            Actor actor = people.get(name);
            if (actor == null) {
                throw new IllegalArgumentException("nobody is called " + name);
            }
            return actor;
        }

        SiteEntry place(String name) {
            SiteEntry place = places.get(name);
            if (place == null) {
                throw new IllegalArgumentException("no place is called " + name);
            }
            return place;
        }
    }

    World world() {
        World world = new World(UUID.randomUUID(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        String code = "story-" + world.programme.toString().substring(0, 8);
        programmes.enter(OFFICE, new ProgrammeEntry(world.programme, code, "A story", "Nowhere", true, Story.DAY_0));
        organisation(world, "terminal", OrganisationEntry.Kind.SUPPLIER);
        organisation(world, "network", OrganisationEntry.Kind.NGO);
        organisation(world, "committee", OrganisationEntry.Kind.NGO);
        organisation(world, "haulage", OrganisationEntry.Kind.CARRIER);
        organisation(world, "county", OrganisationEntry.Kind.AUTHORITY);
        organisation(world, "watch", OrganisationEntry.Kind.MONITOR);
        organisation(world, "contractor", OrganisationEntry.Kind.MONITOR);
        tie(world, "network", "contractor", RelationEntry.Kind.CONTRACTS);
        person(world, "piet", "terminal", Role.LOGISTICS);
        person(world, "nadia", "network", Role.LOGISTICS);
        person(world, "amina", "network", Role.LOGISTICS);
        person(world, "bruno", "committee", Role.LOGISTICS);
        person(world, "dario", "haulage", Role.LOGISTICS);
        person(world, "mara", "watch", Role.MONITOR);
        person(world, "tom", "contractor", Role.MONITOR);
        person(world, "rosa", "watch", Role.REVIEWER);
        person(world, "ines", "contractor", Role.REVIEWER);
        world.people.put("office", OFFICE);
        place(world, "port", SiteEntry.Kind.PORT, 4.0, null);
        place(world, "junction", SiteEntry.Kind.WAREHOUSE, 4.5, null);
        place(world, "village", SiteEntry.Kind.FDP, 5.0, world.id("county"));
        place(world, "valley", SiteEntry.Kind.FDP, 5.2, world.id("county"));
        place(world, "ferry", SiteEntry.Kind.CROSSING, 4.75, null);
        commodities.enter(
                OFFICE,
                new CommodityEntry(
                        world.id("rice"),
                        "rice-" + world.id("rice"),
                        "Rice",
                        CommodityEntry.Class.FOOD,
                        KG_PER_BAG,
                        360));
        commodities.enterLot(OFFICE, new LotEntry(world.id("lot"), "L-1", world.id("rice"), null, null));
        consignments.register(
                OFFICE,
                new RegisterConsignment(
                        UUID.randomUUID(),
                        world.programme,
                        null,
                        "C-1",
                        List.of(
                                leg(world, 1, "port", "junction", false),
                                leg(world, 2, "junction", "village", true),
                                leg(world, 2, "junction", "valley", true))));
        return world;
    }

    void deny(World world, String place, Instant at) {
        sites.setAccess(
                OFFICE,
                new AccessTermsEntry(
                        world.id("denied " + place),
                        world.place(place).id(),
                        null,
                        AccessTermsEntry.Level.DENIED,
                        null,
                        LocalDate.ofInstant(at, ZoneOffset.UTC),
                        null,
                        "letter of the county office"));
    }

    /** Yesterday was the last day of it. */
    void allow(World world, String place, Instant at) {
        LocalDate last = LocalDate.ofInstant(at.minus(Duration.ofDays(1)), ZoneOffset.UTC);
        sites.endAccess(OFFICE, world.id("denied " + place), last);
    }

    private void tie(World world, String from, String to, RelationEntry.Kind kind) {
        organisations.relate(
                OFFICE,
                new RelationEntry(
                        UUID.randomUUID(),
                        world.id(from),
                        world.id(to),
                        kind,
                        LocalDate.parse("2020-01-01"),
                        null,
                        "annual report"));
    }

    private static RegisterConsignment.Leg leg(World world, int ordinal, String from, String to, boolean last) {
        return new RegisterConsignment.Leg(
                world.id("leg to " + to),
                ordinal,
                world.place(from).id(),
                world.place(to).id(),
                last,
                List.of());
    }

    private void organisation(World world, String name, OrganisationEntry.Kind kind) {
        UUID id = world.id(name);
        organisations.enter(OFFICE, new OrganisationEntry(id, name + "-" + id, name, kind));
    }

    private void person(World world, String name, String organisation, Role role) {
        UUID id = world.id(organisation);
        String unique = name + "-" + world.programme;
        world.people.put(name, new Actor(accounts.create(unique, id, Set.of(role)), unique, id, Set.of(role)));
    }

    private void place(World world, String name, SiteEntry.Kind kind, double latitude, @Nullable UUID authority) {
        UUID id = world.id("place " + name);
        SiteEntry place = new SiteEntry(
                id,
                name + "-" + id,
                name,
                kind,
                "Nowhere",
                null,
                "Nowhere",
                latitude,
                -25.0,
                250,
                4_000,
                authority,
                List.of());
        sites.enter(OFFICE, place);
        world.places.put(name, place);
    }
}
