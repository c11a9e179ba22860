package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.web.Cursor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Commitments, read. Each is seen by the three whom it binds; who will come, by who promised it alone. */
@ApplicationScoped
public class CommitmentList {

    private static final String COLUMNS = """
            select c.id,
                   c.programme_id,
                   c.organisation_id,
                   c.partner_id,
                   c.proposer_id,
                   array_to_string(array(select s.site_id
                                           from monitoring_commitment_site s
                                          where s.commitment_id = c.id
                                          order by s.site_id), ' '),
                   c.window_from,
                   c.window_to,
                   c.share_bp,
                   c.level,
                   c.notice_hours,
                   t.state,
                   t.made_at,
                   c.proposed_at
              from monitoring_commitment c
              join lateral (select n.state, n.made_at
                              from monitoring_commitment_step n
                             where n.commitment_id = c.id
                             order by n.ordinal desc
                             limit 1) t on true
            """;

    private static final String LIST = COLUMNS + """
             where c.proposed_at <= :at
               and (c.proposed_at < :at or c.id > :after)
               and (cast(:programme as uuid) is null or c.programme_id = :programme)
               and (cast(:state as text) is null or t.state = :state)
             order by c.proposed_at desc, c.id
             limit :most""";

    private static final String GET = COLUMNS + """
             where c.id = :id""";

    private static final String STEPS = """
            select state,
                   organisation_id,
                   made_by,
                   reason,
                   made_at
              from monitoring_commitment_step
             where commitment_id = :id
             order by ordinal
             limit 100""";

    private static final String MONITORS = """
            select a.id,
                   a.monitor,
                   a.valid_from,
                   a.valid_to
              from monitoring_commitment_monitor m
              join monitoring_accreditation a on a.id = m.accreditation_id
             where m.commitment_id = :id
               and m.organisation_id = :organisation
             order by a.monitor, a.id
             limit 200""";

    /**
     * One commitment.
     *
     * @param shareBp share of the sites' deliveries that will be visited, in basis points
     * @param stateSince when its last step was taken
     */
    public record Promise(
            UUID id,
            UUID programme,
            UUID organisation,
            UUID partner,
            UUID proposer,
            List<UUID> sites,
            Instant windowFrom,
            Instant windowTo,
            int shareBp,
            String level,
            @Nullable Integer noticeHours,
            String state,
            Instant stateSince,
            Instant proposedAt) {

        Cursor cursor() {
            return new Cursor(proposedAt, id);
        }
    }

    /** One step; without an organisation the program took it. */
    public record Step(
            String state,
            @Nullable UUID organisation,
            String by,
            @Nullable String reason,
            Instant at) {}

    /** Who could come. */
    public record Named(UUID accreditation, String monitor, LocalDate validFrom, LocalDate validTo) {}

    /**
     * One commitment with its steps.
     *
     * @param monitors for the monitoring organisation alone; empty for the others
     */
    public record Whole(Promise commitment, List<Step> steps, List<Named> monitors) {}

    private record Row(
            UUID id,
            UUID programme,
            UUID organisation,
            UUID partner,
            UUID proposer,
            String sites,
            Instant windowFrom,
            Instant windowTo,
            int shareBp,
            String level,
            @Nullable Integer noticeHours,
            String state,
            Instant stateSince,
            Instant proposedAt) {

        Promise promise() {
            return new Promise(
                    id,
                    programme,
                    organisation,
                    partner,
                    proposer,
                    Arrays.stream(sites.split(" ")).map(UUID::fromString).toList(),
                    windowFrom,
                    windowTo,
                    shareBp,
                    level,
                    noticeHours,
                    state,
                    stateSince,
                    proposedAt);
        }
    }

    private final StatelessSession session;

    CommitmentList(StatelessSession session) {
        this.session = session;
    }

    /** Latest first; of one programme and in one state, where these are given. */
    @Transactional
    public List<Promise> list(@Nullable UUID programme, @Nullable String state, Cursor after, int most) {
        return session
                .createNativeQuery(LIST, Row.class)
                .setParameter("programme", programme, UUID.class)
                .setParameter("state", state, String.class)
                .setParameter("at", after.at())
                .setParameter("after", after.id())
                .setParameter("most", most)
                .getResultList()
                .stream()
                .map(Row::promise)
                .toList();
    }

    /** Refuses with NOT_FOUND. */
    @Transactional
    public Whole get(Actor actor, UUID id) {
        Row found =
                session.createNativeQuery(GET, Row.class).setParameter("id", id).getSingleResultOrNull();
        if (found == null) {
            throw Refused.because(Code.NOT_FOUND, "There is no such commitment.");
        }
        List<Step> steps = session.createNativeQuery(STEPS, Step.class)
                .setParameter("id", id)
                .getResultList();
        List<Named> monitors = session.createNativeQuery(MONITORS, Named.class)
                .setParameter("id", id)
                .setParameter("organisation", actor.organisation(), UUID.class)
                .getResultList();
        return new Whole(found.promise(), steps, monitors);
    }
}
