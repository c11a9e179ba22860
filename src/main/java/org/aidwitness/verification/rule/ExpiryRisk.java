package org.aidwitness.verification.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.aidwitness.verification.rule.Goods.Pack;
import org.aidwitness.verification.rule.Goods.Plan;
import org.jspecify.annotations.Nullable;

/**
 * F36: goods come to people shortly before they go off, or after. The day on which they come is that of the last
 * distribution that was made, else of the next one that is planned, else of the arrival.
 */
record ExpiryRisk() implements Rule {

    private static final About ABOUT = new About(
            "F36",
            "EXPIRY_RISK",
            1,
            "Will the goods be with people long enough before their best-before date?",
            "docs/domain.md, section 7",
            "MEDIUM",
            "goods.expiryDays");

    private enum Basis {
        DISTRIBUTED,
        PLANNED_DISTRIBUTION,
        RECEIVED,
        PLANNED_ARRIVAL
    }

    /** The day on which the goods come to people, and how that is known. */
    private record Expected(LocalDate day, Basis basis) {}

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        if (delivery.goods().packs().isEmpty()) {
            return Optional.empty();
        }
        Expected expected = expected(delivery);
        if (expected == null || !delivery.declared(DeclarationKind.CANCELLED).isEmpty()) {
            return Optional.empty();
        }
        int limit = delivery.policy().goods().expiryDays();
        List<LocalDate> soon = delivery.goods().packs().stream()
                .map(Pack::bestBefore)
                .filter(Objects::nonNull)
                .filter(bestBefore -> ChronoUnit.DAYS.between(expected.day(), bestBefore) < limit)
                .toList();
        return soon.stream().min(Comparator.naturalOrder()).map(first -> {
            Facts facts = new Facts()
                    .with("bestBefore", first)
                    .with("expectedOn", expected.day())
                    .with("expectedFrom", expected.basis())
                    .with("daysLeft", ChronoUnit.DAYS.between(expected.day(), first))
                    .with("linesAtRisk", soon.size())
                    .with("limitDays", limit);
            return Finding.of(this, Severity.MEDIUM, facts, List.of());
        });
    }

    private static @Nullable Expected expected(DeliveryCase delivery) {
        List<Declaration> made = delivery.declared(DeclarationKind.DISTRIBUTED);
        if (!made.isEmpty()) {
            return new Expected(day(made.get(made.size() - 1).happenedAt()), Basis.DISTRIBUTED);
        }
        LocalDate arrival = NoRecipients.arrival(delivery);
        if (arrival == null) {
            return null;
        }
        boolean received = Deadlines.firstReceipt(delivery).isPresent();
        if (!received && delivery.plannedArrival() == null) {
            return null;
        }
        return delivery.goods().plans().stream()
                .map(Plan::plannedOn)
                .filter(day -> !day.isBefore(arrival))
                .findFirst()
                .map(day -> new Expected(day, Basis.PLANNED_DISTRIBUTION))
                .orElse(new Expected(arrival, received ? Basis.RECEIVED : Basis.PLANNED_ARRIVAL));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
