package org.aidwitness.journal;

import java.time.Instant;
import java.util.UUID;
import org.aidwitness.kernel.Sha256;

/**
 * What the sender gets for an accepted statement. Sending the same statement again gives the same receipt.
 *
 * @param id the statement's id, chosen by the sender
 * @param kind what was stated, for example {@code shipment.dispatched}
 * @param content the fingerprint of what was stated, as 64 hex digits
 * @param acceptedAt server time
 */
public record Receipt(UUID id, String kind, String content, Instant acceptedAt) {

    public Receipt(UUID id, String kind, Sha256 content, Instant acceptedAt) {
        this(id, kind, content.toString(), acceptedAt);
    }
}
