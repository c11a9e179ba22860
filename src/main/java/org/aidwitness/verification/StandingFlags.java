package org.aidwitness.verification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.aidwitness.verification.CaseRows.FlagRow;
import org.aidwitness.verification.rule.DeliveryCase.Flag;
import org.aidwitness.verification.rule.Finding;
import org.aidwitness.verification.rule.Severity;
import org.jspecify.annotations.Nullable;

/**
 * The flags of a delivery as they will stand once its judgement is stored: those that the judgement raises have begun to
 * wait, those that it clears are gone. When time alone changes the verdict next is told from these.
 */
final class StandingFlags {

    private StandingFlags() {}

    /** As the row stands now. */
    static Flag of(FlagRow row) {
        return flag(row, Severity.valueOf(row.severity()), null);
    }

    /** @param settling whether a settled flag settles one of the findings */
    static List<Flag> after(List<FlagRow> rows, List<Finding> standing, Predicate<FlagRow> settling, Instant now) {
        List<Flag> flags = new ArrayList<>();
        rows.stream()
                .filter(row -> !open(row) && settling.test(row))
                .map(StandingFlags::of)
                .forEach(flags::add);
        rows.stream()
                .filter(row -> open(row) && !Judgement.asks(row.rule()))
                .map(StandingFlags::of)
                .forEach(flags::add);
        for (Finding finding : standing) {
            Optional<FlagRow> known = rows.stream()
                    .filter(row -> open(row) && row.rule().equals(finding.rule()))
                    .findFirst();
            flags.add(
                    known.isPresent()
                            ? flag(known.get(), finding.severity(), now)
                            : new Flag(
                                    finding.rule(),
                                    finding.ruleVersion(),
                                    finding.severity(),
                                    false,
                                    false,
                                    since(null, finding.severity(), Severity.HIGH, now),
                                    since(null, finding.severity(), Severity.CRITICAL, now)));
        }
        return flags;
    }

    private static Flag flag(FlagRow row, Severity severity, @Nullable Instant now) {
        return new Flag(
                row.rule(),
                row.ruleVersion(),
                severity,
                FlagState.valueOf(row.state()).settled(),
                FlagState.valueOf(row.state()) != FlagState.OPEN,
                since(row.highSince(), severity, Severity.HIGH, now),
                since(row.criticalSince(), severity, Severity.CRITICAL, now));
    }

    private static @Nullable Instant since(
            @Nullable Instant before, Severity severity, Severity least, @Nullable Instant now) {
        return before == null && severity.atLeast(least) ? now : before;
    }

    private static boolean open(FlagRow row) {
        return FlagState.valueOf(row.state()).open();
    }
}
