package org.aidwitness.monitoring;

import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;

/**
 * A custodian's part of a draw.
 *
 * @param cid the chain
 * @param value its secret at the position that the draw's rule names, 64 hex digits
 */
public record RevealValue(UUID id, String cid, String value) {

    public RevealValue {
        if (id == null) {
            throw Refused.at("/id", Code.INVALID, "This is needed.");
        }
        if (cid == null) {
            throw Refused.at("/cid", Code.INVALID, "This is needed.");
        }
        Digests.require("/value", value);
    }

    Sha256 secret() {
        return Sha256.fromHex(value);
    }

    Sha256 content(UUID draw) {
        return new Fingerprint().add("reveal").add(draw).add(cid).add(value).done();
    }

    /** A secret has no place in a log. */
    @Override
    public String toString() {
        return "RevealValue[id=" + id + ", cid=" + cid + "]";
    }
}
