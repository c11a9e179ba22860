package org.aidwitness.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
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

/** The door to rounds of interviews after a distribution. */
@ApplicationScoped
public class PdmRounds {

    private static final String TOLD = "feedback.pdm_round";

    private static final String COLUMNS = """
            select r.id,
                   r.programme_id,
                   r.organisation_id,
                   r.site_id,
                   r.cycle_on,
                   r.method,
                   r.households_asked,
                   r.households_served,
                   r.households_taxed,
                   r.accepted_at,
                   r.supersedes,
                   r.supersedes_reason,
                   n.id
              from feedback_pdm_round r
              left join feedback_pdm_round n on n.supersedes = r.id
            """;

    private static final String LIST = COLUMNS + """
             where r.accepted_at <= :at
               and (r.accepted_at < :at or r.id > :after)
               and (cast(:programme as uuid) is null or r.programme_id = :programme)
               and (cast(:site as uuid) is null or r.site_id = :site)
             order by r.accepted_at desc, r.id
             limit :most""";

    private static final String GET = COLUMNS + """
             where r.id = :id""";

    /**
     * One round.
     *
     * @param organisation the monitors' own
     * @param householdsServed got at least 80 % of their entitlement; null where this was not asked
     * @param householdsTaxed somebody took a part back from them; null where this was not asked
     * @param supersededBy the correction, where there is one
     */
    public record Heard(
            UUID id,
            UUID programme,
            UUID organisation,
            UUID site,
            LocalDate cycleOn,
            String method,
            int householdsAsked,
            @Nullable Integer householdsServed,
            @Nullable Integer householdsTaxed,
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

    PdmRounds(Statements statements, References references, StatelessSession session) {
        this.statements = statements;
        this.references = references;
        this.session = session;
    }

    /** Takes a round in. */
    @Transactional
    public Receipt tell(Actor actor, TellPdmRound command) {
        Access.requireFor(actor, Verb.INTERVIEW_HOUSEHOLDS, command.organisation());
        return statements.take(actor, TOLD, command, PdmRound.class, now -> {
            references.requireSite(command.site());
            Given.notAhead("/cycleOn", command.cycleOn(), now);
            return new PdmRound(command, now, actor.name());
        });
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
            throw Refused.because(Code.NOT_FOUND, "There is no such round.");
        }
        return found;
    }
}
