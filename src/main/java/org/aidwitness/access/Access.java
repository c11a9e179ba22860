package org.aidwitness.access;

import java.util.UUID;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;

/** The one question every door asks first. */
public final class Access {

    private Access() {}

    /** Refuses with SIGN_IN_NEEDED or NOT_ALLOWED; otherwise does nothing. */
    public static void require(Actor actor, Verb verb) {
        if (verb.allows(actor.roles())) {
            return;
        }
        if (actor.account() == null) {
            throw Refused.because(Code.SIGN_IN_NEEDED, "Sign in with a bearer token to do this.");
        }
        throw Refused.because(Code.NOT_ALLOWED, "Your role does not include this.");
    }

    /** As {@link #require(Actor, Verb)}, and the statement must be made in the name of the actor's own organisation. */
    public static void requireFor(Actor actor, Verb verb, UUID organisation) {
        require(actor, verb);
        if (!organisation.equals(actor.organisation())) {
            throw Refused.because(Code.NOT_ALLOWED, "You can speak for your own organisation only.");
        }
    }

    /** The organisation the actor acts for; everybody who passed {@link #require} for a closed verb has one. */
    public static UUID organisationOf(Actor actor) {
        UUID organisation = actor.organisation();
        if (organisation == null) {
            throw Refused.because(Code.SIGN_IN_NEEDED, "Sign in with a bearer token to do this.");
        }
        return organisation;
    }
}
