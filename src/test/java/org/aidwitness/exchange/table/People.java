package org.aidwitness.exchange.table;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.aidwitness.access.Accounts;
import org.aidwitness.access.Tokens;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.Organisations;
import org.aidwitness.registry.Participants;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;

/** Programmes and people for the tests of this room: each test its own. */
@ApplicationScoped
public class People {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final Actor KEEPER = new Actor(UUID.randomUUID(), "keeper", null, Set.of(Role.ADMINISTRATOR));

    private final Accounts accounts;
    private final Tokens tokens;
    private final Organisations organisations;
    private final Programmes programmes;
    private final Participants participants;
    private final Set<UUID> ours = ConcurrentHashMap.newKeySet();
    private final Set<UUID> theirs = ConcurrentHashMap.newKeySet();

    People(
            Accounts accounts,
            Tokens tokens,
            Organisations organisations,
            Programmes programmes,
            Participants participants) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.organisations = organisations;
        this.programmes = programmes;
        this.participants = participants;
    }

    /** Somebody with a token, and who they are. */
    public record Person(Actor actor, String token) {}

    public Person somebody(String name, Set<Role> roles) {
        int number = COUNT.incrementAndGet();
        UUID organisation = organisations.ensure(
                Actor.SYSTEM, null, "exchange-org-" + number, "Organisation of " + name, OrganisationEntry.Kind.NGO);
        theirs.add(organisation);
        ours.forEach(programme -> participants.join(KEEPER, programme, organisation));
        return member(name, organisation, roles);
    }

    public Person member(String name, UUID organisation, Set<Role> roles) {
        String unique = "exchange-" + name + "-" + COUNT.incrementAndGet();
        UUID account = accounts.create(unique, organisation, roles);
        return new Person(new Actor(account, unique, organisation, roles), tokens.issue(account, Duration.ofDays(1)));
    }

    /** A programme whose gate is in force from this instant; everybody here takes part in it. */
    public ProgrammeEntry programme(String code, Instant gateInForceFrom) {
        ProgrammeEntry entry = new ProgrammeEntry(
                UUID.randomUUID(),
                code + "-" + COUNT.incrementAndGet(),
                "Programme " + code,
                "Somewhere",
                true,
                gateInForceFrom);
        programmes.enter(KEEPER, entry);
        ours.add(entry.id());
        theirs.forEach(organisation -> participants.join(KEEPER, entry.id(), organisation));
        return entry;
    }
}
