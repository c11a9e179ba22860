package org.aidwitness.verification.rule;

import java.util.List;

/**
 * A question that chance alone answers now and then. So it is asked once a week, together with all others of its kind
 * ({@link BenjaminiHochberg}), and its answer only asks for a second look: it is never above MEDIUM.
 */
non-sealed interface StatisticalRule extends SubjectRule {

    /** One for every subject that could have been found, found or not: those count too. */
    List<Trial> trials(ProgrammeCase programme);
}
