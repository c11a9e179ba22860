package org.aidwitness.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Problems for requests that are turned away before an endpoint is chosen, in the form every other problem has. */
final class EarlyAnswers {

    private static final long MILLIS_TO_READ_THE_ANSWER = 2_000;

    private EarlyAnswers() {}

    /**
     * Answers and ends the connection: nobody has read the request's body, and nobody will.
     *
     * @param wait after which the same request may be sent again; null where it never may
     */
    static void refuse(
            RoutingContext context, int status, String title, Problem.Reason reason, @Nullable Duration wait) {
        HttpServerResponse response = context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (hasBody(context)) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            closeSoon(context.request(), context.vertx());
        }
        if (wait != null) {
            // Rounded up: who asks again after so many seconds is let through.
            response.putHeader("Retry-After", Long.toString(wait.plusMillis(999).toSeconds()));
        }
        response.end(new JsonObject()
                .put("title", title)
                .put("status", status)
                .put(
                        "reasons",
                        new JsonArray()
                                .add(new JsonObject().put("code", reason.code()).put("detail", reason.detail())))
                .encode());
    }

    /** What still comes is thrown away; to close at once could take the answer from a sender that is still sending. */
    private static void closeSoon(HttpServerRequest request, Vertx vertx) {
        request.exceptionHandler(gone -> {
            // It did not wait for the end.
        });
        request.resume();
        vertx.setTimer(MILLIS_TO_READ_THE_ANSWER, enough -> request.connection().close());
    }

    private static boolean hasBody(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return context.request().getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                || length != null && !length.equals("0");
    }
}
