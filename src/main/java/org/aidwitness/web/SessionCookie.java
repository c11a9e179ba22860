package org.aidwitness.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The cookie of a browser session (docs/trust.md, 8.4): bound to this host, out of reach of scripts, never sent along by
 * other sites. Without TLS and off this machine browsers do not take it; {@code aidwitness.cookies.secure=false} is for a
 * first look from another machine and refuses production.
 */
@ApplicationScoped
public class SessionCookie {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final String NAME = "aidwitness";
    private static final String BOUND_TO_HOST = "__Host-";

    private final boolean secure;

    SessionCookie(@ConfigProperty(name = "aidwitness.cookies.secure", defaultValue = "true") boolean secure) {
        this.secure = secure;
    }

    /** What the browser sent. */
    public Optional<String> of(HttpHeaders headers) {
        return value(headers, NAME);
    }

    /** Whether browsers take the cookie from such an address: with TLS, or from this machine itself. */
    public boolean takenFrom(boolean tls, String host) {
        return !secure || tls || LOCAL.contains(host.toLowerCase(Locale.ROOT));
    }

    public NewCookie holding(String secret) {
        return cookie(NAME, secret, NewCookie.DEFAULT_MAX_AGE);
    }

    public NewCookie gone() {
        return cookie(NAME, "", 0);
    }

    Optional<String> value(HttpHeaders headers, String name) {
        Cookie cookie = headers.getCookies().get(secure ? BOUND_TO_HOST + name : name);
        return cookie == null || cookie.getValue().isEmpty() ? Optional.empty() : Optional.of(cookie.getValue());
    }

    NewCookie cookie(String name, String value, int maxAge) {
        return new NewCookie.Builder(secure ? BOUND_TO_HOST + name : name)
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.STRICT)
                .maxAge(maxAge)
                .build();
    }
}
