package org.aidwitness.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * How large a request may be, by its path; and small bodies are complete before a thread is given to the request, so
 * that a sender who takes its time keeps nobody else waiting. The two large kinds are read as they come, by a thread
 * of their own: {@link LargeTransfers} bounds how many.
 */
@ApplicationScoped
class BodyLimits {

    /** Enough for every statement; a long list goes by /api/imports. */
    static final long MOST_BYTES = 256L * 1024;

    /** A little less than the server's own limit, which answers without a word. */
    private static final long MOST_TABLE_BYTES = 512L * 1024 * 1024;

    private static final long MOST_PICTURE_BYTES = 8L * 1024 * 1024;

    /** Before anything else reads the request. */
    private static final int FIRST = 1_000;

    /** After the limits on how often, before the endpoints. */
    private static final int LAST = 100;

    void register(@Observes Filters filters) {
        filters.register(BodyLimits::check, FIRST);
        filters.register(BodyLimits::collect, LAST);
    }

    /** What travels as it comes: tables and pictures. */
    static boolean isLarge(RoutingContext context) {
        return mostBytes(context.normalizedPath()) > MOST_BYTES;
    }

    private static long mostBytes(String path) {
        if (path.equals("/api/imports")) {
            return MOST_TABLE_BYTES;
        }
        return path.startsWith("/api/evidence/") ? MOST_PICTURE_BYTES : MOST_BYTES;
    }

    private static void check(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = context.request().getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        long most = mostBytes(context.normalizedPath());
        if (length != null && bytes(length) > most) {
            EarlyAnswers.refuse(
                    context,
                    413,
                    "Request Entity Too Large",
                    new Problem.Reason("TOO_LARGE", null, "A request to this address has at most " + most + " bytes."),
                    null);
        } else if (chunked && most < MOST_TABLE_BYTES) {
            // The table's reader counts for itself; nobody else would.
            EarlyAnswers.refuse(
                    context,
                    411,
                    "Length Required",
                    new Problem.Reason("LENGTH_NEEDED", null, "Say in Content-Length how long the body is."),
                    null);
        } else {
            context.next();
        }
    }

    private static void collect(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || isLarge(context) || request.isEnded()) {
            context.next();
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
        Buffer body = Buffer.buffer();
        request.exceptionHandler(gone -> {
            // The sender left in the middle of its sentence: there is nobody to answer.
        });
        request.handler(body::appendBuffer);
        request.endHandler(complete -> {
            ((RoutingContextInternal) context).setBody(body);
            context.next();
        });
        request.resume();
    }

    private static long bytes(String length) {
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException malformed) {
            return Long.MAX_VALUE;
        }
    }
}
