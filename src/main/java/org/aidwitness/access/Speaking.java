package org.aidwitness.access;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.aidwitness.kernel.Actor;

/**
 * Says for whom the transactions that follow speak. A transaction takes its speaker when it takes its connection, so the
 * speaker changes between transactions, never within one.
 */
@ApplicationScoped
public class Speaking {

    private final Speaker speaker;

    Speaking(Speaker speaker) {
        this.speaker = speaker;
    }

    /** Where this request came from, as the network shows it; for the audit. */
    public void from(String address) {
        speaker.comesFrom(address);
    }

    String address() {
        return Arc.container().requestContext().isActive() ? speaker.address() : "";
    }

    /** From here to the end of the request. */
    public void as(Actor actor) {
        speaker.is(actor, false);
    }

    /** Only while the work lasts. */
    public <T> T as(Actor actor, Supplier<T> work) {
        return during(actor, false, work);
    }

    /** Work of the program itself: judging, numbering, signing people in. It sees everything. */
    public <T> T asProgram(Supplier<T> work) {
        return during(Actor.SYSTEM, true, work);
    }

    /** As {@link #asProgram(Supplier)}. */
    public void runAsProgram(Runnable work) {
        asProgram(() -> {
            work.run();
            return true;
        });
    }

    private <T> T during(Actor actor, boolean program, Supplier<T> work) {
        ManagedContext request = Arc.container().requestContext();
        if (!request.isActive()) {
            request.activate();
            try {
                speaker.is(actor, program);
                return work.get();
            } finally {
                request.terminate();
            }
        }
        Actor before = speaker.actor();
        boolean programBefore = speaker.isProgram();
        speaker.is(actor, program);
        try {
            return work.get();
        } finally {
            speaker.is(before, programBefore);
        }
    }
}
