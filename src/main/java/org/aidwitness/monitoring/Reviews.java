package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.shipment.Shipments;
import org.aidwitness.shipment.WaybillFacts;

/** The door for second looks. Nobody reviews their own work, and no party to a leg reviews what was seen of it. */
@ApplicationScoped
public class Reviews {

    private static final String REVIEWED = "monitoring.review";

    private final Journal journal;
    private final Shipments shipments;
    private final Clock clock;

    Reviews(Journal journal, Shipments shipments, Clock clock) {
        this.journal = journal;
        this.shipments = shipments;
        this.clock = clock;
    }

    @Transactional
    public Receipt review(Actor actor, UUID attestation, ReviewAttestation command) {
        Access.require(actor, Verb.REVIEW);
        Attestation seen = Attestation.findById(attestation);
        if (seen == null) {
            throw Refused.because(Code.NOT_FOUND, "There is no such attestation.");
        }
        WaybillFacts waybill = shipments.facts(seen.waybillId);
        if (waybill.parties().contains(Access.organisationOf(actor))) {
            throw Refused.because(Code.NOT_ALLOWED, "A party to the waybill does not review what was seen of it.");
        }
        if (actor.name().equals(seen.monitor) || actor.name().equals(seen.acceptedBy)) {
            throw Refused.because(Code.OWN_WORK, "An attestation is reviewed by somebody else than who made it.");
        }
        Sha256 content = command.content(attestation);
        Review known = Review.findById(command.id());
        if (known != null) {
            if (!Arrays.equals(known.contentSha256, content.toBytes())) {
                throw Refused.at("/id", Code.EXISTS_WITH_DIFFERENT_CONTENT, "There is another review under this id.");
            }
            return new Receipt(known.id, REVIEWED, content, known.reviewedAt);
        }
        Instant now = clock.instant();
        new Review(attestation, command, content, actor.name(), now).persistAndFlush();
        return journal.record(
                actor,
                new Journal.Statement(REVIEWED, command.id(), seen.waybillId, waybill.programme(), content, now));
    }
}
