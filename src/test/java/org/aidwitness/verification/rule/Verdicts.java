package org.aidwitness.verification.rule;

import static java.util.stream.Collectors.joining;

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
        return RuleBook.judge(delivery).stream()
                .filter(finding -> finding.rule().equals(rule))
                .map(finding -> finding.severity().name())
                .findFirst()
                .orElse("-");
    }

    static Finding finding(String rule, DeliveryCase delivery) {
        return RuleBook.judge(delivery).stream()
                .filter(finding -> finding.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }
}
