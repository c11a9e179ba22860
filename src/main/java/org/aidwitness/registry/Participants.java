package org.aidwitness.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The door to who takes part in which programme. An organisation that takes part makes statements there, and sees the
 * programme even where it is closed. A part is never erased: it ends.
 */
@ApplicationScoped
public class Participants {

    private static final String JOIN = """
            insert into registry_participation (programme_id, organisation_id, since, entered_by)
            select :programme, o.id, :now, :by
              from registry_organisation o
             where o.id = :organisation
            on conflict (programme_id, organisation_id) where until is null do nothing""";

    private static final String END = """
            update registry_participation
               set until = :now
             where programme_id = :programme
               and organisation_id = :organisation
               and until is null""";

    private static final String LIST = """
            select p.organisation_id,
                   o.code,
                   o.name,
                   p.since,
                   p.until
              from registry_participation p
              join registry_organisation o on o.id = p.organisation_id
             where p.programme_id = :programme
             order by o.code, p.since
             limit 1000""";

    /** An organisation in a programme; {@code until} is absent while it takes part. */
    public record Participant(
            UUID organisation,
            String code,
            String name,
            Instant since,
            @Nullable Instant until) {}

    private final Journal journal;
    private final Organisations organisations;
    private final Clock clock;
    private final StatelessSession session;

    Participants(Journal journal, Organisations organisations, Clock clock, StatelessSession session) {
        this.journal = journal;
        this.organisations = organisations;
        this.clock = clock;
        this.session = session;
    }

    /** Lets an organisation take part; who takes part already goes on doing so. */
    @Transactional
    public Receipt join(Actor actor, UUID programme, UUID organisation) {
        Access.require(actor, Verb.KEEP_PROGRAMMES);
        if (organisations.find(organisation).isEmpty()) {
            throw Refused.at("/organisation", Code.UNKNOWN_REFERENCE, "There is no such organisation.");
        }
        Instant now = clock.instant();
        joining(actor, programme, organisation, now);
        return record(actor, "registry.participant", programme, organisation, now);
    }

    /** Ends an organisation's part; what it said before stays. Refuses with NOT_FOUND where it takes no part. */
    @Transactional
    public Receipt leave(Actor actor, UUID programme, UUID organisation) {
        Access.require(actor, Verb.KEEP_PROGRAMMES);
        Instant now = clock.instant();
        int ended = session.createNativeMutationQuery(END)
                .setParameter("programme", programme)
                .setParameter("organisation", organisation)
                .setParameter("now", now)
                .executeUpdate();
        if (ended == 0) {
            throw Refused.because(Code.NOT_FOUND, "This organisation takes no part in the programme.");
        }
        return record(actor, "registry.participant_left", programme, organisation, now);
    }

    /** All who take part or did; an administrator's list, others see themselves in it. */
    @Transactional
    public List<Participant> of(UUID programme) {
        return session.createNativeQuery(LIST, Participant.class)
                .setParameter("programme", programme)
                .getResultList();
    }

    /** As part of entering a programme: whoever sets it up takes part. */
    void joining(Actor actor, UUID programme, UUID organisation, Instant now) {
        session.createNativeMutationQuery(JOIN)
                .setParameter("programme", programme)
                .setParameter("organisation", organisation)
                .setParameter("now", now)
                .setParameter("by", actor.name())
                .executeUpdate();
    }

    private Receipt record(Actor actor, String kind, UUID programme, UUID organisation, Instant now) {
        return journal.record(
                actor,
                new Journal.Statement(
                        kind,
                        Ids.fresh(now),
                        organisation,
                        programme,
                        new Fingerprint()
                                .add(kind)
                                .add(programme)
                                .add(organisation)
                                .done(),
                        now));
    }
}
