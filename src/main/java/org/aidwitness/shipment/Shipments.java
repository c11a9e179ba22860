package org.aidwitness.shipment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.gate.Decision;
import org.aidwitness.gate.DispatchFacts;
import org.aidwitness.gate.DispatchGate;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.registry.Policies;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The door to waybills: register one, ask the gate about it, look it up. */
@ApplicationScoped
public class Shipments {

    static final String WAYBILL = "shipment.waybill";
    static final String LINE = "shipment.line";

    private static final String FACTS = """
            select w.id,
                   w.programme_id,
                   w.number,
                   w.consignor_id,
                   w.consignee_id,
                   w.carrier_id,
                   t.id,
                   t.name,
                   t.authority_id,
                   t.contribution_id,
                   w.planned_arrival
              from shipment_waybill w
              join shipment_destination t on t.leg_id = w.leg_id
             where w.id = :id""";

    private static final String DESTINATION = """
            select id,
                   name,
                   authority_id,
                   contribution_id
              from shipment_destination
             where leg_id = :leg""";

    private static final String LEG_OF = """
            select c.programme_id
              from shipment_leg l
              join shipment_consignment c on c.id = l.consignment_id
             where l.id = :leg""";

    private static final String KNOWN = """
            select w.number,
                   w.id,
                   l.key,
                   l.id
              from shipment_waybill w
              left join shipment_line l on l.waybill_id = w.id
             where w.programme_id = :programme
               and w.number = any (:numbers)
             order by w.number, l.key""";

    private static final String CLASSES = """
            select distinct c.class
              from shipment_line l
              join shipment_commodity c on c.id = l.commodity_id
             where l.waybill_id = :waybill""";

    private static final String LINE_CONTENTS = """
            select content_sha256
              from shipment_line
             where waybill_id = :waybill
             order by key""";

    // Statements about one waybill are taken one after the other.
    private static final String LOCK = """
            select cast(pg_advisory_xact_lock(hashtextextended(cast(:waybill as text), 0)) as text)""";

    private final Journal journal;
    private final DispatchGate gate;
    private final Policies policies;
    private final Clock clock;
    private final StatelessSession session;

    Shipments(Journal journal, DispatchGate gate, Policies policies, Clock clock, StatelessSession session) {
        this.journal = journal;
        this.gate = gate;
        this.policies = policies;
        this.clock = clock;
        this.session = session;
    }

    /** Registers a waybill with all its lines. The actor speaks for the consignor. */
    @Transactional
    public Receipt register(Actor actor, RegisterWaybill waybill, List<RegisterLine> lines) {
        Access.requireFor(actor, Verb.REGISTER_SHIPMENTS, waybill.consignor());
        if (lines.isEmpty()) {
            throw Refused.at("/lines", Code.INVALID, "A waybill has at least one line.");
        }
        if (lines.stream().map(RegisterLine::key).distinct().count() != lines.size()) {
            throw Refused.at("/lines", Code.INVALID, "Each line has a key of its own.");
        }
        Waybill known = Waybill.<Waybill>find(
                        "id = ?1 or (programmeId = ?2 and number = ?3)",
                        waybill.id(),
                        waybill.programme(),
                        waybill.number())
                .firstResult();
        if (known != null) {
            return again(known, waybill, lines);
        }
        requireLegOf(waybill);
        Instant now = clock.instant();
        session.insert(new Waybill(waybill, null, waybill.content(), now, actor.name()));
        session.insertMultiple(
                lines.stream().map(line -> new Line(line, null, line.content())).toList());
        List<Journal.Statement> statements = new ArrayList<>();
        Journal.Statement header = new Journal.Statement(
                WAYBILL, waybill.id(), waybill.id(), waybill.programme(), content(waybill, lines), now);
        statements.add(header);
        lines.forEach(line -> statements.add(
                new Journal.Statement(LINE, line.id(), waybill.id(), waybill.programme(), line.content(), now)));
        journal.recordAll(actor, statements);
        return header.receipt();
    }

    /** Another programme's leg would bring another programme's policy with it. */
    private void requireLegOf(RegisterWaybill waybill) {
        List<UUID> programme = session.createNativeQuery(LEG_OF, UUID.class)
                .setParameter("leg", waybill.leg())
                .getResultList();
        if (!programme.contains(waybill.programme())) {
            throw Refused.at("/leg", Code.UNKNOWN_REFERENCE, "The programme has no such leg.");
        }
    }

    private Receipt again(Waybill known, RegisterWaybill waybill, List<RegisterLine> lines) {
        if (!known.id.equals(waybill.id())) {
            throw Refused.at("/number", Code.NUMBER_TAKEN, "There is another waybill of this number.");
        }
        List<byte[]> stored = session.createNativeQuery(LINE_CONTENTS, byte[].class)
                .setParameter("waybill", known.id)
                .getResultList();
        Sha256 before = combined(
                Sha256.fromBytes(known.contentSha256),
                stored.stream().map(Sha256::fromBytes).toList());
        if (!before.equals(content(waybill, lines))) {
            throw Refused.at(
                    "/id",
                    Code.EXISTS_WITH_DIFFERENT_CONTENT,
                    "There is another waybill under this id; both are kept.");
        }
        return new Receipt(known.id, WAYBILL, before, known.acceptedAt);
    }

    private static Sha256 content(RegisterWaybill waybill, List<RegisterLine> lines) {
        return combined(
                waybill.content(),
                lines.stream()
                        .sorted(Comparator.comparing(RegisterLine::key))
                        .map(RegisterLine::content)
                        .toList());
    }

    private static Sha256 combined(Sha256 header, List<Sha256> lines) {
        return new Fingerprint().add(header).addAll(lines).done();
    }

    /** Asks the gate whether the goods of this waybill may leave, and stores its answer. */
    @Transactional
    public Decision askTheGate(Actor actor, UUID waybill) {
        WaybillFacts facts = facts(waybill);
        Access.requireFor(actor, Verb.ASK_THE_GATE, facts.consignor());
        return decide(actor, facts);
    }

    Decision decide(Actor actor, WaybillFacts facts) {
        List<String> classes = session.createNativeQuery(CLASSES, String.class)
                .setParameter("waybill", facts.id())
                .getResultList();
        return gate.store(actor, judge(facts, classes));
    }

    /** As the gate judges these goods now; {@code classes} are those of the commodities of all lines. */
    DispatchGate.Judgement judge(WaybillFacts facts, Collection<String> classes) {
        return gate.judge(new DispatchFacts(
                facts.id(),
                facts.programme(),
                facts.number(),
                facts.destination(),
                facts.destinationName(),
                facts.consignor(),
                facts.consignee(),
                facts.carrier(),
                facts.authority(),
                new TreeSet<>(classes),
                facts.plannedArrival(),
                policies.current(facts.programme(), facts.contribution()),
                clock.instant()));
    }

    /** Waits until no other statement about this waybill is being taken. */
    void lock(UUID waybill) {
        session.createNativeQuery(LOCK, String.class)
                .setParameter("waybill", waybill.toString())
                .getSingleResultOrNull();
    }

    /** Refuses with NOT_FOUND. */
    @Transactional
    public WaybillFacts facts(UUID waybill) {
        @Nullable WaybillFacts found = session.createNativeQuery(FACTS, WaybillFacts.class)
                .setParameter("id", waybill)
                .getSingleResultOrNull();
        if (found == null) {
            throw Refused.because(Code.NOT_FOUND, "There is no such waybill.");
        }
        return found;
    }

    /** The facts of a waybill that is about to be registered. */
    WaybillFacts factsOf(RegisterWaybill waybill) {
        Object[] destination = session.createNativeQuery(DESTINATION, Object[].class)
                .setParameter("leg", waybill.leg())
                .getSingleResultOrNull();
        if (destination == null) {
            throw Refused.at("/leg", Code.UNKNOWN_REFERENCE, "There is no such leg.");
        }
        return new WaybillFacts(
                waybill.id(),
                waybill.programme(),
                waybill.number(),
                waybill.consignor(),
                waybill.consignee(),
                waybill.carrier(),
                (UUID) destination[0],
                (String) destination[1],
                (UUID) destination[2],
                (UUID) destination[3],
                waybill.plannedArrival());
    }

    /** The waybills of these numbers that are registered in the programme, at most 5,000 numbers a call. */
    @Transactional
    public Map<String, KnownWaybill> known(UUID programme, Collection<String> numbers) {
        Map<String, UUID> ids = new LinkedHashMap<>();
        Map<String, Map<String, UUID>> lines = new HashMap<>();
        List<Object[]> rows = session.createNativeQuery(KNOWN, Object[].class)
                .setParameter("programme", programme)
                .setParameter("numbers", numbers.toArray(String[]::new))
                .getResultList();
        for (Object[] row : rows) {
            String number = (String) row[0];
            ids.put(number, (UUID) row[1]);
            Map<String, UUID> keys = lines.computeIfAbsent(number, key -> new HashMap<>());
            if (row[2] != null) {
                keys.put((String) row[2], (UUID) row[3]);
            }
        }
        Map<String, KnownWaybill> known = new HashMap<>();
        ids.forEach((number, id) -> known.put(number, new KnownWaybill(id, lines.getOrDefault(number, Map.of()))));
        return known;
    }
}
