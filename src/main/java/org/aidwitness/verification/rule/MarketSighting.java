package org.aidwitness.verification.rule;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.reducing;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.aidwitness.kernel.HeardPolicy;
import org.aidwitness.verification.rule.HeardCase.Sighting;

/**
 * F32: bags of a lot or contribution on sale. Empty ones are used again everywhere and prove nothing; many sealed ones did
 * not come from households. Of each market the largest sighting counts: the same bags may be seen again.
 */
record MarketSighting() implements HeardRule {

    private static final Rule.About ABOUT = new Rule.About(
            "F32",
            "MARKET_SIGHTING",
            1,
            "Are bags of this lot or contribution on sale?",
            "docs/domain.md, section 7",
            "INFO from the first bags on; HIGH from the policy's number of sealed bags, over all markets",
            "heard.sealedBags",
            "heard.sightedBags",
            "heard.windowDays");

    @Override
    public Rule.About about() {
        return ABOUT;
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.LOT, Subject.Kind.CONTRIBUTION);
    }

    @Override
    public List<SubjectFinding> judge(HeardCase heard) {
        List<SubjectFinding> findings = new ArrayList<>();
        List<Sighting> sightings = heard.sightings().stream()
                .filter(sighting -> heard.inWindow(sighting.seenOn()))
                .sorted(comparing(Sighting::seenOn).reversed().thenComparing(Sighting::id))
                .toList();
        Map<UUID, List<Sighting>> lots = sightings.stream()
                .filter(sighting -> sighting.lot() != null)
                .collect(groupingBy(Sighting::lot, TreeMap::new, toList()));
        Map<UUID, List<Sighting>> contributions = sightings.stream()
                .filter(sighting -> sighting.contribution() != null)
                .collect(groupingBy(Sighting::contribution, TreeMap::new, toList()));
        lots.forEach((lot, seen) -> judge(heard.policy(), Subject.lot(lot), seen, findings));
        contributions.forEach((given, seen) -> judge(heard.policy(), Subject.contribution(given), seen, findings));
        return List.copyOf(findings);
    }

    private static void judge(HeardPolicy policy, Subject subject, List<Sighting> seen, List<SubjectFinding> findings) {
        long closed = bags(seen, Sighting::sealedBags);
        long bags = bags(seen, sighting -> sighting.sealedBags() + sighting.openBags());
        boolean high = closed >= policy.sealedBags();
        if (!high && bags < policy.sightedBags()) {
            return;
        }
        Facts facts = new Facts()
                .with("sealedBags", closed)
                .with("limitSealedBags", policy.sealedBags())
                .with("bags", bags)
                .with("limitBags", policy.sightedBags())
                .with("markets", seen.stream().map(Sighting::market).distinct().count())
                .with("lastSeenOn", seen.get(0).seenOn())
                .with("windowDays", policy.windowDays());
        findings.add(SubjectFinding.of(
                ABOUT,
                subject,
                high ? Severity.HIGH : Severity.INFO,
                facts,
                seen.stream().map(Sighting::id)));
    }

    /** The largest of each market, together. */
    private static long bags(List<Sighting> seen, ToIntFunction<Sighting> count) {
        return seen.stream()
                .collect(groupingBy(Sighting::market, mapping(count::applyAsInt, reducing(0, Math::max))))
                .values()
                .stream()
                .mapToLong(Integer::longValue)
                .sum();
    }
}
