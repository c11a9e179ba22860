package org.aidwitness.scenario;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.monitoring.Attest;
import org.aidwitness.shipment.Declare;
import org.aidwitness.shipment.Declare.Kind;
import org.aidwitness.shipment.Declare.Precision;
import org.aidwitness.shipment.Declare.ReceiptOutcome;
import org.aidwitness.shipment.DeclaredLine;
import org.aidwitness.shipment.DeclaredLine.LossReason;
import org.jspecify.annotations.Nullable;

/** Statements in few words: the commands of the doors, with what a story leaves unsaid left out. */
public final class Telling {

    /** Where and when something is said to have happened, and the seals that were read there. */
    public record Scene(@Nullable UUID site, @Nullable GeoPoint point, Instant at, List<String> seals) {

        public Scene {
            seals = List.copyOf(seals);
        }
    }

    /** A statement's id, the waybill it is about, and who makes it in whose name. */
    public record Statement(UUID id, UUID waybill, UUID organisation, String person) {}

    /** Packages by what became of them. */
    public record Packages(
            long good,
            long damaged,
            long missing,
            long surplus,
            @Nullable LossReason reason) {

        public static Packages allGood(long packages) {
            return new Packages(packages, 0, 0, 0, null);
        }
    }

    /** The people a distribution reached, and for how many days. */
    public record People(int households, int people, int gramsPerDay, int days) {}

    /** How a monitor looked. */
    public record Look(
            Attest.Method method,
            Attest.Verdict verdict,
            @Nullable Integer noticeHours,
            boolean escorted,
            int privateInterviews,
            @Nullable Integer accuracyMetres,
            @Nullable String note) {}

    private Telling() {}

    public static Declare dispatched(Statement statement, Scene scene) {
        return declare(statement, Kind.DISPATCHED, scene, null, null, null, List.of());
    }

    public static Declare passed(Statement statement, Scene scene) {
        return declare(statement, Kind.PASSED_CHECKPOINT, scene, null, null, null, List.of());
    }

    public static Declare received(
            Statement statement, Scene scene, ReceiptOutcome outcome, @Nullable String note, List<DeclaredLine> lines) {
        return declare(statement, Kind.RECEIVED, scene, outcome, null, note, lines);
    }

    public static Declare distributed(Statement statement, Scene scene, People people, List<DeclaredLine> lines) {
        return declare(statement, Kind.DISTRIBUTED, scene, null, people, null, lines);
    }

    public static Declare lost(Statement statement, Scene scene, @Nullable String note, List<DeclaredLine> lines) {
        return declare(statement, Kind.LOST, scene, null, null, note, lines);
    }

    /** The same statement with other lines, in place of the first. */
    public static Declare corrected(Declare first, UUID id, String reason, List<DeclaredLine> lines) {
        return new Declare(
                id,
                first.waybill(),
                first.kind(),
                first.organisation(),
                first.signedBy(),
                first.device(),
                first.site(),
                first.happenedAt(),
                first.precision(),
                first.notedAt(),
                first.deviceAt(),
                first.point(),
                first.accuracyMetres(),
                first.seals(),
                first.receipt(),
                first.households(),
                first.people(),
                first.rationGramsPerDay(),
                first.rationDays(),
                first.note(),
                first.id(),
                reason,
                lines);
    }

    private static Declare declare(
            Statement statement,
            Kind kind,
            Scene scene,
            @Nullable ReceiptOutcome outcome,
            @Nullable People people,
            @Nullable String note,
            List<DeclaredLine> lines) {
        return new Declare(
                statement.id(),
                statement.waybill(),
                kind,
                statement.organisation(),
                statement.person(),
                null,
                scene.site(),
                scene.at(),
                Precision.INSTANT,
                null,
                null,
                scene.point(),
                scene.point() == null ? null : 12,
                scene.seals(),
                outcome,
                people == null ? null : people.households(),
                people == null ? null : people.people(),
                people == null ? null : people.gramsPerDay(),
                people == null ? null : people.days(),
                note,
                null,
                null,
                lines);
    }

    /** What is said of one line, in packages and in the kilograms that follow from them. */
    public static DeclaredLine line(UUID line, BigDecimal kgPerPackage, Packages packages) {
        return new DeclaredLine(
                line,
                packages.good(),
                weight(kgPerPackage, packages.good()),
                packages.damaged(),
                weight(kgPerPackage, packages.damaged()),
                packages.missing(),
                weight(kgPerPackage, packages.missing()),
                packages.surplus(),
                weight(kgPerPackage, packages.surplus()),
                packages.reason());
    }

    /** What an attestation says; the site is where the monitor stood. */
    public static Attest attested(
            Statement statement,
            @Nullable UUID visit,
            UUID site,
            @Nullable GeoPoint point,
            Instant at,
            Look look,
            List<Attest.Observation> observations) {
        return new Attest(
                statement.id(),
                statement.waybill(),
                visit,
                site,
                statement.organisation(),
                statement.person(),
                null,
                look.method(),
                look.verdict(),
                look.noticeHours(),
                look.escorted(),
                look.privateInterviews(),
                point,
                point == null ? null : look.accuracyMetres(),
                null,
                at,
                null,
                look.note(),
                null,
                null,
                observations,
                List.of());
    }

    public static Kilograms weight(BigDecimal kgPerPackage, long packages) {
        return Kilograms.of(kgPerPackage.multiply(BigDecimal.valueOf(packages)));
    }
}
