package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aidwitness.monitoring.draw.Population;
import org.aidwitness.monitoring.draw.Risk;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What a draw may choose from, and how much each is worth a look. */
@ApplicationScoped
class DrawUnits {

    private static final String DUE = """
            select waybill_id,
                   site_id,
                   kg,
                   consignor_id,
                   consignee_id,
                   carrier_id,
                   authority_id
              from monitoring_draw_unit
             where programme_id = :programme
               and due_at >= :from
               and due_at < :until
             order by waybill_id
             limit :limit""";

    private static final String PLACES = """
            select a.site_id,
                   count(*) filter (where a.verdict = 'ACCESS_DENIED' and a.happened_at >= :since),
                   max(a.happened_at) filter (where a.independent and a.verdict in ('CONFIRMED', 'DISCREPANT'))
              from monitoring_attestation a
             where a.site_id in (select u.site_id
                                   from monitoring_draw_unit u
                                  where u.programme_id = :programme
                                    and u.due_at >= :from
                                    and u.due_at < :until)
             group by a.site_id""";

    /** A delivery that may be drawn, and everybody with a stake in it. */
    record Candidate(UUID waybill, Population.Unit unit, Set<UUID> parties) {}

    private record Row(
            UUID waybill,
            UUID site,
            @Nullable Long kilograms,
            UUID consignor,
            UUID consignee,
            @Nullable UUID carrier,
            @Nullable UUID authority) {

        Set<UUID> parties() {
            return Stream.of(consignor, consignee, carrier, authority)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private record Place(UUID site, long refusals, @Nullable Instant seenAt) {}

    private final StatelessSession session;

    DrawUnits(StatelessSession session) {
        this.session = session;
    }

    /** All deliveries of the programme that are due in the period; one more than a population has, where there are more. */
    List<Candidate> due(UUID programme, Instant from, Instant until, int accessWindowDays, Instant now) {
        Map<UUID, Place> places = new HashMap<>();
        session.createNativeQuery(PLACES, Place.class)
                .setParameter("programme", programme)
                .setParameter("from", from)
                .setParameter("until", until)
                .setParameter("since", now.minus(Duration.ofDays(accessWindowDays)))
                .getResultStream()
                .forEach(place -> places.put(place.site(), place));
        return session.createNativeQuery(DUE, Row.class)
                .setParameter("programme", programme)
                .setParameter("from", from)
                .setParameter("until", until)
                .setParameter("limit", Population.MOST + 1)
                .getResultStream()
                .map(row -> candidate(row, places.get(row.site()), now))
                .toList();
    }

    private static Candidate candidate(Row row, @Nullable Place place, Instant now) {
        @Nullable Instant seenAt = place == null ? null : place.seenAt();
        @Nullable Long unseen = seenAt == null
                ? null
                : Math.max(0, Duration.between(seenAt, now).toDays());
        return new Candidate(
                row.waybill(),
                new Population.Unit(
                        row.waybill().toString(),
                        Risk.DEFAULTS.of(place == null ? 0 : place.refusals(), row.kilograms(), unseen),
                        row.kilograms() == null ? 0 : row.kilograms()),
                row.parties());
    }
}
