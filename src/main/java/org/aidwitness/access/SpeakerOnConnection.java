package org.aidwitness.access;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Arc;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.aidwitness.kernel.Actor;

/**
 * Tells the database for whom each transaction speaks, as its first statement. The policies of the tables
 * (V0014__tenancy.sql) follow from that. Where nobody is known, a visitor speaks: what is forgotten fails closed.
 */
@Singleton
class SpeakerOnConnection implements AgroalPoolInterceptor {

    private static final String REQUESTS = "aidwitness_app";
    private static final String PROGRAM = "aidwitness_work";

    // Local to the transaction; only outside of one for as long as the connection is held, and then said anew.
    private static final String SAY = """
            select set_config('role', ?, ?),
                   set_config('aidwitness.account', ?, ?),
                   set_config('aidwitness.organisation', ?, ?),
                   set_config('aidwitness.roles', ?, ?),
                   set_config('aidwitness.scope', ?, ?)""";

    private final Speaker speaker;

    SpeakerOnConnection(Speaker speaker) {
        this.speaker = speaker;
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        boolean known = Arc.container().requestContext().isActive();
        Actor actor = known ? speaker.actor() : Actor.VISITOR;
        boolean program = known && speaker.isProgram();
        try (PreparedStatement say = connection.prepareStatement(SAY)) {
            boolean local = !connection.getAutoCommit();
            String[] values = {
                program ? PROGRAM : REQUESTS,
                actor.account() == null ? "" : actor.account().toString(),
                actor.organisation() == null ? "" : actor.organisation().toString(),
                actor.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(",")),
                actor.scope().stream().sorted().collect(Collectors.joining(","))
            };
            for (int i = 0; i < values.length; i++) {
                say.setString(2 * i + 1, values[i]);
                say.setBoolean(2 * i + 2, local);
            }
            say.execute();
        } catch (SQLException e) {
            // A connection that does not know for whom it speaks must not be used.
            throw new IllegalStateException("the speaker could not be told to the database", e);
        }
    }
}
