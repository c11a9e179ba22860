package org.aidwitness.verification.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.DeliveryCase.Line;
import org.aidwitness.verification.rule.Goods.Pack;
import org.aidwitness.verification.rule.Goods.Weighing;
import org.jspecify.annotations.Nullable;

/** F37: bags that were all there, and none of them full. Only the scales of independent monitors are read. */
record UnderweightPackages() implements Rule {

    private static final About ABOUT = new About(
            "F37",
            "UNDERWEIGHT_PACKS",
            1,
            "Do the packages that monitors weighed hold what is written on them?",
            "docs/domain.md, section 7",
            "MEDIUM below the limit, where enough were weighed",
            "goods.underweightBp",
            "goods.weighedPackages",
            "independenceDepth");

    private static final BigDecimal WHOLE_BP = BigDecimal.valueOf(10_000);
    private static final int GRAM_DIGITS = 3;

    /** All weighed packages of one line, set against what is written on one. */
    private record Mean(List<Weighing> weighings, long packages, long grams, BigDecimal nominalKg) {

        BigDecimal kilograms() {
            return BigDecimal.valueOf(grams, GRAM_DIGITS)
                    .divide(BigDecimal.valueOf(packages), GRAM_DIGITS, RoundingMode.HALF_UP);
        }

        /** Products, not quotients: grams / packages < nominal · (1 − limit). */
        boolean under(int limitBp) {
            BigDecimal least = nominalKg
                    .multiply(BigDecimal.valueOf(packages))
                    .multiply(WHOLE_BP.subtract(BigDecimal.valueOf(limitBp)));
            return BigDecimal.valueOf(grams, GRAM_DIGITS).multiply(WHOLE_BP).compareTo(least) < 0;
        }
    }

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        if (delivery.goods().weighings().isEmpty()) {
            return Optional.empty();
        }
        int limitBp = delivery.policy().goods().underweightBp();
        List<Mean> under = means(delivery).stream()
                .filter(mean -> mean.packages() >= delivery.policy().goods().weighedPackages())
                .filter(mean -> mean.under(limitBp))
                .toList();
        return under.stream()
                .min(Comparator.comparing(
                        mean -> mean.kilograms().divide(mean.nominalKg(), GRAM_DIGITS * 2, RoundingMode.HALF_UP)))
                .map(worst -> {
                    Facts facts = new Facts()
                            .with("linesUnderweight", under.size())
                            .with("weighedPackages", worst.packages())
                            .with("weighedKg", Facts.kilograms(worst.grams()))
                            .with("meanKgPerPackage", worst.kilograms().toPlainString())
                            .with(
                                    "statedKgPerPackage",
                                    worst.nominalKg().stripTrailingZeros().toPlainString())
                            .with("limitBp", limitBp);
                    List<UUID> statements = under.stream()
                            .flatMap(mean -> mean.weighings().stream())
                            .map(Weighing::attestation)
                            .toList();
                    return Finding.of(this, Severity.MEDIUM, facts, statements);
                });
    }

    private static List<Mean> means(DeliveryCase delivery) {
        List<UUID> counted = delivery.heard().stream()
                .filter(attestation -> attestation.independent() && attestation.saw())
                .map(Attestation::id)
                .toList();
        Map<UUID, List<Weighing>> byLine = delivery.goods().weighings().stream()
                .filter(weighing -> counted.contains(weighing.attestation()))
                .collect(Collectors.groupingBy(Weighing::line, TreeMap::new, Collectors.toList()));
        List<Mean> means = new ArrayList<>();
        byLine.forEach((line, weighings) -> {
            BigDecimal nominal = nominal(line, delivery);
            if (nominal != null) {
                means.add(new Mean(
                        weighings,
                        weighings.stream().mapToLong(Weighing::packages).sum(),
                        weighings.stream().mapToLong(Weighing::grams).sum(),
                        nominal));
            }
        });
        return means;
    }

    /** As stated of one package, else what the line's weight and packages say; null where nobody says. */
    private static @Nullable BigDecimal nominal(UUID id, DeliveryCase delivery) {
        BigDecimal stated = delivery.goods().packs().stream()
                .filter(pack -> pack.line().equals(id))
                .findFirst()
                .map(Pack::kgPerPackage)
                .orElse(null);
        Line line = delivery.lines().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElse(null);
        if (stated != null || line == null) {
            return stated;
        }
        Kilograms net = line.netKg();
        Long packages = line.packages();
        return net == null || packages == null || packages == 0 || net.isZero()
                ? null
                : net.toBigDecimal().divide(BigDecimal.valueOf(packages), GRAM_DIGITS * 2, RoundingMode.HALF_UP);
    }
}
