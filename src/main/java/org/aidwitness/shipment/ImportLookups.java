package org.aidwitness.shipment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.shipment.Declare.Kind;
import org.aidwitness.shipment.ImportedRow.Run;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What the database knows of the statements in a batch, asked with one query a kind. */
@ApplicationScoped
class ImportLookups {

    private static final String WAYBILLS = """
            select w.id,
                   w.number,
                   w.content_sha256,
                   w.import_run_id is distinct from :run
                     and exists (select from shipment_declaration d where d.waybill_id = w.id and d.kind = 'DISPATCHED'),
                   w.consignor_id,
                   w.consignee_id,
                   w.carrier_id
              from shipment_waybill w
             where w.id = any (:ids)
                or (w.programme_id = :programme and w.number = any (:numbers))""";

    private static final String LINES = """
            select l.id,
                   l.waybill_id,
                   l.key,
                   l.content_sha256
              from shipment_line l
             where l.id = any (:ids)
            union
            select l.id,
                   l.waybill_id,
                   l.key,
                   l.content_sha256
              from unnest(cast(:waybills as uuid[]), cast(:keys as text[])) k (waybill_id, key)
              join shipment_line l on l.waybill_id = k.waybill_id and l.key = k.key""";

    private static final String DECLARATIONS = """
            select d.id,
                   d.waybill_id,
                   d.kind,
                   d.organisation_id,
                   d.content_sha256
              from shipment_declaration d
             where d.waybill_id = any (:waybills)
               and not exists (select from shipment_declaration s where s.supersedes = d.id)
            union
            select d.id,
                   d.waybill_id,
                   d.kind,
                   d.organisation_id,
                   d.content_sha256
              from shipment_declaration d
             where d.id = any (:ids)""";

    private final StatelessSession session;

    ImportLookups(StatelessSession session) {
        this.session = session;
    }

    void load(Known known, Run run, List<ImportedRow> rows) {
        loadWaybills(known, run, rows);
        loadLines(known, rows);
        loadDeclarations(known, rows);
    }

    private void loadWaybills(Known known, Run run, List<ImportedRow> rows) {
        Map<UUID, String> numbers = new HashMap<>();
        rows.stream()
                .map(ImportedRow::waybill)
                .filter(Objects::nonNull)
                .forEach(waybill -> numbers.put(waybill.id(), waybill.number()));
        Set<UUID> ids = new HashSet<>(numbers.keySet());
        rows.forEach(row -> row.declarations().forEach(declaration -> ids.add(declaration.waybill())));
        List<Object[]> found = session.createNativeQuery(WAYBILLS, Object[].class)
                .setParameter("run", run.id())
                .setParameter("ids", array(ids))
                .setParameter("programme", run.programme())
                .setParameter("numbers", numbers.values().toArray(String[]::new))
                .getResultList();
        for (Object[] row : found) {
            UUID id = (UUID) row[0];
            known.waybills.put(id, Sha256.fromBytes((byte[]) row[2]));
            known.waybillIdsByNumber.put((String) row[1], id);
            if ((Boolean) row[3]) {
                known.closed.add(id);
            }
            known.stakes.put(id, new Stakes((UUID) row[4], (UUID) row[5], (UUID) row[6]));
        }
    }

    private void loadLines(Known known, List<ImportedRow> rows) {
        // Lines of a waybill that is not there yet cannot be there either.
        List<RegisterLine> lines = rows.stream()
                .map(ImportedRow::line)
                .filter(Objects::nonNull)
                .filter(line -> known.waybills.containsKey(line.waybill()))
                .toList();
        if (lines.isEmpty()) {
            return;
        }
        List<Object[]> found = session.createNativeQuery(LINES, Object[].class)
                .setParameter("ids", lines.stream().map(RegisterLine::id).toArray(UUID[]::new))
                .setParameter(
                        "waybills", lines.stream().map(RegisterLine::waybill).toArray(UUID[]::new))
                .setParameter("keys", lines.stream().map(RegisterLine::key).toArray(String[]::new))
                .getResultList();
        for (Object[] row : found) {
            UUID id = (UUID) row[0];
            known.lines.put(id, Sha256.fromBytes((byte[]) row[3]));
            known.lineIdsByKey.put(new LineKey((UUID) row[1], (String) row[2]), id);
        }
    }

    private void loadDeclarations(Known known, List<ImportedRow> rows) {
        Set<UUID> ids = new HashSet<>();
        Set<UUID> waybills = new HashSet<>();
        rows.forEach(row -> row.declarations().forEach(declaration -> {
            if (known.waybills.containsKey(declaration.waybill())) {
                ids.add(declaration.id());
                waybills.add(declaration.waybill());
            }
        }));
        if (ids.isEmpty()) {
            return;
        }
        List<Object[]> found = session.createNativeQuery(DECLARATIONS, Object[].class)
                .setParameter("ids", array(ids))
                .setParameter("waybills", array(waybills))
                .getResultList();
        for (Object[] row : found) {
            known.add((UUID) row[0], (UUID) row[1], Kind.valueOf((String) row[2]), (UUID) row[3], Sha256.fromBytes((byte
                            [])
                    row[4]));
        }
        ids.retainAll(known.declarations.keySet());
        loadDeclaredLines(known, ids, rows);
    }

    private void loadDeclaredLines(Known known, Set<UUID> declarations, List<ImportedRow> rows) {
        if (declarations.isEmpty()) {
            return;
        }
        Set<UUID> lines = new HashSet<>();
        rows.forEach(row ->
                row.declarations().forEach(declaration -> declaration.lines().forEach(line -> lines.add(line.line()))));
        session.createSelectionQuery(
                        "from DeclarationLine q where q.declarationId in :declarations and q.lineId in :lines",
                        DeclarationLine.class)
                .setParameter("declarations", declarations)
                .setParameter("lines", lines)
                .getResultList()
                .forEach(line -> known.add(line.declarationId, line.said()));
    }

    private static UUID[] array(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private record LineKey(UUID waybill, String key) {}

    private record End(UUID waybill, Kind kind) {}

    private record Stakes(
            UUID consignor, UUID consignee, @Nullable UUID carrier) {}

    /** The statements known so far: those of the database, and those taken from earlier rows of the batch. */
    static final class Known {

        private final Map<UUID, Sha256> waybills = new HashMap<>();
        private final Map<String, UUID> waybillIdsByNumber = new HashMap<>();
        private final Map<UUID, Stakes> stakes = new HashMap<>();
        private final Set<UUID> closed = new HashSet<>();
        private final Set<UUID> cancelled = new HashSet<>();
        private final Map<UUID, Sha256> lines = new HashMap<>();
        private final Map<LineKey, UUID> lineIdsByKey = new HashMap<>();
        private final Map<UUID, Sha256> declarations = new HashMap<>();
        private final Map<End, UUID> ends = new HashMap<>();
        private final Map<DeclarationLine.Key, DeclaredLine> declaredLines = new HashMap<>();

        boolean waybillIsNew(RegisterWaybill waybill, @Nullable Sha256 content, List<Refusal> refusals) {
            @Nullable Sha256 before = waybills.get(waybill.id());
            if (before != null) {
                refuseIfOther(before, content, "another waybill of this number, or its header differs", refusals);
                return false;
            }
            if (waybillIdsByNumber.containsKey(waybill.number())) {
                refusals.add(new Refusal(
                        Code.NUMBER_TAKEN, "/number", "There is another waybill of this number: " + waybill.number()));
            }
            return true;
        }

        boolean lineIsNew(RegisterLine line, @Nullable Sha256 content, List<Refusal> refusals) {
            @Nullable Sha256 before = lines.get(line.id());
            if (before != null) {
                refuseIfOther(before, content, "this line with other content", refusals);
                return false;
            }
            if (lineIdsByKey.containsKey(new LineKey(line.waybill(), line.key()))) {
                refusals.add(Refusal.of(Code.NUMBER_TAKEN, "The waybill has another line of this key: " + line.key()));
            }
            return true;
        }

        boolean declarationIsNew(Declare declaration, List<Refusal> refusals) {
            @Nullable Sha256 before = declarations.get(declaration.id());
            if (before == null) {
                return true;
            }
            refuseIfOther(before, declaration.header(), "this declaration with other content", refusals);
            return false;
        }

        /** Does a known declaration say something of lines it said nothing of before? */
        boolean linesAreNew(Declare declaration, List<Refusal> refusals) {
            boolean fresh = false;
            for (DeclaredLine line : declaration.lines()) {
                @Nullable DeclaredLine before = declaredLines.get(new DeclarationLine.Key(declaration.id(), line.line()));
                if (before == null) {
                    fresh = true;
                } else if (!before.equals(line)) {
                    refusals.add(Refusal.of(
                            Code.EXISTS_WITH_DIFFERENT_CONTENT,
                            "There is this declaration with other amounts for the line."));
                }
            }
            return fresh;
        }

        boolean isClosed(UUID waybill) {
            return closed.contains(waybill);
        }

        boolean isDispatched(UUID waybill) {
            return ends.containsKey(new End(waybill, Kind.DISPATCHED));
        }

        boolean isKnown(UUID waybill) {
            return stakes.containsKey(waybill);
        }

        /** Who has a stake in a waybill that is being taken in. */
        void expect(RegisterWaybill waybill) {
            stakes.put(waybill.id(), new Stakes(waybill.consignor(), waybill.consignee(), waybill.carrier()));
        }

        boolean isCancelled(UUID waybill) {
            return cancelled.contains(waybill);
        }

        /** Whether the organisation sends, carries or receives these goods. */
        boolean isParty(UUID waybill, UUID organisation) {
            @Nullable Stakes known = stakes.get(waybill);
            return known != null
                    && (organisation.equals(known.consignor)
                            || organisation.equals(known.consignee)
                            || organisation.equals(known.carrier));
        }

        boolean isConsignor(UUID waybill, UUID organisation) {
            @Nullable Stakes known = stakes.get(waybill);
            return known != null && organisation.equals(known.consignor);
        }

        boolean otherEndIsOwn(Declare declaration) {
            Kind other = declaration.kind() == Kind.DISPATCHED ? Kind.RECEIVED : Kind.DISPATCHED;
            boolean isEnd = declaration.kind() == Kind.DISPATCHED || declaration.kind() == Kind.RECEIVED;
            return isEnd && declaration.organisation().equals(ends.get(new End(declaration.waybill(), other)));
        }

        void add(RegisterWaybill waybill, Sha256 content) {
            waybills.put(waybill.id(), content);
            waybillIdsByNumber.put(waybill.number(), waybill.id());
            expect(waybill);
        }

        void add(RegisterLine line, Sha256 content) {
            lines.put(line.id(), content);
            lineIdsByKey.put(new LineKey(line.waybill(), line.key()), line.id());
        }

        void add(Declare declaration, Sha256 header) {
            add(declaration.id(), declaration.waybill(), declaration.kind(), declaration.organisation(), header);
        }

        private void add(UUID id, UUID waybill, Kind kind, UUID organisation, Sha256 content) {
            declarations.put(id, content);
            if (kind == Kind.DISPATCHED || kind == Kind.RECEIVED) {
                ends.put(new End(waybill, kind), organisation);
            } else if (kind == Kind.CANCELLED) {
                cancelled.add(waybill);
            }
        }

        void add(UUID declaration, DeclaredLine line) {
            declaredLines.put(new DeclarationLine.Key(declaration, line.line()), line);
        }

        private static void refuseIfOther(
                Sha256 before, @Nullable Sha256 content, String what, List<Refusal> refusals) {
            if (content == null || !before.equals(content)) {
                refusals.add(Refusal.of(Code.EXISTS_WITH_DIFFERENT_CONTENT, "There is " + what + "."));
            }
        }
    }
}
