package org.aidwitness.verification.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.aidwitness.kernel.PeerPolicy;
import org.aidwitness.verification.rule.ProgrammeCase.Draw;

/**
 * F30: what was visited is not what was drawn. A drawn visit that nobody could make is no tampering if somebody says so;
 * one that is passed over in silence is the way to take a delivery out of a draw after it was made.
 */
record DrawTampered() implements ProgrammeRule {

    /** Visits that one finding names; the count is of all. */
    private static final int MOST_NAMED = 50;

    private static final Rule.About ABOUT = new Rule.About(
            "F30",
            "DRAW_TAMPERED",
            1,
            "Was everything visited, or accounted for, that was drawn, and nothing else, by whom it was drawn for?",
            "docs/domain.md, section 7; docs/draw.md",
            "CRITICAL where a drawn visit is passed over, another was added, or the files give another draw; MEDIUM above "
                    + "the policy's share of visits by another monitor",
            "peers.drawGraceHours",
            "peers.substitutionBp",
            "peers.windowDays");

    @Override
    public Rule.About about() {
        return ABOUT;
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.DRAW);
    }

    @Override
    public List<SubjectFinding> judge(ProgrammeCase programme) {
        return programme.draws().stream()
                .flatMap(draw -> judge(draw, programme.policy().peers()).stream())
                .toList();
    }

    private static Optional<SubjectFinding> judge(Draw draw, PeerPolicy policy) {
        boolean other = !draw.untold().isEmpty() || draw.added() > 0 || !draw.stands();
        if (!other && !Share.above(draw.substituted(), draw.assigned(), policy.substitutionBp())) {
            return Optional.empty();
        }
        Facts facts = new Facts()
                .with("drawn", draw.drawn())
                .with("assigned", draw.assigned())
                .with("untold", draw.untold().size())
                .with("added", draw.added())
                .with("substituted", draw.substituted())
                .with("filesGiveTheDraw", draw.stands())
                .with("substitutionLimitBp", policy.substitutionBp());
        return Optional.of(new SubjectFinding(
                Subject.draw(draw.id()),
                Finding.of(
                        ABOUT,
                        other ? Severity.CRITICAL : Severity.MEDIUM,
                        facts,
                        draw.untold().stream().sorted().limit(MOST_NAMED).toList())));
    }
}
