package org.aidwitness.shipment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.gate.Decision;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.shipment.Declare.Kind;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The door for what parties declare. Malformed statements are refused; suspicious ones are accepted, and the rules flag
 * them. Statements may come late and in any order: a receipt before its dispatch is taken in.
 */
@ApplicationScoped
public class Declarations {

    private static final String LINE_IDS = """
            select id
              from shipment_line
             where waybill_id = :waybill
             order by id""";

    private static final String SUPERSEDED_BY = """
            select id
              from shipment_declaration
             where supersedes = :id""";

    private static final String CURRENT_OF_KIND = """
            select d.id
              from shipment_declaration d
             where d.waybill_id = :waybill
               and d.kind = :kind
               and not exists (select from shipment_declaration s where s.supersedes = d.id)
             order by d.accepted_at, d.id
             limit 1""";

    private final Journal journal;
    private final Shipments shipments;
    private final ReceiptSums receiptSums;
    private final Clock clock;
    private final StatelessSession session;

    Declarations(Journal journal, Shipments shipments, ReceiptSums receiptSums, Clock clock, StatelessSession session) {
        this.journal = journal;
        this.shipments = shipments;
        this.receiptSums = receiptSums;
        this.clock = clock;
        this.session = session;
    }

    /**
     * Takes a declaration in, and asks the gate first if goods are to leave. A HOLD is stored although the dispatch is
     * refused: that somebody was held, when and why is part of the story.
     */
    @Transactional(dontRollbackOn = Refused.class)
    public Receipt declare(Actor actor, Declare command) {
        Access.requireFor(actor, Verb.DECLARE, command.organisation());
        shipments.lock(command.waybill());
        Declaration known = Declaration.findById(command.id());
        if (known != null) {
            return again(actor, known, command);
        }
        WaybillFacts waybill = shipments.facts(command.waybill());
        if (!waybill.parties().contains(command.organisation())) {
            throw Refused.at("/organisation", Code.NOT_ALLOWED, "Your organisation is no party to this waybill.");
        }
        requireOwnLines(command);
        @Nullable Declaration superseded = superseded(command);
        if (command.kind() == Kind.RECEIVED) {
            requireOtherParty(command, Kind.DISPATCHED);
            receiptSums.require(command);
        }
        @Nullable UUID clearance = null;
        if (command.kind() == Kind.DISPATCHED) {
            requireOtherParty(command, Kind.RECEIVED);
            clearance = superseded == null ? clearanceFor(actor, waybill, command) : superseded.clearanceId;
        }
        if (command.kind() == Kind.CANCELLED && current(command.waybill(), Kind.DISPATCHED) != null) {
            throw Refused.because(Code.WRONG_STATE, "What has left cannot be cancelled; return it or re-route it.");
        }
        Instant now = clock.instant();
        Sha256 content = command.content();
        session.insert(new Declaration(command, clearance, null, content, now, actor.name()));
        session.insertMultiple(command.lines().stream()
                .map(line -> new DeclarationLine(command.id(), line))
                .toList());
        return journal.record(
                actor,
                new Journal.Statement(
                        kind(command.kind()), command.id(), command.waybill(), waybill.programme(), content, now));
    }

    static String kind(Kind kind) {
        return "shipment." + kind.name().toLowerCase(Locale.ROOT);
    }

    private UUID clearanceFor(Actor actor, WaybillFacts waybill, Declare command) {
        if (!waybill.consignor().equals(command.organisation())) {
            throw Refused.at("/organisation", Code.NOT_ALLOWED, "Only the consignor declares a dispatch.");
        }
        if (current(command.waybill(), Kind.CANCELLED) != null) {
            throw Refused.because(Code.WRONG_STATE, "This waybill was cancelled.");
        }
        if (current(command.waybill(), Kind.DISPATCHED) != null) {
            throw Refused.because(Code.ALREADY_DISPATCHED, "This waybill has been dispatched already.");
        }
        Decision decision = shipments.decide(actor, waybill);
        Refused.ifAny(decision.refusals());
        return decision.clearance();
    }

    /** The same statement gets its receipt again; another one under its id is refused, and the attempt is journaled. */
    private Receipt again(Actor actor, Declaration known, Declare command) {
        Sha256 content = command.content();
        if (!Arrays.equals(known.contentSha256, content.toBytes())) {
            journal.record(
                    actor,
                    new Journal.Statement(
                            "shipment.contradicted", command.id(), known.waybillId, null, content, clock.instant()));
            throw Refused.at(
                    "/id",
                    Code.EXISTS_WITH_DIFFERENT_CONTENT,
                    "There is another declaration under this id. To correct it, send a new one that supersedes it.");
        }
        return new Receipt(known.id, kind(known.kind), content, known.acceptedAt);
    }

    private void requireOwnLines(Declare command) {
        if (command.lines().isEmpty()) {
            return;
        }
        Set<UUID> own = new HashSet<>(session.createNativeQuery(LINE_IDS, UUID.class)
                .setParameter("waybill", command.waybill())
                .getResultList());
        for (int i = 0; i < command.lines().size(); i++) {
            if (!own.contains(command.lines().get(i).line())) {
                throw Refused.at("/lines/" + i + "/line", Code.UNKNOWN_REFERENCE, "This is no line of this waybill.");
            }
        }
    }

    private @Nullable Declaration superseded(Declare command) {
        if (command.supersedes() == null) {
            return null;
        }
        Declaration before = Declaration.findById(command.supersedes());
        if (before == null || !before.waybillId.equals(command.waybill()) || before.kind != command.kind()) {
            throw Refused.at(
                    "/supersedes", Code.UNKNOWN_REFERENCE, "This waybill has no such declaration of this kind.");
        }
        if (!before.organisationId.equals(command.organisation())) {
            throw Refused.at("/supersedes", Code.NOT_ALLOWED, "A declaration is corrected by who made it.");
        }
        List<UUID> later = session.createNativeQuery(SUPERSEDED_BY, UUID.class)
                .setParameter("id", before.id)
                .getResultList();
        if (!later.isEmpty()) {
            throw Refused.at(
                    "/supersedes", Code.ALREADY_SUPERSEDED, "This was corrected already, by " + later.get(0) + ".");
        }
        return before;
    }

    private void requireOtherParty(Declare command, Kind other) {
        @Nullable UUID otherEnd = current(command.waybill(), other);
        if (otherEnd == null) {
            return;
        }
        Declaration said = Declaration.findById(otherEnd);
        if (said.organisationId.equals(command.organisation()) || said.signedBy.equals(command.signedBy())) {
            throw Refused.because(Code.SAME_PARTY_BOTH_ENDS, "One party may not tell both ends of a leg.");
        }
    }

    private @Nullable UUID current(UUID waybill, Kind kind) {
        return session.createNativeQuery(CURRENT_OF_KIND, UUID.class)
                .setParameter("waybill", waybill)
                .setParameter("kind", kind.name())
                .getSingleResultOrNull();
    }
}
