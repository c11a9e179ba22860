package org.aidwitness.verification.rule;

import static java.util.stream.Collectors.joining;

import java.util.Optional;

/** Writes findings down for a table: "F01 HIGH, F08 MEDIUM", or "-" where there are none. */
final class Verdicts {

    private Verdicts() {}

    static String all(DeliveryCase delivery) {
        String found = RuleBook.judge(delivery).stream()
                .map(finding -> finding.rule() + " " + finding.severity())
                .collect(joining(", "));
        return found.isEmpty() ? "-" : found;
    }

    /** What one rule says: its severity, or "-". */
    static String of(String rule, DeliveryCase delivery) {
        return judge(rule, delivery).map(finding -> finding.severity().name()).orElse("-");
    }

    static Finding finding(String rule, DeliveryCase delivery) {
        return judge(rule, delivery).orElseThrow();
    }

    /** Only that rule is asked: a test of one rule says nothing about the others. */
    private static Optional<Finding> judge(String rule, DeliveryCase delivery) {
        return RuleBook.rule(rule).orElseThrow().judge(delivery);
    }
}
