package org.aidwitness.verification.rule;

import static org.aidwitness.verification.rule.CaseBounds.inOrder;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.GeoPoint;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a visit beyond what its attestation says was seen: what it says about itself, and what other visits
 * of the monitor, at the site and with the same pictures say about it. Lists stand in the order of their events, whatever
 * order they came in. Of what came by a file, and of what a reviewer rejected, only what is stated is known.
 *
 * @param visit the assignment it answers; null where there was none
 * @param escorted as stated; null where not stated
 * @param privateInterviews as stated; null where not stated
 * @param mockLocation whether a program invented the position; null where the device does not say
 * @param toldAt when the server accepted it, or the first attestation that it corrects; null where this says nothing
 * @param siteLanguages spoken at the site, BCP 47; empty where nobody knows
 * @param speaks whether the monitor speaks one of them; null where nobody knows
 * @param before the same monitor's last visit with a position before this one
 * @param after the same monitor's next one
 * @param sameSpot the same monitor's visits at the very same coordinates, to {@link #SPOT_DECIMALS} decimals
 * @param inARow on so many visits to the site in a row, this one the last, nobody came but this monitor; all that one
 *     monitor does at a site within a day (UTC) is one visit. Zero where this is not known
 * @param atSite visits at the site in the time before this one, to the end of its day; known where this monitor does not
 *     speak a language of the site
 */
public record Trace(
        @Nullable UUID visit,
        @Nullable Boolean escorted,
        @Nullable Integer privateInterviews,
        @Nullable Boolean mockLocation,
        @Nullable Instant toldAt,
        List<String> siteLanguages,
        @Nullable Boolean speaks,
        @Nullable Stop before,
        @Nullable Stop after,
        List<Stop> sameSpot,
        int inARow,
        List<Caller> atSite,
        List<Picture> pictures) {

    /** Of each list. */
    public static final int MOST = 1_000;

    /** Coordinates that agree to so many decimals are the very same spot. */
    public static final int SPOT_DECIMALS = 6;

    /** A picture is compared with those of other events so many days before and after its own. */
    public static final int COMPARED_DAYS = 180;

    /** With the latest so many of the site, and as many of the monitor. */
    public static final int COMPARED_PICTURES = 100;

    /** Nothing is known. */
    public static final Trace NONE =
            new Trace(null, null, null, null, null, List.of(), null, null, null, List.of(), 0, List.of(), List.of());

    public Trace {
        siteLanguages = inOrder(siteLanguages, Comparator.naturalOrder());
        sameSpot = inOrder(sameSpot, Comparator.comparing(Stop::at).thenComparing(Stop::attestation));
        atSite = inOrder(atSite, Comparator.comparing(Caller::at).thenComparing(Caller::attestation));
        pictures = inOrder(pictures, Comparator.comparing(Picture::sha256));
        if (sameSpot.size() > MOST || atSite.size() > MOST || pictures.size() > MOST || inARow < 0) {
            throw new IllegalArgumentException("trace");
        }
    }

    /** Where the same monitor was at another time. */
    public record Stop(
            UUID attestation,
            UUID waybill,
            Instant at,
            GeoPoint point,
            @Nullable Double accuracyMetres) {}

    /** Somebody who came to the same site. */
    public record Caller(
            UUID attestation, Instant at, @Nullable Boolean speaks) {}

    /**
     * A picture that the attestation shows.
     *
     * @param sha256 as hex digits
     * @param takenAt by the camera's clock; null where the picture does not say
     * @param twins other attestations that show the same picture, or one that looks the same
     */
    public record Picture(String sha256, @Nullable Instant takenAt, List<Twin> twins) {
        public Picture {
            twins = twins.stream()
                    .sorted(Comparator.comparing(Twin::attestation)
                            // One visit may show the file itself, and a copy that only looks like it.
                            .thenComparing(Twin::bits, Comparator.nullsFirst(Comparator.naturalOrder())))
                    .toList();
            if (twins.size() > MOST) {
                throw new IllegalArgumentException("twins");
            }
        }
    }

    /**
     * Another attestation with the same picture.
     *
     * @param toldAt when the server accepted it, or the first attestation that it corrects; null where this is not known
     * @param bits in how many bits the perceptual hashes differ; null where the files are the same
     */
    public record Twin(
            UUID attestation,
            UUID waybill,
            @Nullable UUID visit,
            UUID organisation,
            String monitor,
            Instant at,
            @Nullable Instant toldAt,
            @Nullable Integer bits) {
        public Twin {
            if (bits != null && (bits < 0 || bits > Long.SIZE)) {
                throw new IllegalArgumentException("bits");
            }
        }
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
