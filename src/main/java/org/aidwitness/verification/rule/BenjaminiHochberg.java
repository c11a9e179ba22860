package org.aidwitness.verification.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells findings from chance where many questions are asked at once: among those it picks, at most the given share is
 * expected to be chance. Benjamini and Hochberg 1995: the k smallest p-values are picked for the largest k whose k-th
 * smallest is at most k/m of that share.
 */
final class BenjaminiHochberg {

    private static final BigDecimal WHOLE_BP = BigDecimal.valueOf(10_000);

    private BenjaminiHochberg() {}

    /** Those that are picked, smallest p-value first; those of one p-value in the order they came in. */
    static List<Trial> pick(List<Trial> trials, int falseDiscoveryBp) {
        List<Trial> sorted = new ArrayList<>(trials);
        sorted.sort(Comparator.comparingDouble(Trial::pValue));
        // Decimal products: a p-value that meets its limit meets it, whatever a double makes of 0.05.
        BigDecimal all = BigDecimal.valueOf(sorted.size()).multiply(WHOLE_BP);
        BigDecimal share = BigDecimal.valueOf(falseDiscoveryBp);
        int picked = 0;
        for (int rank = 1; rank <= sorted.size(); rank++) {
            BigDecimal pValue = BigDecimal.valueOf(sorted.get(rank - 1).pValue());
            if (pValue.multiply(all).compareTo(share.multiply(BigDecimal.valueOf(rank))) <= 0) {
                picked = rank;
            }
        }
        return List.copyOf(sorted.subList(0, picked));
    }
}
