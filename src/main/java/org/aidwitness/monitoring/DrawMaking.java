package org.aidwitness.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.aidwitness.journal.Journal;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.DrawInputs.Inputs;
import org.aidwitness.monitoring.DrawVisits.Occasion;
import org.aidwitness.monitoring.draw.DrawResult;
import org.aidwitness.monitoring.draw.DrawRule;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The program's own step of a draw: once all custodians have spoken, or their time is over, it computes the result and
 * assigns the visits, sealed; later those of each extension. Any number of replicas may do this at once: a draw has one
 * result.
 */
@ApplicationScoped
public class DrawMaking {

    /** Draws that one call looks at. */
    static final int MOST = 20;

    private static final Logger LOG = Logger.getLogger(DrawMaking.class);

    private static final String DUE = """
            select d.id
              from monitoring_draw d
             where not exists (select from monitoring_draw_result r where r.draw_id = d.id)
               and (d.deadline_at <= :now
                    or not exists (select from monitoring_draw_custodian c
                                    where c.draw_id = d.id
                                      and not exists (select from monitoring_draw_reveal r
                                                       where r.draw_id = d.id
                                                         and r.chain_id = c.chain_id)))
             order by d.deadline_at, d.id
             limit :limit""";

    private static final String LOCK = """
            select pg_try_advisory_xact_lock(hashtextextended('monitoring_draw ' || :draw, 0))""";

    private static final String WAITS = """
            select not exists (select from monitoring_draw_result where draw_id = :draw)""";

    private static final String RESULT = """
            insert into monitoring_draw_result (draw_id, doubled, alarm, missing, drawn, result_sha256, made_at)
            values (:draw, :doubled, :alarm, :missing, :drawn, cast(:sha256 as bytea), :now)""";

    private final Journal journal;
    private final DrawInputs inputs;
    private final DrawVisits visits;
    private final ExtensionMaking extensions;
    private final Clock clock;
    private final StatelessSession session;
    private final Counter alarms;

    DrawMaking(
            Journal journal,
            DrawInputs inputs,
            DrawVisits visits,
            ExtensionMaking extensions,
            Clock clock,
            StatelessSession session,
            MeterRegistry meters) {
        this.journal = journal;
        this.inputs = inputs;
        this.visits = visits;
        this.extensions = extensions;
        this.clock = clock;
        this.session = session;
        this.alarms = Counter.builder("aidwitness.monitoring.draw.alarms")
                .description("Draws for which a custodian kept silent")
                .register(meters);
    }

    /** Makes what can be made now, at most {@link #MOST} draws and as many extensions; returns how many were made. */
    public int makeOnce() {
        List<UUID> due = QuarkusTransaction.requiringNew()
                .call(() -> session.createNativeQuery(DUE, UUID.class)
                        .setParameter("now", clock.instant())
                        .setParameter("limit", MOST)
                        .getResultList());
        List<UUID> extended = QuarkusTransaction.requiringNew().call(() -> extensions.due(MOST));
        return each(due, this::make) + each(extended, extensions::make);
    }

    private int each(List<UUID> draws, Predicate<UUID> work) {
        int made = 0;
        for (UUID draw : draws) {
            try {
                made += QuarkusTransaction.requiringNew().call(() -> locked(draw) && work.test(draw)) ? 1 : 0;
            } catch (RuntimeException defect) {
                // The others must not wait for it. Nothing of it was kept; it is tried again, and says so each time.
                LOG.errorf(defect, "Draw %s cannot be made", draw);
            }
        }
        return made;
    }

    private boolean locked(UUID draw) {
        return session.createNativeQuery(LOCK, Boolean.class)
                .setParameter("draw", draw.toString())
                .getSingleResult();
    }

    private boolean make(UUID draw) {
        boolean waits = session.createNativeQuery(WAITS, Boolean.class)
                .setParameter("draw", draw)
                .getSingleResult();
        if (waits) {
            Inputs of = inputs.of(draw);
            store(of, of.result(List.of()));
        }
        return waits;
    }

    private void store(Inputs of, @Nullable DrawResult result) {
        Instant now = clock.instant();
        UUID draw = of.draw();
        Sha256 content = Sha256.of(result == null ? ("void " + draw).getBytes(StandardCharsets.UTF_8) : result.bytes());
        session.createNativeMutationQuery(RESULT)
                .setParameter("draw", draw)
                .setParameter("doubled", result != null && result.doubled())
                .setParameter("alarm", alarm(of, result), String.class)
                .setParameter("missing", of.missing().toArray(String[]::new))
                .setParameter(
                        "drawn", result == null ? 0 : result.first().drawn().size())
                .setParameter("sha256", result == null ? null : content.toBytes(), byte[].class)
                .setParameter("now", now)
                .executeUpdate();
        journal.record(
                Actor.SYSTEM,
                new Journal.Statement("draw.result", Ids.named(draw, "result"), draw, of.programme(), content, now));
        if (result != null) {
            DrawRule rule = of.rule();
            visits.assign(
                    new Occasion(
                            draw,
                            of.programme(),
                            result.seed(),
                            null,
                            rule.discloseAt(),
                            rule.visitFrom(),
                            rule.visitUntil(),
                            now),
                    result.first());
        }
    }

    private @Nullable String alarm(Inputs of, @Nullable DrawResult result) {
        if (of.missing().isEmpty()) {
            return null;
        }
        String alarm = result == null
                ? "No custodian revealed: nothing was drawn."
                : "A custodian did not reveal: twice as many were drawn.";
        alarms.increment();
        LOG.warnf("Draw %s: %s Missing: %s", of.draw(), alarm, String.join(", ", of.missing()));
        return alarm;
    }
}
