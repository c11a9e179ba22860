package org.aidwitness.web;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Sessions;
import org.aidwitness.access.Speaking;
import org.aidwitness.access.Tokens;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking, found once a request: by a token, or by the cookie of a session. A token that does not hold is refused,
 * never taken for a visitor's; a cookie that does not hold any more is a visitor's.
 */
@Named("currentActor")
@RequestScoped
public class CurrentActor {

    private static final String SCHEME = "bearer ";

    private static final Set<Verb> ADMINISTRATION = EnumSet.of(
            Verb.SEE_PEOPLE,
            Verb.KEEP_DEVICES,
            Verb.SEE_AUDIT,
            Verb.KEEP_ORGANISATIONS,
            Verb.KEEP_PROGRAMMES,
            Verb.GIVE_ACCESS);

    private final HttpHeaders headers;
    private final RoutingContext routing;
    private final SessionCookie cookie;
    private final Tokens tokens;
    private final Sessions sessions;
    private final Speaking speaking;
    private @Nullable Actor actor;
    private @Nullable UUID session;

    CurrentActor(
            HttpHeaders headers,
            RoutingContext routing,
            SessionCookie cookie,
            Tokens tokens,
            Sessions sessions,
            Speaking speaking) {
        this.headers = headers;
        this.routing = routing;
        this.cookie = cookie;
        this.tokens = tokens;
        this.sessions = sessions;
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
            SocketAddress remote = routing.request().remoteAddress();
            speaking.from(remote == null || remote.hostAddress() == null ? "" : remote.hostAddress());
            known = find();
            actor = known;
            speaking.as(known);
        }
        return known;
    }

    /** Whether a token was shown; otherwise it was a browser's cookie, or nothing. */
    boolean byToken() {
        String header = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
        return header != null && !header.isBlank();
    }

    /** The browser session behind this request; empty for tokens and visitors. */
    public Optional<UUID> session() {
        get();
        return Optional.ofNullable(session);
    }

    /**
     * Whether this request got as far as asking who sends it; for the layout. Where a token was refused, or no endpoint
     * was found, nobody asked, and a page about that must not ask either.
     */
    public boolean isAsked() {
        return actor != null;
    }

    /** Whether there is anything to administrate for them; for the layout. */
    public boolean isAdministrating() {
        return ADMINISTRATION.stream().anyMatch(verb -> verb.allows(get()));
    }

    /** Whether somebody is signed in; for templates. */
    public boolean isKnown() {
        return get().account() != null;
    }

    /** For templates. */
    public String getName() {
        return get().name();
    }

    /** Whether the page should lead to something, by the name of its verb; for templates. */
    public boolean may(String verb) {
        return Verb.valueOf(verb).allows(get());
    }

    private Actor find() {
        String header = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || header.isBlank()) {
            return cookie.of(headers).map(this::holder).orElse(Actor.VISITOR);
        }
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw Refused.because(Code.SIGN_IN_NEEDED, "Sign in with a bearer token.");
        }
        String token = header.substring(SCHEME.length()).strip();
        return speaking.asProgram(() -> tokens.bearerOf(token))
                .orElseThrow(() -> Refused.because(Code.SIGN_IN_NEEDED, "This token is not valid."));
    }

    private Actor holder(String secret) {
        Optional<Sessions.SignedIn> found =
                speaking.asProgram(() -> sessions.find(secret)).filter(Sessions.SignedIn::complete);
        found.ifPresent(signedIn -> session = signedIn.session());
        return found.map(Sessions.SignedIn::actor).orElse(Actor.VISITOR);
    }
}
