package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What the gate may know of armed commitments: who promised, and until when. Never who will come. */
@ApplicationScoped
class CommitmentWatch {

    private static final String WATCHING = """
            select id,
                   organisation_id,
                   window_from,
                   window_to,
                   accredited_from,
                   accredited_to,
                   interests_declared
              from monitoring_commitment_watch
             where programme_id = :programme
               and site_id = :site
               and window_to > :now
             order by armed_at, id, accredited_to desc
             limit 2000""";

    /**
     * Somebody of this organisation has promised to be able to look in this window.
     *
     * @param accredited when each accreditation behind it holds; those without a declaration of interests are left out
     */
    record Promised(UUID commitment, UUID organisation, Instant windowFrom, Instant windowTo, List<Span> accredited) {

        boolean accreditedOn(LocalDate day) {
            return accredited.stream().anyMatch(span -> span.contains(day));
        }
    }

    /** From the first day to the last. */
    record Span(LocalDate from, LocalDate to) {

        boolean contains(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    private record Row(
            UUID commitment,
            UUID organisation,
            Instant windowFrom,
            Instant windowTo,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            boolean declared) {}

    private final StatelessSession session;

    CommitmentWatch(StatelessSession session) {
        this.session = session;
    }

    /** What is promised for this site and is not over, in the order it was armed. */
    @Transactional
    List<Promised> watching(UUID programme, UUID site, Instant now) {
        Map<UUID, Promised> found = new LinkedHashMap<>();
        for (Row row : session.createNativeQuery(WATCHING, Row.class)
                .setParameter("programme", programme)
                .setParameter("site", site)
                .setParameter("now", now)
                .getResultList()) {
            Promised promised = found.computeIfAbsent(
                    row.commitment(),
                    id -> new Promised(id, row.organisation(), row.windowFrom(), row.windowTo(), new ArrayList<>()));
            if (row.declared() && row.from() != null && row.to() != null) {
                promised.accredited().add(new Span(row.from(), row.to()));
            }
        }
        return List.copyOf(found.values());
    }
}
