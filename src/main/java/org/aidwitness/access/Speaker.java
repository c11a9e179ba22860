package org.aidwitness.access;

import jakarta.enterprise.context.RequestScoped;
import org.aidwitness.kernel.Actor;

/** For whom this request speaks; until somebody is found to have signed in, for a visitor. */
@RequestScoped
class Speaker {

    private Actor actor = Actor.VISITOR;
    private boolean program;
    private String address = "";

    Actor actor() {
        return actor;
    }

    /** The program's own work, which no request asks for by itself. */
    boolean isProgram() {
        return program;
    }

    /** Where the request came from; empty for the program's own work. */
    String address() {
        return address;
    }

    void comesFrom(String place) {
        address = place;
    }

    void is(Actor speaking, boolean theProgram) {
        actor = speaking;
        program = theProgram;
    }
}
