package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.shipment.Shipments;
import org.aidwitness.shipment.WaybillFacts;
import org.hibernate.StatelessSession;

/** The door to assignments. */
@ApplicationScoped
public class Visits {

    private static final String ASSIGNED = "monitoring.visit";

    private static final String WATCHING = """
            select id,
                   organisation_id,
                   window_from,
                   window_to
              from monitoring_watch
             where waybill_id = :waybill
             order by assigned_at, id
             limit 1000""";

    private final Journal journal;
    private final Shipments shipments;
    private final Clock clock;
    private final StatelessSession session;

    Visits(Journal journal, Shipments shipments, Clock clock, StatelessSession session) {
        this.journal = journal;
        this.shipments = shipments;
        this.clock = clock;
        this.session = session;
    }

    /**
     * Assigns a monitor of one's own organisation: nobody promises in another's name. A party to the leg cannot: it does
     * not choose who looks at it.
     */
    @Transactional
    public Receipt assign(Actor actor, AssignVisit command) {
        Access.requireFor(actor, Verb.ASSIGN_VISITS, command.organisation());
        WaybillFacts waybill = shipments.facts(command.waybill());
        if (waybill.parties().contains(Access.organisationOf(actor))) {
            throw Refused.because(Code.NOT_ALLOWED, "A party to the waybill does not choose who visits it.");
        }
        Visit known = Visit.findById(command.id());
        if (known != null) {
            if (!Arrays.equals(known.contentSha256, command.content().toBytes())) {
                throw Refused.at("/id", Code.EXISTS_WITH_DIFFERENT_CONTENT, "There is another visit under this id.");
            }
            return new Receipt(known.id, ASSIGNED, command.content(), known.assignedAt);
        }
        Instant now = clock.instant();
        new Visit(command, now, actor.name()).persistAndFlush();
        return journal.record(
                actor,
                new Journal.Statement(
                        ASSIGNED, command.id(), command.waybill(), waybill.programme(), command.content(), now));
    }

    /** What the gate may know of the assignments to a delivery, in the order they were made: never who will come. */
    @Transactional
    List<Watch> watching(UUID waybill) {
        return session.createNativeQuery(WATCHING, Watch.class)
                .setParameter("waybill", waybill)
                .getResultList();
    }

    /** Somebody of this organisation will look, in this window. */
    record Watch(UUID visit, UUID organisation, Instant windowFrom, Instant windowTo) {}
}
