package org.aidwitness.verification.rule;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.aidwitness.kernel.HeardPolicy;
import org.aidwitness.verification.rule.HeardCase.PdmRound;

/**
 * F34: too few households got their ration. Lot quality assurance sampling: 19 households decide, with 13 of them served;
 * for other numbers the value that decides is {@link Binomial#decision}. Of a site the latest distribution counts of which
 * enough households were asked, and of its rounds the worst.
 */
record PdmRationGap() implements HeardRule {

    private static final Rule.About ABOUT = new Rule.About(
                    "F34",
                    "PDM_RATION_GAP",
                    1,
                    "Did so few of the households asked get at least 80 % of their entitlement that the place cannot be a good one?",
                    "docs/domain.md, section 7; lot quality assurance sampling, 19 households",
                    "HIGH",
                    "heard.lqasHouseholds",
                    "heard.lqasRiskBp",
                    "heard.lqasShareBp",
                    "heard.windowDays")
            .fixed("servedBp", HeardCase.PdmRound.SERVED_BP);

    /** One round, with the number of households served that it would have taken. */
    private record Sample(PdmRound round, int served, int needed) {

        int gap() {
            return needed - served;
        }
    }

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
        heard.rounds().stream()
                .filter(round -> round.served() != null
                        && round.asked() >= heard.policy().lqasHouseholds()
                        && heard.inWindow(round.cycleOn()))
                .collect(groupingBy(PdmRound::site, TreeMap::new, toList()))
                .forEach((site, rounds) -> judge(heard.policy(), site, rounds, findings));
        return List.copyOf(findings);
    }

    private static void judge(HeardPolicy policy, UUID site, List<PdmRound> rounds, List<SubjectFinding> findings) {
        LocalDate latest =
                rounds.stream().map(PdmRound::cycleOn).max(LocalDate::compareTo).orElseThrow();
        List<Sample> samples = rounds.stream()
                .filter(round -> round.cycleOn().equals(latest))
                .map(round -> sample(policy, round))
                .filter(sample -> sample.gap() > 0)
                .sorted(comparing(Sample::gap).reversed().thenComparing(sample -> sample.round.id()))
                .toList();
        if (samples.isEmpty()) {
            return;
        }
        Sample worst = samples.get(0);
        Facts facts = new Facts()
                .with("households", worst.round.asked())
                .with("served", worst.served)
                .with("limitServed", worst.needed)
                .with("shareBp", policy.lqasShareBp())
                .with("riskBp", policy.lqasRiskBp())
                .with("cycleOn", latest);
        findings.add(SubjectFinding.of(
                ABOUT,
                Subject.site(site),
                Severity.HIGH,
                facts,
                samples.stream().map(sample -> sample.round.id())));
    }

    private static Sample sample(HeardPolicy policy, PdmRound round) {
        int served = round.served() == null ? 0 : round.served();
        return new Sample(round, served, Binomial.decision(round.asked(), policy.lqasShareBp(), policy.lqasRiskBp()));
    }
}
