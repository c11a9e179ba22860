package org.aidwitness.verification.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;

/**
 * F21: what was seen, or handed out, was told late. A correction is as late as what it corrects; history was told long
 * after by its nature.
 */
record LateReport() implements Rule {

    private static final About ABOUT = new About(
            "F21",
            "LATE_REPORT",
            1,
            "Was each visit, and each distribution, told in time?",
            "docs/domain.md, section 7",
            "MEDIUM",
            "visit.attestedHours",
            "visit.distributedDays");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        Set<UUID> late = new TreeSet<>();
        Duration visitLimit = Duration.ofHours(delivery.policy().visit().attestedHours());
        Duration visitWorst = Duration.ZERO;
        for (Attestation visit : delivery.heard()) {
            Instant told = visit.trace().toldAt();
            Duration after =
                    told == null || visit.imported() ? Duration.ZERO : Duration.between(visit.happenedAt(), told);
            if (after.compareTo(visitLimit) > 0) {
                late.add(visit.id());
                visitWorst = longer(visitWorst, after);
            }
        }
        Duration monthLimit = Duration.ofDays(delivery.policy().visit().distributedDays());
        Duration monthWorst = Duration.ZERO;
        for (Declaration distribution : delivery.declared(DeclarationKind.DISTRIBUTED)) {
            Duration after = distribution.history()
                    ? Duration.ZERO
                    : Duration.between(monthEnd(distribution.happenedAt()), distribution.toldAt());
            if (after.compareTo(monthLimit) > 0) {
                late.add(distribution.id());
                monthWorst = longer(monthWorst, after);
            }
        }
        if (late.isEmpty()) {
            return Optional.empty();
        }
        Facts facts = new Facts()
                .with("visitLimitHours", visitLimit.toHours())
                .with("distributionLimitDays", monthLimit.toDays())
                .with("visitToldAfterHours", visitWorst.isZero() ? null : visitWorst.toHours())
                .with("distributionToldAfterMonthDays", monthWorst.isZero() ? null : monthWorst.toDays());
        return Optional.of(Finding.of(this, Severity.MEDIUM, facts, late));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** The midnight after its last day, in UTC. */
    private static Instant monthEnd(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }
}
