package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.any;
import static org.aidwitness.kernel.Lists.where;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;

/** F03: somebody had promised to be able to look, these goods came in time for it, and nobody was there or was kept out. */
record CommitmentBreach() implements Rule {

    private static final About ABOUT = new About(
            "F03",
            "COMMITMENT_BREACH",
            1,
            "Was a commitment to visit the place kept while these goods arrived?",
            "docs/domain.md, section 7",
            "HIGH",
            "backdatedDays",
            "independenceDepth");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        // Whoever came in the end, these goods were not left alone.
        if (any(delivery.heard(), Visits::came)) {
            return Optional.empty();
        }
        List<Promise> broken = where(
                delivery.promises(),
                promise -> promise.ended(Promise.State.BREACHED, delivery.now())
                        && promise.leftAlone()
                        && any(delivery.receipts(), receipt -> inWindow(receipt, promise)));
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        Facts facts = new Facts()
                .with("brokenCommitments", broken.size())
                .with(
                        "windowEndedAt",
                        broken.stream()
                                .map(Promise::windowTo)
                                .max(Comparator.naturalOrder())
                                .orElseThrow());
        return Optional.of(Finding.of(
                this,
                Severity.HIGH,
                facts,
                delivery.receipts().stream()
                        .filter(receipt -> broken.stream().anyMatch(promise -> inWindow(receipt, promise)))
                        .map(Declaration::id)
                        .toList()));
    }

    @Override
    public List<Instant> turns(DeliveryCase delivery) {
        return delivery.promises().stream()
                .map(Promise::endedAt)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Surely: what came on a day may have come at its beginning or at its end. */
    private static boolean inWindow(Declaration receipt, Promise promise) {
        Instant earliest = receipt.earliestAt();
        return earliest != null
                && !earliest.isBefore(promise.windowFrom())
                && !receipt.latestAt().isAfter(promise.windowTo());
    }
}
