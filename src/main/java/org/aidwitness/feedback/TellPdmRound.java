package org.aidwitness.feedback;

import java.time.LocalDate;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Post-distribution monitoring: households were asked what reached them. Numbers of households and nothing about any of
 * them.
 *
 * @param organisation the monitors' own
 * @param site where the households were to get something
 * @param cycleOn the day of the distribution they were asked about
 * @param householdsAsked 1 to 10,000
 * @param householdsServed of these, how many got at least 80 % of their entitlement; null where this was not asked
 * @param householdsTaxed of these, from how many somebody took a part back; null where this was not asked
 * @param supersedes the round this one corrects; then {@code supersedesReason} says why
 */
public record TellPdmRound(
        UUID id,
        UUID programme,
        UUID organisation,
        UUID site,
        LocalDate cycleOn,
        Method method,
        Integer householdsAsked,
        @Nullable Integer householdsServed,
        @Nullable Integer householdsTaxed,
        @Nullable UUID supersedes,
        @Nullable String supersedesReason)
        implements Said {

    /** How they were asked. */
    public enum Method {
        /** At home, by somebody who came. */
        HOME,
        /** Called together at one place. */
        GATHERING,
        PHONE
    }

    public TellPdmRound {
        Given.present("/id", id);
        Given.present("/programme", programme);
        Given.present("/organisation", organisation);
        Given.present("/site", site);
        Given.present("/cycleOn", cycleOn);
        Given.present("/method", method);
        Given.present("/householdsAsked", householdsAsked);
        Given.within("/householdsAsked", householdsAsked, 1, 10_000);
        Given.part("/householdsServed", householdsServed, householdsAsked);
        Given.part("/householdsTaxed", householdsTaxed, householdsAsked);
        Given.correction(supersedes, supersedesReason);
        if (householdsServed == null && householdsTaxed == null) {
            throw Refused.at("/householdsServed", Code.INVALID, "A round tells what the households answered.");
        }
    }

    @Override
    public Sha256 content() {
        return new Fingerprint()
                .add("pdm-round")
                .add(programme)
                .add(organisation)
                .add(site)
                .add(cycleOn)
                .add(method)
                .add(householdsAsked)
                .add(householdsServed)
                .add(householdsTaxed)
                .add(supersedes)
                .add(supersedesReason)
                .done();
    }
}
