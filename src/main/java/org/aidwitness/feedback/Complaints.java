package org.aidwitness.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

/** The door to complaints. Heard by who checks what became of the aid; not by who handed it out, and not in public. */
@ApplicationScoped
public class Complaints {

    private static final String PASSED_ON = "feedback.complaint";

    private static final String COLUMNS = """
            select c.id,
                   c.programme_id,
                   c.organisation_id,
                   c.site_id,
                   c.category,
                   c.happened_on,
                   c.received_at,
                   c.channel,
                   c.people,
                   c.accepted_at,
                   c.supersedes,
                   c.supersedes_reason,
                   n.id
              from feedback_complaint c
              left join feedback_complaint n on n.supersedes = c.id
            """;

    private static final String LIST = COLUMNS + """
             where c.accepted_at <= :at
               and (c.accepted_at < :at or c.id > :after)
               and (cast(:programme as uuid) is null or c.programme_id = :programme)
               and (cast(:site as uuid) is null or c.site_id = :site)
             order by c.accepted_at desc, c.id
             limit :most""";

    private static final String GET = COLUMNS + """
             where c.id = :id""";

    /**
     * One complaint.
     *
     * @param organisation who took it in
     * @param supersededBy the correction, where there is one
     */
    public record Heard(
            UUID id,
            UUID programme,
            UUID organisation,
            UUID site,
            String category,
            @Nullable LocalDate happenedOn,
            Instant receivedAt,
            String channel,
            int people,
            Instant acceptedAt,
            @Nullable UUID supersedes,
            @Nullable String supersedesReason,
            @Nullable UUID supersededBy) {

        Cursor cursor() {
            return new Cursor(acceptedAt, id);
        }
    }

    private final Statements statements;
    private final References references;
    private final StatelessSession session;

    Complaints(Statements statements, References references, StatelessSession session) {
        this.statements = statements;
        this.references = references;
        this.session = session;
    }

    /** Takes a complaint in. */
    @Transactional
    public Receipt passOn(Actor actor, PassOnComplaint command) {
        Access.requireFor(actor, Verb.PASS_ON_COMPLAINTS, command.organisation());
        return statements.take(actor, PASSED_ON, command, Complaint.class, now -> {
            references.requireSite(command.site());
            Given.notAhead("/receivedAt", command.receivedAt(), now);
            Given.notAhead("/happenedOn", command.happenedOn(), now);
            requireInOrder(command);
            return new Complaint(command, now, actor.name());
        });
    }

    private static void requireInOrder(PassOnComplaint command) {
        LocalDate received = LocalDate.ofInstant(command.receivedAt(), ZoneOffset.UTC);
        // One day more, because it may be tomorrow already where it happened; the database repeats it.
        if (command.happenedOn() != null && command.happenedOn().isAfter(received.plusDays(1))) {
            throw Refused.at("/happenedOn", Code.DATES_REVERSED, "This was taken in before it happened.");
        }
    }

    /** Latest first; of one programme and about one site, where these are given. */
    @Transactional
    public List<Heard> list(@Nullable UUID programme, @Nullable UUID site, Cursor after, int most) {
        return session.createNativeQuery(LIST, Heard.class)
                .setParameter("programme", programme, UUID.class)
                .setParameter("site", site, UUID.class)
                .setParameter("at", after.at())
                .setParameter("after", after.id())
                .setParameter("most", most)
                .getResultList();
    }

    /** Refuses with NOT_FOUND. */
    @Transactional
    public Heard get(UUID id) {
        Heard found = session.createNativeQuery(GET, Heard.class)
                .setParameter("id", id)
                .getSingleResultOrNull();
        if (found == null) {
            throw Refused.because(Code.NOT_FOUND, "There is no such complaint.");
        }
        return found;
    }
}
