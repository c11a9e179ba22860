package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.where;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;

/**
 * F23: what arrived was not sealed as it left, and no checkpoint on the way says that the seal was changed there. A
 * receipt that says nothing of seals says nothing here, and a partial one need not have them all.
 */
record SealChanged() implements Rule {

    private static final About ABOUT = new About(
            "F23",
            "SEAL_BROKEN_OR_CHANGED",
            1,
            "Did the goods arrive under the seals they left with, or under those that a checkpoint put on?",
            "docs/domain.md, section 7",
            "HIGH");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        List<Declaration> receipts = sealed(delivery.receipts());
        if (receipts.isEmpty()) {
            return Optional.empty();
        }
        SortedSet<String> left = leftWith(delivery);
        if (left.isEmpty()) {
            return Optional.empty();
        }
        SortedSet<String> arrived = seals(receipts);
        List<Declaration> passages = sealed(delivery.declared(DeclarationKind.PASSED_CHECKPOINT)).stream()
                .filter(passage -> !passage.happenedAt()
                        .isAfter(receipts.get(receipts.size() - 1).happenedAt()))
                .toList();
        boolean complete =
                delivery.receipts().stream().anyMatch(receipt -> receipt.outcome() != ReceiptOutcome.PARTIAL);
        if (agree(left, arrived, complete) || recorded(passages, arrived, complete)) {
            return Optional.empty();
        }
        Facts facts = new Facts()
                .with("sealsAtDeparture", String.join(" ", left))
                .with("sealsAtArrival", String.join(" ", arrived))
                .with("checkpointsWithSeals", passages.size());
        List<Declaration> said = new ArrayList<>(delivery.declared(DeclarationKind.DISPATCHED));
        said.addAll(passages);
        said.addAll(receipts);
        List<UUID> statements = said.stream().map(Declaration::id).toList();
        return Optional.of(Finding.of(this, Severity.HIGH, facts, statements));
    }

    private static SortedSet<String> leftWith(DeliveryCase delivery) {
        List<Declaration> dispatches = delivery.declared(DeclarationKind.DISPATCHED);
        SortedSet<String> read = seals(dispatches);
        return read.isEmpty() && !dispatches.isEmpty() ? plain(delivery.goods().seals()) : read;
    }

    /** The last checkpoint that read seals has the word. */
    private static boolean recorded(List<Declaration> passages, SortedSet<String> arrived, boolean complete) {
        return !passages.isEmpty()
                && agree(plain(passages.get(passages.size() - 1).seals()), arrived, complete);
    }

    private static boolean agree(SortedSet<String> before, SortedSet<String> arrived, boolean complete) {
        return complete ? before.equals(arrived) : before.containsAll(arrived);
    }

    private static List<Declaration> sealed(List<Declaration> declarations) {
        return where(declarations, declaration -> !declaration.seals().isEmpty());
    }

    private static SortedSet<String> seals(List<Declaration> declarations) {
        return plain(declarations.stream()
                .flatMap(declaration -> declaration.seals().stream())
                .toList());
    }

    /** Clerks write the same seal with and without spaces, in small and in capital letters. */
    private static SortedSet<String> plain(Collection<String> seals) {
        return seals.stream()
                .map(seal -> seal.replaceAll("[\\s\\-]", "").toUpperCase(Locale.ROOT))
                .filter(seal -> !seal.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
