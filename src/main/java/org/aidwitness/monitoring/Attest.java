package org.aidwitness.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor saw of the goods of one waybill.
 *
 * @param id chosen by the sender; the same id with the same content is the same statement
 * @param visit the assignment it answers, where there was one
 * @param site where the monitor was, or was refused
 * @param organisation the monitor's own
 * @param monitor a pseudonym, 1 to 100 characters; it is shown in public
 * @param noticeHours how long before the visit the site knew of it, 0 to 8,760; null where not stated
 * @param escorted whether somebody of a party stayed beside the monitor; null where not stated
 * @param privateInterviews how many talks without others, 0 to 10,000
 * @param point position, where taken; accuracy in metres, 0 to 100,000
 * @param mockLocation whether the device says that a program invented the position; null where it does not say
 * @param deviceAt the device's clock when it was written down
 * @param supersedes the attestation this one corrects; then {@code supersedesReason} says why
 * @param observations what was counted or weighed, one entry a line, at most 2,000
 * @param evidence SHA-256 of files that have been stored, as 64 hex digits, at most 50
 */
public record Attest(
        UUID id,
        UUID waybill,
        @Nullable UUID visit,
        UUID site,
        UUID organisation,
        String monitor,
        @Nullable String device,
        Method method,
        Verdict verdict,
        @Nullable Integer noticeHours,
        @Nullable Boolean escorted,
        @Nullable Integer privateInterviews,
        @Nullable GeoPoint point,
        @Nullable Integer accuracyMetres,
        @Nullable Boolean mockLocation,
        Instant happenedAt,
        @Nullable Instant deviceAt,
        @Nullable String note,
        @Nullable UUID supersedes,
        @Nullable String supersedesReason,
        List<Observation> observations,
        List<String> evidence) {

    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    public enum Method {
        COUNT,
        WEIGH,
        TALLY,
        INTERVIEW
    }

    public enum Verdict {
        CONFIRMED,
        DISCREPANT,
        /** The monitor was there, and the goods were not to be seen any more. */
        NOT_SEEN,
        /** The monitor was refused. It is no visit. */
        ACCESS_DENIED
    }

    /**
     * What was seen of one line; null is not counted, or not weighed.
     *
     * @param packages all that were seen, 0 to 1,000,000,000
     * @param kg the weight of all that were seen
     * @param weighedPackages how many of them were put on a scale, 1 to {@code packages}
     * @param weighedKg what these weighed together: 1 g to 3,000 kg each
     */
    public record Observation(
            UUID line,
            @Nullable Long packages,
            @Nullable Kilograms kg,
            @Nullable Long weighedPackages,
            @Nullable Kilograms weighedKg) {

        /** Beyond the largest bulk bag, and below the smallest sachet: grams were written for kilograms, or the like. */
        private static final long MOST_GRAMS_EACH = 3_000_000;

        public Observation {
            present("/observations/line", line);
            within("/observations/packages", packages, 1_000_000_000L);
            if ((weighedPackages == null) != (weighedKg == null)) {
                throw Refused.at(
                        "/observations/weighedKg",
                        Code.INVALID,
                        "Say how many packages were weighed and what they weighed together.");
            }
            if (weighedPackages != null && weighedKg != null) {
                requireWeighed(packages, weighedPackages, weighedKg.grams());
            }
        }

        /** Where no single packages were put on a scale. */
        public Observation(UUID line, @Nullable Long packages, @Nullable Kilograms kg) {
            this(line, packages, kg, null, null);
        }

        private static void requireWeighed(@Nullable Long packages, long weighed, long grams) {
            long most = packages == null ? 1_000_000_000L : packages;
            if (weighed < 1 || weighed > most) {
                throw Refused.at(
                        "/observations/weighedPackages",
                        Code.OUT_OF_RANGE,
                        "At least one package is weighed, and no more than were seen.");
            }
            if (grams < weighed || grams > weighed * MOST_GRAMS_EACH) {
                throw Refused.at(
                        "/observations/weighedKg",
                        Code.OUT_OF_RANGE,
                        "A package weighs between 1 g and 3,000 kg; this is the weight of all weighed ones together.");
            }
        }

        /** For the fingerprint. Without weighed packages as it was before there were any: old statements stay the same. */
        private String told() {
            return "Observation[line=" + line + ", packages=" + packages + ", kg=" + kg
                    + (weighedPackages == null
                            ? "]"
                            : ", weighedPackages=" + weighedPackages + ", weighedKg=" + weighedKg + "]");
        }
    }

    public Attest {
        present("/id", id);
        present("/waybill", waybill);
        present("/site", site);
        present("/organisation", organisation);
        present("/method", method);
        present("/verdict", verdict);
        present("/happenedAt", happenedAt);
        text("/monitor", monitor, 100);
        text("/device", device, 100);
        text("/note", note, 2_000);
        text("/supersedesReason", supersedesReason, 1_000);
        within("/noticeHours", noticeHours, 8_760);
        within("/privateInterviews", privateInterviews, 10_000);
        within("/accuracyMetres", accuracyMetres, 100_000);
        plausible("/happenedAt", happenedAt);
        plausible("/deviceAt", deviceAt);
        observations = observations == null ? List.of() : List.copyOf(observations);
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        within("/observations", observations.size(), 2_000);
        within("/evidence", evidence.size(), 50);
        if (monitor == null) {
            throw Refused.at("/monitor", Code.INVALID, "This is needed.");
        }
        if (verdict == Verdict.ACCESS_DENIED && !observations.isEmpty()) {
            throw Refused.at("/observations", Code.INVALID, "Who was refused has counted nothing.");
        }
        if ((supersedes == null) != (supersedesReason == null)) {
            throw Refused.at("/supersedesReason", Code.INVALID, "A correction says what it corrects and why.");
        }
        if (observations.stream().map(Observation::line).distinct().count() != observations.size()) {
            throw Refused.at("/observations", Code.INVALID, "Each line is observed once.");
        }
        for (String hex : evidence) {
            if (!hex.matches("[0-9a-f]{64}")) {
                throw Refused.at("/evidence", Code.INVALID, "A SHA-256 has 64 hex digits, in lower case.");
            }
        }
    }

    Sha256 content() {
        Fingerprint said = new Fingerprint()
                .add("attestation")
                .add(waybill)
                .add(visit)
                .add(site)
                .add(organisation)
                .add(monitor)
                .add(device)
                .add(method)
                .add(verdict)
                .add(noticeHours)
                .add(escorted)
                .add(privateInterviews)
                .add(point)
                .add(accuracyMetres)
                .add(happenedAt)
                .add(deviceAt)
                .add(note)
                .add(supersedes)
                .add(supersedesReason)
                .addAll(observations.stream().map(Observation::told).toList())
                .addAll(evidence);
        // Where it is not stated, the statement is what it was before it could be.
        return (mockLocation == null ? said : said.add("mockLocation").add(mockLocation)).done();
    }

    private static void present(String field, @Nullable Object value) {
        if (value == null) {
            throw Refused.at(field, Code.INVALID, "This is needed.");
        }
    }

    private static void text(String field, @Nullable String text, int most) {
        if (text != null && (text.isBlank() || text.length() > most)) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This needs 1 to " + most + " characters.");
        }
    }

    private static void within(String field, @Nullable Number value, long most) {
        if (value != null && (value.longValue() < 0 || value.longValue() > most)) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This lies between 0 and " + most + ".");
        }
    }

    private static void plausible(String field, @Nullable Instant time) {
        if (time != null && (time.isBefore(EARLIEST) || !time.isBefore(LATEST))) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This lies between 1990 and 2099.");
        }
    }
}
