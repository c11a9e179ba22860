package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.draw.DrawResult;
import org.aidwitness.monitoring.draw.DrawRule;
import org.aidwitness.monitoring.draw.Extension;
import org.aidwitness.monitoring.draw.Population;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The files of a draw, from which anybody computes it again: population and rule as they were committed, its extensions as
 * they were asked for, the revealed secrets and the result once the visits are over.
 */
@ApplicationScoped
public class DrawFiles {

    // The database's clock decides, for it also keeps the seal: a secret that it still hides must not count as missing.
    private static final String FILES = """
            select d.population,
                   d.rule,
                   monitoring_draw_open_at(d.id),
                   monitoring_draw_open_at(d.id) <= now(),
                   r.made_at,
                   encode(r.result_sha256, 'hex')
              from monitoring_draw d
              left join monitoring_draw_result r on r.draw_id = d.id
             where d.id = :draw""";

    private static final String VALUES = """
            select a.cid,
                   c.position,
                   encode(r.value, 'hex')
              from monitoring_draw_custodian c
              join monitoring_draw_chain a on a.id = c.chain_id
              left join monitoring_draw_reveal r on r.draw_id = c.draw_id and r.chain_id = c.chain_id
             where c.draw_id = :draw
             order by a.cid collate "C"
             limit 100""";

    private static final String EXTENSIONS = """
            select e.number,
                   e.high,
                   e.medium,
                   e.low,
                   e.accepted_at,
                   e.disclosed_at,
                   e.window_from,
                   e.window_to,
                   encode(r.result_sha256, 'hex')
              from monitoring_draw_extension e
              left join monitoring_draw_extension_result r on r.draw_id = e.draw_id and r.number = e.number
             where e.draw_id = :draw
             order by e.number
             limit :limit""";

    private record Asked(
            int number,
            int high,
            int medium,
            int low,
            Instant acceptedAt,
            Instant discloseAt,
            Instant from,
            Instant until,
            @Nullable String resultSha256) {

        String line() {
            return number + "\t" + high + "\t" + medium + "\t" + low + "\t" + acceptedAt + "\t" + discloseAt + "\t"
                    + from + "\t" + until + "\t" + (resultSha256 == null ? "" : resultSha256) + "\n";
        }
    }

    private record Files(
            byte[] population,
            byte[] rule,
            Instant publishedAt,
            boolean published,
            @Nullable Instant madeAt,
            @Nullable String resultSha256) {}

    private record Value(String cid, int position, @Nullable String hex) {

        String line() {
            return cid + "\t" + position + "\t" + (hex == null ? "" : hex) + "\n";
        }
    }

    private final StatelessSession session;

    DrawFiles(StatelessSession session) {
        this.session = session;
    }

    @Transactional
    public byte[] population(UUID draw) {
        return files(draw).population();
    }

    @Transactional
    public byte[] rule(UUID draw) {
        return files(draw).rule();
    }

    /** A line for each custodian: chain, position, secret in hex digits or nothing. Refuses with SEALED. */
    @Transactional
    public byte[] reveals(UUID draw) {
        open(draw);
        StringBuilder text = new StringBuilder();
        values(draw).values().forEach(value -> text.append(value.line()));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A line for each extension: number, sizes, when it was asked for, disclosed and visited, digest of the result. */
    @Transactional
    public byte[] extensions(UUID draw) {
        files(draw);
        StringBuilder text = new StringBuilder();
        asked(draw).forEach(one -> text.append(one.line()));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Each draws one unit at least, so there are no more of them than units. */
    private List<Asked> asked(UUID draw) {
        return session.createNativeQuery(EXTENSIONS, Asked.class)
                .setParameter("draw", draw)
                .setParameter("limit", Population.MOST)
                .getResultList();
    }

    /** Computed from the others, as anybody would. Refuses with SEALED. */
    @Transactional
    public byte[] result(UUID draw) {
        Files files = open(draw);
        DrawRule rule = DrawRule.parse(files.rule());
        Map<String, Value> values = values(draw);
        List<@Nullable Sha256> revealed = new ArrayList<>();
        for (DrawRule.Custodian custodian : rule.custodians()) {
            @Nullable Value value = values.get(custodian.cid());
            revealed.add(
                    value == null || value.hex() == null
                            ? null
                            : Sha256.fromBytes(HexFormat.of().parseHex(value.hex())));
        }
        if (files.resultSha256() == null) {
            throw Refused.because(Code.WRONG_STATE, "No custodian revealed: nothing was drawn.");
        }
        List<Asked> asked = asked(draw);
        @Nullable String expected = asked.isEmpty()
                ? files.resultSha256()
                : asked.get(asked.size() - 1).resultSha256();
        if (expected == null) {
            throw Refused.because(Code.WRONG_STATE, "An extension of this draw has not been made yet.");
        }
        List<Extension> extensions = asked.stream()
                .map(one -> new Extension(one.high(), one.medium(), one.low()))
                .toList();
        byte[] result = DrawResult.of(draw, Population.parse(files.population()), rule, revealed, extensions)
                .bytes();
        if (!Sha256.of(result).toString().equals(expected)) {
            throw new IllegalStateException("draw " + draw + " gives another result than when it was made");
        }
        return result;
    }

    private Files files(UUID draw) {
        @Nullable Files files = session.createNativeQuery(FILES, Files.class)
                .setParameter("draw", draw)
                .getSingleResultOrNull();
        if (files == null) {
            throw Refused.because(Code.NOT_FOUND, "There is no such draw.");
        }
        return files;
    }

    private Files open(UUID draw) {
        Files files = files(draw);
        if (!files.published()) {
            throw Refused.because(
                    Code.SEALED, "This is sealed until " + files.publishedAt() + ", when the visits are over.");
        }
        if (files.madeAt() == null) {
            throw Refused.because(Code.WRONG_STATE, "This draw has not been made yet.");
        }
        return files;
    }

    private Map<String, Value> values(UUID draw) {
        Map<String, Value> values = new LinkedHashMap<>();
        session.createNativeQuery(VALUES, Value.class)
                .setParameter("draw", draw)
                .getResultStream()
                .forEach(value -> values.put(value.cid(), value));
        return values;
    }
}
