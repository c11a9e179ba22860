package org.aidwitness.verification;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.PeerPolicy;
import org.aidwitness.kernel.Policy;
import org.aidwitness.monitoring.Coverage;
import org.aidwitness.monitoring.DrawExecution;
import org.aidwitness.registry.Policies;
import org.aidwitness.verification.RoundRows.GapRow;
import org.aidwitness.verification.RoundRows.MonitorRow;
import org.aidwitness.verification.RoundRows.PartyRow;
import org.aidwitness.verification.RoundRows.SiteRow;
import org.aidwitness.verification.RoundRows.SubjectFlagRow;
import org.aidwitness.verification.rule.ProgrammeCase;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;

/** Puts together what is known about a programme as a whole: one question to the database for each list. */
@ApplicationScoped
class RoundFile {

    /** Flags of one programme that a round looks at, the oldest first: more than its rules can raise. */
    private static final int MOST_FLAGS = 100_000;

    private static final BigDecimal MOST_KG = BigDecimal.valueOf(ProgrammeCase.MOST_GRAMS, 3);

    private final StatelessSession session;
    private final Policies policies;
    private final Coverage coverage;
    private final DrawExecution draws;
    private final HeardFile heard;

    RoundFile(StatelessSession session, Policies policies, Coverage coverage, DrawExecution draws, HeardFile heard) {
        this.session = session;
        this.policies = policies;
        this.coverage = coverage;
        this.draws = draws;
        this.heard = heard;
    }

    /** The case of the programme as of an instant; under the policy of its goods that no contribution has one for. */
    @Transactional
    ProgrammeCase of(UUID programme, Instant now) {
        Policy policy = policies.current(programme, null);
        PeerPolicy peers = policy.peers();
        Instant from = now.minus(Duration.ofDays(peers.windowDays()));
        return new ProgrammeCase(
                programme,
                monitors(programme, policy, now),
                between(RoundSql.GAPS, GapRow.class, programme, from, now)
                        .setParameter("tolerance", policy.attestedMediumBp())
                        .getResultStream()
                        .map(GapRow::gap)
                        .toList(),
                between(RoundSql.SITES, SiteRow.class, programme, from, now)
                        .setParameter("unannounced", policy.unannouncedHours())
                        .setParameter("fewest", peers.siteVisits())
                        .getResultStream()
                        .map(SiteRow::siteView)
                        .toList(),
                parties(programme, from, now),
                draws(programme, peers, from, now),
                cells(programme, policy, now),
                heard.of(programme, now),
                policy,
                now);
    }

    private <T> NativeQuery<T> between(String sql, Class<T> row, UUID programme, Instant from, Instant now) {
        return session.createNativeQuery(sql, row)
                .setParameter("programme", programme)
                .setParameter("from", from)
                .setParameter("now", now)
                .setParameter("most", ProgrammeCase.MOST);
    }

    /** The week's numbers are of what was known when it began: every round of a week reads the same. */
    private List<ProgrammeCase.Monitor> monitors(UUID programme, Policy policy, Instant now) {
        Duration window = Duration.ofDays(policy.peers().windowDays());
        Instant week = ProgrammeCase.weekOf(now);
        return between(RoundSql.MONITORS, MonitorRow.class, programme, now.minus(window), now)
                .setParameter("week", week)
                .setParameter("weekFrom", week.minus(window))
                .setParameter("tolerance", policy.attestedMediumBp())
                .getResultStream()
                .map(MonitorRow::monitorView)
                .toList();
    }

    /** What left on the days of the window, the first and the last one whole, as far as it has been judged. */
    private List<ProgrammeCase.Party> parties(UUID programme, Instant from, Instant now) {
        return session.createNativeQuery(RoundSql.PARTIES, PartyRow.class)
                .setParameter("programme", programme)
                .setParameter("first", LocalDate.ofInstant(from, ZoneOffset.UTC))
                .setParameter("last", LocalDate.ofInstant(now, ZoneOffset.UTC))
                .setParameter("mostKg", MOST_KG)
                .setParameter("most", ProgrammeCase.MOST)
                .getResultStream()
                .map(PartyRow::party)
                .toList();
    }

    private List<ProgrammeCase.Draw> draws(UUID programme, PeerPolicy policy, Instant from, Instant now) {
        Instant told = now.minus(Duration.ofHours(policy.drawGraceHours()));
        return draws.of(programme, from, told).stream()
                .map(draw -> new ProgrammeCase.Draw(
                        draw.draw(),
                        draw.drawn(),
                        draw.assigned(),
                        draw.untold(),
                        draw.added(),
                        draw.substituted(),
                        draw.stands()))
                .toList();
    }

    /** Of the places whose deliveries came so long ago that they have waited for their visit. */
    private List<ProgrammeCase.Cell> cells(UUID programme, Policy policy, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate from = today.minusDays(policy.peers().windowDays());
        LocalDate waited = today.minusDays(policy.awaitingDays() + 1L);
        return coverage.of(programme, from, today, waited).areas().stream()
                .map(cell -> new ProgrammeCase.Cell(
                        cell.area(), String.valueOf(cell.risk()), cell.active(), cell.verified(), cell.target()))
                .toList();
    }

    /** Open flags that are about no single delivery, and those that a person settled within one window. */
    @Transactional(MANDATORY)
    List<SubjectFlagRow> flags(ProgrammeCase round) {
        session.createNativeQuery(RoundSql.HOLD_FLAGS, UUID.class)
                .setParameter("programme", round.programme())
                .getResultList();
        return session.createNativeQuery(RoundSql.FLAGS, SubjectFlagRow.class)
                .setParameter("programme", round.programme())
                .setParameter(
                        "since",
                        round.now().minus(Duration.ofDays(round.policy().peers().windowDays())))
                .setParameter("most", MOST_FLAGS)
                .getResultList();
    }
}
