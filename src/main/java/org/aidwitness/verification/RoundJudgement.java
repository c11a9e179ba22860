package org.aidwitness.verification;

import java.util.List;
import org.aidwitness.verification.RoundRows.SubjectFlagRow;
import org.aidwitness.verification.rule.Finding;
import org.aidwitness.verification.rule.ProgrammeCase;
import org.aidwitness.verification.rule.RuleBook;
import org.aidwitness.verification.rule.SubjectFinding;

/**
 * Everything that follows from one programme's case. Pure: the same case and flags give the same judgement.
 *
 * @param flags of the rules that are asked, open or settled by a person within one window
 * @param standing what the rules find and no person has settled
 */
record RoundJudgement(ProgrammeCase round, List<SubjectFlagRow> flags, List<SubjectFinding> standing) {

    static RoundJudgement of(ProgrammeCase round, List<SubjectFlagRow> stored) {
        List<SubjectFlagRow> flags = stored.stream()
                .filter(flag -> RuleBook.asksOfProgrammes(flag.rule()))
                .toList();
        List<SubjectFinding> standing = RuleBook.judge(round).stream()
                .filter(found -> flags.stream().noneMatch(flag -> settles(flag, found)))
                .toList();
        return new RoundJudgement(round, flags, standing);
    }

    /**
     * Counts over a window move from day to day, so what a person settled stays settled, unless it gets worse, until
     * nothing they looked at is in the window any more.
     */
    private static boolean settles(SubjectFlagRow flag, SubjectFinding found) {
        return flag.subject().equals(found.subject()) && flag.endedNoWorse(found.finding());
    }

    /** Another severity at once; other counts once a week, or each day would add a step to each flag. */
    boolean saysSomethingNew(SubjectFlagRow flag, Finding finding) {
        return !flag.severity().equals(finding.severity().name())
                || flag.lastAt().isBefore(ProgrammeCase.weekOf(round.now())) && !flag.hasFactsOf(finding);
    }
}
