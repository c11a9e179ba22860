package org.aidwitness.shipment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What a party with a stake says happened to the goods of one waybill.
 *
 * @param id chosen by the sender; the same id with the same content is the same statement
 * @param organisation in whose name it is said
 * @param signedBy the person or machine who signed, as a pseudonym, 1 to 100 characters
 * @param device the device it was written on, where known
 * @param site where it happened; needed for PASSED_CHECKPOINT and REROUTED (the new destination)
 * @param happenedAt when, as exactly as {@code precision} says
 * @param notedAt when the sender wrote it down, where they say so
 * @param deviceAt the device's clock when it was written down
 * @param point position, where taken; accuracy in metres, 0 to 100,000
 * @param receipt with RECEIVED, and only with it
 * @param people with DISTRIBUTED: how many were reached; households likewise
 * @param rationGramsPerDay with DISTRIBUTED: grams a person and day, for {@code rationDays} days
 * @param supersedes the declaration this one corrects; then {@code supersedesReason} says why
 * @param lines one entry a line, at most 1,000; for DISPATCHED none: the waybill's lines say what left
 */
public record Declare(
        UUID id,
        UUID waybill,
        Kind kind,
        UUID organisation,
        String signedBy,
        @Nullable String device,
        @Nullable UUID site,
        Instant happenedAt,
        Precision precision,
        @Nullable Instant notedAt,
        @Nullable Instant deviceAt,
        @Nullable GeoPoint point,
        @Nullable Integer accuracyMetres,
        List<String> seals,
        @Nullable ReceiptOutcome receipt,
        @Nullable Integer households,
        @Nullable Integer people,
        @Nullable Integer rationGramsPerDay,
        @Nullable Integer rationDays,
        @Nullable String note,
        @Nullable UUID supersedes,
        @Nullable String supersedesReason,
        List<DeclaredLine> lines) {

    public enum Kind {
        DISPATCHED,
        PASSED_CHECKPOINT,
        RECEIVED,
        DISTRIBUTED,
        LOST,
        RETURNED,
        REROUTED,
        CANCELLED
    }

    public enum Precision {
        INSTANT,
        /** The day is known, in the site's own time; the instant given is its beginning. */
        DAY,
        /** It happened at this instant or before. */
        NOT_AFTER
    }

    public enum ReceiptOutcome {
        /** All that will come has come; what is not good is damaged or missing. */
        COMPLETE,
        /** More is to come. */
        PARTIAL,
        /** Nothing was taken in. */
        REFUSED
    }

    public Declare {
        Checks.present("/id", id);
        Checks.present("/waybill", waybill);
        Checks.present("/kind", kind);
        Checks.present("/organisation", organisation);
        Checks.text("/signedBy", signedBy, 100);
        Checks.optionalText("/device", device, 100);
        Checks.present("/happenedAt", happenedAt);
        precision = precision == null ? Precision.INSTANT : precision;
        Times.plausible("/happenedAt", happenedAt);
        Times.plausible("/notedAt", notedAt);
        Times.plausible("/deviceAt", deviceAt);
        Checks.within("/accuracyMetres", accuracyMetres, 0, 100_000);
        seals = seals == null ? List.of() : List.copyOf(seals);
        Checks.within("/seals", seals.size(), 0, 20);
        seals.forEach(seal -> Checks.text("/seals", seal, 50));
        Checks.within("/households", households, 0, 100_000_000);
        Checks.within("/people", people, 0, 1_000_000_000);
        Checks.within("/rationGramsPerDay", rationGramsPerDay, 1, 100_000);
        Checks.within("/rationDays", rationDays, 1, 3_660);
        Checks.optionalText("/note", note, 2_000);
        Checks.optionalText("/supersedesReason", supersedesReason, 1_000);
        lines = lines == null ? List.of() : List.copyOf(lines);
        Checks.within("/lines", lines.size(), 0, 1_000);
        if ((kind == Kind.RECEIVED) != (receipt != null)) {
            throw Refused.at(
                    "/receipt", Code.INVALID, "A receipt is COMPLETE, PARTIAL or REFUSED; nothing else has one.");
        }
        if ((kind == Kind.PASSED_CHECKPOINT || kind == Kind.REROUTED) && site == null) {
            throw Refused.at("/site", Code.INVALID, "Say which site.");
        }
        if ((supersedes == null) != (supersedesReason == null)) {
            throw Refused.at("/supersedesReason", Code.INVALID, "A correction says what it corrects and why.");
        }
        if (kind == Kind.DISPATCHED && !lines.isEmpty()) {
            throw Refused.at("/lines", Code.INVALID, "What leaves stands on the waybill; a dispatch has no lines.");
        }
        long distinct = lines.stream().map(DeclaredLine::line).distinct().count();
        if (distinct != lines.size()) {
            throw Refused.at("/lines", Code.INVALID, "Each line is declared once.");
        }
    }

    /** The statement without its lines: those of an imported statement arrive row by row. */
    public Sha256 header() {
        return header(new Fingerprint()).done();
    }

    Sha256 content() {
        return header(new Fingerprint()).addAll(lines).done();
    }

    private Fingerprint header(Fingerprint fingerprint) {
        return fingerprint
                .add("declaration")
                .add(waybill)
                .add(kind)
                .add(organisation)
                .add(signedBy)
                .add(device)
                .add(site)
                .add(happenedAt)
                .add(precision)
                .add(notedAt)
                .add(deviceAt)
                .add(point)
                .add(accuracyMetres)
                .addAll(seals)
                .add(receipt)
                .add(households)
                .add(people)
                .add(rationGramsPerDay)
                .add(rationDays)
                .add(note)
                .add(supersedes)
                .add(supersedesReason);
    }
}
