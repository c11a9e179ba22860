package org.aidwitness.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.HeardPolicy;
import org.aidwitness.registry.Policies;
import org.aidwitness.verification.rule.HeardCase;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Puts together what was heard in a programme after its distributions: four questions to the database, each bounded. */
@ApplicationScoped
public class HeardFile {

    /** Of each kind the latest so many are read. Where a programme has more, its older ones are left out. */
    static final int MOST = 20_000;

    private static final String COMPLAINTS = """
            select id, site_id, category, happened_on, people
              from verification_heard_complaint
             where programme_id = :programme
               and happened_on > :after
               and happened_on <= :day
             order by happened_on desc, id
             limit :most""";

    private static final String ROUNDS = """
            select id, site_id, cycle_on, households_asked, households_served, households_taxed
              from verification_heard_pdm_round
             where programme_id = :programme
               and cycle_on > :after
               and cycle_on <= :day
             order by cycle_on desc, id
             limit :most""";

    private static final String SIGHTINGS = """
            select id, site_id, lot_id, contribution_id, seen_on, sealed_bags, open_bags
              from verification_heard_sighting
             where programme_id = :programme
               and seen_on > :after
               and seen_on <= :day
             order by seen_on desc, id
             limit :most""";

    private static final String ALARMS = """
            select id, programme_id, kind, raised_at
              from verification_heard_alarm
             where programme_id = :programme
                or programme_id is null
             order by raised_at desc, id
             limit :most""";

    private record ComplaintRow(UUID id, UUID site, String category, LocalDate on, Integer people) {

        HeardCase.Complaint complaint() {
            return new HeardCase.Complaint(id, site, HeardCase.Grievance.valueOf(category), on, people);
        }
    }

    private record RoundRow(
            UUID id,
            UUID site,
            LocalDate cycleOn,
            Integer asked,
            @Nullable Integer served,
            @Nullable Integer taxed) {

        HeardCase.PdmRound round() {
            return new HeardCase.PdmRound(id, site, cycleOn, asked, served, taxed);
        }
    }

    private record SightingRow(
            UUID id,
            UUID market,
            @Nullable UUID lot,
            @Nullable UUID contribution,
            LocalDate seenOn,
            Integer sealedBags,
            Integer openBags) {

        HeardCase.Sighting sighting() {
            return new HeardCase.Sighting(id, market, lot, contribution, seenOn, sealedBags, openBags);
        }
    }

    private final StatelessSession session;
    private final Policies policies;

    HeardFile(StatelessSession session, Policies policies) {
        this.session = session;
        this.policies = policies;
    }

    /** The case of one programme as of an instant, under its common policy. */
    @Transactional
    public HeardCase of(UUID programme, Instant now) {
        HeardPolicy policy = policies.current(programme, null).heard();
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate window = day.minusDays(policy.windowDays());
        return new HeardCase(
                programme,
                day,
                policy,
                rows(COMPLAINTS, ComplaintRow.class, programme, day.minusDays(HeardPolicy.MOST_DAYS), day).stream()
                        .map(ComplaintRow::complaint)
                        .toList(),
                rows(ROUNDS, RoundRow.class, programme, window, day).stream()
                        .map(RoundRow::round)
                        .toList(),
                rows(SIGHTINGS, SightingRow.class, programme, window, day).stream()
                        .map(SightingRow::sighting)
                        .toList(),
                session.createNativeQuery(ALARMS, HeardCase.Alarm.class)
                        .setParameter("programme", programme)
                        .setParameter("most", MOST)
                        .getResultList());
    }

    private <R> List<R> rows(String sql, Class<R> row, UUID programme, LocalDate after, LocalDate day) {
        return session.createNativeQuery(sql, row)
                .setParameter("programme", programme)
                .setParameter("after", after)
                .setParameter("day", day)
                .setParameter("most", MOST)
                .getResultList();
    }
}
