package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.where;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;

/** F24: who says it left and who says it arrived are the same, or belong together. */
record SamePartyBothEnds() implements Rule {

    private static final About ABOUT = new About(
            "F24",
            "SAME_PARTY_BOTH_ENDS",
            1,
            "Are the two ends of this leg signed by parties that have nothing to do with each other?",
            "docs/domain.md, sections 3 and 7",
            "HIGH");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        List<Declaration> dispatches = delivery.declared(DeclarationKind.DISPATCHED);
        List<Declaration> receipts = delivery.declared(DeclarationKind.RECEIVED);
        Set<String> same = new TreeSet<>();
        Set<UUID> statements = new TreeSet<>();
        for (Declaration dispatch : dispatches) {
            for (Declaration receipt : receipts) {
                List<String> shared = shared(dispatch, receipt);
                if (!shared.isEmpty() || delivery.relation() != null) {
                    same.addAll(shared);
                    statements.add(dispatch.id());
                    statements.add(receipt.id());
                }
            }
        }
        if (statements.isEmpty()) {
            return Optional.empty();
        }
        Facts facts = new Facts()
                .with("same", same.isEmpty() ? null : String.join(" ", same))
                .with("relation", delivery.relation());
        return Optional.of(Finding.of(this, Severity.HIGH, facts, statements));
    }

    private static List<String> shared(Declaration dispatch, Declaration receipt) {
        // Who typed in history is neither who handed over nor who received.
        boolean live = !dispatch.history() && !receipt.history();
        boolean person =
                live && name(dispatch).equals(name(receipt)) && !name(dispatch).isEmpty();
        boolean device = live && dispatch.device() != null && dispatch.device().equals(receipt.device());
        boolean organisation = dispatch.organisation().equals(receipt.organisation());
        return where(
                List.of(person ? "PERSON" : "", device ? "DEVICE" : "", organisation ? "ORGANISATION" : ""),
                it -> !it.isEmpty());
    }

    private static String name(Declaration declaration) {
        return declaration.signedBy().strip().toLowerCase(Locale.ROOT);
    }
}
