package org.aidwitness.access;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import org.aidwitness.kernel.Actor;

/**
 * A test's own thread speaks as the program: it plays stories with many people through the doors. Requests that it sends
 * speak for who signs in, as always.
 */
@Alternative
@Priority(1)
@RequestScoped
public class TestsSpeakAsProgram extends Speaker {

    @Inject
    CurrentVertxRequest request;

    @PostConstruct
    void begin() {
        if (request.getCurrent() == null) {
            is(Actor.SYSTEM, true);
        }
    }
}
