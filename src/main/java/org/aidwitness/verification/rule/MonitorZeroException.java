package org.aidwitness.verification.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.aidwitness.kernel.PeerPolicy;
import org.aidwitness.verification.rule.ProgrammeCase.Monitor;

/**
 * F27: a monitor never finds anything, where the others do. The p-value is exact: if a monitor's visits were like those of
 * the others, each would find something with the others' rate, and all of them nothing with (1 - rate) to the power of
 * the visits. Who found something is a trial too, with the p-value 1, or the smallest would be picked from too few.
 */
record MonitorZeroException() implements StatisticalRule {

    private static final Rule.About ABOUT = new Rule.About(
            "F27",
            "MONITOR_ZERO_EXCEPTION",
            1,
            "Does a monitor find nothing where the others of the programme find something?",
            "docs/domain.md, section 7; Benjamini and Hochberg 1995",
            "MEDIUM, never more: it asks for some of the visits to be made again",
            "attestedMediumBp",
            "peers.falseDiscoveryBp",
            "peers.monitorVisits",
            "peers.peerFindingBp",
            "peers.windowDays");

    @Override
    public Rule.About about() {
        return ABOUT;
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.MONITOR);
    }

    @Override
    public List<Trial> trials(ProgrammeCase programme) {
        PeerPolicy policy = programme.policy().peers();
        long visits =
                programme.monitors().stream().mapToLong(Monitor::weekVisits).sum();
        long findings =
                programme.monitors().stream().mapToLong(Monitor::weekFindings).sum();
        List<Trial> trials = new ArrayList<>();
        for (Monitor monitor : programme.monitors()) {
            long others = visits - monitor.weekVisits();
            long found = findings - monitor.weekFindings();
            boolean enough = monitor.weekVisits() >= policy.monitorVisits() && others >= policy.monitorVisits();
            if (enough && Share.reaches(found, others, policy.peerFindingBp())) {
                trials.add(trial(monitor, others, found));
            }
        }
        return trials;
    }

    private static Trial trial(Monitor monitor, long others, long found) {
        double pValue = monitor.weekFindings() > 0
                ? 1
                : StrictMath.pow((others - found) / (double) others, monitor.weekVisits());
        Facts facts = new Facts()
                .with("visits", monitor.weekVisits())
                .with("findings", monitor.weekFindings())
                .with("peerVisits", others)
                .with("peerFindings", found);
        return new Trial(
                ABOUT, Subject.monitor(monitor.organisation(), monitor.pseudonym()), Severity.MEDIUM, facts, pValue);
    }
}
