package org.aidwitness.gate;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.registry.AccessTermsEntry;
import org.aidwitness.registry.Sites;
import org.jspecify.annotations.Nullable;

/**
 * Monitors must be let in where the goods go. Where nothing is known of the terms, nobody has denied access. Where they
 * are let in only with an escort or after more notice than counts as unannounced, somebody must come again without.
 */
@ApplicationScoped
class AccessNotDenied implements DispatchCondition {

    private static final String NAME = "access-not-denied";

    private final Sites sites;

    AccessNotDenied(Sites sites) {
        this.sites = sites;
    }

    @Override
    public Answer check(DispatchFacts facts) {
        LocalDate today = LocalDate.ofInstant(facts.asOf(), ZoneOffset.UTC);
        @Nullable AccessTermsEntry terms = sites.accessOn(facts.destination(), today);
        SortedMap<String, String> seen = new TreeMap<>();
        seen.put("day", today.toString());
        if (terms == null) {
            return new Answer(NAME, seen, List.of());
        }
        seen.put("terms", terms.id().toString());
        seen.put("level", terms.level().name());
        return switch (terms.level()) {
            case OPEN -> new Answer(NAME, seen, List.of());
            case NOTICE -> {
                int hours = terms.noticeHours() == null ? 0 : terms.noticeHours();
                seen.put("noticeHours", Integer.toString(hours));
                boolean announced = hours > facts.policy().unannouncedHours();
                yield announced
                        ? under(facts, seen, "after " + hours + " hours of notice")
                        : new Answer(NAME, seen, List.of());
            }
            case ESCORTED -> under(facts, seen, "with an escort");
            case DENIED ->
                new Answer(
                        NAME,
                        seen,
                        List.of(new Reason(
                                Code.ACCESS_DENIED_AT_SITE,
                                "Monitors have been denied access to " + facts.destinationName() + " since "
                                        + terms.validFrom() + ".",
                                "This is lifted when these terms of access end.")));
        };
    }

    private static Answer under(DispatchFacts facts, SortedMap<String, String> seen, String how) {
        Instant arrival = facts.plannedArrival() == null ? facts.asOf() : facts.plannedArrival();
        Instant due = arrival.plus(Duration.ofDays(facts.policy().gate().dutyDays()));
        return new Answer(
                NAME,
                seen,
                List.of(),
                List.of(new Duty(
                        Duty.Code.UNESCORTED_VISIT,
                        "Monitors are let into " + facts.destinationName() + " only " + how
                                + ", so one of them must come unannounced and alone.",
                        due)));
    }
}
