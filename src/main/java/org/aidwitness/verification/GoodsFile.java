package org.aidwitness.verification;

import static java.util.stream.Collectors.groupingBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.aidwitness.verification.rule.Goods;
import org.aidwitness.verification.rule.Goods.Earlier;
import org.aidwitness.verification.rule.Goods.Handout;
import org.aidwitness.verification.rule.Goods.Pack;
import org.aidwitness.verification.rule.Goods.Plan;
import org.aidwitness.verification.rule.Goods.Weighing;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What is known of the goods of deliveries and of the people they are for: four questions for a whole batch. */
@ApplicationScoped
class GoodsFile {

    private static final String WAYBILLS = """
            select waybill_id, to_people, seals
              from verification_case_goods
             where waybill_id = any (:ids)""";

    /** A package with each of its weighings; one without any stands alone. */
    private static final String PACKS = """
            select p.waybill_id, p.line_id, p.kg_per_package, p.best_before,
                   g.attestation_id, g.weighed_packages, g.weighed_kg
              from verification_case_pack p
              left join verification_case_weighing g on g.line_id = p.line_id
             where p.waybill_id = any (:ids)
               and (p.kg_per_package is not null or p.best_before is not null or g.line_id is not null)""";

    // A delivery's own, and what came before its last one at the same site, the nearest first.
    private static final String DISTRIBUTIONS = """
            with own as materialized (
                   select id, waybill_id, happened_at, people, ration_g_per_day, ration_days
                     from verification_case_distribution
                    where waybill_id = any (:ids)
                      and current),
                 last as materialized (
                   select o.waybill_id, g.site_id, g.programme_id, max(o.happened_at) as happened_at
                     from own o
                     join verification_case_goods g on g.waybill_id = o.waybill_id
                    where o.people is not null
                    group by o.waybill_id, g.site_id, g.programme_id)
            select waybill_id, id, true, happened_at, people, ration_g_per_day, ration_days
              from own
             union all
            select l.waybill_id, before.id, false, before.happened_at, before.people, null, null
              from last l
             cross join lateral (select e.id, e.happened_at, e.people
                                   from verification_case_distribution e
                                  where e.site_id = l.site_id
                                    and e.happened_at < l.happened_at
                                    and e.programme_id = l.programme_id
                                    and e.waybill_id <> l.waybill_id
                                    and e.people is not null
                                    and e.current
                                  order by e.happened_at desc, e.id
                                  limit :most) before""";

    // Those near the arrival, and the next one after them. A day more than the policy asks for: the site's own time may
    // tell two days of a plan apart.
    private static final String PLANS = """
            with delivery as materialized (
                   select waybill_id, site_id, programme_id, arrival_on
                     from verification_case_goods
                    where waybill_id = any (:ids)
                      and to_people)
            select g.waybill_id, near.id, near.planned_on, near.people
              from delivery g
             cross join lateral (select p.id, p.planned_on, p.people
                                   from verification_case_plan p
                                  where p.site_id = g.site_id
                                    and p.programme_id = g.programme_id
                                    and p.planned_on between g.arrival_on - :days - 1 and g.arrival_on + :days + 1
                                  order by p.planned_on
                                  limit :most) near
             union all
            select g.waybill_id, next.id, next.planned_on, next.people
              from delivery g
             cross join lateral (select p.id, p.planned_on, p.people
                                   from verification_case_plan p
                                  where p.site_id = g.site_id
                                    and p.programme_id = g.programme_id
                                    and p.planned_on between g.arrival_on + :days + 2 and g.arrival_on + 100
                                  order by p.planned_on
                                  limit 1) next""";

    private record WaybillRow(UUID waybill, Boolean toPeople, String[] seals) {}

    private record PackRow(
            UUID waybill,
            UUID line,
            @Nullable BigDecimal kgPerPackage,
            @Nullable LocalDate bestBefore,
            @Nullable UUID attestation,
            @Nullable Long weighedPackages,
            @Nullable BigDecimal weighedKg) {

        Pack pack() {
            return new Pack(line, kgPerPackage, bestBefore);
        }

        @Nullable Weighing weighing() {
            return attestation == null || weighedPackages == null || weighedKg == null
                    ? null
                    : new Weighing(
                            attestation,
                            line,
                            weighedPackages,
                            weighedKg.movePointRight(3).longValueExact());
        }
    }

    private record DistributionRow(
            UUID waybill,
            UUID id,
            Boolean own,
            Instant happenedAt,
            @Nullable Integer people,
            @Nullable Integer rationGramsPerDay,
            @Nullable Integer rationDays) {

        Handout handout() {
            return new Handout(id, people, rationGramsPerDay, rationDays);
        }

        @Nullable Earlier earlier() {
            return own || people == null ? null : new Earlier(id, happenedAt, people);
        }
    }

    private record PlanRow(
            UUID waybill,
            UUID id,
            LocalDate plannedOn,
            @Nullable Integer people) {

        Plan plan() {
            return new Plan(id, plannedOn, people);
        }
    }

    /** The rows of one batch, by waybill. */
    record Batch(
            Map<UUID, List<WaybillRow>> waybills,
            Map<UUID, List<PackRow>> packs,
            Map<UUID, List<DistributionRow>> distributions,
            Map<UUID, List<PlanRow>> plans) {

        /** Throws IllegalArgumentException or ArithmeticException where the rows cannot be a part of a case. */
        Goods of(UUID waybill) {
            List<WaybillRow> known = waybills.getOrDefault(waybill, List.of());
            List<PackRow> packed = packs.getOrDefault(waybill, List.of());
            List<DistributionRow> handedOut = distributions.getOrDefault(waybill, List.of());
            return new Goods(
                    known.stream().anyMatch(WaybillRow::toPeople),
                    known.stream().flatMap(row -> Arrays.stream(row.seals())).toList(),
                    packed.stream().map(PackRow::pack).distinct().toList(),
                    packed.stream()
                            .map(PackRow::weighing)
                            .filter(Objects::nonNull)
                            .toList(),
                    handedOut.stream()
                            .filter(DistributionRow::own)
                            .map(DistributionRow::handout)
                            .toList(),
                    handedOut.stream()
                            .map(DistributionRow::earlier)
                            .filter(Objects::nonNull)
                            .toList(),
                    plans.getOrDefault(waybill, List.of()).stream()
                            .map(PlanRow::plan)
                            .toList());
        }
    }

    private final StatelessSession session;

    GoodsFile(StatelessSession session) {
        this.session = session;
    }

    /** @param days around an arrival, within which any of the policies looks for a plan */
    @Transactional
    Batch read(UUID[] ids, int days) {
        return new Batch(
                by(
                        session.createNativeQuery(WAYBILLS, WaybillRow.class)
                                .setParameter("ids", ids)
                                .getResultList(),
                        WaybillRow::waybill),
                by(
                        session.createNativeQuery(PACKS, PackRow.class)
                                .setParameter("ids", ids)
                                .getResultList(),
                        PackRow::waybill),
                by(
                        session.createNativeQuery(DISTRIBUTIONS, DistributionRow.class)
                                .setParameter("ids", ids)
                                .setParameter("most", Goods.MOST_EARLIER)
                                .getResultList(),
                        DistributionRow::waybill),
                by(
                        session.createNativeQuery(PLANS, PlanRow.class)
                                .setParameter("ids", ids)
                                .setParameter("days", days)
                                .setParameter("most", Goods.MOST_PLANS - 1)
                                .getResultList(),
                        PlanRow::waybill));
    }

    private static <T> Map<UUID, List<T>> by(List<T> rows, Function<T, UUID> key) {
        return rows.stream().collect(groupingBy(key));
    }
}
