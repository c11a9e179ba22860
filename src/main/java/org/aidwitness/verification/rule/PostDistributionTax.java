package org.aidwitness.verification.rule;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.aidwitness.kernel.HeardPolicy;
import org.aidwitness.verification.rule.HeardCase.Complaint;
import org.aidwitness.verification.rule.HeardCase.Grievance;
import org.aidwitness.verification.rule.HeardCase.PdmRound;
import org.jspecify.annotations.Nullable;

/**
 * F35: food was taken back from those who had just got it. A household that says so in an interview is one report, and so
 * is each person who complains of it.
 */
record PostDistributionTax() implements HeardRule {

    private static final Rule.About ABOUT = new Rule.About(
            "F35",
            "POST_DISTRIBUTION_TAX",
            1,
            "Do people say that a part of what they got was taken back from them?",
            "docs/domain.md, section 7",
            "HIGH from the policy's share of the households of one round, or from its number of reports of all kinds",
            "heard.takenBackBp",
            "heard.takenBackReports",
            "heard.windowDays");

    private record Told(LocalDate on, UUID id) {}

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
        Map<UUID, List<PdmRound>> rounds = heard.rounds().stream()
                .filter(round -> taxed(round) > 0 && heard.inWindow(round.cycleOn()))
                .collect(groupingBy(PdmRound::site));
        Map<UUID, List<Complaint>> complaints = heard.complaints().stream()
                .filter(complaint -> complaint.about() == Grievance.TAXATION && heard.inWindow(complaint.on()))
                .collect(groupingBy(Complaint::site));
        SortedSet<UUID> sites = new TreeSet<>(rounds.keySet());
        sites.addAll(complaints.keySet());
        List<SubjectFinding> findings = new ArrayList<>();
        for (UUID site : sites) {
            judge(
                    heard.policy(),
                    site,
                    rounds.getOrDefault(site, List.of()),
                    complaints.getOrDefault(site, List.of()),
                    findings);
        }
        return List.copyOf(findings);
    }

    private static void judge(
            HeardPolicy policy,
            UUID site,
            List<PdmRound> rounds,
            List<Complaint> complaints,
            List<SubjectFinding> findings) {
        long reports = rounds.stream().mapToLong(PostDistributionTax::taxed).sum()
                + complaints.stream().mapToLong(Complaint::people).sum();
        @Nullable PdmRound worst = worst(rounds);
        boolean share = worst != null && Share.reaches(taxed(worst), worst.asked(), policy.takenBackBp());
        if (!share && reports < policy.takenBackReports()) {
            return;
        }
        Facts facts = new Facts()
                .with("reports", reports)
                .with("limitReports", policy.takenBackReports())
                .with("households", worst == null ? null : worst.asked())
                .with("taxed", worst == null ? null : taxed(worst))
                .with("limitBp", policy.takenBackBp())
                .with("windowDays", policy.windowDays());
        findings.add(SubjectFinding.of(
                ABOUT,
                Subject.site(site),
                Severity.HIGH,
                facts,
                Stream.concat(
                                rounds.stream().map(round -> new Told(round.cycleOn(), round.id())),
                                complaints.stream().map(complaint -> new Told(complaint.on(), complaint.id())))
                        .sorted(comparing(Told::on).reversed().thenComparing(Told::id))
                        .map(Told::id)));
    }

    /** The round with the largest share; of two with the same, the one with the smaller id. */
    private static @Nullable PdmRound worst(List<PdmRound> rounds) {
        @Nullable PdmRound worst = null;
        for (PdmRound round : rounds) {
            int order = worst == null
                    ? 1
                    : Long.compare((long) taxed(round) * worst.asked(), (long) taxed(worst) * round.asked());
            if (worst == null || order > 0 || (order == 0 && round.id().compareTo(worst.id()) < 0)) {
                worst = round;
            }
        }
        return worst;
    }

    private static int taxed(PdmRound round) {
        return round.taxed() == null ? 0 : round.taxed();
    }
}
