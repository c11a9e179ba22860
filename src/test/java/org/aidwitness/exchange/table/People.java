package org.aidwitness.exchange.table;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.aidwitness.access.Accounts;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.Organisations;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;

/** Programmes and people for the tests of this room: each test its own. */
@ApplicationScoped
public class People {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Accounts accounts;
    private final Organisations organisations;
    private final Programmes programmes;

    People(Accounts accounts, Organisations organisations, Programmes programmes) {
        this.accounts = accounts;
        this.organisations = organisations;
        this.programmes = programmes;
    }

    /** Somebody with a token, and who they are. */
    public record Person(Actor actor, String token) {}

    public Person somebody(String name, Set<Role> roles) {
        int number = COUNT.incrementAndGet();
        UUID organisation = organisations.ensure(
                Actor.SYSTEM, "exchange-org-" + number, "Organisation of " + name, OrganisationEntry.Kind.NGO);
        return member(name, organisation, roles);
    }

    public Person member(String name, UUID organisation, Set<Role> roles) {
        String unique = "exchange-" + name + "-" + COUNT.incrementAndGet();
        UUID account = accounts.create(unique, organisation, roles);
        return new Person(
                new Actor(account, unique, organisation, roles), accounts.issueToken(account, Duration.ofDays(1)));
    }

    /** A programme whose gate is in force from this instant. */
    public ProgrammeEntry programme(String code, Instant gateInForceFrom) {
        Actor keeper = new Actor(UUID.randomUUID(), "keeper", UUID.randomUUID(), Set.of(Role.ADMINISTRATOR));
        ProgrammeEntry entry = new ProgrammeEntry(
                UUID.randomUUID(),
                code + "-" + COUNT.incrementAndGet(),
                "Programme " + code,
                "Somewhere",
                true,
                gateInForceFrom);
        programmes.enter(keeper, entry);
        return entry;
    }
}
