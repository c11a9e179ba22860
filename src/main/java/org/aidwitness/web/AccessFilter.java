package org.aidwitness.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.reflect.Method;
import java.util.Set;
import org.aidwitness.access.Access;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/**
 * Asks the access table before a byte of the body is read: who may not, learns nothing from how their body is judged.
 * Doors ask again, with what only they know.
 */
public class AccessFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final CurrentActor actor;
    private final SameOrigin sameOrigin;

    AccessFilter(CurrentActor actor, SameOrigin sameOrigin) {
        this.actor = actor;
        this.sameOrigin = sameOrigin;
    }

    @ServerRequestFilter
    public void check(ContainerRequestContext request, SimpleResourceInfo endpoint) {
        Needs needs = needsOf(endpoint);
        if (needs == null) {
            throw new IllegalStateException(endpoint + " names no verb of the access table");
        }
        Access.require(actor.get(), needs.value());
        // A browser sends its cookie along with whatever another site makes it send; a token nobody sends by accident.
        if (!SAFE.contains(request.getMethod()) && !actor.byToken()) {
            sameOrigin.require();
        }
    }

    static @Nullable Needs needsOf(SimpleResourceInfo endpoint) {
        try {
            Method method = endpoint.getResourceClass().getMethod(endpoint.getMethodName(), endpoint.parameterTypes());
            return method.getAnnotation(Needs.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
