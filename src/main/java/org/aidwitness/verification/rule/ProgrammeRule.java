package org.aidwitness.verification.rule;

import java.util.List;

/** A question with a plain answer. Pure: same case, same answer. */
non-sealed interface ProgrammeRule extends SubjectRule {

    /** At most one finding for each subject; none where there is nothing to say, or too much is unknown to say it. */
    List<SubjectFinding> judge(ProgrammeCase programme);
}
