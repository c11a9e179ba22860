package org.aidwitness.verification.rule;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.aidwitness.verification.rule.HeardCase.Complaint;
import org.jspecify.annotations.Nullable;

/**
 * F33, the count: many people complain about one place within few days. People are counted, for forty in one statement
 * are forty. The worst days of the window decide, the latest of them where several are as bad: what was bad does not get
 * better by waiting a fortnight.
 */
record ComplaintCluster() implements HeardRule {

    private static final Rule.About ABOUT = new Rule.About(
            "F33",
            "COMPLAINT_CLUSTER",
            1,
            "Do many people say about one place that food did not come, was too little, or was taken back?",
            "docs/domain.md, section 7",
            "HIGH from the policy's number of people within its number of days",
            "heard.complaintDays",
            "heard.complaints",
            "heard.windowDays");

    /** Days that follow each other, and who complained in them, oldest first. */
    private record Cluster(LocalDate last, int people, List<Complaint> complaints) {}

    @Override
    public Rule.About about() {
        return ABOUT;
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.SITE);
    }

    @Override
    public List<SubjectFinding> judge(HeardCase heard) {
        List<SubjectFinding> findings = new ArrayList<>();
        heard.complaints().stream()
                .filter(complaint -> complaint.about().missesFood() && heard.inWindow(complaint.on()))
                .sorted(comparing(Complaint::on).thenComparing(Complaint::id))
                .collect(groupingBy(Complaint::site, TreeMap::new, toList()))
                .forEach((site, complaints) -> judge(heard, site, complaints, findings));
        return List.copyOf(findings);
    }

    private static void judge(HeardCase heard, UUID site, List<Complaint> complaints, List<SubjectFinding> findings) {
        int days = heard.policy().complaintDays();
        Cluster worst = worst(complaints, days);
        if (worst == null || worst.people < heard.policy().complaints()) {
            return;
        }
        Facts facts = new Facts()
                .with("people", worst.people)
                .with("limitPeople", heard.policy().complaints())
                .with("complaints", worst.complaints.size())
                .with("days", days)
                .with("lastOn", worst.last);
        findings.add(SubjectFinding.of(
                ABOUT,
                Subject.site(site),
                Severity.HIGH,
                facts,
                worst.complaints.stream()
                        .sorted(comparing(Complaint::on).reversed().thenComparing(Complaint::id))
                        .map(Complaint::id)));
    }

    private static @Nullable Cluster worst(List<Complaint> oldestFirst, int days) {
        @Nullable Cluster worst = null;
        Deque<Complaint> within = new ArrayDeque<>();
        int people = 0;
        for (Complaint complaint : oldestFirst) {
            within.addLast(complaint);
            people += complaint.people();
            while (!within.getFirst().on().isAfter(complaint.on().minusDays(days))) {
                people -= within.removeFirst().people();
            }
            if (worst == null || people >= worst.people) {
                worst = new Cluster(complaint.on(), people, List.copyOf(within));
            }
        }
        return worst;
    }
}
