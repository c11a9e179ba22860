package org.aidwitness.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import org.aidwitness.access.Access;
import org.aidwitness.access.Accounts;
import org.aidwitness.access.Speaking;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/** Who is asking, found once a request. A token that does not hold is refused, never taken for a visitor's. */
@RequestScoped
public class CurrentActor {

    private static final String SCHEME = "bearer ";

    private final HttpHeaders headers;
    private final Accounts accounts;
    private final Speaking speaking;
    private @Nullable Actor actor;

    CurrentActor(HttpHeaders headers, Accounts accounts, Speaking speaking) {
        this.headers = headers;
        this.accounts = accounts;
        this.speaking = speaking;
    }

    /** The actor, if they may do this; otherwise refuses. */
    public Actor require(Verb verb) {
        Actor asking = get();
        Access.require(asking, verb);
        return asking;
    }

    public Actor get() {
        Actor known = actor;
        if (known == null) {
            known = find();
            actor = known;
            speaking.as(known);
        }
        return known;
    }

    private Actor find() {
        String header = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || header.isBlank()) {
            return Actor.VISITOR;
        }
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw Refused.because(Code.SIGN_IN_NEEDED, "Sign in with a bearer token.");
        }
        String token = header.substring(SCHEME.length()).strip();
        return speaking.asProgram(() -> accounts.bearerOf(token))
                .orElseThrow(() -> Refused.because(Code.SIGN_IN_NEEDED, "This token is not valid."));
    }
}
