package org.aidwitness.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.aidwitness.dashboard.Balance.Counted;
import org.aidwitness.dashboard.Balance.Portion;
import org.aidwitness.registry.Policies;
import org.aidwitness.registry.ProgrammeEntry;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The door to the figures of a programme. All of them come from one statement, so they are of one instant. */
@ApplicationScoped
public class Balances {

    /** The sums of the deliveries of one month; month is null for what has not been received on a final leg. */
    record MonthSums(
            @Nullable Instant month,
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
            long predatesDeliveries,
            @Nullable Instant firstDispatch,
            @Nullable Instant lastWord,
            @Nullable Instant longestAwaiting) {

        BigDecimal delivered() {
            return verified.add(awaiting).add(unverified).add(disputed);
        }
    }

    /** A balance and the months it is made of, of the same instant. */
    record Figures(Balance balance, List<MonthSums> months) {}

    private static final String SUMS = """
            select date_trunc('month', case when final then received_at end, 'UTC') as month,
                   count(*),
                   sum(given_kg),
                   coalesce(sum(arrived_kg) filter (where assurance = 'VERIFIED'), 0),
                   coalesce(sum(arrived_kg) filter (where assurance = 'AWAITING_VISIT'), 0),
                   coalesce(sum(arrived_kg) filter (where assurance in ('UNVERIFIED', 'OVERDUE')), 0),
                   coalesce(sum(arrived_kg) filter (where assurance = 'DISPUTED'), 0),
                   sum(open_kg),
                   sum(lost_kg),
                   count(*) filter (where final and assurance = 'VERIFIED'),
                   count(*) filter (where final and assurance = 'AWAITING_VISIT'),
                   count(*) filter (where final and assurance in ('UNVERIFIED', 'OVERDUE')),
                   count(*) filter (where final and assurance = 'DISPUTED'),
                   count(*) filter (where open_kg <> 0),
                   count(*) filter (where lost_kg > 0),
                   count(*) filter (where kg_unknown),
                   count(*) filter (where clearance = 'PREDATES_GATE'),
                   min(dispatched_at),
                   max(last_at),
                   min(received_at) filter (where final and assurance = 'AWAITING_VISIT')
              from dashboard_row
             where programme_id = :programme
             group by 1
             order by 1 nulls first
             limit 10000""";

    private final EntityManager em;
    private final Policies policies;
    private final Clock clock;
    private final Duration maxAge;
    private final Map<UUID, Figures> recent = new ConcurrentHashMap<>();

    /**
     * @param maxAge figures may be this old when they are shown, with their time: a million deliveries take a second to
     *     add up, and many readers ask at once
     */
    Balances(
            EntityManager em,
            Policies policies,
            Clock clock,
            @ConfigProperty(name = "aidwitness.figures.max-age", defaultValue = "15s") Duration maxAge) {
        this.maxAge = maxAge;
        this.em = em;
        this.policies = policies;
        this.clock = clock;
    }

    /** The balance of a programme, all donors and places, from its beginning. */
    @Transactional
    public Balance of(ProgrammeEntry programme) {
        return figures(programme).balance();
    }

    /** One reader adds up; those who ask meanwhile wait for the same figures. One entry for each programme. */
    @Transactional
    Figures figures(ProgrammeEntry programme) {
        return Objects.requireNonNull(recent.compute(
                programme.id(), (id, known) -> known != null && isFresh(known) ? known : addUp(programme)));
    }

    private boolean isFresh(Figures known) {
        Duration age = Duration.between(known.balance().asOf(), clock.instant());
        return !age.isNegative() && age.compareTo(maxAge) < 0;
    }

    private Figures addUp(ProgrammeEntry programme) {
        Instant asOf = clock.instant();
        List<MonthSums> months = months(programme.id());
        Portion[] parts = {
            portion(programme, Part.VERIFIED, months, MonthSums::verified, MonthSums::verifiedDeliveries),
            portion(programme, Part.AWAITING_VISIT, months, MonthSums::awaiting, MonthSums::awaitingDeliveries),
            portion(programme, Part.UNVERIFIED, months, MonthSums::unverified, MonthSums::unverifiedDeliveries),
            portion(programme, Part.DISPUTED, months, MonthSums::disputed, MonthSums::disputedDeliveries),
            portion(programme, Part.ON_THE_WAY, months, MonthSums::open, MonthSums::openDeliveries),
            portion(programme, Part.LOST, months, MonthSums::lost, MonthSums::lostDeliveries)
        };
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
                earliest(months, MonthSums::firstDispatch),
                months.stream()
                        .map(MonthSums::lastWord)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null),
                earliest(months, month -> {
                    Instant received = month.longestAwaiting();
                    return received == null ? null : received.plus(awaiting);
                }));
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

    private static @Nullable Instant earliest(List<MonthSums> months, Function<MonthSums, @Nullable Instant> column) {
        return months.stream()
                .map(column)
                .flatMap(Stream::ofNullable)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
