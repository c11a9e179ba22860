package org.aidwitness.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/**
 * Headers on every answer, errors and files included (docs/trust.md, 8.4). Pages load style, pictures and fonts from
 * here and run no script at all; a page that one day needs one must change this line, and say why.
 */
@ApplicationScoped
public class SecurityHeaders {

    /** Before everything else that answers. */
    private static final int FIRST = 1000;

    static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self';"
                    + " base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            // Not no-referrer: browsers would then say of our own forms that they came from nowhere.
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=()",
            "Strict-Transport-Security",
            "max-age=63072000; includeSubDomains");

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    MultiMap headers = context.response().headers();
                    HEADERS.forEach(headers::set);
                    context.next();
                },
                FIRST);
    }
}
