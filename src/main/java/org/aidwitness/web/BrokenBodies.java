package org.aidwitness.web;

import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A sender that left or fell silent in the middle of a body is no defect of ours, and fills no log. */
public class BrokenBodies {

    private static final String SILENCE = "Read timed out";

    private final Problems problems = new Problems();

    @ServerExceptionMapper
    public Response brokenOff(IOException fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpClosedException || SILENCE.equals(cause.getMessage())) {
                return Response.status(408)
                        .type(Problem.MEDIA_TYPE)
                        .entity(new Problem("The body broke off.", 408, null, List.of()))
                        .build();
            }
        }
        return problems.unexpected(fault);
    }
}
