package org.aidwitness.registry;

import java.util.UUID;

/**
 * An organisation.
 *
 * @param id chosen by the sender
 * @param code unique, 1 to 100 characters
 * @param name as it is shown, 1 to 300 characters
 */
public record OrganisationEntry(UUID id, String code, String name, Kind kind) {

    public enum Kind {
        DONOR,
        UN_AGENCY,
        NGO,
        AUTHORITY,
        CARRIER,
        SUPPLIER,
        MONITOR,
        OTHER
    }

    public OrganisationEntry {
        Texts.require("/code", code, 100);
        Texts.require("/name", name, 300);
        Texts.requirePresent("/id", id);
        Texts.requirePresent("/kind", kind);
    }
}
