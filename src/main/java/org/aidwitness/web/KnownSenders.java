package org.aidwitness.web;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.aidwitness.kernel.Actor;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells the limits which tokens and sessions hold: only what was looked up and found is counted by itself. */
public class KnownSenders {

    /** Before {@link AccessFilter}: who may not do this has proved who they are all the same. */
    private static final int BEFORE_ACCESS = Priorities.AUTHENTICATION;

    private final CurrentActor actor;
    private final CurrentVertxRequest current;
    private final Senders senders;

    KnownSenders(CurrentActor actor, CurrentVertxRequest current, Senders senders) {
        this.actor = actor;
        this.current = current;
        this.senders = senders;
    }

    @ServerRequestFilter(priority = BEFORE_ACCESS)
    public void remember(ContainerRequestContext request) {
        if (!actor.get().equals(Actor.VISITOR)) {
            senders.remember(current.getCurrent());
        }
    }

    @ServerResponseFilter
    public void forget(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == 401) {
            senders.forget(current.getCurrent());
        }
    }
}
