package org.aidwitness.scenario.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.PeerPolicy;
import org.aidwitness.scenario.simulation.Detection.OfRound;
import org.aidwitness.scenario.simulation.Detection.Raised;
import org.aidwitness.verification.rule.Severity;
import org.aidwitness.verification.rule.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The flags of one programme that are about no single delivery. Their windows pass, so what they said counts even where
 * they no longer stand.
 */
final class RoundFlags {

    private static final Duration WINDOW = Duration.ofDays(PeerPolicy.DEFAULTS.windowDays());

    private final Ties ties;
    private final Map<UUID, Flag> flags = new LinkedHashMap<>();

    RoundFlags(Ties ties) {
        this.ties = ties;
    }

    private static final class Flag {

        private final String rule;
        private final Subject subject;
        private final Instant first;
        private final Map<UUID, Raised> named = new HashMap<>();
        private Severity worst;

        Flag(String rule, Subject subject, Instant first, Severity worst) {
            this.rule = rule;
            this.subject = subject;
            this.first = first;
            this.worst = worst;
        }
    }

    /** One step of a flag, in their order. */
    void add(UUID id, String rule, Severity severity, Subject subject, Instant at, @Nullable String statements) {
        Flag flag = flags.computeIfAbsent(id, absent -> new Flag(rule, subject, at, severity));
        flag.worst = flag.worst.atLeast(severity) ? flag.worst : severity;
        List<UUID> ids = statements == null
                ? List.of()
                : Arrays.stream(statements.split(" ")).map(UUID::fromString).toList();
        ties.waybills(ids).forEach(waybill -> flag.named.putIfAbsent(waybill, new Raised(rule, severity, true, at)));
    }

    /** What they say of this delivery: each rule once, the first time. */
    List<Raised> of(UUID waybill) {
        List<Raised> raised = new ArrayList<>();
        for (Flag flag : flags.values()) {
            Raised one = flag.named.get(waybill);
            if (one != null) {
                Detection.add(raised, one);
            }
        }
        return List.copyOf(raised);
    }

    /** @param truths of the diversions that left */
    List<OfRound> laidBeside(List<Truth> truths) {
        return flags.values().stream()
                .map(flag -> new OfRound(
                        flag.rule,
                        flag.subject.kind(),
                        flag.worst,
                        !flag.named.isEmpty(),
                        truths.stream().anyMatch(truth -> isRight(flag, truth))))
                .toList();
    }

    private boolean isRight(Flag flag, Truth truth) {
        if (!flag.named.isEmpty()) {
            return flag.named.containsKey(truth.waybill());
        }
        return ties.concerns(flag.subject, truth)
                && !truth.at().isAfter(flag.first)
                && !truth.at().isBefore(flag.first.minus(WINDOW));
    }
}
