package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.any;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.aidwitness.verification.rule.DeliveryCase.DeclaredLine;
import org.aidwitness.verification.rule.DeliveryCase.Line;
import org.jspecify.annotations.Nullable;

/** F10: something was lost, and nobody says why. */
record ReasonMissing() implements Rule {

    private static final About ABOUT = new About(
            "F10",
            "REASON_MISSING_OR_UNKNOWN",
            1,
            "Does every loss have a reason?",
            "docs/domain.md, sections 2 and 7",
            "MEDIUM: at once without a reason, after the limit where the reason is UNKNOWN",
            "reasonDays");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        List<Declaration> accounts = accounts(delivery);
        List<UUID> withoutReason = new ArrayList<>();
        List<UUID> unknownTooLong = new ArrayList<>();
        for (Declaration account : accounts) {
            if (lacksReason(account)) {
                withoutReason.add(account.id());
            }
            if (hasUnknownReason(account) && !delivery.now().isBefore(limit(account, delivery))) {
                unknownTooLong.add(account.id());
            }
        }
        long undeclared = linesLostInSilence(delivery, accounts);
        if (withoutReason.isEmpty() && unknownTooLong.isEmpty() && undeclared == 0) {
            return Optional.empty();
        }
        Facts facts = new Facts()
                .with("withoutReason", withoutReason.size())
                .with("unknownTooLong", unknownTooLong.size())
                .with("linesNotExplained", undeclared)
                .with("limitDays", delivery.policy().reasonDays());
        Stream<UUID> silent =
                undeclared == 0 ? Stream.empty() : delivery.receipts().stream().map(Declaration::id);
        return Optional.of(Finding.of(
                this,
                Severity.MEDIUM,
                facts,
                Stream.of(withoutReason.stream(), unknownTooLong.stream(), silent)
                        .flatMap(it -> it)
                        .toList()));
    }

    @Override
    public List<Instant> turns(DeliveryCase delivery) {
        return accounts(delivery).stream()
                .filter(ReasonMissing::hasUnknownReason)
                .map(account -> limit(account, delivery))
                .toList();
    }

    private static List<Declaration> accounts(DeliveryCase delivery) {
        List<Declaration> accounts = new ArrayList<>(delivery.receipts());
        accounts.addAll(delivery.declared(DeclarationKind.LOST));
        return accounts;
    }

    private static Instant limit(Declaration account, DeliveryCase delivery) {
        return account.latestAt().plus(Duration.ofDays(delivery.policy().reasonDays()));
    }

    private static boolean lacksReason(Declaration account) {
        return account.kind() == DeclarationKind.LOST && account.lines().isEmpty() || anyLoss(account, null);
    }

    private static boolean hasUnknownReason(Declaration account) {
        return anyLoss(account, LossReason.UNKNOWN);
    }

    private static boolean anyLoss(Declaration account, @Nullable LossReason reason) {
        return any(account.lines(), line -> line.reason() == reason && isLoss(account, line));
    }

    /** In a receipt a stated damage or shortage is a loss; in a declaration of loss every line is. */
    private static boolean isLoss(Declaration account, DeclaredLine line) {
        if (account.kind() == DeclarationKind.LOST) {
            return true;
        }
        return isPositive(Measure.GRAMS.bad(line)) || isPositive(Measure.PACKAGES.bad(line));
    }

    private static boolean isPositive(@Nullable Long amount) {
        return amount != null && amount > 0;
    }

    /** Lines that came short though no statement gives any reason for them. */
    private static long linesLostInSilence(DeliveryCase delivery, List<Declaration> accounts) {
        if (delivery.receipts().isEmpty()) {
            return 0;
        }
        return Tally.known(delivery, false).filter(tally -> tally.lost() > 0).stream()
                .flatMap(tally -> tally.parts().stream())
                .filter(part -> part.lost() > 0 && part.lines().stream().noneMatch(line -> explained(line, accounts)))
                .count();
    }

    private static boolean explained(Line line, List<Declaration> accounts) {
        return accounts.stream()
                .flatMap(account -> account.lines().stream())
                .anyMatch(declared -> declared.line().equals(line.id()) && declared.reason() != null);
    }
}
