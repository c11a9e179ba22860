package org.aidwitness.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.aidwitness.journal.Journal;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.draw.DrawResult;
import org.aidwitness.monitoring.draw.DrawRule;
import org.aidwitness.monitoring.draw.Drawn;
import org.aidwitness.monitoring.draw.Population;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The program's own step of a draw: once all custodians have spoken, or their time is over, it computes the result and
 * assigns the visits, sealed. Any number of replicas may do this at once: a draw has one result.
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

    private static final String COMMITTED = """
            select programme_id,
                   population,
                   population_sha256,
                   rule,
                   rule_sha256
              from monitoring_draw d
             where d.id = :draw
               and not exists (select from monitoring_draw_result r where r.draw_id = d.id)""";

    private static final String VALUES = """
            select a.cid,
                   r.value
              from monitoring_draw_custodian c
              join monitoring_draw_chain a on a.id = c.chain_id
              join monitoring_draw_reveal r on r.draw_id = c.draw_id and r.chain_id = c.chain_id
             where c.draw_id = :draw""";

    private static final String RESULT = """
            insert into monitoring_draw_result (draw_id, doubled, alarm, missing, drawn, result_sha256, made_at)
            values (:draw, :doubled, :alarm, :missing, :drawn, cast(:sha256 as bytea), :now)""";

    private static final String SELECTION = """
            insert into monitoring_draw_selection
                   (draw_id, waybill_id, stratum, rank, ticket, monitor, organisation_id, visit_id)
            values (:draw, :waybill, :stratum, :rank, :ticket, cast(:monitor as text), cast(:organisation as uuid),
                    cast(:visit as uuid))""";

    private static final String VISIT = """
            insert into monitoring_visit
                   (id, waybill_id, organisation_id, monitor, window_from, window_to, assigned_at, assigned_by,
                    content_sha256, draw_id, disclosed_at)
            values (:id, :waybill, :organisation, :monitor, :from, :to, :now, :by, :content, :draw, :disclosedAt)""";

    private record Committed(
            UUID programme, byte[] population, byte[] populationSha256, byte[] rule, byte[] ruleSha256) {}

    private final Journal journal;
    private final Clock clock;
    private final StatelessSession session;
    private final Counter alarms;

    DrawMaking(Journal journal, Clock clock, StatelessSession session, MeterRegistry meters) {
        this.journal = journal;
        this.clock = clock;
        this.session = session;
        this.alarms = Counter.builder("aidwitness.monitoring.draw.alarms")
                .description("Draws for which a custodian kept silent")
                .register(meters);
    }

    /** Makes what can be made now, at most {@link #MOST} draws; returns how many were made. */
    public int makeOnce() {
        List<UUID> due = QuarkusTransaction.requiringNew()
                .call(() -> session.createNativeQuery(DUE, UUID.class)
                        .setParameter("now", clock.instant())
                        .setParameter("limit", MOST)
                        .getResultList());
        int made = 0;
        for (UUID draw : due) {
            try {
                made += QuarkusTransaction.requiringNew().call(() -> make(draw)) ? 1 : 0;
            } catch (RuntimeException defect) {
                // The others must not wait for it. Nothing of it was kept; it is tried again, and says so each time.
                LOG.errorf(defect, "Draw %s cannot be made", draw);
            }
        }
        return made;
    }

    private boolean make(UUID draw) {
        boolean mine = session.createNativeQuery(LOCK, Boolean.class)
                .setParameter("draw", draw.toString())
                .getSingleResult();
        @Nullable Committed committed = mine
                ? session.createNativeQuery(COMMITTED, Committed.class)
                        .setParameter("draw", draw)
                        .getSingleResultOrNull()
                : null;
        if (committed == null) {
            return false;
        }
        Population population = Population.parse(unchanged(committed.population(), committed.populationSha256()));
        DrawRule rule = DrawRule.parse(unchanged(committed.rule(), committed.ruleSha256()));
        Map<String, Sha256> revealed = revealed(draw);
        List<@Nullable Sha256> values = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (DrawRule.Custodian custodian : rule.custodians()) {
            @Nullable Sha256 value = revealed.get(custodian.cid());
            values.add(value);
            if (value == null) {
                missing.add(custodian.cid());
            }
        }
        @Nullable DrawResult result = revealed.isEmpty() ? null : DrawResult.of(draw, population, rule, values);
        store(draw, committed.programme(), rule, result, missing);
        return true;
    }

    private static byte[] unchanged(byte[] file, byte[] sha256) {
        if (!Sha256.of(file).equals(Sha256.fromBytes(sha256))) {
            throw new IllegalStateException("a committed file is not what was committed");
        }
        return file;
    }

    private Map<String, Sha256> revealed(UUID draw) {
        Map<String, Sha256> values = new TreeMap<>();
        session.createNativeQuery(VALUES, Object[].class)
                .setParameter("draw", draw)
                .getResultStream()
                .forEach(row -> values.put((String) row[0], Sha256.fromBytes((byte[]) row[1])));
        return values;
    }

    private void store(UUID draw, UUID programme, DrawRule rule, @Nullable DrawResult result, List<String> missing) {
        Instant now = clock.instant();
        @Nullable String alarm = alarm(draw, result, missing);
        List<Drawn> drawn = result == null ? List.of() : result.drawn();
        Sha256 content = Sha256.of(result == null ? ("void " + draw).getBytes(StandardCharsets.UTF_8) : result.bytes());
        session.createNativeMutationQuery(RESULT)
                .setParameter("draw", draw)
                .setParameter("doubled", result != null && result.doubled())
                .setParameter("alarm", alarm, String.class)
                .setParameter("missing", missing.toArray(String[]::new))
                .setParameter("drawn", drawn.size())
                .setParameter("sha256", result == null ? null : content.toBytes(), byte[].class)
                .setParameter("now", now)
                .executeUpdate();
        journal.record(
                Actor.SYSTEM,
                new Journal.Statement("draw.result", Ids.named(draw, "result"), draw, programme, content, now));
        drawn.forEach(unit -> store(draw, programme, rule, unit, now));
    }

    private @Nullable String alarm(UUID draw, @Nullable DrawResult result, List<String> missing) {
        if (missing.isEmpty()) {
            return null;
        }
        String alarm = result == null
                ? "No custodian revealed: nothing was drawn."
                : "A custodian did not reveal: twice as many were drawn.";
        alarms.increment();
        LOG.warnf("Draw %s: %s Missing: %s", draw, alarm, String.join(", ", missing));
        return alarm;
    }

    private void store(UUID draw, UUID programme, DrawRule rule, Drawn unit, Instant now) {
        UUID waybill = UUID.fromString(unit.unit());
        @Nullable UUID visit = unit.monitor() == null ? null : assign(draw, programme, rule, unit, unit.monitor(), now);
        session.createNativeMutationQuery(SELECTION)
                .setParameter("draw", draw)
                .setParameter("waybill", waybill)
                .setParameter("stratum", unit.stratum().name())
                .setParameter("rank", unit.rank())
                .setParameter("ticket", unit.ticket().toBytes())
                .setParameter(
                        "monitor",
                        unit.monitor() == null ? null : unit.monitor().pseudonym(),
                        String.class)
                .setParameter(
                        "organisation",
                        unit.monitor() == null ? null : unit.monitor().organisation(),
                        UUID.class)
                .setParameter("visit", visit, UUID.class)
                .executeUpdate();
    }

    /** The journal names the draw and not the delivery: whoever follows it learns nothing before the disclosure. */
    private UUID assign(UUID draw, UUID programme, DrawRule rule, Drawn unit, DrawRule.Monitor monitor, Instant now) {
        AssignVisit visit = new AssignVisit(
                Ids.named(draw, unit.unit()),
                UUID.fromString(unit.unit()),
                monitor.organisation(),
                monitor.pseudonym(),
                rule.visitFrom(),
                rule.visitUntil());
        session.createNativeMutationQuery(VISIT)
                .setParameter("id", visit.id())
                .setParameter("waybill", visit.waybill())
                .setParameter("organisation", visit.organisation())
                .setParameter("monitor", visit.monitor())
                .setParameter("from", visit.windowFrom())
                .setParameter("to", visit.windowTo())
                .setParameter("now", now)
                .setParameter("by", Actor.SYSTEM.name())
                .setParameter("content", visit.content().toBytes())
                .setParameter("draw", draw)
                .setParameter("disclosedAt", rule.discloseAt())
                .executeUpdate();
        journal.record(
                Actor.SYSTEM, new Journal.Statement("draw.visit", visit.id(), draw, programme, visit.content(), now));
        return visit.id();
    }
}
