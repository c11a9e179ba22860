package org.aidwitness.verification.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.aidwitness.verification.rule.DeliveryCase.Flag;
import org.jspecify.annotations.Nullable;

/**
 * F38: a flag of severity high or critical that nobody has acted on for too long. To escalate means: this flag is raised,
 * once for the delivery and with the worst of the flags it is about, so that it stands in the lists and is told to whom
 * flags are told. Whoever acknowledges a flag has acted on it; when all have been acted on, or no longer stand, this one
 * clears by itself.
 *
 * <p>It never looks at itself, and it blocks nothing: the flags it watches block VERIFIED already.
 */
record FlagLeftOpen() implements Rule {

    static final String ID = "F38";

    private static final About ABOUT = new About(
            ID,
            "OPEN_CRITICAL_AGING",
            1,
            "Has somebody acted on every flag of severity high or critical in time?",
            "docs/domain.md, section 7",
            "HIGH: whoever is responsible for the programme takes it over",
            "goods.criticalHours",
            "goods.highDays");

    /** A flag, how grave it is now, since when it waits and until when it may. */
    private record Waiting(Flag flag, Severity severity, Instant since, Instant until, Duration patience) {}

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        List<Waiting> aged = delivery.flags().stream()
                .filter(flag -> aged(flag, flag.severity(), delivery).isPresent())
                .flatMap(flag -> severityNow(flag, delivery).flatMap(now -> aged(flag, now, delivery)).stream())
                .toList();
        return aged.stream()
                .min(Comparator.comparing(Waiting::severity)
                        .reversed()
                        .thenComparing(Waiting::since)
                        .thenComparing(waiting -> waiting.flag().rule()))
                .map(worst -> Finding.of(
                        this,
                        Severity.HIGH,
                        new Facts()
                                .with("flagsLeftOpen", aged.size())
                                .with("worstFlag", worst.flag().rule())
                                .with("worstSeverity", worst.severity())
                                .with("withoutActionSince", worst.since())
                                .with("limitHours", worst.patience().toHours()),
                        List.of()));
    }

    @Override
    public List<Instant> turns(DeliveryCase delivery) {
        return delivery.flags().stream()
                .flatMap(flag -> waiting(flag, flag.severity(), delivery).stream())
                .map(Waiting::until)
                .toList();
    }

    private static Optional<Waiting> aged(Flag flag, Severity severity, DeliveryCase delivery) {
        return waiting(flag, severity, delivery)
                .filter(waiting -> !delivery.now().isBefore(waiting.until()));
    }

    /** A critical flag was of severity high before, or at once: the patience that ends first is the one that counts. */
    private static Optional<Waiting> waiting(Flag flag, Severity severity, DeliveryCase delivery) {
        if (flag.settled() || flag.actedOn() || flag.rule().equals(ID) || !severity.atLeast(Severity.HIGH)) {
            return Optional.empty();
        }
        Instant criticalSince = severity == Severity.CRITICAL ? flag.criticalSince() : null;
        Duration days = Duration.ofDays(delivery.policy().goods().highDays());
        Duration hours = Duration.ofHours(delivery.policy().goods().criticalHours());
        return Stream.of(waiting(flag, severity, flag.highSince(), days), waiting(flag, severity, criticalSince, hours))
                .flatMap(Optional::stream)
                .min(Comparator.comparing(Waiting::until).thenComparing(Waiting::since));
    }

    private static Optional<Waiting> waiting(Flag flag, Severity severity, @Nullable Instant since, Duration patience) {
        return Optional.ofNullable(since).map(at -> new Waiting(flag, severity, at, at.plus(patience), patience));
    }

    /** As this very judgement finds it, so that a flag which it clears waits for nobody any more. */
    private static Optional<Severity> severityNow(Flag flag, DeliveryCase delivery) {
        Optional<Rule> rule = RuleBook.rule(flag.rule());
        return rule.isEmpty()
                ? Optional.of(flag.severity())
                : rule.flatMap(it -> it.judge(delivery)).map(Finding::severity);
    }
}
