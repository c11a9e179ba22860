package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.registry.Organisations;
import org.aidwitness.registry.Policies;
import org.aidwitness.registry.Programmes;
import org.aidwitness.web.Cursor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The door to access incidents. That somebody was kept out, where and when, is everybody's to know; who it was and what
 * they wrote about it stays in their organisation, for they will have to go there again.
 */
@ApplicationScoped
public class Incidents {

    private static final String NOTED = "monitoring.incident";

    private static final String SUPERSEDED_BY = """
            select id
              from monitoring_incident
             where supersedes = :id""";

    // The view is everybody's; the table answers for one's own organisation alone.
    private static final String LIST = """
            select k.id,
                   k.programme_id,
                   k.site_id,
                   k.pcode,
                   k.organisation_id,
                   k.kind,
                   k.authority_id,
                   k.happened_at,
                   k.accepted_at,
                   k.supersedes,
                   k.superseded_by,
                   own.waybill_id,
                   own.visit_id,
                   own.monitor,
                   own.note,
                   own.supersedes_reason
              from monitoring_incident_known k
              left join monitoring_incident own on own.id = k.id
             where k.happened_at <= :at
               and (k.happened_at < :at or k.id > :after)
               and (cast(:programme as uuid) is null or k.programme_id = :programme)
               and (cast(:site as uuid) is null or k.site_id = :site)
             order by k.happened_at desc, k.id
             limit :most""";

    /**
     * One incident. From {@code waybill} on, what only the monitor's own organisation reads.
     *
     * @param supersededBy the correction, where there is one
     */
    public record Noted(
            UUID id,
            UUID programme,
            @Nullable UUID site,
            @Nullable String pcode,
            UUID organisation,
            String kind,
            @Nullable UUID authority,
            Instant happenedAt,
            Instant acceptedAt,
            @Nullable UUID supersedes,
            @Nullable UUID supersededBy,
            @Nullable UUID waybill,
            @Nullable UUID visit,
            @Nullable String monitor,
            @Nullable String note,
            @Nullable String supersedesReason) {

        Cursor cursor() {
            return new Cursor(happenedAt, id);
        }
    }

    private final Journal journal;
    private final Programmes programmes;
    private final Organisations organisations;
    private final Policies policies;
    private final Places places;
    private final Clock clock;
    private final StatelessSession session;

    Incidents(
            Journal journal,
            Programmes programmes,
            Organisations organisations,
            Policies policies,
            Places places,
            Clock clock,
            StatelessSession session) {
        this.journal = journal;
        this.programmes = programmes;
        this.organisations = organisations;
        this.policies = policies;
        this.places = places;
        this.clock = clock;
        this.session = session;
    }

    /** Takes an incident in. All checks come before the first write. */
    @Transactional
    public Receipt note(Actor actor, NoteIncident command) {
        Access.requireFor(actor, Verb.ATTEST, command.organisation());
        Sha256 content = command.content();
        Incident known = session.get(Incident.class, command.id());
        if (known != null) {
            return Given.again(NOTED, known.id, content, known.contentSha256, known.acceptedAt);
        }
        if (programmes.find(command.programme()).isEmpty()) {
            throw Refused.at("/programme", Code.UNKNOWN_REFERENCE, "There is no such programme.");
        }
        places.requireWaybill(command.waybill(), command.programme());
        Visit.requireOwn(session, command.visit(), command.waybill(), command.organisation());
        places.requireSite(command.site());
        if (command.authority() != null
                && organisations.find(command.authority()).isEmpty()) {
            throw Refused.at("/authority", Code.UNKNOWN_REFERENCE, "There is no such organisation.");
        }
        requireSupersedable(command);
        Instant now = clock.instant();
        session.insert(new Incident(command, isIndependent(command), content, now, actor.name()));
        UUID subject = command.waybill() == null ? command.id() : command.waybill();
        return journal.record(
                actor, new Journal.Statement(NOTED, command.id(), subject, command.programme(), content, now));
    }

    /** Of everybody with a stake in what this programme sends there: who is tied to them holds no place by their word. */
    private boolean isIndependent(NoteIncident command) {
        return organisations.tie(
                        command.organisation(),
                        places.parties(command.programme(), command.site(), command.pcode()),
                        LocalDate.ofInstant(command.happenedAt(), ZoneOffset.UTC),
                        policies.current(command.programme(), null).independenceDepth())
                == null;
    }

    private void requireSupersedable(NoteIncident command) {
        if (command.supersedes() == null) {
            return;
        }
        Incident before = session.get(Incident.class, command.supersedes());
        if (before == null || !before.programmeId.equals(command.programme())) {
            throw Refused.at("/supersedes", Code.UNKNOWN_REFERENCE, "This programme has no such incident of yours.");
        }
        if (!before.organisationId.equals(command.organisation()) || !before.monitor.equals(command.monitor())) {
            throw Refused.at("/supersedes", Code.NOT_ALLOWED, "An incident is corrected by who told of it.");
        }
        List<UUID> later = session.createNativeQuery(SUPERSEDED_BY, UUID.class)
                .setParameter("id", before.id)
                .getResultList();
        if (!later.isEmpty()) {
            throw Refused.at(
                    "/supersedes", Code.ALREADY_SUPERSEDED, "This was corrected already, by " + later.get(0) + ".");
        }
    }

    /** Latest first; of one programme and at one site, where these are given. */
    @Transactional
    public List<Noted> list(@Nullable UUID programme, @Nullable UUID site, Cursor after, int most) {
        return session.createNativeQuery(LIST, Noted.class)
                .setParameter("programme", programme, UUID.class)
                .setParameter("site", site, UUID.class)
                .setParameter("at", after.at())
                .setParameter("after", after.id())
                .setParameter("most", most)
                .getResultList();
    }
}
