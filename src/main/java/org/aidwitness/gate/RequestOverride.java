package org.aidwitness.gate;

import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.GatePolicy;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Asks that goods may go although nobody independent will see them arrive: for one waybill, or for all that goes to one
 * site. Somebody of another organisation must agree.
 *
 * @param id chosen by the sender; the same id with the same content is the same request
 * @param organisation the asking person's own
 * @param waybill one waybill, or null where it is for a site
 * @param site one destination, or null where it is for a waybill
 * @param text what the public is told, 20 to 2,000 characters; it names no person
 * @param days how long it lasts from the moment somebody agrees, 1 to 14; the policy may allow less
 */
public record RequestOverride(
        UUID id,
        UUID programme,
        UUID organisation,
        @Nullable UUID waybill,
        @Nullable UUID site,
        Reason reason,
        String text,
        int days) {

    /** Why people cannot wait. There is no default. */
    public enum Reason {
        ACUTE_HUNGER,
        EPIDEMIC,
        DISPLACEMENT,
        DISASTER,
        PERISHABLE,
        OTHER
    }

    private static final int SHORTEST = 20;
    private static final int LONGEST = 2_000;

    public RequestOverride {
        present("/id", id);
        present("/programme", programme);
        present("/organisation", organisation);
        present("/reason", reason);
        if ((waybill == null) == (site == null)) {
            throw Refused.at("/waybill", Code.INVALID, "An override is for one waybill or for one site.");
        }
        if (text == null || text.strip().length() < SHORTEST || text.length() > LONGEST) {
            throw Refused.at("/text", Code.OUT_OF_RANGE, "Say why in 20 to 2,000 characters: everybody will read it.");
        }
        if (days < 1 || days > GatePolicy.LONGEST_OVERRIDE_DAYS) {
            throw Refused.at("/days", Code.OUT_OF_RANGE, "An override lasts 1 to 14 days.");
        }
    }

    private static void present(String field, @Nullable Object value) {
        if (value == null) {
            throw Refused.at(field, Code.INVALID, "This is needed.");
        }
    }

    Sha256 content() {
        return new Fingerprint()
                .add("override")
                .add(programme)
                .add(organisation)
                .add(waybill)
                .add(site)
                .add(reason)
                .add(text)
                .add(days)
                .done();
    }
}
