package org.aidwitness.access;

import java.util.UUID;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;

/** The one question every door asks first. The database asks it again, by itself: see {@link SpeakerOnConnection}. */
public final class Access {

    /** Who answers the question. */
    interface Judge {
        boolean allows(Actor actor, Verb verb);

        boolean allowsFor(Actor actor, Verb verb, UUID organisation);
    }

    private static final Judge TABLE = new Judge() {
        @Override
        public boolean allows(Actor actor, Verb verb) {
            return verb.allows(actor);
        }

        @Override
        public boolean allowsFor(Actor actor, Verb verb, UUID organisation) {
            return organisation.equals(actor.organisation()) || AccessTable.of(verb, actor.roles()) == Reach.ANY;
        }
    };

    /** Another judge stands here only in the test that shows that the database's wall holds alone. */
    private static volatile Judge judge = TABLE;

    private Access() {}

    /** Refuses with SIGN_IN_NEEDED or NOT_ALLOWED; otherwise does nothing. */
    public static void require(Actor actor, Verb verb) {
        if (judge.allows(actor, verb)) {
            return;
        }
        if (actor.account() == null) {
            throw Refused.because(Code.SIGN_IN_NEEDED, "Sign in to do this.");
        }
        throw Refused.because(Code.NOT_ALLOWED, why(actor, verb));
    }

    private static String why(Actor actor, Verb verb) {
        if (actor.roles().isEmpty()) {
            return "Your account has no role yet. Somebody in your organisation asks for one, and a second person agrees.";
        }
        return verb.allows(actor.roles()) ? "This token may not be used for this." : "Your role does not include this.";
    }

    /** As {@link #require(Actor, Verb)}, and in the name of this organisation: the actor's own, or the reach is any. */
    public static void requireFor(Actor actor, Verb verb, UUID organisation) {
        require(actor, verb);
        if (!judge.allowsFor(actor, verb, organisation)) {
            throw Refused.because(Code.NOT_ALLOWED, "You can speak for your own organisation only.");
        }
    }

    /** The organisation the actor acts for; everybody who passed {@link #require} for a closed verb has one. */
    public static UUID organisationOf(Actor actor) {
        UUID organisation = actor.organisation();
        if (organisation == null) {
            throw Refused.because(Code.SIGN_IN_NEEDED, "Sign in to do this.");
        }
        return organisation;
    }

    /** Whether this reaches every organisation, and not only the actor's own. */
    public static boolean everywhere(Actor actor, Verb verb) {
        return verb.allows(actor) && AccessTable.of(verb, actor.roles()) == Reach.ANY;
    }

    static void judgedBy(Judge other) {
        judge = other;
    }

    static void judgedByTheTable() {
        judge = TABLE;
    }
}
