package org.aidwitness.shipment;

import java.time.LocalDate;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Goods of a programme are to be handed to people at a site.
 *
 * @param id chosen by the sender; the same id with the same content is the same statement
 * @param organisation in whose name it is planned
 * @param plannedOn the day, in the site's own time, 1990 to 2099
 * @param households how many are to come, 1 to 100,000,000; people likewise, 1 to 1,000,000,000
 * @param rationGramsPerDay grams a person and day, 1 to 100,000, for {@code rationDays} days, 1 to 3,660
 * @param supersedes the plan that this one changes, of the same site and programme; then {@code supersedesReason} says why
 */
public record PlanDistribution(
        UUID id,
        UUID programme,
        UUID site,
        UUID organisation,
        LocalDate plannedOn,
        @Nullable Integer households,
        @Nullable Integer people,
        @Nullable Integer rationGramsPerDay,
        @Nullable Integer rationDays,
        @Nullable UUID supersedes,
        @Nullable String supersedesReason) {

    public PlanDistribution {
        Checks.present("/id", id);
        Checks.present("/programme", programme);
        Checks.present("/site", site);
        Checks.present("/organisation", organisation);
        Checks.present("/plannedOn", plannedOn);
        Times.plausible("/plannedOn", plannedOn);
        Checks.within("/households", households, 1, 100_000_000);
        Checks.within("/people", people, 1, 1_000_000_000);
        Checks.within("/rationGramsPerDay", rationGramsPerDay, 1, 100_000);
        Checks.within("/rationDays", rationDays, 1, 3_660);
        Checks.optionalText("/supersedesReason", supersedesReason, 1_000);
        if ((supersedes == null) != (supersedesReason == null)) {
            throw Refused.at("/supersedesReason", Code.INVALID, "A changed plan says what it changes and why.");
        }
    }

    Sha256 content() {
        return new Fingerprint()
                .add("distribution plan")
                .add(programme)
                .add(site)
                .add(organisation)
                .add(plannedOn)
                .add(households)
                .add(people)
                .add(rationGramsPerDay)
                .add(rationDays)
                .add(supersedes)
                .add(supersedesReason)
                .done();
    }
}
