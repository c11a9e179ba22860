package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.kernel.Actor;
import org.aidwitness.web.Cursor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The visits of one's own organisation: who was to go, who went instead, and what came of it. */
@ApplicationScoped
public class VisitList {

    private static final String LIST = """
            select id,
                   waybill_id,
                   monitor,
                   window_from,
                   window_to,
                   assigned_by,
                   assigned_at
              from monitoring_visit
             where organisation_id = :organisation
               and assigned_at <= :at
               and (assigned_at < :at or id > :after)
             order by assigned_at desc, id
             limit :most""";

    private static final String CHANGES = """
            select visit_id,
                   monitor,
                   reason,
                   made_by,
                   made_at
              from monitoring_visit_change
             where visit_id = any (:visits)
             order by visit_id, ordinal""";

    private static final String OUTCOMES = """
            select visit_id,
                   id,
                   outcome,
                   reason,
                   note,
                   attestation_id,
                   incident_id,
                   happened_at,
                   accepted_by,
                   accepted_at
              from monitoring_visit_outcome
             where visit_id = any (:visits)
             order by visit_id, ordinal""";

    /** Who was assigned when, and why; the first one without a reason. */
    public record Assigned(String monitor, @Nullable String reason, String by, Instant at) {}

    /** What came of it, as it was told. */
    public record Told(
            UUID id,
            String outcome,
            @Nullable String reason,
            @Nullable String note,
            @Nullable UUID attestation,
            @Nullable UUID incident,
            Instant happenedAt,
            String by,
            Instant at) {}

    /**
     * One visit.
     *
     * @param monitor who is to go now
     * @param assignments all who were to go, the latest last
     * @param outcomes all that was told of it; the last one counts
     */
    public record Planned(
            UUID id,
            UUID waybill,
            String monitor,
            Instant windowFrom,
            Instant windowTo,
            List<Assigned> assignments,
            List<Told> outcomes,
            Instant assignedAt) {

        Cursor cursor() {
            return new Cursor(assignedAt, id);
        }
    }

    private record Row(UUID id, UUID waybill, String monitor, Instant from, Instant to, String by, Instant at) {

        Planned planned(List<Assigned> later, List<Told> told) {
            List<Assigned> all = new ArrayList<>();
            all.add(new Assigned(monitor, null, by, at));
            all.addAll(later);
            return new Planned(id, waybill, all.get(all.size() - 1).monitor(), from, to, List.copyOf(all), told, at);
        }
    }

    private record Change(UUID visit, String monitor, String reason, String by, Instant at) {}

    private record Outcome(
            UUID visit,
            UUID id,
            String outcome,
            @Nullable String reason,
            @Nullable String note,
            @Nullable UUID attestation,
            @Nullable UUID incident,
            Instant happenedAt,
            String by,
            Instant at) {}

    private final StatelessSession session;

    VisitList(StatelessSession session) {
        this.session = session;
    }

    /** Latest first. */
    @Transactional
    public List<Planned> list(Actor actor, Cursor after, int most) {
        List<Row> rows = session.createNativeQuery(LIST, Row.class)
                .setParameter("organisation", Access.organisationOf(actor))
                .setParameter("at", after.at())
                .setParameter("after", after.id())
                .setParameter("most", most)
                .getResultList();
        UUID[] visits = rows.stream().map(Row::id).toArray(UUID[]::new);
        Map<UUID, List<Assigned>> changes = changes(visits);
        Map<UUID, List<Told>> outcomes = outcomes(visits);
        return rows.stream()
                .map(row -> row.planned(
                        changes.getOrDefault(row.id(), List.of()), outcomes.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<Assigned>> changes(UUID[] visits) {
        Map<UUID, List<Assigned>> changes = new HashMap<>();
        for (Change row : session.createNativeQuery(CHANGES, Change.class)
                .setParameter("visits", visits)
                .getResultList()) {
            changes.computeIfAbsent(row.visit(), visit -> new ArrayList<>())
                    .add(new Assigned(row.monitor(), row.reason(), row.by(), row.at()));
        }
        return changes;
    }

    private Map<UUID, List<Told>> outcomes(UUID[] visits) {
        Map<UUID, List<Told>> outcomes = new HashMap<>();
        for (Outcome row : session.createNativeQuery(OUTCOMES, Outcome.class)
                .setParameter("visits", visits)
                .getResultList()) {
            outcomes.computeIfAbsent(row.visit(), visit -> new ArrayList<>())
                    .add(new Told(
                            row.id(),
                            row.outcome(),
                            row.reason(),
                            row.note(),
                            row.attestation(),
                            row.incident(),
                            row.happenedAt(),
                            row.by(),
                            row.at()));
        }
        return outcomes;
    }
}
