package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.where;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.aidwitness.kernel.Policy;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.jspecify.annotations.Nullable;

/**
 * F18: the times that were stated cannot all be right. Days are compared as days. Of an event that happened "not after"
 * a time nothing can be said, and no wrong order is seen in it. Dates in the future are judged too: that is the point.
 */
record TimeOrder() implements Rule {

    private static final About ABOUT = new About(
            "F18",
            "TIME_ORDER",
            1,
            "Can the stated times all be right?",
            "docs/domain.md, section 7",
            "MEDIUM",
            "backdatedDays",
            "deviceClockMinutes",
            "futureMinutes");

    /** What can be wrong, with the name of the fact that says by how much at worst. */
    private enum Trouble {
        RECEIVED_BEFORE_DISPATCHED("receivedBeforeDispatchedMinutes"),
        IN_THE_FUTURE("inTheFutureMinutes"),
        AFTER_IT_WAS_NOTED("afterItWasNotedMinutes"),
        DEVICE_CLOCK_OFF("deviceClockOffMinutes"),
        BACKDATED("backdatedMinutes");

        private final String fact;

        Trouble(String fact) {
            this.fact = fact;
        }
    }

    /** What was found so far: the worst of each kind, and who said it. */
    private static final class Troubles {
        private final Map<Trouble, Duration> worst = new EnumMap<>(Trouble.class);
        private final Set<UUID> statements = new TreeSet<>();

        /** Notes the trouble where {@code by} lies above the limit. */
        void above(Duration limit, Duration by, Trouble trouble, UUID... said) {
            if (by.compareTo(limit) > 0) {
                worst.merge(trouble, by, (a, b) -> a.compareTo(b) > 0 ? a : b);
                statements.addAll(Set.of(said));
            }
        }
    }

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        Troubles troubles = new Troubles();
        for (Declaration declaration : delivery.declarations()) {
            if (declaration.precision() != TimePrecision.NOT_AFTER) {
                judge(declaration, delivery.policy(), troubles);
                if (declaration.kind() == DeclarationKind.RECEIVED) {
                    judgeOrder(declaration, delivery, troubles);
                }
            }
        }
        where(delivery.attestations(), attestation -> attestation.review() != Review.REJECTED)
                .forEach(attestation -> judge(attestation, delivery.policy(), troubles));
        if (troubles.worst.isEmpty()) {
            return Optional.empty();
        }
        Facts facts = new Facts()
                .with("futureLimitMinutes", delivery.policy().futureMinutes())
                .with("deviceClockLimitMinutes", delivery.policy().deviceClockMinutes())
                .with("backdatedLimitDays", delivery.policy().backdatedDays());
        troubles.worst.forEach((trouble, by) -> facts.with(trouble.fact, by.toMinutes()));
        return Optional.of(Finding.of(this, Severity.MEDIUM, facts, troubles.statements));
    }

    /** A receipt must come after the first dispatch, or something was received that had not left. */
    private static void judgeOrder(Declaration receipt, DeliveryCase delivery, Troubles troubles) {
        delivery.declarations().stream()
                .filter(it -> it.kind() == DeclarationKind.DISPATCHED)
                .findFirst()
                .filter(dispatch -> dispatch.precision() != TimePrecision.NOT_AFTER)
                .ifPresent(dispatch -> {
                    boolean days =
                            receipt.precision() == TimePrecision.DAY || dispatch.precision() == TimePrecision.DAY;
                    troubles.above(
                            Duration.ZERO,
                            between(receipt.happenedAt(), dispatch.happenedAt(), days),
                            Trouble.RECEIVED_BEFORE_DISPATCHED,
                            receipt.id(),
                            dispatch.id());
                });
    }

    private static void judge(Declaration said, Policy policy, Troubles troubles) {
        boolean days = said.precision() == TimePrecision.DAY;
        Instant happened = said.happenedAt();
        troubles.above(
                days ? Duration.ZERO : Duration.ofMinutes(policy.futureMinutes()),
                between(
                        days ? said.acceptedAt().plus(Duration.ofMinutes(policy.futureMinutes())) : said.acceptedAt(),
                        happened,
                        days),
                Trouble.IN_THE_FUTURE,
                said.id());
        Instant noted = said.notedAt();
        if (noted != null) {
            troubles.above(Duration.ZERO, between(noted, happened, days), Trouble.AFTER_IT_WAS_NOTED, said.id());
        }
        deviceClock(said.id(), days ? null : happened, said.deviceAt(), said.acceptedAt(), policy, troubles);
        // History was accepted long after; only when it was written down says something about it.
        Instant written = noted != null || said.history() ? noted : said.acceptedAt();
        if (written != null) {
            Duration limit = Duration.ofDays(policy.backdatedDays());
            troubles.above(limit, between(happened, written, days), Trouble.BACKDATED, said.id());
        }
    }

    private static void judge(Attestation said, Policy policy, Troubles troubles) {
        troubles.above(
                Duration.ofMinutes(policy.futureMinutes()),
                Duration.between(said.acceptedAt(), said.happenedAt()),
                Trouble.IN_THE_FUTURE,
                said.id());
        deviceClock(said.id(), said.happenedAt(), said.deviceAt(), said.acceptedAt(), policy, troubles);
        if (!said.imported()) {
            troubles.above(
                    Duration.ofDays(policy.backdatedDays()),
                    Duration.between(said.happenedAt(), said.acceptedAt()),
                    Trouble.BACKDATED,
                    said.id());
        }
    }

    /**
     * A clock is known to be wrong where it ran ahead of the server's, or behind the event it tells of. That it merely
     * lies behind the server's is no sign: the statement may have waited on the device for a network.
     */
    private static void deviceClock(
            UUID id,
            @Nullable Instant happened,
            @Nullable Instant device,
            Instant accepted,
            Policy policy,
            Troubles troubles) {
        if (device == null) {
            return;
        }
        Duration limit = Duration.ofMinutes(policy.deviceClockMinutes());
        troubles.above(limit, Duration.between(accepted, device), Trouble.DEVICE_CLOCK_OFF, id);
        if (happened != null) {
            troubles.above(limit, Duration.between(device, happened), Trouble.DEVICE_CLOCK_OFF, id);
        }
    }

    private static Duration between(Instant from, Instant to, boolean days) {
        return days
                ? Duration.between(from.truncatedTo(ChronoUnit.DAYS), to.truncatedTo(ChronoUnit.DAYS))
                : Duration.between(from, to);
    }
}
