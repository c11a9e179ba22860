package org.aidwitness.verification.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.aidwitness.verification.rule.Goods.Earlier;
import org.aidwitness.verification.rule.Goods.Handout;
import org.jspecify.annotations.Nullable;

/**
 * F14: more people than the place serves, or many more than last time. A cycle that takes several days is told day by
 * day, so the largest day of one cycle is set against the largest day of the last.
 */
record ImplausibleBeneficiaries() implements Rule {

    private static final About ABOUT = new About(
            "F14",
            "IMPLAUSIBLE_BENEFICIARIES",
            1,
            "Can so many people have been reached, given whom the place serves and how many came last time?",
            "docs/domain.md, section 7",
            "HIGH above the catchment, or above the growth limit",
            "goods.catchmentBp",
            "goods.cycleDays",
            "goods.growthBp");

    /** How many people one distribution says it reached, and how many the cycle before it; null where nobody knows. */
    private record Reached(
            UUID statement, int people, @Nullable Integer before) {}

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        List<Reached> tooMany = reached(delivery).stream()
                .filter(it -> aboveCatchment(it, delivery) || grown(it, delivery))
                .toList();
        return tooMany.stream()
                .max(Comparator.comparingInt(Reached::people).thenComparing(Reached::statement))
                .map(worst -> {
                    Facts facts = new Facts()
                            .with("distributionsImplausible", tooMany.size())
                            .with("people", worst.people())
                            .with("catchment", delivery.destination().catchment())
                            .with("peopleLastTime", worst.before())
                            .with("catchmentLimitBp", delivery.policy().goods().catchmentBp())
                            .with("growthLimitBp", delivery.policy().goods().growthBp());
                    return Finding.of(
                            this,
                            Severity.HIGH,
                            facts,
                            tooMany.stream().map(Reached::statement).toList());
                });
    }

    /** What each distribution at the destination says. Elsewhere other people live, and nobody here knows how many. */
    private static List<Reached> reached(DeliveryCase delivery) {
        List<Earlier> all = new ArrayList<>(delivery.goods().earlier());
        for (Declaration distribution : delivery.declared(DeclarationKind.DISTRIBUTED)) {
            Integer people = delivery.goods()
                    .handout(distribution.id())
                    .map(Handout::people)
                    .orElse(null);
            boolean here = distribution.site() == null
                    || distribution.site().equals(delivery.destination().id());
            if (people != null && here) {
                all.add(new Earlier(distribution.id(), distribution.happenedAt(), people));
            }
        }
        List<Earlier> own = all.subList(delivery.goods().earlier().size(), all.size());
        return own.stream()
                .map(it -> new Reached(it.declaration(), it.people(), before(it, all, delivery)))
                .toList();
    }

    /** The most people on one day of the last cycle before. */
    private static @Nullable Integer before(Earlier distribution, List<Earlier> all, DeliveryCase delivery) {
        Duration cycle = Duration.ofDays(delivery.policy().goods().cycleDays());
        Instant cycleBegan = distribution.happenedAt().minus(cycle);
        Instant last = all.stream()
                .map(Earlier::happenedAt)
                .filter(at -> at.isBefore(cycleBegan))
                .max(Comparator.naturalOrder())
                .orElse(null);
        return last == null
                ? null
                : all.stream()
                        .filter(it -> !it.happenedAt().isAfter(last)
                                && !it.happenedAt().isBefore(last.minus(cycle)))
                        .map(Earlier::people)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
    }

    private static boolean aboveCatchment(Reached reached, DeliveryCase delivery) {
        Integer catchment = delivery.destination().catchment();
        return catchment != null
                && Share.above(
                        reached.people(), catchment, delivery.policy().goods().catchmentBp());
    }

    /** A cycle that reached nobody is no measure for the next one. */
    private static boolean grown(Reached reached, DeliveryCase delivery) {
        Integer before = reached.before();
        return before != null
                && before > 0
                && Share.above(
                        (long) reached.people() - before,
                        before,
                        delivery.policy().goods().growthBp());
    }
}
