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
 * F14: more people than the place serves, or many more than usual. A cycle that takes several days is told day by day, so
 * the largest day stands for its cycle. What is usual is the middle one of the window's cycles, the larger where two are in
 * the middle: a crowd that is back after a truck came short has not grown, and one large lie does not become the measure.
 */
record ImplausibleBeneficiaries() implements Rule {

    private static final About ABOUT = new About(
            "F14",
            "IMPLAUSIBLE_BENEFICIARIES",
            2,
            "Can so many people have been reached, given whom the place serves and how many usually come?",
            "docs/domain.md, section 7",
            "HIGH above the catchment, or above the growth limit",
            "goods.catchmentBp",
            "goods.cycleDays",
            "goods.growthBp",
            "peers.windowDays");

    /** How many people one distribution says it reached, and how many usually are; null where nobody knows. */
    private record Reached(
            UUID statement, int people, @Nullable Integer usual) {}

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        if (delivery.goods().handouts().isEmpty()) {
            return Optional.empty();
        }
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
                            .with("peopleUsually", worst.usual())
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
                .map(it -> new Reached(it.declaration(), it.people(), usual(it, all, delivery)))
                .toList();
    }

    private static @Nullable Integer usual(Earlier distribution, List<Earlier> all, DeliveryCase delivery) {
        List<Integer> cycles =
                cyclesBefore(distribution, all, delivery).stream().sorted().toList();
        return cycles.isEmpty() ? null : cycles.get(cycles.size() / 2);
    }

    /** The most people on one day of each cycle in the window before; of the last one, where it is older. */
    private static List<Integer> cyclesBefore(Earlier distribution, List<Earlier> all, DeliveryCase delivery) {
        Duration cycle = Duration.ofDays(delivery.policy().goods().cycleDays());
        Instant window = distribution
                .happenedAt()
                .minus(Duration.ofDays(delivery.policy().peers().windowDays()));
        List<Integer> cycles = new ArrayList<>();
        Instant last = lastBefore(distribution.happenedAt().minus(cycle), all);
        while (last != null && (cycles.isEmpty() || !last.isBefore(window))) {
            Instant ended = last;
            Instant began = ended.minus(cycle);
            all.stream()
                    .filter(it ->
                            !it.happenedAt().isAfter(ended) && !it.happenedAt().isBefore(began))
                    .map(Earlier::people)
                    .max(Comparator.naturalOrder())
                    .ifPresent(cycles::add);
            last = lastBefore(began, all);
        }
        return cycles;
    }

    private static @Nullable Instant lastBefore(Instant end, List<Earlier> all) {
        return all.stream()
                .map(Earlier::happenedAt)
                .filter(at -> at.isBefore(end))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static boolean aboveCatchment(Reached reached, DeliveryCase delivery) {
        Integer catchment = delivery.destination().catchment();
        return catchment != null
                && Share.above(
                        reached.people(), catchment, delivery.policy().goods().catchmentBp());
    }

    /** Where usually nobody was reached there is no measure. */
    private static boolean grown(Reached reached, DeliveryCase delivery) {
        Integer usual = reached.usual();
        return usual != null
                && usual > 0
                && Share.above(
                        (long) reached.people() - usual,
                        usual,
                        delivery.policy().goods().growthBp());
    }
}
