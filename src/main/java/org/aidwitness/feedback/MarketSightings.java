package org.aidwitness.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
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

/** The door to what was seen on sale. */
@ApplicationScoped
public class MarketSightings {

    private static final String TOLD = "feedback.market_sighting";

    private static final String COLUMNS = """
            select s.id,
                   s.programme_id,
                   s.organisation_id,
                   s.site_id,
                   s.seen_on,
                   s.lot_id,
                   s.contribution_id,
                   s.sealed_bags,
                   s.open_bags,
                   s.price,
                   s.currency,
                   encode(s.evidence_sha256, 'hex'),
                   s.accepted_at,
                   s.supersedes,
                   s.supersedes_reason,
                   n.id
              from feedback_market_sighting s
              left join feedback_market_sighting n on n.supersedes = s.id
            """;

    private static final String LIST = COLUMNS + """
             where s.accepted_at <= :at
               and (s.accepted_at < :at or s.id > :after)
               and (cast(:programme as uuid) is null or s.programme_id = :programme)
               and (cast(:site as uuid) is null or s.site_id = :site)
             order by s.accepted_at desc, s.id
             limit :most""";

    private static final String GET = COLUMNS + """
             where s.id = :id""";

    /**
     * One sighting.
     *
     * @param organisation the monitors' own
     * @param openBags open or empty
     * @param price of one bag
     * @param evidence SHA-256 of a picture, as 64 hex digits
     * @param supersededBy the correction, where there is one
     */
    public record Heard(
            UUID id,
            UUID programme,
            UUID organisation,
            UUID site,
            LocalDate seenOn,
            @Nullable UUID lot,
            @Nullable UUID contribution,
            int sealedBags,
            int openBags,
            @Nullable BigDecimal price,
            @Nullable String currency,
            @Nullable String evidence,
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

    MarketSightings(Statements statements, References references, StatelessSession session) {
        this.statements = statements;
        this.references = references;
        this.session = session;
    }

    /** Takes a sighting in. */
    @Transactional
    public Receipt tell(Actor actor, TellMarketSighting command) {
        Access.requireFor(actor, Verb.WATCH_MARKETS, command.organisation());
        return statements.take(actor, TOLD, command, MarketSighting.class, now -> {
            references.requireSite(command.site());
            references.requireLot(command.lot(), command.programme());
            references.requireContribution(command.contribution(), command.programme());
            Given.notAhead("/seenOn", command.seenOn(), now);
            return new MarketSighting(command, now, actor.name());
        });
    }

    /** Latest first; of one programme and at one site, where these are given. */
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
            throw Refused.because(Code.NOT_FOUND, "There is no such sighting.");
        }
        return found;
    }
}
