package org.aidwitness.verification.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;

/** F39: the goods left under one override too many, or under one that was over. */
record OverrideAbuse() implements Rule {

    private static final About ABOUT = new About(
            "F39",
            "OVERRIDE_ABUSE",
            1,
            "Is the override under which these goods left within the number of its quarter, and was it in force?",
            "docs/domain.md, sections 5 and 7",
            "CRITICAL",
            "gate.overrideDays",
            "gate.overridesPerQuarter");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        if (delivery.overrides().isEmpty()) {
            return Optional.empty();
        }
        Facts facts = new Facts();
        List<UUID> bad = delivery.declared(DeclarationKind.DISPATCHED).stream()
                .filter(dispatch -> used(delivery, dispatch)
                                .filter(use -> abused(dispatch, use, facts))
                                .count()
                        > 0)
                .map(Declaration::id)
                .toList();
        return bad.isEmpty() ? Optional.empty() : Optional.of(Finding.of(this, Severity.CRITICAL, facts, bad));
    }

    private static Stream<OverrideUse> used(DeliveryCase delivery, Declaration dispatch) {
        return delivery.overrides().stream().filter(use -> use.dispatch().equals(dispatch.id()));
    }

    private static boolean abused(Declaration dispatch, OverrideUse use, Facts facts) {
        boolean oneTooMany = use.ordinal() > use.most();
        if (oneTooMany) {
            facts.with("overrideOfTheQuarter", use.ordinal()).with("limitOverrides", use.most());
        }
        // What left on a day may have left at its beginning.
        Instant earliest = dispatch.earliestAt();
        boolean late = earliest != null && !earliest.isBefore(use.expiresAt());
        if (late) {
            facts.with("overrideExpiredAt", use.expiresAt()).with("dispatchedAt", dispatch.happenedAt());
        }
        return oneTooMany || late;
    }
}
