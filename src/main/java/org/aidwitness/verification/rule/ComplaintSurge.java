package org.aidwitness.verification.rule;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.aidwitness.kernel.HeardPolicy;
import org.aidwitness.verification.rule.HeardCase.Complaint;

/**
 * F33, the statistics: more complaints about a place than are usual there. Statements are counted and not people, for
 * people who complain together are one event. History begins with the programme's first complaint, since when there was a
 * way to complain, and ends where the last days begin.
 *
 * <p>If complaints come by chance at one rate (Poisson), then of all x + h of them, x in the last days and h in the
 * history before, each falls in the last days with the probability days / (days + history): the p-value is the binomial
 * probability of x or more. It is exact where the history holds nothing too. Where x is not more than the policy's number
 * of standard deviations above the mean, the p-value is 1: such a site is no finding, and still a trial among the others.
 */
record ComplaintSurge() implements StatisticalRule {

    private static final Rule.About ABOUT = new Rule.About(
                    "F33",
                    "COMPLAINT_CLUSTER",
                    1,
                    "Do more people complain about one place than is usual there?",
                    "docs/domain.md, section 7; Przyborowski and Wilenski 1940; Benjamini and Hochberg 1995",
                    "MEDIUM, never more: it asks for a back-check",
                    "heard.complaintDays",
                    "heard.complaintSigmas",
                    "heard.historyWeeks",
                    "peers.falseDiscoveryBp")
            .fixed("mostHistoryDays", HeardPolicy.MOST_DAYS);

    @Override
    public Rule.About about() {
        return ABOUT;
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.SITE);
    }

    /** As of the week's beginning, so that the week's trials stay the same. */
    @Override
    public List<Trial> trials(ProgrammeCase programme) {
        return trials(
                programme.heard().until(LocalDate.ofInstant(ProgrammeCase.weekOf(programme.now()), ZoneOffset.UTC)));
    }

    /** One for every site that was complained about; none while there is too little history. */
    List<Trial> trials(HeardCase heard) {
        LocalDate before = heard.day().minusDays(heard.policy().complaintDays());
        Optional<LocalDate> since = heard.complaints().stream()
                .map(Complaint::on)
                .min(LocalDate::compareTo)
                .filter(first -> !first.isAfter(before));
        // Both days belong to the history.
        long history =
                since.map(first -> ChronoUnit.DAYS.between(first, before) + 1).orElse(0L);
        if (history < heard.policy().historyWeeks() * 7L) {
            return List.of();
        }
        List<Trial> trials = new ArrayList<>();
        heard.complaints().stream()
                .filter(complaint ->
                        complaint.about().missesFood() && !complaint.on().isAfter(heard.day()))
                .sorted(comparing(Complaint::on).reversed().thenComparing(Complaint::id))
                .collect(groupingBy(Complaint::site, TreeMap::new, toList()))
                .forEach((site, complaints) -> trials.add(trial(heard.policy(), site, complaints, before, history)));
        return List.copyOf(trials);
    }

    private static Trial trial(
            HeardPolicy policy, UUID site, List<Complaint> latestFirst, LocalDate before, long history) {
        int days = policy.complaintDays();
        List<Complaint> late = latestFirst.stream()
                .filter(complaint -> complaint.on().isAfter(before))
                .toList();
        int usual = latestFirst.size() - late.size();
        double pValue = isMore(late.size(), usual, days, history, policy.complaintSigmas())
                ? Binomial.atLeast(late.size(), latestFirst.size(), days / (double) (days + history))
                : 1;
        Facts facts = new Facts()
                .with("complaints", late.size())
                .with("days", days)
                .with("complaintsBefore", usual)
                .with("daysBefore", history)
                .with("limitSigmas", policy.complaintSigmas());
        return new Trial(ABOUT, Subject.site(site), Severity.MEDIUM, facts, pValue);
    }

    /** x above m + s √m, with m = usual · days / history; by products, so that nothing is rounded. */
    private static boolean isMore(int late, int usual, int days, long history, int sigmas) {
        BigInteger mean = BigInteger.valueOf(usual).multiply(BigInteger.valueOf(days));
        BigInteger excess =
                BigInteger.valueOf(late).multiply(BigInteger.valueOf(history)).subtract(mean);
        BigInteger variance =
                mean.multiply(BigInteger.valueOf(history)).multiply(BigInteger.valueOf((long) sigmas * sigmas));
        return excess.signum() > 0 && excess.pow(2).compareTo(variance) > 0;
    }
}
