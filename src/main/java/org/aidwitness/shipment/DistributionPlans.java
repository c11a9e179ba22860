package org.aidwitness.shipment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.web.Cursor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The door to plans of distributions. A plan is changed by a later one; both stay. */
@ApplicationScoped
public class DistributionPlans {

    private static final String PLANNED = "shipment.distribution_plan";

    private static final String SUPERSEDED_BY = """
            select id
              from shipment_distribution_plan
             where supersedes = :id""";

    private static final String LIST = """
            select p.id,
                   p.programme_id,
                   p.site_id,
                   p.organisation_id,
                   p.planned_on,
                   p.households,
                   p.people,
                   p.ration_g_per_day,
                   p.ration_days,
                   p.supersedes,
                   p.supersedes_reason,
                   s.id,
                   p.accepted_at
              from shipment_distribution_plan p
              left join shipment_distribution_plan s on s.supersedes = p.id
             where p.accepted_at <= :at
               and (p.accepted_at < :at or p.id > :after)
               and (cast(:programme as uuid) is null or p.programme_id = :programme)
               and (cast(:site as uuid) is null or p.site_id = :site)
             order by p.accepted_at desc, p.id
             limit :most""";

    /**
     * One plan.
     *
     * @param supersededBy the plan that changed it, where there is one
     */
    public record Planned(
            UUID id,
            UUID programme,
            UUID site,
            UUID organisation,
            LocalDate plannedOn,
            @Nullable Integer households,
            @Nullable Integer people,
            @Nullable Integer rationGramsPerDay,
            @Nullable Integer rationDays,
            @Nullable UUID supersedes,
            @Nullable String supersedesReason,
            @Nullable UUID supersededBy,
            Instant acceptedAt) {

        Cursor cursor() {
            return new Cursor(acceptedAt, id);
        }
    }

    private final Journal journal;
    private final Named named;
    private final Clock clock;
    private final StatelessSession session;

    DistributionPlans(Journal journal, Named named, Clock clock, StatelessSession session) {
        this.journal = journal;
        this.named = named;
        this.clock = clock;
        this.session = session;
    }

    /** Takes a plan in. All checks come before the first write. */
    @Transactional
    public Receipt plan(Actor actor, PlanDistribution command) {
        Access.requireFor(actor, Verb.PLAN_DISTRIBUTIONS, command.organisation());
        Sha256 content = command.content();
        DistributionPlan known = session.get(DistributionPlan.class, command.id());
        if (known != null) {
            return Named.again(PLANNED, known.id, content, known.contentSha256, known.acceptedAt);
        }
        named.requireProgramme(command.programme());
        named.requireSite(command.site());
        requireSupersedable(command);
        Instant now = clock.instant();
        session.insert(new DistributionPlan(command, content, now, actor.name()));
        return journal.record(
                actor, new Journal.Statement(PLANNED, command.id(), command.site(), command.programme(), content, now));
    }

    private void requireSupersedable(PlanDistribution command) {
        if (command.supersedes() == null) {
            return;
        }
        DistributionPlan before = session.get(DistributionPlan.class, command.supersedes());
        if (before == null
                || !before.programmeId.equals(command.programme())
                || !before.siteId.equals(command.site())) {
            throw Refused.at(
                    "/supersedes", Code.UNKNOWN_REFERENCE, "There is no such plan at this site in this programme.");
        }
        if (!before.organisationId.equals(command.organisation())) {
            throw Refused.at("/supersedes", Code.NOT_ALLOWED, "A plan is changed by who made it.");
        }
        List<UUID> later = session.createNativeQuery(SUPERSEDED_BY, UUID.class)
                .setParameter("id", before.id)
                .getResultList();
        if (!later.isEmpty()) {
            throw Refused.at(
                    "/supersedes", Code.ALREADY_SUPERSEDED, "This was changed already, by " + later.get(0) + ".");
        }
    }

    /** Latest first; of one programme and at one site, where these are given. */
    @Transactional
    public List<Planned> list(@Nullable UUID programme, @Nullable UUID site, Cursor after, int most) {
        return session.createNativeQuery(LIST, Planned.class)
                .setParameter("programme", programme, UUID.class)
                .setParameter("site", site, UUID.class)
                .setParameter("at", after.at())
                .setParameter("after", after.id())
                .setParameter("most", most)
                .getResultList();
    }
}
