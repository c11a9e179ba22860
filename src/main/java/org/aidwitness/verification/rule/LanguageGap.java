package org.aidwitness.verification.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.Trace.Caller;
import org.jspecify.annotations.Nullable;

/**
 * F07: nobody who came speaks a language of the site. All who come to a site on one day (UTC) are one visit: one who
 * speaks is enough, and one of whom nobody knows leaves it open.
 */
record LanguageGap() implements Rule {

    private static final About ABOUT = new About(
            "F07",
            "LANGUAGE_GAP",
            1,
            "Did somebody on each visit speak a language of the site?",
            "docs/domain.md, section 7",
            "LOW, or MEDIUM when visits to the site go without again within the window",
            "visit.languageGaps",
            "visit.windowDays");

    /** A visit that went without, and how many of the site did within the window, up to the limit. */
    private record Gap(Attestation visit, int count) {}

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        List<Gap> gaps = new ArrayList<>();
        for (Attestation visit : Visits.made(delivery)) {
            int count = count(visit, delivery);
            if (count > 0) {
                gaps.add(new Gap(visit, count));
            }
        }
        int limit = delivery.policy().visit().languageGaps();
        return gaps.stream()
                .max(Comparator.comparingInt(Gap::count))
                .map(worst -> Finding.of(
                        this,
                        worst.count >= limit ? Severity.MEDIUM : Severity.LOW,
                        new Facts()
                                .with(
                                        "siteLanguages",
                                        String.join(" ", worst.visit.trace().siteLanguages()))
                                .with("visitsWithout", worst.count)
                                .with("limitVisits", limit)
                                .with("windowDays", delivery.policy().visit().windowDays()),
                        gaps.stream().map(gap -> gap.visit.id()).toList()));
    }

    /** Visits to the site that went without, back from this one; zero where this one did not, or nobody knows. */
    private static int count(Attestation visit, DeliveryCase delivery) {
        Trace trace = visit.trace();
        if (trace.speaks() == null || trace.siteLanguages().isEmpty()) {
            return 0;
        }
        LocalDate today = Trace.day(visit.happenedAt());
        LocalDate first = today.minusDays(delivery.policy().visit().windowDays());
        Map<LocalDate, Gathering> days = new TreeMap<>();
        days.put(today, Gathering.of(trace.speaks()));
        for (Caller caller : trace.atSite()) {
            LocalDate day = Trace.day(caller.at());
            if (day.isAfter(first) && !day.isAfter(today) && !caller.at().isAfter(delivery.now())) {
                days.merge(day, Gathering.of(caller.speaks()), Gathering::with);
            }
        }
        if (days.get(today) != Gathering.MUTE) {
            return 0;
        }
        long mute = days.values().stream().filter(day -> day == Gathering.MUTE).count();
        return (int) Math.min(mute, delivery.policy().visit().languageGaps());
    }

    /** What can be said of all who came on one day; the stronger word comes later. */
    private enum Gathering {
        MUTE,
        UNKNOWN,
        SPEAKS;

        static Gathering of(@Nullable Boolean speaks) {
            if (speaks == null) {
                return UNKNOWN;
            }
            return speaks ? SPEAKS : MUTE;
        }

        Gathering with(Gathering other) {
            return compareTo(other) > 0 ? this : other;
        }
    }
}
