package org.aidwitness.verification;

import java.util.UUID;
import org.aidwitness.verification.rule.Finding;
import org.aidwitness.verification.rule.Severity;

/** A flag as it stands, whatever it is about. */
interface StoredFlag {

    UUID id();

    String rule();

    Integer ruleVersion();

    String severity();

    String state();

    /** The inputs at its last step, as JSON. */
    String facts();

    /** Of its last step. */
    Integer ordinal();

    default boolean isOpen() {
        return FlagState.valueOf(state()).open();
    }

    default boolean hasFactsOf(Finding finding) {
        return FrozenFacts.parse(facts()).sameAs(finding);
    }

    /** Whether a person ended it, and what is found now is the same question and no worse. */
    default boolean endedNoWorse(Finding finding) {
        return FlagState.valueOf(state()).settled()
                && rule().equals(finding.rule())
                && ruleVersion() == finding.ruleVersion()
                && Severity.valueOf(severity()).atLeast(finding.severity());
    }
}
