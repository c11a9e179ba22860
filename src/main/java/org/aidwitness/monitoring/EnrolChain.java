package org.aidwitness.monitoring;

import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.draw.CustodianChain;

/**
 * Enrols a custodian's chain of secrets; docs/draw.md says how one is made.
 *
 * @param cid what the chain is called, unique: 1 to 64 letters, digits, dots, underscores and dashes
 * @param anchor the value before the first secret, 64 hex digits
 * @param length how many secrets follow it, 1 to 10,000: one for each draw
 */
public record EnrolChain(UUID id, String cid, String anchor, int length) {

    public EnrolChain {
        if (id == null) {
            throw Refused.at("/id", Code.INVALID, "This is needed.");
        }
        if (cid == null || !CustodianChain.isName(cid)) {
            throw Refused.at(
                    "/cid", Code.MALFORMED, "A name has 1 to 64 letters, digits, dots, underscores and dashes.");
        }
        Digests.require("/anchor", anchor);
        if (length < 1 || length > CustodianChain.MOST) {
            throw Refused.at("/length", Code.OUT_OF_RANGE, "A chain has 1 to " + CustodianChain.MOST + " secrets.");
        }
    }

    Sha256 content() {
        return new Fingerprint().add("chain").add(cid).add(anchor).add(length).done();
    }
}
