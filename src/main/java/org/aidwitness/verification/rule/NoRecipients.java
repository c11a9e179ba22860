package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.any;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.aidwitness.verification.rule.Goods.Handout;
import org.aidwitness.verification.rule.Goods.Plan;
import org.jspecify.annotations.Nullable;

/**
 * F15: goods go to a place where nobody is known to live, or lie there while nobody plans to hand them out. Asked of final
 * legs to distribution points alone: what goes to a store or a hospital is not handed to people from there. History knows
 * no plans, so nothing is asked of it. A plan or a distribution that names people speaks for a place without a catchment,
 * and a distribution that was made, though late, has found its recipients.
 */
record NoRecipients() implements Rule {

    private static final About ABOUT = new About(
            "F15",
            "NO_RECIPIENTS_AT_DESTINATION",
            1,
            "Is there anybody at the destination to hand the goods to, and is it planned or done?",
            "docs/domain.md, section 7",
            "HIGH",
            "goods.recipientDays");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        if (!asked(delivery)) {
            return Optional.empty();
        }
        LogisticsState state = LogisticsState.of(delivery, false, false);
        if (!state.underWay() && !state.arrived()) {
            return Optional.empty();
        }
        boolean nobody = nobodyKnown(delivery);
        boolean unplanned = unplanned(delivery);
        if (!nobody && !unplanned) {
            return Optional.empty();
        }
        Declaration receipt = Deadlines.firstReceipt(delivery).orElse(null);
        Facts facts = new Facts()
                .with("catchment", catchment(delivery))
                .with("distributionPlanned", unplanned ? "NONE" : null)
                .with("receivedAt", receipt == null ? null : receipt.happenedAt())
                .with("limitDays", delivery.policy().goods().recipientDays());
        List<UUID> statements = Stream.concat(
                        delivery.declared(DeclarationKind.DISPATCHED).stream(), delivery.receipts().stream())
                .map(Declaration::id)
                .toList();
        return Optional.of(Finding.of(this, Severity.HIGH, facts, statements));
    }

    @Override
    public List<Instant> turns(DeliveryCase delivery) {
        Instant until = asked(delivery) ? until(delivery) : null;
        return until == null ? List.of() : List.of(until);
    }

    private static boolean asked(DeliveryCase delivery) {
        return delivery.finalLeg()
                && delivery.goods().toPeople()
                && !any(delivery.declarations(), Declaration::history);
    }

    private static String catchment(DeliveryCase delivery) {
        Integer catchment = delivery.destination().catchment();
        return catchment == null ? "UNKNOWN" : catchment.toString();
    }

    private static boolean nobodyKnown(DeliveryCase delivery) {
        Integer catchment = delivery.destination().catchment();
        if (catchment != null && catchment > 0) {
            return false;
        }
        Stream<@Nullable Integer> named = Stream.concat(
                plans(delivery).map(Plan::people),
                delivery.declared(DeclarationKind.DISTRIBUTED).stream()
                        .flatMap(it -> delivery.goods().handout(it.id()).stream())
                        .map(Handout::people));
        return named.noneMatch(people -> people != null && people > 0);
    }

    /** The time is over, and no distribution was made, nor planned for within it. */
    private static boolean unplanned(DeliveryCase delivery) {
        Instant until = until(delivery);
        return until != null
                && !delivery.now().isBefore(until)
                && delivery.declared(DeclarationKind.DISTRIBUTED).isEmpty()
                && plans(delivery).findAny().isEmpty();
    }

    /** When the time for a distribution is over; null before the goods have arrived. */
    private static @Nullable Instant until(DeliveryCase delivery) {
        return Deadlines.firstReceipt(delivery)
                .map(receipt -> receipt.latestAt()
                        .plus(Duration.ofDays(delivery.policy().goods().recipientDays())))
                .orElse(null);
    }

    /** Plans near the arrival, before it too: a truck that is late was awaited by a plan. */
    private static Stream<Plan> plans(DeliveryCase delivery) {
        LocalDate arrival = arrival(delivery);
        return arrival == null
                ? Stream.empty()
                : delivery.goods().plans().stream()
                        .filter(plan -> Math.abs(ChronoUnit.DAYS.between(arrival, plan.plannedOn()))
                                <= delivery.policy().goods().recipientDays());
    }

    /** The day of the first receipt, else of the planned arrival, else of the dispatch. */
    static @Nullable LocalDate arrival(DeliveryCase delivery) {
        Instant planned = delivery.plannedArrival();
        Instant at = Deadlines.firstReceipt(delivery)
                .map(Declaration::happenedAt)
                .or(() -> Optional.ofNullable(planned))
                .or(() -> delivery.declared(DeclarationKind.DISPATCHED).stream()
                        .map(Declaration::happenedAt)
                        .findFirst())
                .orElse(null);
        return at == null ? null : LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
