package org.aidwitness.verification.rule;

import java.util.Set;

/**
 * A question asked of a programme as a whole. Its About may share the id of a {@link Rule}: then both halves have one name,
 * and each its own version.
 */
sealed interface SubjectRule permits ProgrammeRule, StatisticalRule {

    Rule.About about();

    /** What its findings are about. */
    Set<Subject.Kind> subjects();
}
