package org.aidwitness.verification.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.aidwitness.kernel.PeerPolicy;
import org.aidwitness.verification.rule.ProgrammeCase.Cell;

/** F29: fewer places were seen than was agreed for their risk. Places of no known area count together. */
record CoverageShortfall() implements ProgrammeRule {

    private static final Rule.About ABOUT = new Rule.About(
            "F29",
            "COVERAGE_SHORTFALL",
            1,
            "Were as many of the places that got something seen as the policy asks for?",
            "docs/domain.md, section 7; the parts are those of GET /api/coverage",
            "HIGH on each area and risk that is short; a place counts once its deliveries have waited for their visit",
            "accessWindowDays",
            "awaitingDays",
            "coverage.highBp",
            "coverage.lowBp",
            "coverage.mediumBp",
            "peers.windowDays");

    @Override
    public Rule.About about() {
        return ABOUT;
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.AREA, Subject.Kind.PROGRAMME);
    }

    @Override
    public List<SubjectFinding> judge(ProgrammeCase programme) {
        List<SubjectFinding> findings = new ArrayList<>();
        List<Cell> nowhere = new ArrayList<>();
        for (Cell cell : programme.cells()) {
            String area = cell.area();
            if (area == null) {
                nowhere.add(cell);
            } else if (cell.verified() < cell.target()) {
                findings.add(finding(Subject.area(cell.risk(), area), List.of(cell), programme));
            }
        }
        if (nowhere.stream().anyMatch(cell -> cell.verified() < cell.target())) {
            findings.add(finding(Subject.programme(programme.programme()), nowhere, programme));
        }
        return findings;
    }

    private static SubjectFinding finding(Subject subject, List<Cell> cells, ProgrammeCase programme) {
        PeerPolicy policy = programme.policy().peers();
        Facts facts = new Facts()
                .with("activeSites", cells.stream().mapToLong(Cell::active).sum())
                .with("verifiedSites", cells.stream().mapToLong(Cell::verified).sum())
                .with("targetSites", cells.stream().mapToLong(Cell::target).sum())
                .with(
                        "missingSites",
                        cells.stream()
                                .mapToLong(cell -> Math.max(0, cell.target() - cell.verified()))
                                .sum())
                .with("windowDays", policy.windowDays());
        return new SubjectFinding(subject, Finding.of(ABOUT, Severity.HIGH, facts, List.of()));
    }
}
