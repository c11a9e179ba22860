package org.aidwitness.exchange.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.aidwitness.access.Access;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.web.Cursor;
import org.aidwitness.web.Listing;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The runs and their problems, as they are kept. An organisation sees its own. */
@ApplicationScoped
class ImportRuns {

    private static final String BEGIN = """
            insert into exchange_run
                   (id, mapping_id, programme_id, organisation_id, file_name, file_sha256, file_bytes, mode, history,
                    actor, started_at)
            values (:id, :mapping, :programme, :organisation, :name, :sha256, :bytes, :mode, :history, :actor, :now)""";

    private static final String END = """
            insert into exchange_outcome
                   (run_id, status, rows_read, rows_imported, rows_unchanged, rows_refused, notes, finished_at)
            values (:run, :status, :read, :imported, :unchanged, :refused, cast(:notes as jsonb), :now)""";

    private static final String PROBLEM = """
            insert into exchange_problem (run_id, row_number, ordinal, column_name, code, detail)
            values (?, ?, ?, ?, ?, ?)""";

    private static final String SELECT = """
            select r.id,
                   p.code,
                   m.code,
                   m.version,
                   r.file_name,
                   encode(r.file_sha256, 'hex'),
                   r.file_bytes,
                   r.mode,
                   r.history,
                   r.actor,
                   r.started_at,
                   o.status,
                   o.rows_read,
                   o.rows_imported,
                   o.rows_unchanged,
                   o.rows_refused,
                   cast(o.notes as text),
                   o.finished_at
              from exchange_run r
              join exchange_mapping m on m.id = r.mapping_id
              join exchange_programme p on p.id = r.programme_id
              left join exchange_outcome o on o.run_id = r.id
             where r.organisation_id = :organisation
            """;

    private static final String ONE = SELECT + "   and r.id = :id";

    private static final String LIST = SELECT + """
               and (r.started_at, r.id) < (:at, :after)
             order by r.started_at desc, r.id desc
             limit :limit""";

    private static final String NEEDED = """
            select distinct encode(r.file_sha256, 'hex') as file
              from exchange_run r
              left join exchange_outcome o on o.run_id = r.id
             where r.file_sha256 in (select decode(f, 'hex') from unnest(string_to_array(:files, ',')) as f)
               and r.started_at >= case when o.status = 'SAVED' then cast(:saved as timestamptz) else :others end
             order by file""";

    private static final String PROBLEMS = """
            select row_number,
                   ordinal,
                   column_name,
                   code,
                   detail
              from exchange_problem
             where run_id = :run
               and (row_number, ordinal) > (:row, :ordinal)
             order by row_number, ordinal
             limit :limit""";

    // The page ends with the last problem of a row: whoever goes on behind that row misses none.
    private static final String PROBLEMS_OF_ROWS = """
            select row_number,
                   ordinal,
                   column_name,
                   code,
                   detail
              from exchange_problem
             where run_id = :run
               and row_number > :row
               and row_number <= (select max(page.row_number)
                                    from (select p.row_number
                                            from exchange_problem p
                                           where p.run_id = :run
                                             and p.row_number > :row
                                           order by p.row_number, p.ordinal
                                           limit :limit) page)
             order by row_number, ordinal""";

    /** A run and its outcome, as the database answers. */
    record RunRow(
            UUID id,
            String programme,
            String mapping,
            int mappingVersion,
            String fileName,
            String fileSha256,
            long fileBytes,
            String mode,
            boolean history,
            String actor,
            Instant startedAt,
            @Nullable String status,
            @Nullable Long rowsRead,
            @Nullable Long rowsImported,
            @Nullable Long rowsUnchanged,
            @Nullable Long rowsRefused,
            @Nullable String notes,
            @Nullable Instant finishedAt) {}

    /** A problem and its place among those of its row. */
    record ProblemRow(long row, int ordinal, @Nullable String column, String code, String detail) {}

    /** What is known of a run when it begins. */
    record Begin(
            UUID id,
            UUID mapping,
            UUID programme,
            UUID organisation,
            String fileName,
            Spool.Stored file,
            ImportRun.Mode mode,
            boolean history) {}

    private final StatelessSession session;
    private final ObjectMapper mapper;
    private final Clock clock;

    ImportRuns(StatelessSession session, ObjectMapper mapper, Clock clock) {
        this.session = session;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** In a transaction of its own: a run is known of even if it breaks off. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void begin(Actor actor, Begin run) {
        session.createNativeMutationQuery(BEGIN)
                .setParameter("id", run.id())
                .setParameter("mapping", run.mapping())
                .setParameter("programme", run.programme())
                .setParameter("organisation", run.organisation())
                .setParameter("name", run.fileName())
                .setParameter("sha256", run.file().sha256().toBytes())
                .setParameter("bytes", run.file().bytes())
                .setParameter("mode", run.mode().name())
                .setParameter("history", run.history())
                .setParameter("actor", actor.name())
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    @Transactional
    void end(UUID run, String status, Tally tally) {
        session.createNativeMutationQuery(END)
                .setParameter("run", run)
                .setParameter("status", status)
                .setParameter("read", tally.read())
                .setParameter("imported", tally.imported())
                .setParameter("unchanged", tally.unchanged())
                .setParameter("refused", tally.refused())
                .setParameter("notes", written(tally.notes()))
                .setParameter("now", clock.instant())
                .executeUpdate();
        if (!tally.problems().isEmpty()) {
            session.doWork(connection -> {
                try (PreparedStatement insert = connection.prepareStatement(PROBLEM)) {
                    insert(insert, run, tally.problems());
                }
            });
        }
    }

    private static void insert(PreparedStatement insert, UUID run, List<RowProblem> problems) throws SQLException {
        long row = -1;
        int ordinal = 0;
        int batched = 0;
        for (RowProblem problem : problems) {
            ordinal = problem.row() == row ? ordinal + 1 : 0;
            row = problem.row();
            insert.setObject(1, run);
            insert.setLong(2, row);
            insert.setInt(3, ordinal);
            insert.setString(4, problem.column());
            insert.setString(5, problem.code().name());
            insert.setString(6, problem.detail().replace("\u0000", ""));
            insert.addBatch();
            batched++;
            if (batched % Bounds.BATCH_ROWS == 0) {
                insert.executeBatch();
            }
        }
        insert.executeBatch();
    }

    @Transactional
    ImportRun get(Actor actor, UUID id) {
        @Nullable RunRow found = session.createNativeQuery(ONE, RunRow.class)
                .setParameter("organisation", Access.organisationOf(actor))
                .setParameter("id", id)
                .getSingleResultOrNull();
        return Optional.ofNullable(found)
                .map(this::run)
                .orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no such import."));
    }

    @Transactional
    Listing<ImportRun> list(Actor actor, Cursor after, int limit) {
        List<ImportRun> runs = session
                .createNativeQuery(LIST, RunRow.class)
                .setParameter("organisation", Access.organisationOf(actor))
                .setParameter("at", after.at())
                .setParameter("after", after.id())
                .setParameter("limit", limit + 1)
                .getResultList()
                .stream()
                .map(this::run)
                .toList();
        return Listing.of(runs, limit, run -> new Cursor(run.startedAt(), run.id()));
    }

    /** In the order of the file, after this problem of this row. */
    @Transactional
    List<ProblemRow> problems(UUID run, long row, int ordinal, int limit) {
        return session.createNativeQuery(PROBLEMS, ProblemRow.class)
                .setParameter("run", run)
                .setParameter("row", row)
                .setParameter("ordinal", ordinal)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** In the order of the file, after this row: so many problems, and those that its last row has besides. */
    @Transactional
    List<ProblemRow> problemsOfRows(UUID run, long after, int limit) {
        return session.createNativeQuery(PROBLEMS_OF_ROWS, ProblemRow.class)
                .setParameter("run", run)
                .setParameter("row", after)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** Those of the files that a run since these instants still stands on: one that saved rows, or any other. */
    @Transactional
    Set<Sha256> needed(List<Sha256> files, Instant savedSince, Instant othersSince) {
        return session.createNativeQuery(NEEDED, String.class)
                .setParameter("files", files.stream().map(Sha256::toString).collect(Collectors.joining(",")))
                .setParameter("saved", savedSince)
                .setParameter("others", othersSince)
                .getResultStream()
                .map(Sha256::fromHex)
                .collect(Collectors.toSet());
    }

    private ImportRun run(RunRow row) {
        return new ImportRun(
                row.id(),
                row.programme(),
                row.mapping(),
                row.mappingVersion(),
                row.fileName(),
                Sha256.fromHex(row.fileSha256()).toString(),
                row.fileBytes(),
                ImportRun.Mode.valueOf(row.mode()),
                row.history(),
                row.actor(),
                row.startedAt(),
                row.status(),
                row.rowsRead(),
                row.rowsImported(),
                row.rowsUnchanged(),
                row.rowsRefused(),
                row.notes() == null ? Map.of() : notes(row.notes()),
                row.finishedAt());
    }

    private Map<String, Long> notes(String json) {
        try {
            return mapper.readValue(json, new TypeReference<Map<String, Long>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String written(Map<String, Long> notes) {
        try {
            return mapper.writeValueAsString(notes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
