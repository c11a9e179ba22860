package org.aidwitness.journal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Sha256;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The append-only memory of accepted statements. A room that accepts a statement records it here in the same
 * transaction: either both are there or neither. The number comes later, from the {@link Sequencer}.
 */
@ApplicationScoped
public class Journal {

    /** What is to be recorded about one statement. */
    public record Statement(
            String kind, UUID id, UUID subject, @Nullable UUID programme, Sha256 content, Instant acceptedAt) {

        public Receipt receipt() {
            return new Receipt(id, kind, content, acceptedAt);
        }
    }

    private static final String COPY = """
            copy journal_queue (kind, statement, subject, programme_id, actor, content_sha256, accepted_at)
            from stdin""";

    private static final String NULL = "\\N";

    /** About: three ids, a digest, a time, two short names. */
    private static final int ROW_LENGTH = 260;

    private final StatelessSession session;

    Journal(StatelessSession session) {
        this.session = session;
    }

    /** Records one statement and returns its receipt. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Receipt record(Actor actor, Statement statement) {
        session.insert(queued(actor, statement));
        return statement.receipt();
    }

    /** Records many at once, by COPY: an import records a row for each of its statements. At most a few thousand a call. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void recordAll(Actor actor, List<Statement> statements) {
        StringBuilder rows = new StringBuilder(statements.size() * ROW_LENGTH);
        statements.forEach(statement -> append(rows, actor, statement));
        session.doWork(connection -> {
            try {
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, new StringReader(rows.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void append(StringBuilder rows, Actor actor, Statement statement) {
        rows.append(statement.kind())
                .append('\t')
                .append(statement.id())
                .append('\t')
                .append(statement.subject())
                .append('\t')
                .append(statement.programme() == null ? NULL : statement.programme())
                .append('\t')
                .append(escaped(actor.name()))
                .append("\t\\\\x")
                .append(statement.content())
                .append('\t')
                .append(statement.acceptedAt())
                .append('\n');
    }

    /** The one text here that people choose. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static QueuedEntry queued(Actor actor, Statement statement) {
        return new QueuedEntry(
                statement.kind(),
                statement.id(),
                statement.subject(),
                statement.programme(),
                actor.name(),
                statement.content(),
                statement.acceptedAt());
    }
}
