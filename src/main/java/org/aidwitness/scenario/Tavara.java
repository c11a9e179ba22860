package org.aidwitness.scenario;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.aidwitness.registry.Programmes;
import org.hibernate.StatelessSession;

/**
 * The demonstration: ten months of a programme in an invented country, up to now. Everything in it came through the
 * doors that users have, each statement at its own time.
 */
@ApplicationScoped
public class Tavara {

    /** The programme's code, in addresses. */
    public static final String CODE = "tavara";

    private static final int MOST_SECONDS = 300;
    private static final int FORGET_AFTER = 20;

    // Held until the transaction ends: a second replica waits here, and then finds the programme there.
    private static final String ONE_AT_A_TIME = """
            select cast(pg_advisory_xact_lock(hashtextextended('scenario.tavara', 0)) as text)""";

    private final Programmes programmes;
    private final Stage stage;
    private final StatelessSession session;
    private final EntityManager entities;

    Tavara(Programmes programmes, Stage stage, StatelessSession session, EntityManager entities) {
        this.programmes = programmes;
        this.stage = stage;
        this.session = session;
        this.entities = entities;
    }

    /**
     * Fills the demonstration unless it is there; returns whether it did. All of it or nothing: it is one transaction,
     * so a program that dies meanwhile leaves no half of a country behind.
     *
     * @param now where the story ends; nothing in it is later
     * @param seed the same seed and instant tell the same statements under the same ids
     */
    @Transactional
    @TransactionConfiguration(timeout = MOST_SECONDS)
    public boolean fill(Instant now, long seed) {
        session.createNativeQuery(ONE_AT_A_TIME, String.class).getSingleResultOrNull();
        if (programmes.byCode(CODE).isPresent()) {
            return false;
        }
        List<Act> story = Tale.of(now, seed);
        Stage.Play play = stage.open();
        for (int i = 0; i < story.size(); i++) {
            Act act = story.get(i);
            StoryClock.at(act.at(), () -> play.act(act));
            if (i % FORGET_AFTER == 0) {
                // Each query looks through all entities that were ever loaded; a long story need not carry them along.
                entities.flush();
                entities.clear();
            }
        }
        return true;
    }
}
