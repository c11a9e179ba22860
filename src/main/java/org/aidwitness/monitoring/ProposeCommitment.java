package org.aidwitness.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Asks a monitoring organisation to promise that it will be able to see what arrives at these sites in this window.
 *
 * @param id chosen by the sender; the same id with the same content is the same proposal
 * @param organisation the monitoring organisation
 * @param partner who is to expect the visits: the consignee, or the authority of the sites
 * @param sites 1 to 500
 * @param windowTo at most a year after {@code windowFrom}
 * @param shareBp share of the sites' deliveries that will be visited, in basis points: 1 to 10,000, all where absent
 * @param level the terms of access that are expected: OPEN, NOTICE or ESCORTED
 * @param noticeHours 1 to 8,760, with the level NOTICE and only then
 */
public record ProposeCommitment(
        UUID id,
        UUID programme,
        UUID organisation,
        UUID partner,
        List<UUID> sites,
        Instant windowFrom,
        Instant windowTo,
        @Nullable Integer shareBp,
        Level level,
        @Nullable Integer noticeHours) {

    static final int MOST_SITES = 500;

    private static final int WHOLE_BP = 10_000;

    /** Where access is denied, nobody can promise a visit. */
    public enum Level {
        OPEN,
        NOTICE,
        ESCORTED
    }

    public ProposeCommitment {
        Given.present("/id", id);
        Given.present("/programme", programme);
        Given.present("/organisation", organisation);
        Given.present("/partner", partner);
        Given.present("/windowFrom", windowFrom);
        Given.present("/windowTo", windowTo);
        Given.present("/level", level);
        sites = sites == null ? List.of() : List.copyOf(sites);
        Given.each("/sites", sites, MOST_SITES);
        Given.window(windowFrom, windowTo);
        Given.within("/shareBp", shareBp, 1, WHOLE_BP);
        Given.within("/noticeHours", noticeHours, 1, 8_760);
        shareBp = shareBp == null ? WHOLE_BP : shareBp;
        if ((level == Level.NOTICE) != (noticeHours != null)) {
            throw Refused.at(
                    "/noticeHours", Code.INVALID, "Hours of notice go with the level NOTICE, and only with it.");
        }
        if (partner.equals(organisation)) {
            throw Refused.at("/partner", Code.INVALID, "Who promises the visits does not acknowledge them too.");
        }
    }

    Sha256 content() {
        return new Fingerprint()
                .add("commitment")
                .add(programme)
                .add(organisation)
                .add(partner)
                .addAll(sites.stream().sorted().toList())
                .add(windowFrom)
                .add(windowTo)
                .add(shareBp)
                .add(level)
                .add(noticeHours)
                .done();
    }
}
