package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.draw.DrawResult;
import org.aidwitness.monitoring.draw.DrawRule;
import org.aidwitness.monitoring.draw.Extension;
import org.aidwitness.monitoring.draw.Population;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** All that a draw's result follows from, as the program reads it before it is published. */
@ApplicationScoped
class DrawInputs {

    private static final String COMMITTED = """
            select programme_id,
                   population,
                   population_sha256,
                   rule,
                   rule_sha256
              from monitoring_draw
             where id = :draw""";

    private static final String VALUES = """
            select a.cid,
                   r.value
              from monitoring_draw_custodian c
              join monitoring_draw_chain a on a.id = c.chain_id
              join monitoring_draw_reveal r on r.draw_id = c.draw_id and r.chain_id = c.chain_id
             where c.draw_id = :draw""";

    private static final String EXTENSIONS = """
            select high,
                   medium,
                   low
              from monitoring_draw_extension
             where draw_id = :draw
             order by number
             limit :limit""";

    private record Committed(
            UUID programme, byte[] population, byte[] populationSha256, byte[] rule, byte[] ruleSha256) {}

    /**
     * What decides one draw.
     *
     * @param values one for each custodian in the order of the rule, null where it is missing
     * @param missing the chains that it is missing of
     */
    record Inputs(
            UUID draw,
            UUID programme,
            Population population,
            DrawRule rule,
            List<@Nullable Sha256> values,
            List<String> missing) {

        /** Null where nobody revealed. */
        @Nullable DrawResult result(List<Extension> extensions) {
            return missing.size() == values.size() ? null : DrawResult.of(draw, population, rule, values, extensions);
        }
    }

    private final StatelessSession session;

    DrawInputs(StatelessSession session) {
        this.session = session;
    }

    Inputs of(UUID draw) {
        Committed committed = session.createNativeQuery(COMMITTED, Committed.class)
                .setParameter("draw", draw)
                .getSingleResult();
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
        return new Inputs(
                draw,
                committed.programme(),
                Population.parse(unchanged(committed.population(), committed.populationSha256())),
                rule,
                values,
                missing);
    }

    /** The first so many extensions of a draw. */
    List<Extension> extensions(UUID draw, int many) {
        return session.createNativeQuery(EXTENSIONS, Extension.class)
                .setParameter("draw", draw)
                .setParameter("limit", many)
                .getResultList();
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
}
