package org.aidwitness.shipment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.registry.Programmes;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What plans, counts and the addresses of their lists name: looked up, and refused with the field at fault. */
@ApplicationScoped
class Named {

    private static final String PLACE = """
            select id
              from shipment_place
             where id = :id""";

    private static final String LOT = """
            select id
              from shipment_lot
             where id = :id""";

    private final Programmes programmes;
    private final StatelessSession session;

    Named(Programmes programmes, StatelessSession session) {
        this.programmes = programmes;
        this.session = session;
    }

    @Transactional
    void requireProgramme(UUID id) {
        if (programmes.find(id).isEmpty()) {
            throw Refused.at("/programme", Code.UNKNOWN_REFERENCE, "There is no such programme.");
        }
    }

    @Transactional
    void requireSite(UUID id) {
        require(PLACE, id, "/site", "There is no such site.");
    }

    @Transactional
    void requireLot(UUID id) {
        require(LOT, id, "/lot", "There is no such lot.");
    }

    private void require(String query, UUID id, String field, String otherwise) {
        List<UUID> found = session.createNativeQuery(query, UUID.class)
                .setParameter("id", id)
                .getResultList();
        if (found.isEmpty()) {
            throw Refused.at(field, Code.UNKNOWN_REFERENCE, otherwise);
        }
    }

    /** The programme of this code; null where none was named. */
    @Nullable UUID programme(@Nullable String code) {
        return code == null || code.isBlank()
                ? null
                : programmes
                        .byCode(code)
                        .orElseThrow(
                                () -> Refused.at("/programme", Code.UNKNOWN_REFERENCE, "There is no such programme."))
                        .id();
    }

    /** Null where none was asked for. */
    static @Nullable UUID id(String field, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            return UUID.fromString(given);
        } catch (IllegalArgumentException e) {
            throw Refused.at(field, Code.MALFORMED, "This is no id.");
        }
    }

    /** The receipt of a statement that was there already; refuses where it said something else. */
    static Receipt again(String kind, UUID id, Sha256 content, byte[] known, Instant acceptedAt) {
        if (!Arrays.equals(known, content.toBytes())) {
            throw Refused.at(
                    "/id",
                    Code.EXISTS_WITH_DIFFERENT_CONTENT,
                    "There is another statement under this id. To correct it, send a new one that supersedes it.");
        }
        return new Receipt(id, kind, content, acceptedAt);
    }
}
