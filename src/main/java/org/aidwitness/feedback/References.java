package org.aidwitness.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Whether what a statement names is there: asked of this room's views of the registry. */
@ApplicationScoped
class References {

    private static final String SITE = """
            select count(*)
              from feedback_site
             where id = :id""";

    // A lot that nobody's contribution paid for may be seen in any programme.
    private static final String LOT = """
            select count(*)
              from feedback_lot
             where id = :id
               and (programme_id is null or programme_id = :programme)""";

    private static final String CONTRIBUTION = """
            select count(*)
              from feedback_contribution
             where id = :id
               and programme_id = :programme""";

    private final StatelessSession session;

    References(StatelessSession session) {
        this.session = session;
    }

    @Transactional
    void requireSite(UUID id) {
        long found = session.createNativeQuery(SITE, Long.class)
                .setParameter("id", id)
                .getSingleResult();
        require(found, "/site", "There is no such site.");
    }

    @Transactional
    void requireLot(@Nullable UUID id, UUID programme) {
        if (id != null) {
            require(ofProgramme(LOT, id, programme), "/lot", "There is no such lot in this programme.");
        }
    }

    @Transactional
    void requireContribution(@Nullable UUID id, UUID programme) {
        if (id != null) {
            require(
                    ofProgramme(CONTRIBUTION, id, programme),
                    "/contribution",
                    "There is no such contribution to this programme.");
        }
    }

    private long ofProgramme(String sql, UUID id, UUID programme) {
        return session.createNativeQuery(sql, Long.class)
                .setParameter("id", id)
                .setParameter("programme", programme)
                .getSingleResult();
    }

    private static void require(long found, String field, String otherwise) {
        if (found == 0) {
            throw Refused.at(field, Code.UNKNOWN_REFERENCE, otherwise);
        }
    }
}
