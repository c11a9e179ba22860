package org.aidwitness.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * How large a request may be: as large as a table on the one path that takes tables, and small everywhere else. The
 * server's own limit is the larger one; a chunked body is cut off by it, and by each reader's own bound before.
 */
@ApplicationScoped
class BodyLimits {

    static final long MOST_BYTES = 10L * 1024 * 1024;

    /** A little less than the server's own limit, which answers without a word. */
    private static final long MOST_TABLE_BYTES = 512L * 1024 * 1024;

    private static final String TABLES = "/api/imports";

    /** Before anything else reads the request. */
    private static final int FIRST = 1_000;

    void register(@Observes Filters filters) {
        filters.register(BodyLimits::check, FIRST);
    }

    private static void check(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = context.request().getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        boolean table = context.normalizedPath().equals(TABLES);
        boolean fits = length == null || bytes(length) <= (table ? MOST_TABLE_BYTES : MOST_BYTES);
        if (fits && (table || !chunked)) {
            context.next();
            return;
        }
        int status = fits ? 411 : 413;
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(new JsonObject()
                        .put("title", fits ? "Length Required" : "Request Entity Too Large")
                        .put("status", status)
                        .encode());
    }

    private static long bytes(String length) {
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException malformed) {
            return Long.MAX_VALUE;
        }
    }
}
