package org.aidwitness.gate;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.registry.AccessTermsEntry;
import org.aidwitness.registry.AccessTermsEntry.Level;
import org.aidwitness.registry.Sites;
import org.jspecify.annotations.Nullable;

/** Monitors must be let in where the goods go. Where nothing is known of the terms, nobody has denied access. */
@ApplicationScoped
class AccessNotDenied implements DispatchCondition {

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
        if (terms != null) {
            seen.put("terms", terms.id().toString());
            seen.put("level", terms.level().name());
        }
        if (terms == null || terms.level() != Level.DENIED) {
            return new Answer("access-not-denied", seen, List.of());
        }
        return new Answer(
                "access-not-denied",
                seen,
                List.of(Refusal.of(
                        Code.ACCESS_DENIED_AT_SITE,
                        "Monitors have been denied access to " + facts.destinationName() + " since " + terms.validFrom()
                                + ". This is lifted when these terms of access end.")));
    }
}
