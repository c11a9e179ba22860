package org.aidwitness.exchange.table;

import java.util.UUID;
import org.aidwitness.kernel.Ids;

/**
 * The ids of what a table says. They are made of the organisation, the mapping's code, the programme and the sender's own
 * keys, so that a file that comes twice makes the same statements, whoever sends it for the organisation.
 */
record Names(UUID namespace) {

    private static final char BETWEEN = '\u001f';

    static Names of(UUID organisation, String mappingCode, UUID programme) {
        return new Names(Ids.named(Ids.named(organisation, mappingCode), programme.toString()));
    }

    UUID waybill(String number) {
        return Ids.named(namespace, "waybill" + BETWEEN + number);
    }

    UUID line(String number, String key) {
        return Ids.named(namespace, "line" + BETWEEN + number + BETWEEN + key);
    }

    UUID declaration(String number, String key) {
        return Ids.named(namespace, "declaration" + BETWEEN + number + BETWEEN + key);
    }

    UUID attestation(String number, String key) {
        return Ids.named(namespace, "attestation" + BETWEEN + number + BETWEEN + key);
    }
}
