package org.aidwitness.verification.rule;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.aidwitness.kernel.PeerPolicy;
import org.aidwitness.kernel.Policy;
import org.aidwitness.verification.rule.ProgrammeCase.Gap;
import org.aidwitness.verification.rule.ProgrammeCase.Monitor;

/** F28: who went again saw something else, or hardly anybody goes again. */
record RePerformanceGap() implements ProgrammeRule {

    /** Attestations that one finding names; the counts are of all. */
    private static final int MOST_NAMED = 50;

    private static final Rule.About ABOUT = new Rule.About(
            "F28",
            "RE_PERFORMANCE_GAP",
            1,
            "Does a second visit by somebody else find the same, and are there enough of them?",
            "docs/domain.md, section 7",
            "HIGH on the monitor whose count differs from a later one by more than F11 allows; LOW on the "
                    + "organisation of which too few visits are made again",
            "attestedMediumBp",
            "peers.monitorVisits",
            "peers.repeatBp",
            "peers.windowDays");

    @Override
    public Rule.About about() {
        return ABOUT;
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.MONITOR, Subject.Kind.ORGANISATION);
    }

    @Override
    public List<SubjectFinding> judge(ProgrammeCase programme) {
        return Stream.concat(gaps(programme), tooFew(programme)).toList();
    }

    private static Stream<SubjectFinding> gaps(ProgrammeCase programme) {
        Policy policy = programme.policy();
        Map<UUID, Map<String, List<Gap>>> byMonitor = programme.gaps().stream()
                .filter(gap ->
                        Share.above(Math.abs(gap.second() - gap.first()), gap.first(), policy.attestedMediumBp()))
                .collect(groupingBy(
                        Gap::organisation, TreeMap::new, groupingBy(Gap::pseudonym, TreeMap::new, toList())));
        List<SubjectFinding> findings = new ArrayList<>();
        byMonitor.forEach((organisation, monitors) -> monitors.forEach(
                (monitor, gaps) -> findings.add(gap(Subject.monitor(organisation, monitor), gaps, policy))));
        return findings.stream();
    }

    /** The latest is shown with its amounts. */
    private static SubjectFinding gap(Subject monitor, List<Gap> gaps, Policy policy) {
        Gap latest = gaps.get(0);
        Measure measure = latest.weighed() ? Measure.GRAMS : Measure.PACKAGES;
        Facts facts = new Facts()
                .with("gaps", gaps.size())
                .with("first", measure, latest.first())
                .with("second", measure, latest.second())
                .with("limitBp", policy.attestedMediumBp())
                .with("windowDays", policy.peers().windowDays());
        List<UUID> statements = gaps.stream()
                .flatMap(gap -> Stream.of(gap.firstAttestation(), gap.secondAttestation()))
                .limit(MOST_NAMED)
                .toList();
        return new SubjectFinding(monitor, Finding.of(ABOUT, Severity.HIGH, facts, statements));
    }

    private static Stream<SubjectFinding> tooFew(ProgrammeCase programme) {
        PeerPolicy policy = programme.policy().peers();
        Map<UUID, List<Monitor>> organisations =
                programme.monitors().stream().collect(groupingBy(Monitor::organisation, TreeMap::new, toList()));
        List<SubjectFinding> findings = new ArrayList<>();
        organisations.forEach((organisation, monitors) -> {
            long visits = monitors.stream().mapToLong(Monitor::visits).sum();
            long repeated = monitors.stream().mapToLong(Monitor::repeated).sum();
            if (visits >= policy.monitorVisits() && !Share.reaches(repeated, visits, policy.repeatBp())) {
                Facts facts = new Facts()
                        .with("visits", visits)
                        .with("repeated", repeated)
                        .with("limitBp", policy.repeatBp())
                        .with("windowDays", policy.windowDays());
                findings.add(new SubjectFinding(
                        Subject.organisation(organisation), Finding.of(ABOUT, Severity.LOW, facts, List.of())));
            }
        });
        return findings.stream();
    }
}
