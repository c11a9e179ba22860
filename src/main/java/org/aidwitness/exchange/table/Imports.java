package org.aidwitness.exchange.table;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.TransactionRunnerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.exchange.table.ImportRun.Mode;
import org.aidwitness.exchange.table.Resolver.Resolved;
import org.aidwitness.journal.Journal;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.monitoring.Attestations;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;
import org.aidwitness.shipment.ImportedRow;
import org.aidwitness.shipment.ImportedRow.Outcome;
import org.aidwitness.shipment.ShipmentImports;
import org.aidwitness.shipment.Shipments;
import org.aidwitness.web.Cursor;
import org.aidwitness.web.Listing;
import org.hibernate.StatelessSession;

/**
 * The door for whole tables. A file is stored under its digest, read row by row, and saved in one transaction or not at
 * all. Sent again, it changes nothing. Every row read is imported, unchanged or refused; none is dropped.
 */
@ApplicationScoped
public class Imports {

    // Imports into one programme come one after the other: each is judged against what is saved.
    private static final String LOCK = """
            select pg_try_advisory_xact_lock(hashtextextended(:name, 0))""";

    /**
     * What to import where.
     *
     * @param history the file tells of a time before the programme's gate; needs IMPORT_HISTORY
     */
    public record Order(String programme, String mapping, Mode mode, boolean history, String fileName) {}

    private final Spool spool;
    private final Retention retention;
    private final Mappings mappings;
    private final ImportRuns runs;
    private final Programmes programmes;
    private final RegistryLookup registry;
    private final Shipments shipments;
    private final ShipmentImports shipmentImports;
    private final Attestations attestations;
    private final Journal journal;
    private final StatelessSession session;
    private final Clock clock;

    Imports(
            Spool spool,
            Retention retention,
            Mappings mappings,
            ImportRuns runs,
            Programmes programmes,
            RegistryLookup registry,
            Shipments shipments,
            ShipmentImports shipmentImports,
            Attestations attestations,
            Journal journal,
            StatelessSession session,
            Clock clock) {
        this.spool = spool;
        this.retention = retention;
        this.mappings = mappings;
        this.runs = runs;
        this.programmes = programmes;
        this.registry = registry;
        this.shipments = shipments;
        this.shipmentImports = shipmentImports;
        this.attestations = attestations;
        this.journal = journal;
        this.session = session;
        this.clock = clock;
    }

    /**
     * Imports a file of at most 512 MB and 5,000,000 rows. Refuses a file that cannot be read as a table, or lacks a
     * column, before a run begins; its bytes then lie there unused until {@link Retention} deletes them.
     */
    public ImportRun run(Actor actor, Order order, InputStream body) throws IOException {
        Access.require(actor, Verb.IMPORT);
        if (order.history()) {
            Access.require(actor, Verb.IMPORT_HISTORY);
        }
        String name = Texts.strip(order.fileName());
        if (name.isEmpty() || name.length() > 300) {
            throw Refused.at("/file", Code.OUT_OF_RANGE, "A file's name has 1 to 300 characters.");
        }
        ProgrammeEntry programme = programmes
                .byCode(order.programme())
                .orElseThrow(() -> Refused.at(
                        "/programme", Code.UNKNOWN_REFERENCE, "There is no programme \"" + order.programme() + "\"."));
        MappingEntry mapping = mappings.get(actor, order.mapping());
        if (!order.history()) {
            requireAllOf(actor, mapping.settings());
        }
        retention.tidy();
        Spool.Stored file = spool.store(body);
        TableReader.Options options = new TableReader.Options(
                mapping.settings().separator(), mapping.settings().sheet());
        try (TableReader reader = TableReader.open(file.path(), options)) {
            RowMapper mapper = new RowMapper(mapping.settings(), reader.header());
            UUID organisation = Access.organisationOf(actor);
            UUID id = Ids.fresh(clock.instant());
            runs.begin(
                    actor,
                    new ImportRuns.Begin(
                            id, mapping.id(), programme.id(), organisation, name, file, order.mode(), order.history()));
            Running running = new Running(
                    actor,
                    new ImportedRow.Run(id, programme.id(), order.history()),
                    order.mode(),
                    mapper,
                    new Resolver(
                            mapper,
                            Names.of(organisation, mapping.code(), programme.id()),
                            programme.id(),
                            registry.forRun(
                                    actor,
                                    id,
                                    programme.id(),
                                    mapping.settings().create()),
                            shipments));
            running.run(reader, file);
            return runs.get(actor, id);
        }
    }

    /** A table says nothing that its sender could not say line by line. */
    private static void requireAllOf(Actor actor, Mapping mapping) {
        if (mapping.waybill().route() != null) {
            Access.require(actor, Verb.REGISTER_SHIPMENTS);
        }
        if (!mapping.declarations().isEmpty()) {
            Access.require(actor, Verb.DECLARE);
        }
        if (mapping.attestation() != null) {
            Access.require(actor, Verb.ATTEST);
        }
    }

    /** The actor's organisation's run; refuses with NOT_FOUND. */
    public ImportRun get(Actor actor, UUID id) {
        Access.require(actor, Verb.SEE_IMPORTS);
        return runs.get(actor, id);
    }

    /** The organisation's runs, latest first. */
    public Listing<ImportRun> list(Actor actor, Cursor after, int limit) {
        Access.require(actor, Verb.SEE_IMPORTS);
        return runs.list(actor, after, limit);
    }

    /** Ends a transaction that is not to be kept, as planned. */
    private static final class Undo extends RuntimeException {

        private static final long serialVersionUID = 1;

        Undo() {
            super("nothing of this run is kept", null, false, false);
        }
    }

    /** One run at work. */
    private final class Running {

        private final Actor actor;
        private final ImportedRow.Run run;
        private final Mode mode;
        private final RowMapper mapper;
        private final Resolver resolver;
        private final Tally tally = new Tally();

        Running(Actor actor, ImportedRow.Run run, Mode mode, RowMapper mapper, Resolver resolver) {
            this.actor = actor;
            this.run = run;
            this.mode = mode;
            this.mapper = mapper;
            this.resolver = resolver;
        }

        void run(TableReader reader, Spool.Stored file) {
            TransactionRunnerOptions longOne = QuarkusTransaction.requiringNew().timeout(Bounds.RUN_SECONDS);
            try {
                longOne.run(() -> take(reader, file));
            } catch (Undo undone) {
                runs.end(run.id(), mode == Mode.PREVIEW ? "PREVIEWED" : "NOTHING_SAVED", tally);
            } catch (Refused refused) {
                tally.breakOff(refused.refusals().stream()
                        .map(refusal ->
                                new RowProblem(rowOf(refusal), refusal.field(), refusal.code(), refusal.detail()))
                        .toList());
                runs.end(run.id(), "NOTHING_SAVED", tally);
                throw refused;
            }
        }

        /** Takes all rows in, and saves them or throws {@link Undo}. */
        private void take(TableReader reader, Spool.Stored file) {
            lock();
            try (Drafting drafting = new Drafting(reader, mapper, Bounds.BATCH_ROWS)) {
                for (List<Draft> drafts = drafting.take(); drafts != null; drafts = drafting.take()) {
                    take(drafts);
                }
            }
            if (reader.blankRows() > 0) {
                tally.note("blank rows, passed over", reader.blankRows());
            }
            if (mode == Mode.PREVIEW || (mode == Mode.ALL && tally.refused() > 0)) {
                throw new Undo();
            }
            Instant now = clock.instant();
            journal.record(
                    actor,
                    new Journal.Statement(
                            run.history() ? "import.history" : "import.run",
                            run.id(),
                            run.id(),
                            run.programme(),
                            file.sha256(),
                            now));
            runs.end(run.id(), "SAVED", tally);
        }

        private void lock() {
            boolean free = session.createNativeQuery(LOCK, Boolean.class)
                    .setParameter("name", "import " + run.programme())
                    .getSingleResult();
            if (!free) {
                throw Refused.because(
                        Code.WRONG_STATE,
                        "Another import into this programme is running. Try again when it has ended.");
            }
        }

        private void take(List<Draft> drafts) {
            List<Resolved> resolved = resolver.resolve(drafts);
            List<ImportedRow> rows = new ArrayList<>(resolved.size());
            for (Resolved one : resolved) {
                if (one.row() != null) {
                    rows.add(one.row());
                }
            }
            Map<Long, Outcome> outcomes = new HashMap<>();
            if (!rows.isEmpty()) {
                for (Outcome outcome : shipmentImports.take(actor, run, rows)) {
                    outcomes.put(outcome.number(), outcome);
                }
            }
            attest(resolved, outcomes);
            for (Resolved one : resolved) {
                count(one, outcomes);
            }
        }

        private void attest(List<Resolved> resolved, Map<Long, Outcome> outcomes) {
            AttestationGroups groups = new AttestationGroups();
            for (Resolved one : resolved) {
                UUID id = resolver.attestation(one.draft());
                if (id != null) {
                    groups.add(one, id);
                }
            }
            groups.refused()
                    .forEach((number, refusal) ->
                            outcomes.put(number, new Outcome(number, Outcome.Kind.REFUSED, List.of(refusal))));
            List<AttestationGroups.Group> whole = groups.whole();
            if (whole.isEmpty()) {
                return;
            }
            List<Outcome> taken = attestations.takeImported(
                    actor,
                    run,
                    whole.stream().map(AttestationGroups.Group::attest).toList());
            for (int i = 0; i < whole.size(); i++) {
                for (Resolved row : whole.get(i).rows()) {
                    long number = row.draft().number();
                    Outcome outcome = taken.get(i);
                    outcomes.put(number, new Outcome(number, outcome.kind(), outcome.refusals()));
                }
            }
        }

        private void count(Resolved one, Map<Long, Outcome> outcomes) {
            if (!one.problems().isEmpty()) {
                tally.count(one.draft(), Outcome.Kind.REFUSED, one.problems());
                return;
            }
            Outcome outcome = outcomes.get(one.draft().number());
            if (outcome == null) {
                tally.count(
                        one.draft(),
                        Outcome.Kind.REFUSED,
                        List.of(new RowProblem(
                                one.draft().number(),
                                null,
                                Code.INVALID,
                                "This row says nothing that could be kept.")));
                return;
            }
            tally.count(
                    one.draft(), outcome.kind(), resolver.problems(one.draft().number(), outcome.refusals()));
        }

        private static long rowOf(Refusal refusal) {
            String field = refusal.field();
            if (field == null || !field.startsWith("/rows/")) {
                return 1;
            }
            String row = field.substring("/rows/".length()).replaceFirst("/.*", "");
            return row.chars().allMatch(Character::isDigit) ? Long.parseLong(row) : 1;
        }
    }
}
