package org.aidwitness.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.aidwitness.dashboard.Evidence.Attestation;
import org.aidwitness.dashboard.Evidence.Declaration;
import org.aidwitness.dashboard.Evidence.Line;
import org.aidwitness.web.Figures;
import org.jspecify.annotations.Nullable;

/**
 * The same goods, counted by who sent them, who received them and who saw them: bars on one scale. In packages where
 * all that is stated is stated in packages, else in kilograms.
 *
 * @param title what the counts say together, chosen by rule
 */
record Counts(String title, List<Bar> bars) {

    /**
     * @param number the amount without its unit, where another number of the same unit follows
     * @param width per cent of the longest bar
     * @param difference to what was loaded, in words; "" for the first
     */
    record Bar(
            String label,
            String who,
            String amount,
            String number,
            String width,
            String style,
            String difference,
            boolean agrees) {}

    private record Count(
            String label,
            String who,
            String style,
            @Nullable Long packages,
            @Nullable BigDecimal kg) {}

    static Counts of(Evidence evidence, Messages say) {
        List<Count> counts = new ArrayList<>();
        Count loaded = loaded(evidence, say);
        if (loaded != null) {
            counts.add(loaded);
        }
        Count arrived = arrived(evidence, say);
        if (arrived != null) {
            counts.add(arrived);
        }
        evidence.attestations().stream()
                .filter(it -> it.saw() && !it.corrected() && (it.packages() != null || it.kg() != null))
                .reduce((earlier, later) -> better(evidence, earlier, later))
                .ifPresent(it -> counts.add(new Count(
                        say.counted(it.method()),
                        say.countedSeen(it.independent()),
                        it.independent() ? "seen" : "said",
                        it.packages(),
                        it.kg())));
        boolean byPackages = counts.stream().allMatch(count -> count.packages() != null);
        boolean byKilograms = counts.stream().allMatch(count -> count.kg() != null);
        if (counts.isEmpty() || (!byPackages && !byKilograms)) {
            return new Counts(say.noCount(), List.of());
        }
        return drawn(counts, byPackages, loaded != null, say);
    }

    /** What counts comes before what does not; then the later one. */
    private static Attestation better(Evidence evidence, Attestation earlier, Attestation later) {
        List<Attestation> counting = evidence.counting();
        return counting.contains(earlier) && !counting.contains(later) ? earlier : later;
    }

    private static Counts drawn(List<Count> counts, boolean packages, boolean loaded, Messages say) {
        List<BigDecimal> amounts = counts.stream()
                .map(count -> packages
                        ? BigDecimal.valueOf(Objects.requireNonNull(count.packages()))
                        : Objects.requireNonNull(count.kg()))
                .toList();
        Function<BigDecimal, String> words = amount -> packages
                ? say.packagesCounted(amount.longValue(), Figures.count(amount.longValue()))
                : Figures.exactly(amount);
        BigDecimal most = amounts.stream().max(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            Count count = counts.get(i);
            // A monitor is compared with the receipt, a receipt with the dispatch: each with the word before.
            BigDecimal difference = i == 0 ? BigDecimal.ZERO : amounts.get(i).subtract(amounts.get(i - 1));
            bars.add(new Bar(
                    count.label(),
                    count.who(),
                    words.apply(amounts.get(i)),
                    packages ? Figures.count(amounts.get(i)) : words.apply(amounts.get(i)),
                    most.signum() == 0
                            ? "0"
                            : amounts.get(i)
                                    .scaleByPowerOfTen(2)
                                    .divide(most, 2, RoundingMode.HALF_UP)
                                    .toPlainString(),
                    count.style(),
                    i == 0 ? "" : inWords(difference, words, say),
                    difference.signum() == 0));
        }
        boolean confirmed =
                bars.size() == 3 && bars.get(2).agrees() && !bars.get(1).agrees();
        if (confirmed && counts.get(2).style().equals("seen")) {
            return new Counts(say.seenAgreesLoadedDiffers(bars.get(1).difference()), List.copyOf(bars));
        }
        boolean agree = amounts.stream().allMatch(amount -> amount.compareTo(amounts.get(0)) == 0);
        boolean seen = counts.stream().anyMatch(count -> count.style().equals("seen"));
        return new Counts(title(counts.size(), agree, seen, loaded, say), List.copyOf(bars));
    }

    private static String title(int counts, boolean agree, boolean seen, boolean loaded, Messages say) {
        if (counts == 1) {
            return loaded ? say.oneCount() : say.countsDiffer();
        }
        if (seen) {
            return agree && counts == 3 ? say.threeAgree() : agree ? say.twoCountsAgree() : say.countsDiffer();
        }
        return agree ? say.twoAgree() : say.twoDiffer();
    }

    private static String inWords(BigDecimal difference, Function<BigDecimal, String> words, Messages say) {
        return switch (difference.signum()) {
            case 0 -> say.agrees();
            case 1 -> say.more(words.apply(difference));
            default -> say.less(words.apply(difference.negate()));
        };
    }

    /** As the dispatch says or, where it is silent, as the waybill says; nothing before a dispatch. */
    private static @Nullable Count loaded(Evidence evidence, Messages say) {
        List<Declaration> dispatches = evidence.standing("DISPATCHED");
        if (dispatches.isEmpty()) {
            return null;
        }
        Long packages = sum(dispatches, Declaration::goodPackages, Long::sum);
        BigDecimal kg = sum(dispatches, Declaration::goodKg, BigDecimal::add);
        if (packages == null) {
            packages = sum(evidence.lines(), Line::packages, Long::sum);
        }
        if (kg == null && !evidence.delivery().kgUnknown()) {
            kg = evidence.delivery().dispatchedKg();
        }
        return new Count(say.loaded(), say.countedSaid(dispatches.get(0).organisation()), "said", packages, kg);
    }

    private static @Nullable Count arrived(Evidence evidence, Messages say) {
        List<Declaration> receipts = evidence.standing("RECEIVED").stream()
                .filter(it -> !"REFUSED".equals(it.receipt()))
                .toList();
        if (receipts.isEmpty()) {
            return null;
        }
        Long packages = sum(receipts, Declaration::goodPackages, Long::sum);
        BigDecimal kg = sum(receipts, Declaration::goodKg, BigDecimal::add);
        return packages == null && kg == null
                ? null
                : new Count(say.arrived(), say.countedSaid(receipts.get(0).organisation()), "said", packages, kg);
    }

    /** Null as soon as one amount is unknown: a sum of what happens to be known is not the whole. */
    private static <R, N> @Nullable N sum(List<R> rows, Function<R, @Nullable N> column, BinaryOperator<N> plus) {
        N sum = null;
        for (R row : rows) {
            N value = column.apply(row);
            if (value == null) {
                return null;
            }
            sum = sum == null ? value : plus.apply(sum, value);
        }
        return sum;
    }
}
