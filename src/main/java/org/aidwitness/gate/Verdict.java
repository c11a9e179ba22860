package org.aidwitness.gate;

import java.util.List;
import java.util.UUID;
import org.aidwitness.gate.Decision.Outcome;
import org.aidwitness.gate.DispatchCondition.Answer;
import org.jspecify.annotations.Nullable;

/**
 * What follows from what the conditions found: docs/domain.md, section 5. Pure, so that anybody can decide again on what
 * was frozen and must come to the same.
 *
 * @param override the one that opened the gate; null unless OVERRIDE
 */
record Verdict(
        Outcome outcome,
        List<Reason> reasons,
        List<Duty> duties,
        @Nullable UUID override) {

    /**
     * @param exempt all goods are of an exempt class
     * @param override one that is in force for these goods; null where there is none
     */
    static Verdict of(boolean exempt, List<Answer> answers, @Nullable UUID override) {
        List<Reason> reasons =
                answers.stream().flatMap(answer -> answer.reasons().stream()).toList();
        List<Duty> duties =
                answers.stream().flatMap(answer -> answer.duties().stream()).toList();
        if (exempt) {
            return new Verdict(Outcome.EXEMPT, List.of(), List.of(), null);
        }
        if (reasons.isEmpty()) {
            return new Verdict(duties.isEmpty() ? Outcome.PASS : Outcome.PASS_WITH_CONDITIONS, List.of(), duties, null);
        }
        // Nobody takes responsibility for more than is needed: an override counts only where goods would be held.
        return override == null
                ? new Verdict(Outcome.HOLD, reasons, List.of(), null)
                : new Verdict(Outcome.OVERRIDE, List.of(), List.of(), override);
    }
}
