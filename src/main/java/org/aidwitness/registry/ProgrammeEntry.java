package org.aidwitness.registry;

import java.time.Instant;
import java.util.UUID;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;

/**
 * A programme of aid.
 *
 * @param code in addresses: lower-case letters, digits and hyphens, at most 63
 * @param place the country or region, as it is shown
 * @param demonstration everything in it is invented; every page says so
 * @param closed seen by the organisations that take part, and by nobody else; otherwise it is published
 * @param gateInForceFrom from this instant no dispatch without a clearance; before it, only history
 */
public record ProgrammeEntry(
        UUID id,
        String code,
        String name,
        String place,
        boolean demonstration,
        boolean closed,
        Instant gateInForceFrom) {

    /** A published programme. */
    public ProgrammeEntry(
            UUID id, String code, String name, String place, boolean demonstration, Instant gateInForceFrom) {
        this(id, code, name, place, demonstration, false, gateInForceFrom);
    }

    public ProgrammeEntry {
        Texts.requirePresent("/id", id);
        Texts.require("/name", name, 200);
        Texts.require("/place", place, 200);
        Texts.requirePresent("/gateInForceFrom", gateInForceFrom);
        if (code == null || !code.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw Refused.at("/code", Code.INVALID, "A code has lower-case letters, digits and hyphens, at most 63.");
        }
    }
}
