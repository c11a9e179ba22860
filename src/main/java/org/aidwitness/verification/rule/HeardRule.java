package org.aidwitness.verification.rule;

import java.util.List;

/** A question asked of what was heard in a programme after its distributions. */
interface HeardRule extends ProgrammeRule {

    List<SubjectFinding> judge(HeardCase heard);

    @Override
    default List<SubjectFinding> judge(ProgrammeCase programme) {
        return judge(programme.heard());
    }
}
