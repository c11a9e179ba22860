package org.aidwitness.journal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Sha256;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

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

    /** Records many at once; at most a few thousand a call. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void recordAll(Actor actor, List<Statement> statements) {
        session.insertMultiple(
                statements.stream().map(statement -> queued(actor, statement)).toList());
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
