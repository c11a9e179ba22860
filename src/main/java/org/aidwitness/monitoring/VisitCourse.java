package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
import org.aidwitness.shipment.Shipments;
import org.aidwitness.shipment.WaybillFacts;
import org.hibernate.StatelessSession;

/** The door to what becomes of a visit after it was assigned: who goes instead, and what came of it. */
@ApplicationScoped
public class VisitCourse {

    private static final String REASSIGNED = "monitoring.visit_reassigned";
    private static final String OUTCOME = "monitoring.visit_outcome";

    private static final String CHANGES = """
            select count(*)
              from monitoring_visit_change
             where visit_id = :visit""";

    private static final String CURRENT_MONITOR = """
            select monitor
              from monitoring_visit_change
             where visit_id = :visit
             order by ordinal desc
             limit 1""";

    private static final String OUTCOMES = """
            select count(*)
              from monitoring_visit_outcome
             where visit_id = :visit""";

    private final Journal journal;
    private final Shipments shipments;
    private final Organisations organisations;
    private final Policies policies;
    private final Clock clock;
    private final StatelessSession session;

    VisitCourse(
            Journal journal,
            Shipments shipments,
            Organisations organisations,
            Policies policies,
            Clock clock,
            StatelessSession session) {
        this.journal = journal;
        this.shipments = shipments;
        this.organisations = organisations;
        this.policies = policies;
        this.clock = clock;
        this.session = session;
    }

    /** Another monitor of the same organisation goes. Who was to go before stays on record. */
    @Transactional
    public Receipt reassign(Actor actor, UUID id, ReassignVisit command) {
        Visit visit = find(actor, Verb.ASSIGN_VISITS, id);
        Sha256 content = command.content(id);
        VisitChange known = session.get(VisitChange.class, command.id());
        if (known != null) {
            return Given.again(REASSIGNED, known.id, content, known.contentSha256, known.madeAt);
        }
        Instant now = clock.instant();
        if (!visit.windowTo.isAfter(now)) {
            throw Refused.because(Code.WRONG_STATE, "The window of this visit ended at " + visit.windowTo + ".");
        }
        if (command.monitor().equals(monitorOf(visit))) {
            throw Refused.at("/monitor", Code.WRONG_STATE, "This monitor is assigned already.");
        }
        session.insert(new VisitChange(visit, count(CHANGES, id) + 1, command, content, actor.name(), now));
        return record(actor, REASSIGNED, command.id(), visit, content, now);
    }

    /** Tells what came of a visit; a correction is told the same way, later. */
    @Transactional
    public Receipt tell(Actor actor, UUID id, TellOutcome command) {
        Visit visit = find(actor, Verb.ATTEST, id);
        Sha256 content = command.content(id);
        VisitOutcome known = session.get(VisitOutcome.class, command.id());
        if (known != null) {
            return Given.again(OUTCOME, known.id, content, known.contentSha256, known.acceptedAt);
        }
        requireAttestation(visit, command);
        requireIncident(visit, command);
        Instant now = clock.instant();
        session.insert(new VisitOutcome(
                visit,
                count(OUTCOMES, id) + 1,
                command,
                isIndependent(visit, command.happenedAt()),
                content,
                actor.name(),
                now));
        return record(actor, OUTCOME, command.id(), visit, content, now);
    }

    private boolean isIndependent(Visit visit, Instant at) {
        WaybillFacts waybill = shipments.facts(visit.waybillId);
        return organisations.tie(
                        visit.organisationId,
                        waybill.parties(),
                        LocalDate.ofInstant(at, ZoneOffset.UTC),
                        policies.current(waybill.programme(), waybill.contribution())
                                .independenceDepth())
                == null;
    }

    private Visit find(Actor actor, Verb verb, UUID id) {
        Access.require(actor, verb);
        Visit visit = session.get(Visit.class, id);
        if (visit == null) {
            throw Refused.because(Code.NOT_FOUND, "There is no such visit.");
        }
        Access.requireFor(actor, verb, visit.organisationId);
        return visit;
    }

    private String monitorOf(Visit visit) {
        String later = session.createNativeQuery(CURRENT_MONITOR, String.class)
                .setParameter("visit", visit.id)
                .getSingleResultOrNull();
        return later == null ? visit.monitor : later;
    }

    private int count(String query, UUID visit) {
        return Math.toIntExact(session.createNativeQuery(query, Long.class)
                .setParameter("visit", visit)
                .getSingleResult());
    }

    private void requireAttestation(Visit visit, TellOutcome command) {
        if (command.attestation() == null) {
            return;
        }
        Attestation seen = session.get(Attestation.class, command.attestation());
        if (seen == null
                || !seen.waybillId.equals(visit.waybillId)
                || !seen.organisationId.equals(visit.organisationId)) {
            throw Refused.at(
                    "/attestation",
                    Code.UNKNOWN_REFERENCE,
                    "Your organisation attested no such thing of this delivery.");
        }
        boolean refused = seen.verdict == Attest.Verdict.ACCESS_DENIED;
        if (refused != (command.outcome() == TellOutcome.Outcome.REFUSED)) {
            throw Refused.at("/attestation", Code.INVALID, "The attestation says " + seen.verdict + ".");
        }
    }

    private void requireIncident(Visit visit, TellOutcome command) {
        if (command.incident() == null) {
            return;
        }
        Incident incident = session.get(Incident.class, command.incident());
        boolean elsewhere =
                incident != null && incident.waybillId != null && !incident.waybillId.equals(visit.waybillId);
        if (incident == null || elsewhere || !incident.organisationId.equals(visit.organisationId)) {
            throw Refused.at(
                    "/incident",
                    Code.UNKNOWN_REFERENCE,
                    "Your organisation told of no such incident on this delivery.");
        }
    }

    private Receipt record(Actor actor, String kind, UUID id, Visit visit, Sha256 content, Instant now) {
        WaybillFacts waybill = shipments.facts(visit.waybillId);
        return journal.record(
                actor, new Journal.Statement(kind, id, visit.waybillId, waybill.programme(), content, now));
    }
}
