package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.aidwitness.journal.Journal;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.draw.DrawRule;
import org.aidwitness.monitoring.draw.Drawn;
import org.aidwitness.monitoring.draw.Round;
import org.aidwitness.monitoring.draw.Second;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Assigns the visits of what was drawn, sealed. A second visit is assigned as a first one is, and looks no different. */
@ApplicationScoped
class DrawVisits {

    private static final String SELECTION = """
            insert into monitoring_draw_selection
                   (draw_id, waybill_id, stratum, rank, ticket, monitor, organisation_id, visit_id, extension)
            values (:draw, :waybill, :stratum, :rank, :ticket, cast(:monitor as text), cast(:organisation as uuid),
                    cast(:visit as uuid), cast(:extension as integer))""";

    private static final String SECOND = """
            insert into monitoring_draw_second
                   (draw_id, waybill_id, ticket, monitor, organisation_id, visit_id)
            values (:draw, :waybill, :ticket, cast(:monitor as text), cast(:organisation as uuid),
                    cast(:visit as uuid))""";

    private static final String VISIT = """
            insert into monitoring_visit
                   (id, waybill_id, organisation_id, monitor, window_from, window_to, assigned_at, assigned_by,
                    content_sha256, draw_id, disclosed_at)
            values (:id, :waybill, :organisation, :monitor, :from, :to, :now, :by, :content, :draw, :disclosedAt)""";

    /**
     * When the visits of one round are disclosed and happen.
     *
     * @param extension which one asks for them; null: the draw itself
     */
    record Occasion(
            UUID draw,
            UUID programme,
            Sha256 seed,
            @Nullable Integer extension,
            Instant discloseAt,
            Instant from,
            Instant until,
            Instant now) {}

    private final Journal journal;
    private final StatelessSession session;

    DrawVisits(Journal journal, StatelessSession session) {
        this.journal = journal;
        this.session = session;
    }

    void assign(Occasion occasion, Round round) {
        round.drawn().forEach(unit -> store(occasion, unit));
        round.seconds().forEach(second -> store(occasion, second));
    }

    private void store(Occasion occasion, Drawn unit) {
        DrawRule.@Nullable Monitor monitor = unit.monitor();
        session.createNativeMutationQuery(SELECTION)
                .setParameter("draw", occasion.draw())
                .setParameter("waybill", UUID.fromString(unit.unit()))
                .setParameter("stratum", unit.stratum().name())
                .setParameter("rank", unit.rank())
                .setParameter("ticket", unit.ticket().toBytes())
                .setParameter("monitor", monitor == null ? null : monitor.pseudonym(), String.class)
                .setParameter("organisation", monitor == null ? null : monitor.organisation(), UUID.class)
                .setParameter("visit", monitor == null ? null : visit(occasion, unit.unit(), monitor), UUID.class)
                .setParameter("extension", occasion.extension(), Integer.class)
                .executeUpdate();
    }

    private void store(Occasion occasion, Second second) {
        DrawRule.@Nullable Monitor monitor = second.monitor();
        session.createNativeMutationQuery(SECOND)
                .setParameter("draw", occasion.draw())
                .setParameter("waybill", UUID.fromString(second.unit()))
                .setParameter("ticket", second.ticket().toBytes())
                .setParameter("monitor", monitor == null ? null : monitor.pseudonym(), String.class)
                .setParameter("organisation", monitor == null ? null : monitor.organisation(), UUID.class)
                .setParameter("visit", monitor == null ? null : visit(occasion, second.unit(), monitor), UUID.class)
                .executeUpdate();
    }

    /**
     * The journal names the draw and not the delivery: whoever follows it learns nothing before the disclosure. The id is
     * made with the seed, which is as secret as the draw: nobody tells from it whether it is a first or a second visit.
     */
    private UUID visit(Occasion occasion, String unit, DrawRule.Monitor monitor) {
        AssignVisit visit = new AssignVisit(
                Ids.named(occasion.draw(), occasion.seed() + " " + unit + " " + monitor.pseudonym()),
                UUID.fromString(unit),
                monitor.organisation(),
                monitor.pseudonym(),
                occasion.from(),
                occasion.until());
        session.createNativeMutationQuery(VISIT)
                .setParameter("id", visit.id())
                .setParameter("waybill", visit.waybill())
                .setParameter("organisation", visit.organisation())
                .setParameter("monitor", visit.monitor())
                .setParameter("from", visit.windowFrom())
                .setParameter("to", visit.windowTo())
                .setParameter("now", occasion.now())
                .setParameter("by", Actor.SYSTEM.name())
                .setParameter("content", visit.content().toBytes())
                .setParameter("draw", occasion.draw())
                .setParameter("disclosedAt", occasion.discloseAt())
                .executeUpdate();
        journal.record(
                Actor.SYSTEM,
                new Journal.Statement(
                        "draw.visit",
                        visit.id(),
                        occasion.draw(),
                        occasion.programme(),
                        visit.content(),
                        occasion.now()));
        return visit.id();
    }
}
