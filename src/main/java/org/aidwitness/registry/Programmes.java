package org.aidwitness.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;

/** The door to programmes and what donors gave to them. */
@ApplicationScoped
public class Programmes {

    private static final String ENTERED = "registry.programme";
    private static final String GIVEN = "registry.contribution";

    private final Journal journal;
    private final Participants participants;
    private final Clock clock;

    Programmes(Journal journal, Participants participants, Clock clock) {
        this.journal = journal;
        this.participants = participants;
        this.clock = clock;
    }

    /** Enters a programme; the organisation of who sets it up takes part in it. */
    @Transactional
    public Receipt enter(Actor actor, ProgrammeEntry entry) {
        Access.require(actor, Verb.KEEP_PROGRAMMES);
        Programme known = Programme.<Programme>find("id = ?1 or code = ?2", entry.id(), entry.code())
                .firstResult();
        if (known != null && Entered.already(known.entry(), entry)) {
            return Entered.again(ENTERED, entry.id(), entry, known.createdAt);
        }
        new Programme(entry, clock.instant()).persistAndFlush();
        if (actor.organisation() != null) {
            participants.joining(actor, entry.id(), actor.organisation(), clock.instant());
        }
        return Entered.receipt(journal, actor, clock, ENTERED, entry.id(), entry.id(), entry);
    }

    @Transactional
    public Receipt give(Actor actor, ContributionEntry entry) {
        Access.require(actor, Verb.KEEP_PROGRAMMES);
        Contribution known = Contribution.<Contribution>find(
                        "id = ?1 or (programmeId = ?2 and code = ?3)", entry.id(), entry.programme(), entry.code())
                .firstResult();
        if (known != null && Entered.already(known.entry(), entry)) {
            return Entered.again(GIVEN, entry.id(), entry, known.createdAt);
        }
        new Contribution(entry, clock.instant()).persistAndFlush();
        return Entered.receipt(journal, actor, clock, GIVEN, entry.id(), entry.programme(), entry);
    }

    /** In the order of their codes; an installation has few programmes, so all of them. */
    @Transactional
    public List<ProgrammeEntry> list() {
        return Programme.<Programme>find("order by code").page(0, 1_000).stream()
                .map(Programme::entry)
                .toList();
    }

    @Transactional
    public List<ContributionEntry> contributionsTo(UUID programme) {
        return Contribution.<Contribution>find("programmeId = ?1 order by code", programme).page(0, 10_000).stream()
                .map(Contribution::entry)
                .toList();
    }

    @Transactional
    public Optional<ProgrammeEntry> byCode(String code) {
        return Programme.<Programme>find("code", code).firstResultOptional().map(Programme::entry);
    }

    @Transactional
    public Optional<ProgrammeEntry> find(UUID id) {
        return Programme.<Programme>findByIdOptional(id).map(Programme::entry);
    }

    /** Refuses with NOT_FOUND. */
    @Transactional
    public ProgrammeEntry get(UUID id) {
        return find(id).orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no such programme."));
    }
}
