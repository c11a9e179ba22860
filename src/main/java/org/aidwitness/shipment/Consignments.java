package org.aidwitness.shipment;

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
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.hibernate.StatelessSession;

/** The door to consignments and their routes. */
@ApplicationScoped
public class Consignments {

    private static final String REGISTERED = "shipment.consignment";

    private static final String ROUTE = """
            select l.id
              from shipment_leg l
              join shipment_consignment c on c.id = l.consignment_id
             where c.programme_id = :programme
               and c.code = :code
               and l.ordinal = :ordinal
               and l.from_site_id = :from
               and l.to_site_id = :to""";

    private final Journal journal;
    private final Clock clock;
    private final StatelessSession session;

    Consignments(Journal journal, Clock clock, StatelessSession session) {
        this.journal = journal;
        this.clock = clock;
        this.session = session;
    }

    @Transactional
    public Receipt register(Actor actor, RegisterConsignment command) {
        Access.require(actor, Verb.REGISTER_SHIPMENTS);
        Consignment known = Consignment.<Consignment>find(
                        "id = ?1 or (programmeId = ?2 and code = ?3)",
                        command.id(),
                        command.programme(),
                        command.code())
                .firstResult();
        if (known != null) {
            return again(known, command);
        }
        Instant now = clock.instant();
        session.insert(new Consignment(command, null, now, actor.name()));
        session.insertMultiple(
                command.legs().stream().map(leg -> new Leg(command.id(), leg)).toList());
        return journal.record(actor, statement(command, now));
    }

    /**
     * The leg of this route in the consignment of this code, entered if it is not there: for lists that tell only where
     * goods came from and went to.
     *
     * @param importRun the run that tells of it
     */
    @Transactional
    public UUID ensureLeg(
            Actor actor,
            UUID importRun,
            UUID programme,
            String consignmentCode,
            int ordinal,
            UUID from,
            UUID to,
            boolean last) {
        List<UUID> known = session.createNativeQuery(ROUTE, UUID.class)
                .setParameter("programme", programme)
                .setParameter("code", consignmentCode)
                .setParameter("ordinal", ordinal)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
        if (!known.isEmpty()) {
            return known.get(0);
        }
        Instant now = clock.instant();
        RegisterConsignment.Leg leg = new RegisterConsignment.Leg(Ids.fresh(now), ordinal, from, to, last, List.of());
        Consignment consignment = Consignment.<Consignment>find(
                        "programmeId = ?1 and code = ?2", programme, consignmentCode)
                .firstResult();
        if (consignment == null) {
            RegisterConsignment command =
                    new RegisterConsignment(Ids.fresh(now), programme, null, consignmentCode, List.of(leg));
            session.insert(new Consignment(command, importRun, now, actor.name()));
            session.insert(new Leg(command.id(), leg));
            journal.record(actor, statement(command, now));
        } else {
            session.insert(new Leg(consignment.id, leg));
        }
        return leg.id();
    }

    private static Receipt again(Consignment known, RegisterConsignment command) {
        if (!known.id.equals(command.id())
                || !Arrays.equals(known.contentSha256, command.content().toBytes())) {
            throw Refused.because(
                    Code.EXISTS_WITH_DIFFERENT_CONTENT, "There is another consignment under this id or code.");
        }
        return new Receipt(known.id, REGISTERED, Sha256.fromBytes(known.contentSha256), known.acceptedAt);
    }

    private static Journal.Statement statement(RegisterConsignment command, Instant now) {
        return new Journal.Statement(
                REGISTERED, command.id(), command.id(), command.programme(), command.content(), now);
    }
}
