package org.aidwitness.verification.rule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.aidwitness.kernel.Policy;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.aidwitness.verification.rule.DeliveryCase.Line;
import org.jspecify.annotations.Nullable;

/**
 * F08: less arrived in good condition than was dispatched. Counted line by line, so that too much of one food does not
 * make up for too little of another. What a partial receipt leaves open is short once it should have followed.
 */
record ShortReceipt() implements Rule {

    private static final About ABOUT = new About(
            "F08",
            "SHORT_RECEIPT",
            1,
            "Did everything that was dispatched arrive in good condition?",
            "docs/domain.md, section 7",
            "INFO for any shortage, MEDIUM, HIGH and CRITICAL by its share; at least MEDIUM where a loss report is due",
            "arrivalGraceHours",
            "lossReportUsd",
            "shortCriticalBp",
            "shortHighBp",
            "shortMediumBp",
            "transitGraceHours",
            "transitGracePercent");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        Instant restDue = Deadlines.restDue(delivery);
        if (restDue == null) {
            return Optional.empty();
        }
        return Tally.known(delivery, !delivery.now().isBefore(restDue))
                .filter(tally -> tally.lost() > 0)
                .map(tally -> finding(delivery, tally));
    }

    @Override
    public List<Instant> turns(DeliveryCase delivery) {
        Instant restDue = Tally.anyComplete(delivery.receipts()) ? null : Deadlines.restDue(delivery);
        return restDue == null ? List.of() : List.of(restDue);
    }

    private Finding finding(DeliveryCase delivery, Tally tally) {
        Policy policy = delivery.policy();
        BigDecimal value = valueLost(tally);
        boolean lossReport = value != null && value.compareTo(BigDecimal.valueOf(policy.lossReportUsd())) >= 0;
        Severity severity = byShare(tally, policy);
        if (lossReport && !severity.atLeast(Severity.MEDIUM)) {
            severity = Severity.MEDIUM;
        }
        Facts facts = new Facts()
                .with("dispatched", tally.measure(), tally.dispatched())
                .with("delivered", tally.measure(), tally.delivered())
                .with("short", tally.measure(), tally.lost())
                .with("mediumLimitBp", policy.shortMediumBp())
                .with("highLimitBp", policy.shortHighBp())
                .with("criticalLimitBp", policy.shortCriticalBp())
                .with("lostAtLeastUsd", value == null ? null : value.setScale(2, RoundingMode.DOWN))
                .with("lossReportUsd", policy.lossReportUsd())
                .with("lossReport", lossReport);
        List<UUID> statements = Stream.concat(
                        delivery.declared(DeclarationKind.DISPATCHED).stream(), delivery.receipts().stream())
                .map(Declaration::id)
                .toList();
        return Finding.of(this, severity, facts, statements);
    }

    private static Severity byShare(Tally tally, Policy policy) {
        if (Share.reaches(tally.lost(), tally.dispatched(), policy.shortCriticalBp())) {
            return Severity.CRITICAL;
        }
        if (Share.reaches(tally.lost(), tally.dispatched(), policy.shortHighBp())) {
            return Severity.HIGH;
        }
        if (Share.reaches(tally.lost(), tally.dispatched(), policy.shortMediumBp())) {
            return Severity.MEDIUM;
        }
        return Severity.INFO;
    }

    /** What is certainly lost; lines of unknown value add to it unseen. Null where no value is known. */
    private static @Nullable BigDecimal valueLost(Tally tally) {
        BigDecimal sum = null;
        for (Tally.Part part : tally.parts()) {
            BigDecimal value = valueOf(part.lines());
            if (value != null && part.dispatched() > 0) {
                BigDecimal lost = value.multiply(BigDecimal.valueOf(part.lost()))
                        .divide(BigDecimal.valueOf(part.dispatched()), MathContext.DECIMAL128);
                sum = sum == null ? lost : sum.add(lost);
            }
        }
        return sum;
    }

    /** Several lines are weighed together only where a weight stands elsewhere; then they share their value too. */
    private static @Nullable BigDecimal valueOf(List<Line> lines) {
        BigDecimal sum = null;
        for (Line line : lines) {
            BigDecimal value = line.valueUsd();
            if (value != null) {
                sum = sum == null ? value : sum.add(value);
            }
        }
        return sum;
    }
}
