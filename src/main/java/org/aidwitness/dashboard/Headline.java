package org.aidwitness.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.aidwitness.dashboard.Balance.Portion;
import org.aidwitness.web.Figures;

/**
 * The finding on top of an overview: one of a few fixed sentences, chosen by the numbers. It never says more than they
 * support: a share is rounded for the eye, and "almost" or "more than" says which way.
 */
final class Headline {

    private static final String[] WORDS = {
        "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"
    };

    /** A simple fraction may stand for a share if it is this close; 0.015 = 1.5 points. */
    private static final BigDecimal CLOSE = new BigDecimal("0.015");

    /** From this share of deliveries without weights on, the sentence itself says what it is about. */
    private static final int UNKNOWN_WORTH_SAYING_PERCENT = 5;

    private final Messages say;

    Headline(Messages say) {
        this.say = say;
    }

    String of(Balance balance) {
        if (balance.deliveries() == 0) {
            return say.findingNothingRegistered();
        }
        if (balance.givenKg().signum() == 0) {
            return balance.unknownWeight().deliveries() > 0
                    ? say.findingNoWeights(
                            balance.unknownWeight().deliveries(),
                            Figures.count(balance.unknownWeight().deliveries()))
                    : say.findingNothingDispatched();
        }
        if (balance.excessKg().signum() > 0) {
            return say.findingContradiction();
        }
        if (balance.verifiedKg().signum() == 0) {
            return balance.deliveredKg().signum() == 0 ? say.findingNothingDelivered() : say.findingNothingVerified();
        }
        String given = manyUnknown(balance) ? say.findingTonsOfKnownWeight() : say.findingTons();
        if (balance.verifiedKg().compareTo(balance.givenKg()) == 0) {
            return say.findingAll(given);
        }
        return say.findingShare(share(balance), given);
    }

    private static boolean manyUnknown(Balance balance) {
        return balance.unknownWeight().deliveries() * 100 >= balance.deliveries() * UNKNOWN_WORTH_SAYING_PERCENT;
    }

    /** "almost seven of every ten", "37% of all". */
    private String share(Balance balance) {
        BigDecimal share = balance.verifiedKg().divide(balance.givenKg(), 9, RoundingMode.DOWN);
        int bestOf = 0;
        int best = 0;
        BigDecimal bestError = CLOSE;
        for (int of = 2; of <= 10; of++) {
            int some = share.multiply(BigDecimal.valueOf(of))
                    .setScale(0, RoundingMode.HALF_UP)
                    .intValueExact();
            BigDecimal error = error(share, some, of);
            if (some > 0 && some < of && error.compareTo(bestError) < 0) {
                best = some;
                bestOf = of;
                bestError = error;
            }
        }
        if (bestOf == 0) {
            return say.findingPercent(Figures.share(balance.verifiedKg(), balance.givenKg()));
        }
        String fraction = say.findingFraction(WORDS[best], WORDS[bestOf]);
        int side = balance.verifiedKg()
                .multiply(BigDecimal.valueOf(bestOf))
                .compareTo(balance.givenKg().multiply(BigDecimal.valueOf(best)));
        if (side == 0) {
            return fraction;
        }
        return side < 0 ? say.findingAlmost(fraction) : say.findingMoreThan(fraction);
    }

    private static BigDecimal error(BigDecimal share, int some, int of) {
        return share.subtract(BigDecimal.valueOf(some).divide(BigDecimal.valueOf(of), 9, RoundingMode.HALF_UP))
                .abs();
    }

    /** The bar in words, for those who cannot see it. */
    String inWords(Balance balance) {
        StringBuilder words =
                new StringBuilder(say.barSummary(Figures.share(balance.deliveredKg(), balance.givenKg())));
        for (Portion portion : balance.parts()) {
            words.append(' ')
                    .append(say.part(portion.part().name()))
                    .append(": ")
                    .append(Figures.share(portion.kg(), balance.givenKg()))
                    .append('.');
        }
        return words.toString();
    }
}
