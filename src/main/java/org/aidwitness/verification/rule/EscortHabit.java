package org.aidwitness.verification.rule;

import java.util.List;
import java.util.Set;
import org.aidwitness.kernel.PeerPolicy;
import org.aidwitness.verification.rule.ProgrammeCase.Site;

/** F06 of a place: too often an escort stays, and nobody is talked to alone. */
record EscortHabit() implements ProgrammeRule {

    private static final Rule.About ABOUT = new Rule.About(
            "F06",
            "ESCORTED_OR_NO_PRIVATE_INTERVIEW",
            1,
            "Can people at a place talk to monitors alone?",
            "docs/domain.md, section 7",
            "MEDIUM above the policy's share of escorted visits without a private talk; where either is unknown, the "
                    + "visit does not count",
            "peers.escortedBp",
            "peers.siteVisits",
            "peers.windowDays");

    @Override
    public Rule.About about() {
        return ABOUT;
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.SITE);
    }

    @Override
    public List<SubjectFinding> judge(ProgrammeCase programme) {
        PeerPolicy policy = programme.policy().peers();
        return programme.sites().stream()
                .filter(site -> site.escortKnown() >= policy.siteVisits()
                        && Share.above(site.escortedAlone(), site.escortKnown(), policy.escortedBp()))
                .map(site -> finding(site, policy))
                .toList();
    }

    private static SubjectFinding finding(Site site, PeerPolicy policy) {
        Facts facts = new Facts()
                .with("visits", site.escortKnown())
                .with("escortedWithoutPrivateTalk", site.escortedAlone())
                .with("unknown", site.escortUnknown())
                .with("limitBp", policy.escortedBp())
                .with("windowDays", policy.windowDays());
        return new SubjectFinding(Subject.site(site.id()), Finding.of(ABOUT, Severity.MEDIUM, facts, List.of()));
    }
}
