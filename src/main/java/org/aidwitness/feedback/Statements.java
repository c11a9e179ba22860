package org.aidwitness.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.registry.Programmes;
import org.hibernate.StatelessSession;

/** How a statement of this room is taken in: once, in a programme that is there, corrected by who made it. */
@ApplicationScoped
class Statements {

    private final Journal journal;
    private final Programmes programmes;
    private final Clock clock;
    private final StatelessSession session;

    Statements(Journal journal, Programmes programmes, Clock clock, StatelessSession session) {
        this.journal = journal;
        this.programmes = programmes;
        this.clock = clock;
        this.session = session;
    }

    /**
     * Takes it in, for a door that has asked whether this actor may. All checks come before the first write.
     *
     * @param kind its name in the journal
     * @param row makes the row of what was accepted at this instant, or refuses
     */
    @Transactional(Transactional.TxType.MANDATORY)
    <S extends Told> Receipt take(Actor actor, String kind, Said said, Class<S> table, Function<Instant, S> row) {
        Sha256 content = said.content();
        S known = session.get(table, said.id());
        if (known != null) {
            return again(kind, known, content);
        }
        UUID programme = said.programme();
        if (programme != null && programmes.find(programme).isEmpty()) {
            throw Refused.at("/programme", Code.UNKNOWN_REFERENCE, "There is no such programme.");
        }
        Instant now = clock.instant();
        S fresh = row.apply(now);
        requireSupersedable(said, table);
        session.insert(fresh);
        return journal.record(actor, new Journal.Statement(kind, said.id(), said.id(), programme, content, now));
    }

    private static Receipt again(String kind, Told known, Sha256 content) {
        if (!Arrays.equals(known.contentSha256, content.toBytes())) {
            throw Refused.at(
                    "/id", Code.EXISTS_WITH_DIFFERENT_CONTENT, "There is another statement under this id; it stays.");
        }
        return new Receipt(known.id, kind, content, known.acceptedAt);
    }

    private <S extends Told> void requireSupersedable(Said said, Class<S> table) {
        if (said.supersedes() == null) {
            return;
        }
        S before = session.get(table, said.supersedes());
        if (before == null || !Objects.equals(before.programmeId, said.programme())) {
            throw Refused.at("/supersedes", Code.UNKNOWN_REFERENCE, "There is no such statement in this programme.");
        }
        // What the program itself said is anybody's to settle who may say the same.
        if (before.organisationId != null && !before.organisationId.equals(said.organisation())) {
            throw Refused.at("/supersedes", Code.NOT_ALLOWED, "A statement is corrected by who made it.");
        }
        List<UUID> later = session.createSelectionQuery(
                        "select s.id from " + table.getSimpleName() + " s where s.supersedes = :id", UUID.class)
                .setParameter("id", before.id)
                .getResultList();
        if (!later.isEmpty()) {
            throw Refused.at(
                    "/supersedes", Code.ALREADY_SUPERSEDED, "This was corrected already, by " + later.get(0) + ".");
        }
    }
}
