package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.journal.Journal;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.DrawInputs.Inputs;
import org.aidwitness.monitoring.DrawVisits.Occasion;
import org.aidwitness.monitoring.draw.DrawResult;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The program's own step of an extension: it takes the next units of the draw, in the order of the extensions. */
@ApplicationScoped
class ExtensionMaking {

    private static final String DUE = """
            select distinct e.draw_id
              from monitoring_draw_extension e
             where not exists (select from monitoring_draw_extension_result r
                                where r.draw_id = e.draw_id and r.number = e.number)
             order by e.draw_id
             limit :limit""";

    private static final String NEXT = """
            select e.number,
                   e.disclosed_at,
                   e.window_from,
                   e.window_to
              from monitoring_draw_extension e
             where e.draw_id = :draw
               and not exists (select from monitoring_draw_extension_result r
                                where r.draw_id = e.draw_id and r.number = e.number)
             order by e.number
             limit 1""";

    private static final String RESULT = """
            insert into monitoring_draw_extension_result (draw_id, number, drawn, result_sha256, made_at)
            values (:draw, :number, :drawn, :sha256, :now)""";

    private record Next(int number, Instant discloseAt, Instant from, Instant until) {}

    private final Journal journal;
    private final DrawInputs inputs;
    private final DrawVisits visits;
    private final Clock clock;
    private final StatelessSession session;

    ExtensionMaking(Journal journal, DrawInputs inputs, DrawVisits visits, Clock clock, StatelessSession session) {
        this.journal = journal;
        this.inputs = inputs;
        this.visits = visits;
        this.clock = clock;
        this.session = session;
    }

    /** Draws that wait for an extension. */
    List<UUID> due(int most) {
        return session.createNativeQuery(DUE, UUID.class)
                .setParameter("limit", most)
                .getResultList();
    }

    /** Makes the first extension of this draw that waits; the caller holds the draw's lock. */
    boolean make(UUID draw) {
        @Nullable Next next = session.createNativeQuery(NEXT, Next.class)
                .setParameter("draw", draw)
                .getSingleResultOrNull();
        if (next == null) {
            return false;
        }
        Inputs of = inputs.of(draw);
        @Nullable DrawResult result = of.result(inputs.extensions(draw, next.number()));
        if (result == null) {
            throw new IllegalStateException("draw " + draw + " was extended and has no result");
        }
        Instant now = clock.instant();
        Sha256 content = Sha256.of(result.bytes());
        session.createNativeMutationQuery(RESULT)
                .setParameter("draw", draw)
                .setParameter("number", next.number())
                .setParameter("drawn", result.last().drawn().size())
                .setParameter("sha256", content.toBytes())
                .setParameter("now", now)
                .executeUpdate();
        journal.record(
                Actor.SYSTEM,
                new Journal.Statement(
                        "draw.extension_result",
                        Ids.named(draw, "result " + next.number()),
                        draw,
                        of.programme(),
                        content,
                        now));
        visits.assign(
                new Occasion(
                        draw,
                        of.programme(),
                        result.seed(),
                        next.number(),
                        next.discloseAt(),
                        next.from(),
                        next.until(),
                        now),
                result.last());
        return true;
    }
}
