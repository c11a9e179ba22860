package org.aidwitness.verification.rule;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;

/** F09: more arrived than was dispatched, so one of the two declarations is wrong. */
record SurplusReceipt() implements Rule {

    private static final About ABOUT = new About(
            "F09",
            "SURPLUS_RECEIPT",
            1,
            "Did more arrive than was dispatched?",
            "docs/domain.md, section 7",
            "MEDIUM above the limit",
            "surplusBp");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        if (delivery.receipts().isEmpty()) {
            return Optional.empty();
        }
        return Tally.known(delivery, false)
                .filter(tally -> Share.above(
                        tally.surplus(), tally.dispatched(), delivery.policy().surplusBp()))
                .map(tally -> finding(delivery, tally));
    }

    private Finding finding(DeliveryCase delivery, Tally tally) {
        Facts facts = new Facts()
                .with("dispatched", tally.measure(), tally.dispatched())
                .with("surplus", tally.measure(), tally.surplus())
                .with("limitBp", delivery.policy().surplusBp());
        List<UUID> statements = Stream.concat(
                        delivery.declared(DeclarationKind.DISPATCHED).stream(), delivery.receipts().stream())
                .map(Declaration::id)
                .toList();
        return Finding.of(this, Severity.MEDIUM, facts, statements);
    }
}
