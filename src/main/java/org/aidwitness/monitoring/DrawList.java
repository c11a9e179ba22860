package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;
import org.aidwitness.web.Cursor;
import org.aidwitness.web.Listing;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What may be read of draws at any time: that they were promised, by which rule, who kept silent; not yet who is visited. */
@ApplicationScoped
public class DrawList {

    /** How far a draw has come. */
    public enum State {
        /** Population and rule are closed; custodians have not all spoken. */
        COMMITTED,
        /** Visits are assigned, and sealed. */
        DRAWN,
        /** The visits are over; everybody may compute the draw again. */
        PUBLISHED,
        /** No custodian spoke, so nothing was drawn. */
        VOID
    }

    /**
     * A draw.
     *
     * @param organisation who closed the population
     * @param custodians the chains that decide
     * @param missing of these, who had not spoken when time was over
     * @param alarm what went wrong, in words; absent where nothing did
     * @param publishedAt when the visits are over, those of extensions too, and those of draws that an earlier secret decided
     * @param drawn how many were drawn, without extensions; absent before the draw is made
     * @param extensions how often more visits were asked for
     * @param resultSha256 of the result's file, which is itself published after the visits
     */
    public record DrawView(
            UUID id,
            UUID programme,
            UUID organisation,
            int units,
            String populationSha256,
            String ruleSha256,
            Instant revealAt,
            Instant deadlineAt,
            Instant discloseAt,
            Instant windowFrom,
            Instant publishedAt,
            Instant committedAt,
            State state,
            List<String> custodians,
            List<String> missing,
            @Nullable String alarm,
            @Nullable Boolean doubled,
            @Nullable Integer drawn,
            int extensions,
            @Nullable String resultSha256) {

        Cursor cursor() {
            return new Cursor(committedAt, id);
        }
    }

    private record Row(
            UUID id,
            UUID programme,
            UUID organisation,
            int units,
            String populationSha256,
            String ruleSha256,
            Instant revealAt,
            Instant deadlineAt,
            Instant discloseAt,
            Instant windowFrom,
            Instant publishedAt,
            boolean published,
            Instant committedAt,
            String custodians,
            @Nullable String missing,
            @Nullable String alarm,
            @Nullable Boolean doubled,
            @Nullable Integer drawn,
            long extensions,
            @Nullable String resultSha256) {}

    private static final String ROWS = """
            select d.id,
                   d.programme_id,
                   d.organisation_id,
                   d.units,
                   encode(d.population_sha256, 'hex'),
                   encode(d.rule_sha256, 'hex'),
                   d.reveal_at,
                   d.deadline_at,
                   d.disclosed_at,
                   d.window_from,
                   monitoring_draw_open_at(d.id),
                   monitoring_draw_open_at(d.id) <= now(),
                   d.committed_at,
                   (select string_agg(a.cid, ',' order by a.cid collate "C")
                      from monitoring_draw_custodian c
                      join monitoring_draw_chain a on a.id = c.chain_id
                     where c.draw_id = d.id),
                   array_to_string(r.missing, ','),
                   r.alarm,
                   r.doubled,
                   r.drawn,
                   (select count(*) from monitoring_draw_extension e where e.draw_id = d.id),
                   encode(r.result_sha256, 'hex')
              from monitoring_draw d
              left join monitoring_draw_result r on r.draw_id = d.id
            """;

    private static final String ONE = ROWS + "where d.id = :draw";

    private static final String PAGE = ROWS + """
             where (:all or d.programme_id = :programme)
               and d.committed_at <= :at
               and (d.committed_at < :at or d.id > :after)
             order by d.committed_at desc, d.id
             limit :limit""";

    private final Programmes programmes;
    private final StatelessSession session;

    DrawList(Programmes programmes, StatelessSession session) {
        this.programmes = programmes;
        this.session = session;
    }

    /** Refuses with NOT_FOUND. */
    @Transactional
    public DrawView get(UUID draw) {
        @Nullable Row row = session.createNativeQuery(ONE, Row.class)
                .setParameter("draw", draw)
                .getSingleResultOrNull();
        if (row == null) {
            throw Refused.because(Code.NOT_FOUND, "There is no such draw.");
        }
        return view(row);
    }

    /** One page, latest first: of the programme of this code, or of all. */
    @Transactional
    public Listing<DrawView> list(@Nullable String programme, Cursor after, int limit) {
        UUID wanted = programme == null
                ? new UUID(0, 0)
                : programmes.byCode(programme).map(ProgrammeEntry::id).orElse(new UUID(0, 0));
        List<DrawView> found = session.createNativeQuery(PAGE, Row.class)
                .setParameter("all", programme == null)
                .setParameter("programme", wanted)
                .setParameter("at", after.at())
                .setParameter("after", after.id())
                .setParameter("limit", limit + 1)
                .getResultStream()
                .map(DrawList::view)
                .toList();
        return Listing.of(found, limit, DrawView::cursor);
    }

    private static DrawView view(Row row) {
        return new DrawView(
                row.id(),
                row.programme(),
                row.organisation(),
                row.units(),
                row.populationSha256(),
                row.ruleSha256(),
                row.revealAt(),
                row.deadlineAt(),
                row.discloseAt(),
                row.windowFrom(),
                row.publishedAt(),
                row.committedAt(),
                state(row),
                names(row.custodians()),
                names(row.missing()),
                row.alarm(),
                row.doubled(),
                row.drawn(),
                Math.toIntExact(row.extensions()),
                row.resultSha256());
    }

    private static State state(Row row) {
        if (row.missing() == null) {
            return State.COMMITTED;
        }
        if (row.resultSha256() == null) {
            return State.VOID;
        }
        return row.published() ? State.PUBLISHED : State.DRAWN;
    }

    private static List<String> names(@Nullable String joined) {
        return joined == null || joined.isEmpty() ? List.of() : Arrays.asList(joined.split(","));
    }
}
