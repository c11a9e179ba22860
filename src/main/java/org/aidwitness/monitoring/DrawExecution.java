package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.draw.DrawResult;
import org.aidwitness.monitoring.draw.DrawRule;
import org.aidwitness.monitoring.draw.Extension;
import org.aidwitness.monitoring.draw.Population;
import org.aidwitness.monitoring.draw.Unreadable;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Sets draws against what was done: drawn again from the files, and each visit asked what came of it. */
@ApplicationScoped
public class DrawExecution {

    /** Draws that one call looks at. */
    public static final int MOST = 100;

    private static final String DRAWS = """
            select d.id,
                   d.population,
                   d.rule,
                   encode(coalesce((select x.result_sha256
                                      from monitoring_draw_extension_result x
                                     where x.draw_id = d.id
                                     order by x.number desc
                                     limit 1), r.result_sha256), 'hex'),
                   (select count(*)
                      from monitoring_visit v
                     where v.draw_id = d.id
                       and not exists (select from monitoring_draw_selection s
                                        where s.draw_id = d.id
                                          and s.visit_id = v.id
                                          and s.waybill_id = v.waybill_id
                                          and s.organisation_id = v.organisation_id
                                          and s.monitor = v.monitor)
                       and not exists (select from monitoring_draw_second w
                                        where w.draw_id = d.id
                                          and w.visit_id = v.id
                                          and w.waybill_id = v.waybill_id
                                          and w.organisation_id = v.organisation_id
                                          and w.monitor = v.monitor)) as added
              from monitoring_draw d
              join monitoring_draw_result r on r.draw_id = d.id
             where d.programme_id = :programme
               and d.published_at < :until
               and monitoring_draw_open_at(d.id) >= :from
               and monitoring_draw_open_at(d.id) < :until
               and r.result_sha256 is not null
             order by d.published_at desc, d.id
             limit :most""";

    private static final String VALUES = """
            select a.cid,
                   r.value
              from monitoring_draw_custodian c
              join monitoring_draw_chain a on a.id = c.chain_id
              join monitoring_draw_reveal r on r.draw_id = c.draw_id and r.chain_id = c.chain_id
             where c.draw_id = :draw""";

    private static final String EXTENSIONS = """
            select e.high,
                   e.medium,
                   e.low
              from monitoring_draw_extension e
              join monitoring_draw_extension_result r on r.draw_id = e.draw_id and r.number = e.number
             where e.draw_id = :draw
             order by e.number
             limit 10000""";

    // Whoever tells of a visit may name it, or the delivery and nothing else.
    private static final String SELECTED = """
            select s.waybill_id,
                   s.monitor,
                   s.organisation_id,
                   s.visit_id,
                   t.attested > 0
                     or exists (select from monitoring_visit_outcome o where o.visit_id = s.visit_id)
                     or exists (select from monitoring_incident i
                                 where i.waybill_id = s.waybill_id
                                   and i.organisation_id = s.organisation_id
                                   and (i.visit_id is null or i.visit_id = s.visit_id)
                                   and i.happened_at >= d.window_from) as told,
                   exists (select from monitoring_visit_change c where c.visit_id = s.visit_id)
                     or t.others > 0 and t.others = t.attested as substituted
              from monitoring_draw d
              join monitoring_draw_selection s on s.draw_id = d.id
              left join lateral (select count(*) as attested,
                                        count(*) filter (where a.monitor <> s.monitor) as others
                                   from monitoring_attestation a
                                  where a.waybill_id = s.waybill_id
                                    and a.organisation_id = s.organisation_id
                                    and (a.visit_id is null or a.visit_id = s.visit_id)
                                    and a.happened_at >= d.window_from) t on true
             where d.id = :draw
             order by s.stratum, s.rank""";

    /**
     * A draw and what was done.
     *
     * @param drawn how many deliveries
     * @param assigned to how many of them somebody was to go
     * @param untold visits of which nobody said what came of them
     * @param added visits under the draw's name that it did not draw
     * @param substituted visits to which another monitor went
     * @param stands whether its files still give what was drawn
     */
    public record Executed(
            UUID draw, int drawn, int assigned, List<UUID> untold, long added, int substituted, boolean stands) {}

    private record Files(UUID draw, byte[] population, byte[] rule, String resultSha256, long added) {}

    private record Selected(
            UUID waybill,
            @Nullable String monitor,
            @Nullable UUID organisation,
            @Nullable UUID visit,
            boolean told,
            boolean substituted) {

        /** As {@link #place(String, DrawRule.Monitor)}. */
        String place() {
            return monitor == null ? waybill.toString() : waybill + " " + organisation + " " + monitor;
        }
    }

    private final StatelessSession session;

    DrawExecution(StatelessSession session) {
        this.session = session;
    }

    /**
     * Draws of the programme whose last day lies in that time, the latest first, at most {@link #MOST}. Speaks as the
     * program: secrets are sealed for everybody else until they are over.
     */
    @Transactional
    public List<Executed> of(UUID programme, Instant from, Instant until) {
        return session
                .createNativeQuery(DRAWS, Files.class)
                .setParameter("programme", programme)
                .setParameter("from", from)
                .setParameter("until", until)
                .setParameter("most", MOST)
                .getResultList()
                .stream()
                .map(this::executed)
                .toList();
    }

    private Executed executed(Files files) {
        List<Selected> selected = session.createNativeQuery(SELECTED, Selected.class)
                .setParameter("draw", files.draw())
                .getResultList();
        List<Selected> assigned =
                selected.stream().filter(one -> one.visit() != null).toList();
        return new Executed(
                files.draw(),
                selected.size(),
                assigned.size(),
                assigned.stream()
                        .filter(one -> !one.told())
                        .map(Selected::visit)
                        .filter(Objects::nonNull)
                        .toList(),
                files.added(),
                Math.toIntExact(assigned.stream().filter(Selected::substituted).count()),
                stands(files, selected));
    }

    private boolean stands(Files files, List<Selected> selected) {
        Map<String, Sha256> revealed = revealed(files.draw());
        if (revealed.isEmpty()) {
            return false;
        }
        DrawResult result;
        try {
            DrawRule rule = DrawRule.parse(files.rule());
            List<@Nullable Sha256> values = new ArrayList<>();
            rule.custodians().forEach(custodian -> values.add(revealed.get(custodian.cid())));
            result = DrawResult.of(files.draw(), Population.parse(files.population()), rule, values, extensions(files));
        } catch (Unreadable changed) {
            return false;
        }
        Set<String> drawn = Stream.concat(Stream.of(result.first()), result.more().stream())
                .flatMap(round -> round.drawn().stream())
                .map(one -> place(one.unit(), one.monitor()))
                .collect(Collectors.toSet());
        return Sha256.of(result.bytes()).toString().equals(files.resultSha256())
                && drawn.equals(selected.stream().map(Selected::place).collect(Collectors.toSet()));
    }

    private List<Extension> extensions(Files files) {
        return session.createNativeQuery(EXTENSIONS, Extension.class)
                .setParameter("draw", files.draw())
                .getResultList();
    }

    private static String place(String unit, DrawRule.@Nullable Monitor monitor) {
        return monitor == null ? unit : unit + " " + monitor.organisation() + " " + monitor.pseudonym();
    }

    private Map<String, Sha256> revealed(UUID draw) {
        Map<String, Sha256> values = new HashMap<>();
        session.createNativeQuery(VALUES, Object[].class)
                .setParameter("draw", draw)
                .getResultStream()
                .forEach(row -> values.put((String) row[0], Sha256.fromBytes((byte[]) row[1])));
        return values;
    }
}
