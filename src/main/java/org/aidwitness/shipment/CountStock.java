package org.aidwitness.shipment;

import java.time.Instant;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What a custodian found of one lot at one site.
 *
 * @param id chosen by the sender; the same id with the same content is the same statement
 * @param organisation the custodian
 * @param packages whole packages, 0 to 1,000,000,000; null where only the weight was taken
 * @param kg net weight of all that was found; 0 is a statement
 * @param countedAt when, not in the future
 * @param supersedes the count that this one corrects, of the same custodian, site and lot; then {@code supersedesReason}
 *     says why. A later count needs none: the last one stands
 */
public record CountStock(
        UUID id,
        UUID programme,
        UUID organisation,
        UUID site,
        UUID lot,
        @Nullable Long packages,
        Kilograms kg,
        Instant countedAt,
        @Nullable UUID supersedes,
        @Nullable String supersedesReason) {

    public CountStock {
        Checks.present("/id", id);
        Checks.present("/programme", programme);
        Checks.present("/organisation", organisation);
        Checks.present("/site", site);
        Checks.present("/lot", lot);
        Checks.within("/packages", packages, 0, 1_000_000_000L);
        Checks.present("/kg", kg);
        Checks.present("/countedAt", countedAt);
        Times.plausible("/countedAt", countedAt);
        Checks.optionalText("/supersedesReason", supersedesReason, 1_000);
        if ((supersedes == null) != (supersedesReason == null)) {
            throw Refused.at("/supersedesReason", Code.INVALID, "A correction says what it corrects and why.");
        }
    }

    Sha256 content() {
        return new Fingerprint()
                .add("stock count")
                .add(programme)
                .add(organisation)
                .add(site)
                .add(lot)
                .add(packages)
                .add(kg)
                .add(countedAt)
                .add(supersedes)
                .add(supersedesReason)
                .done();
    }
}
