package org.aidwitness.verification;

import static java.util.stream.Collectors.toMap;
import static org.aidwitness.kernel.Lists.by;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.kernel.Policy;
import org.aidwitness.kernel.VisitPolicy;
import org.aidwitness.verification.CaseRows.AttestationRow;
import org.aidwitness.verification.rule.Trace;
import org.aidwitness.verification.rule.Trace.Caller;
import org.aidwitness.verification.rule.Trace.Picture;
import org.aidwitness.verification.rule.Trace.Stop;
import org.aidwitness.verification.rule.Trace.Twin;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the visits of a batch beyond what was seen. Nobody came: nothing is asked. Else three questions for
 * the whole batch, and one more each where the languages of a place are known, where a monitor speaks none of them, where
 * there are pictures, and where these have perceptual hashes.
 */
@ApplicationScoped
class Traces {

    /** Visits at one spot: more than any policy asks for, though several be on one day. */
    private static final int MOST_AT_SPOT = 30;

    /** Statements at a site for each visit that may count as one in a row; some say several things on one day. */
    private static final int STATEMENTS_A_VISIT = 4;

    private static final int MOST_CALLERS = 60;
    private static final int MOST_TWINS = 20;

    private record RoutineRow(UUID id, Long inARow) {}

    private record SpeakingRow(UUID id, @Nullable Boolean speaks) {}

    private record NearbyRow(
            UUID id,
            String relation,
            UUID statement,
            UUID waybill,
            Instant at,
            Double latitude,
            Double longitude,
            @Nullable Integer accuracyM) {

        Stop stop() {
            return new Stop(
                    statement,
                    waybill,
                    at,
                    new GeoPoint(latitude, longitude),
                    accuracyM == null ? null : accuracyM.doubleValue());
        }
    }

    private record CallerRow(
            UUID id, UUID statement, Instant at, @Nullable Boolean speaks) {}

    private record PictureRow(
            UUID attestation,
            String sha256,
            @Nullable Long hash,
            @Nullable Instant takenAt) {}

    private record TwinRow(
            UUID attestation,
            String sha256,
            UUID other,
            UUID waybill,
            @Nullable UUID visit,
            UUID organisation,
            String monitor,
            Instant at,
            @Nullable Instant toldAt,
            @Nullable Integer bits) {}

    /** All that was read for a batch, by attestation. */
    private record Read(
            Map<UUID, Long> inARow,
            Map<UUID, Boolean> speaks,
            Map<UUID, List<NearbyRow>> nearby,
            Map<UUID, List<CallerRow>> callers,
            Map<UUID, List<PictureRow>> pictures,
            Map<UUID, List<TwinRow>> twins) {}

    private final StatelessSession session;

    Traces(StatelessSession session) {
        this.session = session;
    }

    /** By attestation; with the limits of the most generous policy of them. */
    Map<UUID, Trace> of(List<AttestationRow> attestations, Collection<Policy> policies) {
        List<AttestationRow> counting =
                attestations.stream().filter(AttestationRow::counts).toList();
        if (counting.isEmpty()) {
            return attestations.stream().collect(toMap(AttestationRow::id, Traces::stated));
        }
        Read read = read(counting, policies);
        return attestations.stream()
                .collect(toMap(AttestationRow::id, row -> row.counts() ? trace(row, read) : stated(row)));
    }

    private Read read(List<AttestationRow> counting, Collection<Policy> policies) {
        String ids = Rows.ids(counting.stream().map(AttestationRow::id).toArray(UUID[]::new));
        List<RoutineRow> routine = session.createNativeQuery(TraceSql.ROUTINE, RoutineRow.class)
                .setParameter("ids", ids)
                .setParameter("most", 2 * STATEMENTS_A_VISIT * most(policies, VisitPolicy::routineVisits))
                .getResultList();
        List<NearbyRow> nearby = session.createNativeQuery(TraceSql.NEARBY, NearbyRow.class)
                .setParameter("ids", ids)
                .setParameter("most", MOST_AT_SPOT)
                .getResultList();
        List<PictureRow> pictures = session.createNativeQuery(TraceSql.PICTURES, PictureRow.class)
                .setParameter("ids", ids)
                .getResultList();
        Map<UUID, Boolean> speaks = speaks(counting);
        return new Read(
                routine.stream().collect(toMap(RoutineRow::id, RoutineRow::inARow)),
                speaks,
                by(nearby, NearbyRow::id),
                by(callers(speaks, most(policies, VisitPolicy::windowDays)), CallerRow::id),
                by(pictures, PictureRow::attestation),
                by(twins(pictures, most(policies, VisitPolicy::hashBits)).toList(), TwinRow::attestation));
    }

    /** Of those about whom it is known, at places whose languages are known. */
    private Map<UUID, Boolean> speaks(List<AttestationRow> counting) {
        UUID[] asked = counting.stream()
                .filter(row -> row.languages() != null)
                .map(AttestationRow::id)
                .toArray(UUID[]::new);
        if (asked.length == 0) {
            return Map.of();
        }
        return session
                .createNativeQuery(TraceSql.SPEAKING, SpeakingRow.class)
                .setParameter("ids", Rows.ids(asked))
                .getResultList()
                .stream()
                .filter(row -> row.speaks != null)
                .collect(toMap(SpeakingRow::id, SpeakingRow::speaks));
    }

    private static int most(Collection<Policy> policies, ToIntFunction<VisitPolicy> number) {
        return policies.stream()
                .map(Policy::visit)
                .mapToInt(number)
                .max()
                .orElse(number.applyAsInt(VisitPolicy.DEFAULTS));
    }

    private List<CallerRow> callers(Map<UUID, Boolean> speaks, int days) {
        UUID[] without = speaks.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(Map.Entry::getKey)
                .toArray(UUID[]::new);
        if (without.length == 0) {
            return List.of();
        }
        return session.createNativeQuery(TraceSql.CALLERS, CallerRow.class)
                .setParameter("ids", Rows.ids(without))
                .setParameter("days", days)
                .setParameter("most", MOST_CALLERS)
                .getResultList();
    }

    private Stream<TwinRow> twins(List<PictureRow> pictures, int bits) {
        if (pictures.isEmpty()) {
            return Stream.empty();
        }
        List<TwinRow> same = session.createNativeQuery(TraceSql.SAME_FILE, TwinRow.class)
                .setParameter("ids", Rows.ids(showing(pictures.stream())))
                .setParameter("most", MOST_TWINS)
                .getResultList();
        UUID[] hashed = showing(pictures.stream().filter(picture -> picture.hash() != null));
        if (hashed.length == 0) {
            return same.stream();
        }
        List<TwinRow> alike = session.createNativeQuery(TraceSql.SAME_LOOK, TwinRow.class)
                .setParameter("ids", Rows.ids(hashed))
                .setParameter("compared", Trace.COMPARED_DAYS)
                .setParameter("candidates", Trace.COMPARED_PICTURES)
                .setParameter("bits", bits)
                .setParameter("most", MOST_TWINS)
                .getResultList();
        return Stream.concat(same.stream(), alike.stream());
    }

    private static UUID[] showing(Stream<PictureRow> pictures) {
        return pictures.map(PictureRow::attestation).distinct().toArray(UUID[]::new);
    }

    /** Of what came by a file or was rejected, only what it says itself. */
    private static Trace stated(AttestationRow row) {
        return new Trace(
                null,
                row.escorted(),
                row.privateInterviews(),
                null,
                null,
                List.of(),
                null,
                null,
                null,
                List.of(),
                0,
                List.of(),
                List.of());
    }

    private static Trace trace(AttestationRow row, Read read) {
        Stop before = null;
        Stop after = null;
        List<Stop> sameSpot = new ArrayList<>();
        for (NearbyRow near : read.nearby.getOrDefault(row.id(), List.of())) {
            switch (near.relation) {
                case "BEFORE" -> before = near.stop();
                case "AFTER" -> after = near.stop();
                default -> sameSpot.add(near.stop());
            }
        }
        return new Trace(
                row.visit(),
                row.escorted(),
                row.privateInterviews(),
                row.mockLocation(),
                row.toldAt(),
                row.languages() == null ? List.of() : List.of(row.languages()),
                read.speaks.get(row.id()),
                before,
                after,
                sameSpot,
                read.inARow.getOrDefault(row.id(), 0L).intValue(),
                read.callers.getOrDefault(row.id(), List.of()).stream()
                        .map(caller -> new Caller(caller.statement, caller.at, caller.speaks))
                        .toList(),
                pictures(row.id(), read));
    }

    private static List<Picture> pictures(UUID attestation, Read read) {
        List<TwinRow> twins = read.twins.getOrDefault(attestation, List.of());
        return read.pictures.getOrDefault(attestation, List.of()).stream()
                .map(picture -> new Picture(
                        picture.sha256,
                        picture.takenAt,
                        twins.stream()
                                .filter(twin -> twin.sha256.equals(picture.sha256))
                                .map(Traces::twin)
                                .distinct()
                                .toList()))
                .toList();
    }

    private static Twin twin(TwinRow row) {
        return new Twin(row.other, row.waybill, row.visit, row.organisation, row.monitor, row.at, row.toldAt, row.bits);
    }
}
