package org.aidwitness.shipment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.web.Cursor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The door to counts of stock: what a custodian found, to be set against what the declarations say must be there. */
@ApplicationScoped
public class StockCounts {

    private static final String COUNTED = "shipment.stock_count";

    /** Clocks go wrong by a little; a count that is further ahead was not made. */
    private static final Duration AHEAD = Duration.ofMinutes(15);

    private static final String SUPERSEDED_BY = """
            select id
              from shipment_stock_count
             where supersedes = :id""";

    private static final String LIST = """
            select c.id,
                   c.programme_id,
                   c.organisation_id,
                   c.site_id,
                   c.lot_id,
                   c.packages,
                   c.kg,
                   c.counted_at,
                   c.supersedes,
                   c.supersedes_reason,
                   s.id,
                   c.accepted_at
              from shipment_stock_count c
              left join shipment_stock_count s on s.supersedes = c.id
             where c.counted_at <= :at
               and (c.counted_at < :at or c.id > :after)
               and (cast(:programme as uuid) is null or c.programme_id = :programme)
               and (cast(:lot as uuid) is null or c.lot_id = :lot)
             order by c.counted_at desc, c.id
             limit :most""";

    /**
     * One count.
     *
     * @param supersededBy the correction, where there is one
     */
    public record Counted(
            UUID id,
            UUID programme,
            UUID organisation,
            UUID site,
            UUID lot,
            @Nullable Long packages,
            BigDecimal kg,
            Instant countedAt,
            @Nullable UUID supersedes,
            @Nullable String supersedesReason,
            @Nullable UUID supersededBy,
            Instant acceptedAt) {

        Cursor cursor() {
            return new Cursor(countedAt, id);
        }
    }

    private final Journal journal;
    private final Named named;
    private final Clock clock;
    private final StatelessSession session;

    StockCounts(Journal journal, Named named, Clock clock, StatelessSession session) {
        this.journal = journal;
        this.named = named;
        this.clock = clock;
        this.session = session;
    }

    /** Takes a count in. All checks come before the first write. */
    @Transactional
    public Receipt count(Actor actor, CountStock command) {
        Access.requireFor(actor, Verb.COUNT_STOCKS, command.organisation());
        Sha256 content = command.content();
        StockCount known = session.get(StockCount.class, command.id());
        if (known != null) {
            return Named.again(COUNTED, known.id, content, known.contentSha256, known.acceptedAt);
        }
        Instant now = clock.instant();
        if (command.countedAt().isAfter(now.plus(AHEAD))) {
            throw Refused.at("/countedAt", Code.OUT_OF_RANGE, "This lies in the future.");
        }
        named.requireProgramme(command.programme());
        named.requireSite(command.site());
        named.requireLot(command.lot());
        requireSupersedable(command);
        session.insert(new StockCount(command, content, now, actor.name()));
        return journal.record(
                actor, new Journal.Statement(COUNTED, command.id(), command.lot(), command.programme(), content, now));
    }

    private void requireSupersedable(CountStock command) {
        if (command.supersedes() == null) {
            return;
        }
        StockCount before = session.get(StockCount.class, command.supersedes());
        if (before == null
                || !before.programmeId.equals(command.programme())
                || !before.siteId.equals(command.site())
                || !before.lotId.equals(command.lot())) {
            throw Refused.at("/supersedes", Code.UNKNOWN_REFERENCE, "There is no such count of this lot at this site.");
        }
        if (!before.organisationId.equals(command.organisation())) {
            throw Refused.at("/supersedes", Code.NOT_ALLOWED, "A count is corrected by who made it.");
        }
        List<UUID> later = session.createNativeQuery(SUPERSEDED_BY, UUID.class)
                .setParameter("id", before.id)
                .getResultList();
        if (!later.isEmpty()) {
            throw Refused.at(
                    "/supersedes", Code.ALREADY_SUPERSEDED, "This was corrected already, by " + later.get(0) + ".");
        }
    }

    /** Last counted first; of one programme and of one lot, where these are given. */
    @Transactional
    public List<Counted> list(@Nullable UUID programme, @Nullable UUID lot, Cursor after, int most) {
        return session.createNativeQuery(LIST, Counted.class)
                .setParameter("programme", programme, UUID.class)
                .setParameter("lot", lot, UUID.class)
                .setParameter("at", after.at())
                .setParameter("after", after.id())
                .setParameter("most", most)
                .getResultList();
    }
}
