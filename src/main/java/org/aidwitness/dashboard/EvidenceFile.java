package org.aidwitness.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.explanation.PlainWords;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.verification.rule.Assurance.Ground;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The door to what is known about one delivery. Each list is bounded; a delivery beyond the bounds is not a delivery. */
@ApplicationScoped
class EvidenceFile {

    private static final int MOST = 500;

    /** As many as a statement may tell of; the counts of a delivery are sums over all of them. */
    private static final int MOST_LINES = 5_000;

    /** Facts that are names and codes people gave; capitals in them are no machine's. */
    private static final Set<String> NAMES = Set.of("relation", "lot");

    record WaybillRow(
            UUID id,
            UUID programmeId,
            String number,
            @Nullable String mode,
            @Nullable String vehicle,
            String[] seals,
            @Nullable Instant plannedDeparture,
            @Nullable Instant plannedArrival,
            Instant acceptedAt,
            int leg,
            String consignment,
            String fromPlace,
            @Nullable String carrier,
            @Nullable String contribution,
            @Nullable String donor,
            String conditions,
            @Nullable String ground,
            @Nullable Instant visitUntil) {}

    record LineRow(
            String key,
            String commodity,
            @Nullable String description,
            @Nullable String lot,
            @Nullable LocalDate bestBefore,
            @Nullable Long packages,
            @Nullable String unit,
            @Nullable BigDecimal kgPerPackage,
            @Nullable BigDecimal netKg,
            boolean weightElsewhere,
            @Nullable BigDecimal valueUsd,
            @Nullable String attributes) {}

    record AttestationRow(
            UUID id,
            String organisation,
            String monitor,
            String method,
            String verdict,
            @Nullable Integer noticeHours,
            @Nullable Boolean escorted,
            @Nullable Integer privateInterviews,
            Instant happenedAt,
            Instant acceptedAt,
            boolean independent,
            @Nullable String independencePath,
            boolean note,
            @Nullable String corrects,
            boolean corrected,
            boolean imported,
            byte[] fingerprint,
            String place,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable Double siteLatitude,
            @Nullable Double siteLongitude,
            @Nullable Long packages,
            @Nullable BigDecimal kg,
            long evidenceFiles) {}

    record ClearanceRow(UUID id, String outcome, int policyVersion, Instant at, String reasons) {}

    record FlagRow(
            String rule, int version, String severity, int policyVersion, String state, Instant at, String facts) {}

    private static final String WAYBILL = """
            select w.id, w.programme_id, w.number, w.mode, w.vehicle, w.seals, w.planned_departure, w.planned_arrival,
                   w.accepted_at, cast(w.ordinal as integer), w.consignment, w.from_place, w.carrier, w.contribution,
                   w.donor, cast(d.conditions as text), d.ground, d.visit_until
              from dashboard_waybill w
              join dashboard_delivery d on d.id = w.id
             where w.id = :id""";

    private static final String LINES = """
            select n.key, n.commodity, n.description, n.lot, n.best_before, n.packages, n.package_unit,
                   n.kg_per_package, n.net_kg, n.included_in is not null, n.value_usd, cast(n.attributes as text)
              from dashboard_line n
             where n.waybill_id = :id
             order by n.key
             limit :limit""";

    private static final String DECLARATIONS = """
            select d.id, d.kind, d.organisation, d.happened_at, d.happened_precision, d.accepted_at, d.place, d.seals,
                   d.receipt, d.people, d.note is not null, d.supersedes_reason, d.superseded_by is not null,
                   d.clearance, d.import_run_id is not null, d.content_sha256, cast(d.good_packages as bigint),
                   d.good_kg, cast(d.damaged_packages as bigint), d.damaged_kg, cast(d.missing_packages as bigint),
                   d.missing_kg, cast(d.surplus_packages as bigint), d.reasons
              from dashboard_declaration d
             where d.waybill_id = :id
             order by d.happened_at, d.accepted_at, d.id
             limit :limit""";

    private static final String ATTESTATIONS = """
            select a.id, a.organisation, a.monitor, a.method, a.verdict, a.notice_hours, a.escorted,
                   a.private_interviews, a.happened_at, a.accepted_at, a.independent, a.independence_path,
                   a.note is not null, a.supersedes_reason, a.superseded_by is not null, a.import_run_id is not null,
                   a.content_sha256, a.place, a.latitude, a.longitude, a.site_latitude, a.site_longitude,
                   cast(a.packages as bigint), a.kg, a.evidence_files
              from dashboard_attestation a
             where a.waybill_id = :id
             order by a.happened_at, a.accepted_at, a.id
             limit :limit""";

    private static final String REVIEWS = """
            select v.attestation_id, v.accepted, v.reviewed_at
              from dashboard_review v
             where v.waybill_id = :id
             order by v.reviewed_at, v.id
             limit :limit""";

    private static final String CLEARANCES = """
            select c.id, c.outcome, c.policy_version, c.decided_at, cast(c.reasons as text)
              from dashboard_clearance c
             where c.waybill_id = :id
             order by c.decided_at, c.id
             limit :limit""";

    private static final String FLAGS = """
            select f.rule, f.rule_version, f.severity, f.policy_version, f.state, f.raised_at, cast(f.facts as text)
              from dashboard_flag f
             where f.waybill_id = :id
             order by f.raised_at, f.rule, f.id
             limit :limit""";

    // Backwards from this leg: what the same consignment brought to where it starts from.
    private static final String ROUTE = """
            with recursive way (id, ordinal, number, from_place, to_place, programme_id, consignment) as (
              select o.id, o.ordinal, o.number, o.from_place, o.to_place, o.programme_id, o.consignment
                from dashboard_waybill o
               where o.id = :id
              union
              select w.id, w.ordinal, w.number, w.from_place, w.to_place, w.programme_id, w.consignment
                from way b
                join dashboard_waybill w on w.programme_id = b.programme_id and w.consignment = b.consignment
                     and w.to_place = b.from_place and w.ordinal < b.ordinal
            )
            select y.id, cast(y.ordinal as integer), y.number, y.from_place, y.to_place
              from way y
             order by y.ordinal, y.number
             limit :limit""";

    private final EntityManager em;
    private final Deliveries deliveries;
    private final ObjectMapper mapper;

    EvidenceFile(EntityManager em, Deliveries deliveries, ObjectMapper mapper) {
        this.em = em;
        this.deliveries = deliveries;
        this.mapper = mapper;
    }

    @Transactional
    Optional<Evidence> of(UUID id) {
        return deliveries.byId(id).map(this::opened);
    }

    private Evidence opened(DeliveryRow row) {
        UUID id = row.id();
        WaybillRow waybill = rows(WAYBILL, WaybillRow.class, id).get(0);
        return new Evidence(
                row,
                waybill(waybill),
                rows(LINES, LineRow.class, id).stream().map(this::line).toList(),
                rows(DECLARATIONS, Evidence.Declaration.class, id),
                rows(ATTESTATIONS, AttestationRow.class, id).stream()
                        .map(EvidenceFile::attestation)
                        .toList(),
                rows(REVIEWS, Evidence.Review.class, id),
                rows(CLEARANCES, ClearanceRow.class, id).stream()
                        .map(it -> new Evidence.Clearance(
                                it.id(), it.outcome(), it.policyVersion(), it.at(), Json.reasons(mapper, it.reasons())))
                        .toList(),
                rows(FLAGS, FlagRow.class, id).stream()
                        .map(it -> new Evidence.Flag(
                                it.rule(),
                                it.version(),
                                it.severity(),
                                it.policyVersion(),
                                it.state(),
                                it.at(),
                                inWords(Json.map(mapper, it.facts()))))
                        .toList(),
                Json.conditions(mapper, waybill.conditions()),
                waybill.ground() == null ? null : Ground.valueOf(waybill.ground()),
                waybill.visitUntil(),
                rows(ROUTE, Evidence.Leg.class, id));
    }

    private static Map<String, String> inWords(Map<String, String> facts) {
        Map<String, String> words = new LinkedHashMap<>();
        facts.forEach(
                (name, value) -> words.put(Wording.label(name), NAMES.contains(name) ? value : PlainWords.of(value)));
        return words;
    }

    private <T> List<T> rows(String sql, Class<T> type, UUID id) {
        NativeQuery<T> query =
                em.unwrap(Session.class).createNativeQuery(sql, type).setParameter("id", id);
        if (sql.contains(":limit")) {
            query.setParameter("limit", sql.equals(LINES) ? MOST_LINES : MOST);
        }
        return query.getResultList();
    }

    private static Evidence.Waybill waybill(WaybillRow row) {
        return new Evidence.Waybill(
                row.id(),
                row.programmeId(),
                row.number(),
                row.mode(),
                row.vehicle(),
                row.seals(),
                row.plannedDeparture(),
                row.plannedArrival(),
                row.acceptedAt(),
                row.leg(),
                row.consignment(),
                row.fromPlace(),
                row.carrier(),
                row.contribution(),
                row.donor());
    }

    private Evidence.Line line(LineRow row) {
        return new Evidence.Line(
                row.key(),
                row.commodity(),
                row.description(),
                row.lot(),
                row.bestBefore(),
                row.packages(),
                row.unit(),
                row.kgPerPackage(),
                row.netKg(),
                row.weightElsewhere(),
                row.valueUsd(),
                Json.map(mapper, row.attributes()));
    }

    private static Evidence.Attestation attestation(AttestationRow row) {
        return new Evidence.Attestation(
                row.id(),
                row.organisation(),
                row.monitor(),
                row.method(),
                row.verdict(),
                row.noticeHours(),
                row.escorted(),
                row.privateInterviews(),
                row.happenedAt(),
                row.acceptedAt(),
                row.independent(),
                row.independencePath(),
                row.note(),
                row.corrects(),
                row.corrected(),
                row.imported(),
                row.fingerprint(),
                row.place(),
                metresAway(row),
                row.packages(),
                row.kg(),
                row.evidenceFiles());
    }

    /** Coordinates end here. */
    private static @Nullable Long metresAway(AttestationRow row) {
        Double latitude = row.latitude();
        Double longitude = row.longitude();
        Double siteLatitude = row.siteLatitude();
        Double siteLongitude = row.siteLongitude();
        if (latitude == null || longitude == null || siteLatitude == null || siteLongitude == null) {
            return null;
        }
        return Math.round(new GeoPoint(latitude, longitude).metresTo(new GeoPoint(siteLatitude, siteLongitude)));
    }
}
