package org.aidwitness.shipment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.gate.DispatchGate;
import org.aidwitness.gate.DispatchGate.Predating;
import org.aidwitness.journal.Journal;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;
import org.aidwitness.shipment.Declare.Kind;
import org.aidwitness.shipment.ImportedRow.Outcome;
import org.aidwitness.shipment.ImportedRow.Run;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The door for many rows at once: the same statements, checks and journal as the doors for one, with the look-ups of a
 * batch made together. A batch is judged against what the database holds, earlier batches of the run included.
 */
@ApplicationScoped
public class ShipmentImports {

    /** Rows a call may bring. */
    public static final int MOST_ROWS = 5_000;

    private final Journal journal;
    private final DispatchGate gate;
    private final Shipments shipments;
    private final Programmes programmes;
    private final ImportLookups lookups;
    private final Clock clock;
    private final StatelessSession session;

    ShipmentImports(
            Journal journal,
            DispatchGate gate,
            Shipments shipments,
            Programmes programmes,
            ImportLookups lookups,
            Clock clock,
            StatelessSession session) {
        this.journal = journal;
        this.gate = gate;
        this.shipments = shipments;
        this.programmes = programmes;
        this.lookups = lookups;
        this.clock = clock;
        this.session = session;
    }

    /** Takes a batch in, in the run's transaction. Outcomes stand in the order of the rows, one for each. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Outcome> take(Actor actor, Run run, List<ImportedRow> rows) {
        Access.require(actor, run.history() ? Verb.IMPORT_HISTORY : Verb.IMPORT);
        if (rows.size() > MOST_ROWS) {
            throw new IllegalArgumentException("a batch has at most " + MOST_ROWS + " rows");
        }
        Batch batch = new Batch(actor, run, programmes.get(run.programme()), clock.instant());
        lookups.load(batch.known, run, rows);
        List<Outcome> outcomes = rows.stream().map(batch::judge).toList();
        batch.write();
        return outcomes;
    }

    /** One batch at work: what is known, and what is to be written. */
    private final class Batch {

        private final Actor actor;
        private final Run run;
        private final ProgrammeEntry programme;
        private final Instant now;
        private final ImportLookups.Known known = new ImportLookups.Known();
        private final List<Waybill> waybills = new ArrayList<>();
        private final List<Line> lines = new ArrayList<>();
        private final List<Declaration> declarations = new ArrayList<>();
        private final Map<UUID, DispatchGate.Judgement> passes = new HashMap<>();
        private final List<DispatchGate.Judgement> judgements = new ArrayList<>();
        private final List<DeclarationLine> declarationLines = new ArrayList<>();
        private final List<Predating> predating = new ArrayList<>();
        private final List<Journal.Statement> statements = new ArrayList<>();

        Batch(Actor actor, Run run, ProgrammeEntry programme, Instant now) {
            this.actor = actor;
            this.run = run;
            this.programme = programme;
            this.now = now;
        }

        /** Judges a row whole before any of it is taken: a row is never half imported. */
        Outcome judge(ImportedRow row) {
            List<Refusal> refusals = new ArrayList<>();
            Sha256 header = row.waybill() == null ? null : row.waybill().content();
            boolean newWaybill = row.waybill() != null && known.waybillIsNew(row.waybill(), header, refusals);
            if (newWaybill && row.waybill() != null) {
                requireVerb(Verb.REGISTER_SHIPMENTS, refusals);
                requireOwnName(row.waybill().consignor(), refusals);
            }
            Sha256 lineContent = row.line() == null ? null : row.line().content();
            boolean newLine = row.line() != null && known.lineIsNew(row.line(), lineContent, refusals);
            if (newLine) {
                requireVerb(Verb.REGISTER_SHIPMENTS, refusals);
            }
            if (newLine && row.line() != null && known.isClosed(row.line().waybill())) {
                refusals.add(Refusal.of(Code.WAYBILL_CLOSED, "This waybill has left; no line can be added."));
            }
            List<Declare> fresh = new ArrayList<>();
            List<Declare> extended = new ArrayList<>();
            for (Declare declaration : row.declarations()) {
                if (known.declarationIsNew(declaration, refusals)) {
                    judgeNew(declaration, row.waybill(), refusals);
                    fresh.add(declaration);
                } else if (known.linesAreNew(declaration, refusals)) {
                    extended.add(declaration);
                }
            }
            if (!refusals.isEmpty()) {
                return new Outcome(row.number(), Outcome.Kind.REFUSED, refusals);
            }
            if (newWaybill && row.waybill() != null && header != null) {
                take(row.waybill(), header);
            }
            if (newLine && row.line() != null && lineContent != null) {
                take(row.line(), lineContent);
            }
            fresh.forEach(this::take);
            extended.forEach(this::extend);
            boolean changed = newWaybill || newLine || !fresh.isEmpty() || !extended.isEmpty();
            return new Outcome(row.number(), changed ? Outcome.Kind.IMPORTED : Outcome.Kind.UNCHANGED, List.of());
        }

        private void judgeNew(Declare declaration, @Nullable RegisterWaybill waybill, List<Refusal> refusals) {
            requireVerb(Verb.DECLARE, refusals);
            requireOwnName(declaration.organisation(), refusals);
            if (declaration.supersedes() != null) {
                refusals.add(Refusal.of(Code.INVALID, "A correction is made one by one, not by import."));
            }
            if (known.otherEndIsOwn(declaration)) {
                refusals.add(Refusal.of(Code.SAME_PARTY_BOTH_ENDS, "One party may not tell both ends of a leg."));
            }
            if (!run.history()) {
                requireStake(declaration, waybill, refusals);
            }
            if (declaration.kind() != Kind.DISPATCHED) {
                return;
            }
            if (known.isDispatched(declaration.waybill())) {
                refusals.add(Refusal.of(Code.ALREADY_DISPATCHED, "This waybill has been dispatched already."));
            }
            if (!run.history()) {
                askTheGate(declaration, waybill, refusals);
            } else if (!declaration.happenedAt().isBefore(programme.gateInForceFrom())) {
                refusals.add(Refusal.of(
                        Code.GATE_IN_FORCE,
                        "Since " + programme.gateInForceFrom() + " a dispatch needs a clearance; this is no history."));
            }
        }

        /** What one statement must meet at the door for one, it must meet here; history tells what others did. */
        private void requireStake(Declare declaration, @Nullable RegisterWaybill row, List<Refusal> refusals) {
            UUID waybill = declaration.waybill();
            if (row != null && !known.isKnown(waybill)) {
                // The waybill stands in this very row, and is taken in with the declaration or not at all.
                known.expect(row);
            }
            if (!known.isParty(waybill, declaration.organisation())) {
                refusals.add(Refusal.of(Code.NOT_ALLOWED, "Your organisation is no party to this waybill."));
            } else if (declaration.kind() == Kind.DISPATCHED) {
                if (!known.isConsignor(waybill, declaration.organisation())) {
                    refusals.add(Refusal.of(Code.NOT_ALLOWED, "Only the consignor declares a dispatch."));
                }
                if (known.isCancelled(waybill)) {
                    refusals.add(Refusal.of(Code.WRONG_STATE, "This waybill was cancelled."));
                }
            } else if (declaration.kind() == Kind.CANCELLED && known.isDispatched(waybill)) {
                refusals.add(
                        Refusal.of(Code.WRONG_STATE, "What has left cannot be cancelled; return it or re-route it."));
            }
        }

        /** A table says nothing that its sender could not say line by line; history has a verb of its own. */
        private void requireVerb(Verb verb, List<Refusal> refusals) {
            if (!run.history() && !verb.allows(actor)) {
                refusals.add(Refusal.of(Code.NOT_ALLOWED, "Your role does not include this."));
            }
        }

        /** Only a historian may bring what others said; a list of today speaks for the sender's own organisation. */
        private void requireOwnName(UUID organisation, List<Refusal> refusals) {
            if (!run.history() && !organisation.equals(actor.organisation())) {
                refusals.add(Refusal.of(Code.NOT_ALLOWED, "You can speak for your own organisation only."));
            }
        }

        /** A list of today's dispatches meets the same gate as each of them would alone. */
        private void askTheGate(Declare dispatch, @Nullable RegisterWaybill waybill, List<Refusal> refusals) {
            if (!refusals.isEmpty()) {
                return;
            }
            WaybillFacts facts = waybill == null ? shipments.facts(dispatch.waybill()) : shipments.factsOf(waybill);
            // Never exempt: further lines of the same waybill may still be on their way in this list.
            DispatchGate.Judgement judgement = shipments.judge(facts, List.of());
            refusals.addAll(judgement.decision().refusals());
            passes.put(dispatch.id(), judgement);
        }

        private void take(RegisterWaybill waybill, Sha256 content) {
            known.add(waybill, content);
            waybills.add(new Waybill(waybill, run.id(), content, now, actor.name()));
            statements.add(new Journal.Statement(
                    Shipments.WAYBILL, waybill.id(), waybill.id(), run.programme(), content, now));
        }

        private void take(RegisterLine line, Sha256 content) {
            known.add(line, content);
            lines.add(new Line(line, run.id(), content));
            statements.add(
                    new Journal.Statement(Shipments.LINE, line.id(), line.waybill(), run.programme(), content, now));
        }

        private void take(Declare declaration) {
            Sha256 header = declaration.header();
            known.add(declaration, header);
            @Nullable UUID clearance = null;
            if (declaration.kind() == Kind.DISPATCHED) {
                DispatchGate.Judgement pass = passes.get(declaration.id());
                if (pass == null) {
                    clearance = Ids.named(declaration.id(), "clearance");
                    predating.add(new Predating(clearance, declaration.waybill(), declaration.happenedAt()));
                } else {
                    clearance = pass.decision().clearance();
                    judgements.add(pass);
                }
            }
            declarations.add(new Declaration(declaration, clearance, run.id(), header, now, actor.name()));
            statements.add(new Journal.Statement(
                    Declarations.kind(declaration.kind()),
                    declaration.id(),
                    declaration.waybill(),
                    run.programme(),
                    header,
                    now));
            takeLines(declaration);
        }

        /** More lines of a declaration that is known: news about its goods, so the journal hears of it. */
        private void extend(Declare declaration) {
            takeLines(declaration);
            statements.add(new Journal.Statement(
                    Declarations.kind(declaration.kind()) + "_extended",
                    declaration.id(),
                    declaration.waybill(),
                    run.programme(),
                    declaration.content(),
                    now));
        }

        private void takeLines(Declare declaration) {
            for (DeclaredLine line : declaration.lines()) {
                known.add(declaration.id(), line);
                declarationLines.add(new DeclarationLine(declaration.id(), line));
            }
        }

        void write() {
            session.insertMultiple(waybills);
            session.insertMultiple(lines);
            if (!predating.isEmpty()) {
                gate.recordPredating(actor, run.programme(), run.id(), predating, now);
            }
            judgements.forEach(judgement -> gate.store(actor, judgement));
            session.insertMultiple(declarations);
            session.insertMultiple(declarationLines);
            journal.recordAll(actor, statements);
        }
    }
}
