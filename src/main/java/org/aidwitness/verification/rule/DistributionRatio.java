package org.aidwitness.verification.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.aidwitness.verification.rule.Goods.Handout;
import org.jspecify.annotations.Nullable;

/** F13: what was handed out is not what the people, their ration and the days ask for. */
record DistributionRatio() implements Rule {

    private static final About ABOUT = new About(
            "F13",
            "DISTRIBUTION_RATIO",
            1,
            "Does what was handed out agree with the people reached, their ration and the days it is for?",
            "docs/domain.md, section 7",
            "HIGH outside the limits",
            "goods.rationHighBp",
            "goods.rationLowBp");

    /** One distribution set against its own words, in grams. */
    private record Ratio(UUID statement, Handout handout, long handedOut, long asked) {
        long difference() {
            return Math.abs(handedOut - asked);
        }
    }

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        List<Ratio> off = new ArrayList<>();
        for (Declaration distribution : delivery.declared(DeclarationKind.DISTRIBUTED)) {
            Ratio ratio = ratio(distribution, delivery);
            if (ratio != null && outside(ratio, delivery)) {
                off.add(ratio);
            }
        }
        return off.stream().max(Comparator.comparingLong(Ratio::difference)).map(worst -> {
            Facts facts = new Facts()
                    .with("distributionsOff", off.size())
                    .with("handedOutKg", Facts.kilograms(worst.handedOut()))
                    .with("askedForKg", Facts.kilograms(worst.asked()))
                    .with("people", worst.handout().people())
                    .with("rationGramsPerDay", worst.handout().rationGramsPerDay())
                    .with("rationDays", worst.handout().rationDays())
                    .with("lowLimitBp", delivery.policy().goods().rationLowBp())
                    .with("highLimitBp", delivery.policy().goods().rationHighBp());
            return Finding.of(
                    this,
                    Severity.HIGH,
                    facts,
                    off.stream().map(Ratio::statement).toList());
        });
    }

    private static @Nullable Ratio ratio(Declaration distribution, DeliveryCase delivery) {
        Handout handout = delivery.goods().handout(distribution.id()).orElse(null);
        OptionalLong handedOut = Tally.stated(List.of(distribution), Measure.GRAMS);
        if (handout == null || handedOut.isEmpty()) {
            return null;
        }
        Integer people = handout.people();
        Integer ration = handout.rationGramsPerDay();
        Integer days = handout.rationDays();
        if (people == null || ration == null || days == null) {
            return null;
        }
        long asked = Math.multiplyExact(Math.multiplyExact(people.longValue(), ration.longValue()), days.longValue());
        return new Ratio(distribution.id(), handout, handedOut.getAsLong(), asked);
    }

    private static boolean outside(Ratio ratio, DeliveryCase delivery) {
        return !Share.reaches(
                        ratio.handedOut(),
                        ratio.asked(),
                        delivery.policy().goods().rationLowBp())
                || Share.above(
                        ratio.handedOut(),
                        ratio.asked(),
                        delivery.policy().goods().rationHighBp());
    }
}
