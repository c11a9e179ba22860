package org.aidwitness.access;

import jakarta.enterprise.context.RequestScoped;
import org.aidwitness.kernel.Actor;

/** For whom this request speaks; until somebody is found to have signed in, for a visitor. */
@RequestScoped
class Speaker {

    private Actor actor = Actor.VISITOR;
    private boolean program;

    Actor actor() {
        return actor;
    }

    /** The program's own work, which no request asks for by itself. */
    boolean isProgram() {
        return program;
    }

    void is(Actor speaking, boolean theProgram) {
        actor = speaking;
        program = theProgram;
    }
}
