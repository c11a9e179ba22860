package org.aidwitness.monitoring;

import java.time.Instant;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A monitor was kept from seeing. It needs no waybill: a road that is closed to monitors is an incident too.
 *
 * @param id chosen by the sender; the same id with the same content is the same statement
 * @param waybill the delivery that was to be seen, where there was one
 * @param visit the assignment it happened on, where there was one; then the waybill is its own
 * @param site where it happened or was meant to happen
 * @param pcode the area, where no single site is meant; a site or an area is needed. An area is one of the second
 *     administrative level or smaller, at least two letters and four digits as sites have it: QM0402. Nobody is kept from a
 *     country, and what is told of an area counts for all goods to it
 * @param monitor a pseudonym, 1 to 100 characters; shown to the monitor's own organisation alone
 * @param authority who kept the monitor out, where that is known
 * @param note 1 to 2,000 characters; read by the monitor's own organisation alone
 * @param supersedes the incident this one corrects; then {@code supersedesReason} says why
 */
public record NoteIncident(
        UUID id,
        UUID programme,
        @Nullable UUID waybill,
        @Nullable UUID visit,
        @Nullable UUID site,
        @Nullable String pcode,
        UUID organisation,
        String monitor,
        Kind kind,
        @Nullable UUID authority,
        Instant happenedAt,
        @Nullable Instant deviceAt,
        @Nullable String note,
        @Nullable UUID supersedes,
        @Nullable String supersedesReason) {

    /** Two letters of the country, two digits of the first level and two of the second. */
    private static final int SHORTEST_AREA = 6;

    public enum Kind {
        DENIED,
        TURNED_BACK,
        /** Led off the place by somebody in control there. */
        ESCORTED_AWAY,
        /** Was there, and was kept from seeing. */
        OBSTRUCTED,
        DELAYED,
        DETAINED
    }

    public NoteIncident {
        Given.present("/id", id);
        Given.present("/programme", programme);
        Given.present("/organisation", organisation);
        Given.present("/kind", kind);
        Given.present("/happenedAt", happenedAt);
        Given.textPresent("/monitor", monitor, 100);
        Given.text("/pcode", pcode, 50);
        Given.text("/note", note, 2_000);
        Given.text("/supersedesReason", supersedesReason, 1_000);
        Given.plausible("/happenedAt", happenedAt);
        Given.plausible("/deviceAt", deviceAt);
        if (site == null && pcode == null) {
            throw Refused.at("/site", Code.INVALID, "An incident happened at a site or in an area.");
        }
        if (site == null && pcode != null && pcode.strip().length() < SHORTEST_AREA) {
            throw Refused.at(
                    "/pcode",
                    Code.OUT_OF_RANGE,
                    "This area is too large: name one of the second level or smaller, like QM0402, or the site.");
        }
        if (visit != null && waybill == null) {
            throw Refused.at("/waybill", Code.INVALID, "A visit is to a delivery: name its waybill.");
        }
        if ((supersedes == null) != (supersedesReason == null)) {
            throw Refused.at("/supersedesReason", Code.INVALID, "A correction says what it corrects and why.");
        }
    }

    Sha256 content() {
        return new Fingerprint()
                .add("incident")
                .add(programme)
                .add(waybill)
                .add(visit)
                .add(site)
                .add(pcode)
                .add(organisation)
                .add(monitor)
                .add(kind)
                .add(authority)
                .add(happenedAt)
                .add(deviceAt)
                .add(note)
                .add(supersedes)
                .add(supersedesReason)
                .done();
    }
}
