package org.aidwitness.verification.rule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * One subject put to the test by one statistical rule.
 *
 * @param facts of the finding, if it is one
 * @param pValue how likely chance alone gives at least this much, 0 to 1
 */
record Trial(Rule.About rule, Subject subject, Severity severity, Facts facts, double pValue) {

    private static final MathContext SHOWN = new MathContext(3);

    Trial {
        if (severity.atLeast(Severity.HIGH)) {
            throw new IllegalArgumentException("statistics accuse nobody");
        }
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("pValue");
        }
    }

    /** What it becomes among so many trials of one week. */
    SubjectFinding finding(int trials, ProgrammeCase programme) {
        facts.with("pValue", new BigDecimal(pValue).round(SHOWN).toPlainString())
                .with("trials", trials)
                .with("falseDiscoveryBp", programme.policy().peers().falseDiscoveryBp())
                .with("week", programme.week());
        return new SubjectFinding(subject, Finding.of(rule, severity, facts, List.of()));
    }
}
