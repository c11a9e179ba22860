package org.aidwitness.verification.rule;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.aidwitness.verification.rule.HeardCase.Alarm;

/** F40: the log does not hold, and nobody has settled it. Then no public claim of the programme can be relied on. */
record LogIntegrity() implements HeardRule {

    private static final Rule.About ABOUT = new Rule.About(
            "F40",
            "LOG_INTEGRITY",
            1,
            "Is an alarm about the log open?",
            "docs/domain.md, section 7",
            "CRITICAL: public claims are frozen");

    @Override
    public Rule.About about() {
        return ABOUT;
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.PROGRAMME, Subject.Kind.LOG);
    }

    @Override
    public List<SubjectFinding> judge(HeardCase heard) {
        List<SubjectFinding> findings = new ArrayList<>();
        List<Alarm> alarms = heard.alarms().stream()
                .sorted(comparing(Alarm::raisedAt).reversed().thenComparing(Alarm::id))
                .toList();
        judge(
                Subject.programme(heard.programme()),
                alarms.stream()
                        .filter(alarm -> heard.programme().equals(alarm.programme()))
                        .toList(),
                findings);
        judge(
                Subject.log(),
                alarms.stream().filter(alarm -> alarm.programme() == null).toList(),
                findings);
        return List.copyOf(findings);
    }

    private static void judge(Subject subject, List<Alarm> latestFirst, List<SubjectFinding> findings) {
        if (latestFirst.isEmpty()) {
            return;
        }
        Facts facts = new Facts()
                .with("alarms", latestFirst.size())
                .with(
                        "kinds",
                        latestFirst.stream()
                                .map(Alarm::kind)
                                .distinct()
                                .sorted()
                                .collect(joining(", ")))
                .with("since", latestFirst.get(latestFirst.size() - 1).raisedAt());
        findings.add(SubjectFinding.of(
                ABOUT, subject, Severity.CRITICAL, facts, latestFirst.stream().map(Alarm::id)));
    }
}
