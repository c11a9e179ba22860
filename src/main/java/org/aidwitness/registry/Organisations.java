package org.aidwitness.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The door to organisations and what ties them to each other. */
@ApplicationScoped
public class Organisations {

    private static final String TIE = """
            select registry_tie(:from, cast(:parties as uuid[]), :day, :depth)""";

    private static final String FUNDING = """
            select registry_funding(:from, cast(:parties as uuid[]), :day)""";

    private static final String ENTERED = "registry.organisation";
    private static final String RELATED = "registry.relation";

    private final Journal journal;
    private final Clock clock;
    private final StatelessSession session;

    Organisations(Journal journal, Clock clock, StatelessSession session) {
        this.journal = journal;
        this.clock = clock;
        this.session = session;
    }

    /** Enters an organisation. */
    @Transactional
    public Receipt enter(Actor actor, OrganisationEntry entry) {
        Access.require(actor, Verb.KEEP_ORGANISATIONS);
        return put(actor, entry, null);
    }

    /** The organisation of this code, entered under this name if there is none: for imports that may do so. */
    @Transactional
    public UUID ensure(Actor actor, @Nullable UUID importRun, String code, String name, OrganisationEntry.Kind kind) {
        Optional<OrganisationEntry> known = byCode(code);
        if (known.isPresent()) {
            return known.get().id();
        }
        UUID id = Ids.fresh(clock.instant());
        put(actor, new OrganisationEntry(id, code, name, kind), importRun);
        return id;
    }

    private Receipt put(Actor actor, OrganisationEntry entry, @Nullable UUID importRun) {
        Organisation known = Organisation.<Organisation>find("id = ?1 or code = ?2", entry.id(), entry.code())
                .firstResult();
        if (known != null && Entered.already(known.entry(), entry)) {
            return Entered.again(ENTERED, entry.id(), entry, known.createdAt);
        }
        new Organisation(entry, importRun, clock.instant()).persistAndFlush();
        return Entered.receipt(journal, actor, clock, ENTERED, entry.id(), null, entry);
    }

    /** Relates two organisations. */
    @Transactional
    public Receipt relate(Actor actor, RelationEntry entry) {
        Access.require(actor, Verb.KEEP_ORGANISATIONS);
        Relation known = Relation.findById(entry.id());
        if (known != null && Entered.already(known.entry(), entry)) {
            return Entered.again(RELATED, entry.id(), entry, known.enteredAt);
        }
        new Relation(entry, clock.instant()).persistAndFlush();
        return Entered.receipt(journal, actor, clock, RELATED, entry.id(), null, entry);
    }

    /** Says that a relation lasted until this day and no longer. */
    @Transactional
    public Receipt endRelation(Actor actor, UUID id, LocalDate lastDay) {
        Access.require(actor, Verb.KEEP_ORGANISATIONS);
        Relation relation = Relation.findById(id);
        if (relation == null) {
            throw Refused.because(Code.NOT_FOUND, "There is no such relation.");
        }
        if (relation.validTo != null && !relation.validTo.equals(lastDay)) {
            throw Refused.because(Code.WRONG_STATE, "This relation has ended on " + relation.validTo + ".");
        }
        RelationEntry before = relation.entry();
        RelationEntry ended = new RelationEntry(
                id, before.from(), before.to(), before.kind(), before.validFrom(), lastDay, before.source());
        relation.validTo = lastDay;
        return Entered.receipt(journal, actor, clock, "registry.relation_ended", id, null, ended);
    }

    @Transactional
    public Optional<OrganisationEntry> byCode(String code) {
        return Organisation.<Organisation>find("code", code)
                .firstResultOptional()
                .map(Organisation::entry);
    }

    @Transactional
    public Optional<OrganisationEntry> find(UUID id) {
        return Organisation.<Organisation>findByIdOptional(id).map(Organisation::entry);
    }

    /** In the order of their codes, after {@code after}. */
    @Transactional
    public List<OrganisationEntry> list(String after, int limit) {
        return Organisation.<Organisation>find("code > ?1 order by code", after).page(0, limit).stream()
                .map(Organisation::entry)
                .toList();
    }

    /** All relations this organisation has or had. */
    @Transactional
    public List<RelationEntry> relationsOf(UUID organisation) {
        return Relation.<Relation>find(
                        "fromOrganisationId = ?1 or toOrganisationId = ?1 order by validFrom, id", organisation)
                .page(0, 1_000)
                .stream()
                .map(Relation::entry)
                .toList();
    }

    /**
     * The shortest tie on that day between an organisation and any of the parties, as names joined by dashes; null where
     * there is none of at most {@code depth} steps. An organisation is tied to itself.
     */
    @Transactional
    public @Nullable String tie(UUID organisation, Collection<UUID> parties, LocalDate day, int depth) {
        return session.createNativeQuery(TIE, String.class)
                .setParameter("from", organisation)
                .setParameter("day", day)
                .setParameter("depth", depth)
                .setParameter("parties", parties.toArray(UUID[]::new))
                .getSingleResultOrNull();
    }

    /** Who of them funds whom on that day, as a list for people; null where nobody does. It breaks no independence. */
    @Transactional
    public @Nullable String funding(UUID organisation, Collection<UUID> parties, LocalDate day) {
        return session.createNativeQuery(FUNDING, String.class)
                .setParameter("from", organisation)
                .setParameter("day", day)
                .setParameter("parties", parties.toArray(UUID[]::new))
                .getSingleResultOrNull();
    }
}
