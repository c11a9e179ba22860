package org.aidwitness.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.web.Cursor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The door to alarms about the log: raised by auditors, and by the program itself. What they are settled by stays beside
 * them.
 */
@ApplicationScoped
public class LogAlarms {

    private static final String RAISED = "feedback.log_alarm";

    private static final String COLUMNS = """
            select a.id,
                   a.programme_id,
                   a.organisation_id,
                   a.kind,
                   a.about,
                   a.raised_at,
                   a.settled,
                   a.accepted_at,
                   a.supersedes,
                   a.supersedes_reason,
                   n.id
              from feedback_log_alarm a
              left join feedback_log_alarm n on n.supersedes = a.id
            """;

    private static final String LIST = COLUMNS + """
             where a.accepted_at <= :at
               and (a.accepted_at < :at or a.id > :after)
               and (cast(:programme as uuid) is null or a.programme_id = :programme)
             order by a.accepted_at desc, a.id
             limit :most""";

    private static final String GET = COLUMNS + """
             where a.id = :id""";

    /**
     * One alarm, or its settlement. An alarm is open while it is neither settled nor superseded.
     *
     * @param programme whose statements it concerns; null for the log as a whole
     * @param organisation the auditors' own; null for the program itself
     * @param supersededBy the correction or settlement, where there is one
     */
    public record Raised(
            UUID id,
            @Nullable UUID programme,
            @Nullable UUID organisation,
            String kind,
            String about,
            Instant raisedAt,
            boolean settled,
            Instant acceptedAt,
            @Nullable UUID supersedes,
            @Nullable String supersedesReason,
            @Nullable UUID supersededBy) {

        Cursor cursor() {
            return new Cursor(acceptedAt, id);
        }
    }

    private final Statements statements;
    private final StatelessSession session;

    LogAlarms(Statements statements, StatelessSession session) {
        this.statements = statements;
        this.session = session;
    }

    /** Takes an alarm or its settlement in. Only the program itself speaks for no organisation. */
    @Transactional
    public Receipt raise(Actor actor, RaiseAlarm command) {
        UUID organisation = command.organisation();
        if (organisation != null) {
            Access.requireFor(actor, Verb.RAISE_ALARMS, organisation);
        } else if (!actor.equals(Actor.SYSTEM)) {
            Access.require(actor, Verb.RAISE_ALARMS);
            throw Refused.at("/organisation", Code.INVALID, "This is needed.");
        }
        return statements.take(actor, RAISED, command, LogAlarm.class, now -> {
            Given.notAhead("/raisedAt", command.raisedAt(), now);
            return new LogAlarm(command, now, actor.name());
        });
    }

    /** Latest first; of one programme, where one is given. */
    @Transactional
    public List<Raised> list(@Nullable UUID programme, Cursor after, int most) {
        return session.createNativeQuery(LIST, Raised.class)
                .setParameter("programme", programme, UUID.class)
                .setParameter("at", after.at())
                .setParameter("after", after.id())
                .setParameter("most", most)
                .getResultList();
    }

    /** Refuses with NOT_FOUND. */
    @Transactional
    public Raised get(UUID id) {
        Raised found = session.createNativeQuery(GET, Raised.class)
                .setParameter("id", id)
                .getSingleResultOrNull();
        if (found == null) {
            throw Refused.because(Code.NOT_FOUND, "There is no such alarm.");
        }
        return found;
    }
}
