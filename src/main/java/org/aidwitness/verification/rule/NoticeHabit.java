package org.aidwitness.verification.rule;

import java.util.List;
import java.util.Set;
import org.aidwitness.kernel.PeerPolicy;
import org.aidwitness.verification.rule.ProgrammeCase.Site;

/** F05 of a place: most of who comes is announced. */
record NoticeHabit() implements ProgrammeRule {

    private static final Rule.About ABOUT = new Rule.About(
            "F05",
            "EXCESS_NOTICE",
            1,
            "Can a place be visited without being told long before?",
            "docs/domain.md, section 7",
            "MEDIUM above the policy's share of announced visits; visits of unknown notice do not count",
            "peers.announcedBp",
            "peers.siteVisits",
            "peers.windowDays",
            "unannouncedHours");

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
                .filter(site -> site.noticeKnown() >= policy.siteVisits()
                        && Share.above(site.announced(), site.noticeKnown(), policy.announcedBp()))
                .map(site -> finding(site, programme))
                .toList();
    }

    private static SubjectFinding finding(Site site, ProgrammeCase programme) {
        Facts facts = new Facts()
                .with("visits", site.noticeKnown())
                .with("announced", site.announced())
                .with("noticeUnknown", site.noticeUnknown())
                .with("limitBp", programme.policy().peers().announcedBp())
                .with("noticeHours", programme.policy().unannouncedHours())
                .with("windowDays", programme.policy().peers().windowDays());
        return new SubjectFinding(Subject.site(site.id()), Finding.of(ABOUT, Severity.MEDIUM, facts, List.of()));
    }
}
