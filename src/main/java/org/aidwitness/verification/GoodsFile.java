package org.aidwitness.verification;

import static java.util.stream.Collectors.toMap;
import static org.aidwitness.kernel.Lists.by;
import static org.aidwitness.kernel.Lists.each;
import static org.aidwitness.kernel.Lists.where;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.aidwitness.kernel.GoodsPolicy;
import org.aidwitness.kernel.Policy;
import org.aidwitness.verification.CaseRows.AttestationRow;
import org.aidwitness.verification.CaseRows.DeclarationRow;
import org.aidwitness.verification.CaseRows.LineRow;
import org.aidwitness.verification.CaseRows.WaybillRow;
import org.aidwitness.verification.rule.Goods;
import org.aidwitness.verification.rule.Goods.Earlier;
import org.aidwitness.verification.rule.Goods.Handout;
import org.aidwitness.verification.rule.Goods.Pack;
import org.aidwitness.verification.rule.Goods.Plan;
import org.aidwitness.verification.rule.Goods.Weighing;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the goods of deliveries and of the people they are for, beyond their lines: at most six questions for
 * a whole batch, of which each is asked where its answer can matter.
 */
@ApplicationScoped
class GoodsFile {

    private static final String WEIGHINGS = """
            select attestation_id, line_id, weighed_packages, weighed_kg
              from verification_case_weighing
             where attestation_id = any (cast((select cast(:ids as uuid[])) as uuid[]))""";

    // A delivery's own, and what came before its last one at the same site, the nearest first.
    private static final String DISTRIBUTIONS = """
            with own as materialized (
                   select id, waybill_id, happened_at, people, ration_g_per_day, ration_days
                     from verification_case_distribution
                    where waybill_id = any (cast((select cast(:ids as uuid[])) as uuid[]))
                      and current),
                 last as materialized (
                   select o.waybill_id, g.site_id, g.programme_id, max(o.happened_at) as happened_at
                     from own o
                     join unnest(cast(:ids as uuid[]), cast(:sites as uuid[]), cast(:programmes as uuid[]))
                            as g (waybill_id, site_id, programme_id) on g.waybill_id = o.waybill_id
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

    // The nearest to the arrival: from that day on whenever it is, before it no further back than any rule looks.
    private static final String PLANS = """
            select g.waybill_id, near.id, near.planned_on, near.people
              from unnest(cast(:ids as uuid[]), cast(:sites as uuid[]), cast(:programmes as uuid[]),
                          cast(:arrivals as date[]))
                   as g (waybill_id, site_id, programme_id, arrival_on)
             cross join lateral (
                    select p.id, p.planned_on, p.people
                      from verification_case_plan p
                     where p.site_id = g.site_id
                       and p.programme_id = g.programme_id
                       and p.planned_on %s
                       and (not :named or p.people > 0)
                     order by p.planned_on %s
                     limit 1) near""";

    private static final String PLANS_AFTER = String.format(Locale.ROOT, PLANS, ">= g.arrival_on", "asc");

    private static final String PLANS_BEFORE = String.format(
            Locale.ROOT,
            PLANS,
            "between g.arrival_on - " + GoodsPolicy.MOST_RECIPIENT_DAYS + " and g.arrival_on - 1",
            "desc");

    /**
     * A delivery, and where and when it arrived, or is to arrive: around that day a plan is looked for.
     *
     * @param days within which a distribution is to follow
     */
    private record Arrival(WaybillRow waybill, LocalDate day, int days) {

        /** As the first receipt says that took something over, else the plan, else the dispatch. */
        static Optional<Arrival> of(WaybillRow waybill, List<DeclarationRow> declared, Policy policy, Instant now) {
            Instant planned = waybill.plannedArrival();
            return first(declared, "RECEIVED", now)
                    .or(() -> Optional.ofNullable(planned))
                    .or(() -> first(declared, "DISPATCHED", now))
                    .map(at -> new Arrival(
                            waybill,
                            LocalDate.ofInstant(at, ZoneOffset.UTC),
                            policy.goods().recipientDays()));
        }

        private static Optional<Instant> first(List<DeclarationRow> declared, String kind, Instant now) {
            Instant first = null;
            for (DeclarationRow row : declared) {
                Instant at = row.happenedAt();
                if (row.kind().equals(kind)
                        && !"REFUSED".equals(row.receipt())
                        && !at.isAfter(now)
                        && (first == null || at.isBefore(first))) {
                    first = at;
                }
            }
            return Optional.ofNullable(first);
        }

        /** @param next the plan that follows */
        boolean inTime(@Nullable PlanRow next) {
            return next != null && ChronoUnit.DAYS.between(day, next.plannedOn) <= days;
        }

        boolean populated() {
            Integer catchment = waybill.toCatchment();
            return catchment != null && catchment > 0;
        }
    }

    private record WeighingRow(UUID attestation, UUID line, Long packages, BigDecimal kg) {

        Weighing weighing() {
            return new Weighing(
                    attestation, line, packages, kg.movePointRight(3).longValueExact());
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

        /** Whether it is another delivery's, and says how many people it reached. */
        boolean counts() {
            return !own && people != null;
        }

        Earlier earlier() {
            return new Earlier(id, happenedAt, Objects.requireNonNull(people));
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

    /** The rows of one batch: weighings by attestation, the others by waybill. */
    record Batch(
            Map<UUID, List<WeighingRow>> weighings,
            Map<UUID, List<DistributionRow>> distributions,
            Map<UUID, List<PlanRow>> plans) {

        private List<Weighing> weighings(List<AttestationRow> attestations) {
            return attestations.stream()
                    .flatMap(seen -> weighings.getOrDefault(seen.id(), List.of()).stream())
                    .map(WeighingRow::weighing)
                    .toList();
        }

        /** Throws IllegalArgumentException or ArithmeticException where the rows cannot be a part of a case. */
        Goods of(WaybillRow waybill, List<LineRow> lines, List<AttestationRow> attestations) {
            List<DistributionRow> handedOut = distributions.getOrDefault(waybill.waybill(), List.of());
            return new Goods(
                    waybill.toPeople(),
                    List.of(waybill.seals()),
                    each(
                            where(lines, line -> line.kgPerPackage() != null || line.bestBefore() != null),
                            line -> new Pack(line.line(), line.kgPerPackage(), line.bestBefore())),
                    weighings.isEmpty() ? List.of() : weighings(attestations),
                    each(where(handedOut, DistributionRow::own), DistributionRow::handout),
                    each(where(handedOut, DistributionRow::counts), DistributionRow::earlier),
                    each(new LinkedHashSet<>(plans.getOrDefault(waybill.waybill(), List.of())), PlanRow::plan));
        }
    }

    private final StatelessSession session;

    GoodsFile(StatelessSession session) {
        this.session = session;
    }

    /**
     * @param declarations by waybill
     * @param policies by agreement
     */
    @Transactional
    Batch read(
            List<WaybillRow> waybills,
            Map<UUID, List<DeclarationRow>> declarations,
            List<AttestationRow> attestations,
            Map<UUID, Policy> policies,
            Instant now) {
        List<Arrival> arrivals = new ArrayList<>();
        for (WaybillRow row : waybills) {
            Policy policy = policies.get(row.agreement());
            if (row.toPeople() && policy != null) {
                Arrival.of(row, declarations.getOrDefault(row.waybill(), List.of()), policy, now)
                        .ifPresent(arrivals::add);
            }
        }
        // Where nobody knows how many people live, a plan that names some speaks for them.
        List<Arrival> unpopulated =
                arrivals.stream().filter(arrival -> !arrival.populated()).toList();
        return new Batch(
                by(weighings(attestations), WeighingRow::attestation),
                by(distributions(waybills, declarations), DistributionRow::waybill),
                by(
                        Stream.concat(plans(arrivals, false).stream(), plans(unpopulated, true).stream())
                                .toList(),
                        PlanRow::waybill));
    }

    private List<WeighingRow> weighings(List<AttestationRow> attestations) {
        UUID[] weighed = attestations.stream()
                .filter(AttestationRow::weighed)
                .map(AttestationRow::id)
                .toArray(UUID[]::new);
        return weighed.length == 0
                ? List.of()
                : session.createNativeQuery(WEIGHINGS, WeighingRow.class)
                        .setParameter("ids", Rows.ids(weighed))
                        .getResultList();
    }

    private List<DistributionRow> distributions(
            List<WaybillRow> waybills, Map<UUID, List<DeclarationRow>> declarations) {
        List<WaybillRow> handedOut = waybills.stream()
                .filter(row -> declarations.getOrDefault(row.waybill(), List.of()).stream()
                        .anyMatch(declared -> declared.kind().equals("DISTRIBUTED")))
                .toList();
        return handedOut.isEmpty()
                ? List.of()
                : session.createNativeQuery(DISTRIBUTIONS, DistributionRow.class)
                        .setParameter("ids", ids(handedOut, WaybillRow::waybill))
                        .setParameter("sites", ids(handedOut, WaybillRow::toSite))
                        .setParameter("programmes", ids(handedOut, WaybillRow::programme))
                        .setParameter("most", Goods.MOST_EARLIER)
                        .getResultList();
    }

    /** One before the arrival can matter only where none follows in time, which is rare: most rows are read once. */
    private List<PlanRow> plans(List<Arrival> arrivals, boolean named) {
        List<PlanRow> next = plans(PLANS_AFTER, arrivals, named);
        Map<UUID, PlanRow> byWaybill = next.stream().collect(toMap(PlanRow::waybill, Function.identity()));
        List<PlanRow> last = plans(
                PLANS_BEFORE,
                arrivals.stream()
                        .filter(arrival ->
                                !arrival.inTime(byWaybill.get(arrival.waybill().waybill())))
                        .toList(),
                named);
        return Stream.concat(next.stream(), last.stream()).toList();
    }

    private List<PlanRow> plans(String sql, List<Arrival> arrivals, boolean named) {
        if (arrivals.isEmpty()) {
            return List.of();
        }
        List<WaybillRow> waybills = arrivals.stream().map(Arrival::waybill).toList();
        return session.createNativeQuery(sql, PlanRow.class)
                .setParameter("ids", ids(waybills, WaybillRow::waybill))
                .setParameter("sites", ids(waybills, WaybillRow::toSite))
                .setParameter("programmes", ids(waybills, WaybillRow::programme))
                .setParameter("arrivals", arrivals.stream().map(Arrival::day).toArray(LocalDate[]::new))
                .setParameter("named", named)
                .getResultList();
    }

    private static String ids(List<WaybillRow> waybills, Function<WaybillRow, UUID> id) {
        return Rows.ids(waybills.stream().map(id).toArray(UUID[]::new));
    }
}
