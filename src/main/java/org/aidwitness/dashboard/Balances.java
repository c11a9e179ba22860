package org.aidwitness.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.aidwitness.dashboard.Balance.Counted;
import org.aidwitness.dashboard.Balance.Portion;
import org.aidwitness.registry.Policies;
import org.aidwitness.registry.ProgrammeEntry;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The door to the figures of a programme. All sums come from one statement over what the program keeps up to date with each
 * verdict, so they are of one instant, and cost the same whatever the number of deliveries.
 */
@ApplicationScoped
public class Balances {

    /** The sums of the deliveries of one month; month is null for what has not been received on a final leg. */
    record MonthSums(
            @Nullable LocalDate month,
            long deliveries,
            BigDecimal given,
            BigDecimal verified,
            BigDecimal awaiting,
            BigDecimal unverified,
            BigDecimal disputed,
            BigDecimal open,
            BigDecimal lost,
            long verifiedDeliveries,
            long awaitingDeliveries,
            long unverifiedDeliveries,
            long disputedDeliveries,
            long openDeliveries,
            long lostDeliveries,
            long unknownDeliveries,
            long predatesDeliveries) {

        BigDecimal delivered() {
            return verified.add(awaiting).add(unverified).add(disputed);
        }
    }

    /** A balance and the months it is made of. */
    record Figures(Balance balance, List<MonthSums> months) {}

    /**
     * @param longestAwaiting when the delivery was received that has waited longest for its visit
     */
    record Times(
            @Nullable Instant firstDispatch,
            @Nullable Instant lastWord,
            @Nullable Instant longestAwaiting) {}

    private static final String SUMS = """
            select month,
                   cast(sum(deliveries) as bigint),
                   sum(given_kg),
                   coalesce(sum(arrived_kg) filter (where assurance = 'VERIFIED'), 0),
                   coalesce(sum(arrived_kg) filter (where assurance = 'AWAITING_VISIT'), 0),
                   coalesce(sum(arrived_kg) filter (where assurance in ('UNVERIFIED', 'OVERDUE')), 0),
                   coalesce(sum(arrived_kg) filter (where assurance = 'DISPUTED'), 0),
                   sum(open_kg),
                   sum(lost_kg),
                   cast(coalesce(sum(deliveries) filter (where final and assurance = 'VERIFIED'), 0) as bigint),
                   cast(coalesce(sum(deliveries) filter (where final and assurance = 'AWAITING_VISIT'), 0) as bigint),
                   cast(coalesce(sum(deliveries) filter (
                     where final and assurance in ('UNVERIFIED', 'OVERDUE')), 0) as bigint),
                   cast(coalesce(sum(deliveries) filter (where final and assurance = 'DISPUTED'), 0) as bigint),
                   cast(sum(open_deliveries) as bigint),
                   cast(sum(lost_deliveries) as bigint),
                   cast(sum(unknown_deliveries) as bigint),
                   cast(sum(predates_gate) as bigint)
              from dashboard_balance_sum
             where programme_id = :programme
             group by month
            having sum(deliveries) <> 0
             order by month nulls first
             limit 10000""";

    // Each is the first row of an index.
    private static final String TIMES = """
            select (select dispatched_at
                      from dashboard_row
                     where programme_id = :programme
                       and dispatched_at is not null
                     order by dispatched_at
                     limit 1),
                   (select last_at
                      from dashboard_row
                     where programme_id = :programme
                     order by last_at desc
                     limit 1),
                   (select received_at
                      from dashboard_row
                     where programme_id = :programme
                       and final
                       and assurance = 'AWAITING_VISIT'
                     order by received_at
                     limit 1)""";

    private final EntityManager em;
    private final Policies policies;
    private final Clock clock;

    Balances(EntityManager em, Policies policies, Clock clock) {
        this.em = em;
        this.policies = policies;
        this.clock = clock;
    }

    /** The balance of a programme, all donors and places, from its beginning. */
    @Transactional
    public Balance of(ProgrammeEntry programme) {
        return figures(programme).balance();
    }

    @Transactional
    Figures figures(ProgrammeEntry programme) {
        Instant asOf = clock.instant();
        List<MonthSums> months = months(programme.id());
        Times times = em.unwrap(Session.class)
                .createNativeQuery(TIMES, Times.class)
                .setParameter("programme", programme.id())
                .getSingleResult();
        Portion[] parts = {
            portion(programme, Part.VERIFIED, months, MonthSums::verified, MonthSums::verifiedDeliveries),
            portion(programme, Part.AWAITING_VISIT, months, MonthSums::awaiting, MonthSums::awaitingDeliveries),
            portion(programme, Part.UNVERIFIED, months, MonthSums::unverified, MonthSums::unverifiedDeliveries),
            portion(programme, Part.DISPUTED, months, MonthSums::disputed, MonthSums::disputedDeliveries),
            portion(programme, Part.ON_THE_WAY, months, MonthSums::open, MonthSums::openDeliveries),
            portion(programme, Part.LOST, months, MonthSums::lost, MonthSums::lostDeliveries)
        };
        Instant longest = times.longestAwaiting();
        Duration awaiting =
                Duration.ofDays(policies.current(programme.id(), null).awaitingDays());
        Balance balance = new Balance(
                asOf,
                programme.name() + ", all donors and places, all deliveries registered",
                sum(months, MonthSums::deliveries),
                sum(months, MonthSums::given),
                sum(months, MonthSums::delivered),
                List.of(parts),
                new Counted(sum(months, MonthSums::unknownDeliveries), list(programme, "unknown=true")),
                new Counted(sum(months, MonthSums::predatesDeliveries), list(programme, "clearance=PREDATES_GATE")),
                times.firstDispatch(),
                times.lastWord(),
                longest == null ? null : longest.plus(awaiting));
        return new Figures(balance, months);
    }

    private List<MonthSums> months(UUID programme) {
        return em.unwrap(Session.class)
                .createNativeQuery(SUMS, MonthSums.class)
                .setParameter("programme", programme)
                .getResultList();
    }

    private static Portion portion(
            ProgrammeEntry programme,
            Part part,
            List<MonthSums> months,
            Function<MonthSums, BigDecimal> kg,
            ToLongFunction<MonthSums> deliveries) {
        return new Portion(part, sum(months, kg), sum(months, deliveries), list(programme, "part=" + part));
    }

    private static String list(ProgrammeEntry programme, String filter) {
        return "/p/" + programme.code() + "/deliveries?" + filter;
    }

    private static BigDecimal sum(List<MonthSums> months, Function<MonthSums, BigDecimal> column) {
        return months.stream().map(column).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static long sum(List<MonthSums> months, ToLongFunction<MonthSums> column) {
        return months.stream().mapToLong(column).sum();
    }
}
