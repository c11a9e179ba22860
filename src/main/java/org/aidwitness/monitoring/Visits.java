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

/** The door to assignments. */
@ApplicationScoped
public class Visits {

    private static final String ASSIGNED = "monitoring.visit";

    private final Journal journal;
    private final Shipments shipments;
    private final Clock clock;

    Visits(Journal journal, Shipments shipments, Clock clock) {
        this.journal = journal;
        this.shipments = shipments;
        this.clock = clock;
    }

    /** Assigns a monitor. A party to the leg cannot: it does not choose who looks at it. */
    @Transactional
    public Receipt assign(Actor actor, AssignVisit command) {
        Access.require(actor, Verb.ASSIGN_VISITS);
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

    /** All assignments to a delivery, in the order they were made. */
    @Transactional
    public List<AssignVisit> of(UUID waybill) {
        return Visit.<Visit>find("waybillId = ?1 order by assignedAt, id", waybill).page(0, 1_000).stream()
                .map(visit -> new AssignVisit(
                        visit.id,
                        visit.waybillId,
                        visit.organisationId,
                        visit.monitor,
                        visit.windowFrom,
                        visit.windowTo))
                .toList();
    }
}
