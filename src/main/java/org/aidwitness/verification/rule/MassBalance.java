package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.where;

import java.util.List;
import java.util.Optional;
import org.aidwitness.verification.rule.DeliveryCase.LotBalance;

/** F12: a custodian gave out more of a lot than came in, or has not what the books say. */
record MassBalance() implements Rule {

    private static final About ABOUT = new About(
            "F12",
            "MASS_BALANCE",
            1,
            "Do the books of each custodian add up, lot by lot?",
            "docs/domain.md, sections 3 and 7",
            "CRITICAL for a balance below zero, HIGH for a count away from the book by more than the limit",
            "bookHighBp");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        List<LotBalance> below = where(delivery.balances(), balance -> balance.balanceGrams() < 0);
        List<LotBalance> away = where(
                delivery.balances(),
                balance -> miscounted(balance, delivery.policy().bookHighBp()));
        if (below.isEmpty() && away.isEmpty()) {
            return Optional.empty();
        }
        Facts facts = new Facts()
                .with("lotsBelowZero", below.size())
                .with("lotsMiscounted", away.size())
                .with("limitBp", delivery.policy().bookHighBp());
        // One lot with its figures stands for all; the books hold the rest.
        LotBalance shown = below.isEmpty() ? away.get(0) : below.get(0);
        Long counted = shown.countedGrams();
        facts.with("custodian", shown.custodian())
                .with("lot", shown.lot())
                .with("balanceKg", Facts.kilograms(shown.balanceGrams()))
                .with("bookKg", Facts.kilograms(shown.bookGrams()))
                .with("countedKg", counted == null ? null : Facts.kilograms(counted));
        return Optional.of(Finding.of(this, below.isEmpty() ? Severity.HIGH : Severity.CRITICAL, facts, List.of()));
    }

    private static boolean miscounted(LotBalance balance, int limitBp) {
        Long counted = balance.countedGrams();
        return counted != null
                && Share.above(Math.abs(counted - balance.bookGrams()), Math.max(0, balance.bookGrams()), limitBp);
    }
}
