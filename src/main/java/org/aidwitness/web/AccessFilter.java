package org.aidwitness.web;

import java.lang.reflect.Method;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * Asks the access table before a byte of the body is read: who may not, learns nothing from how their body is judged.
 * Doors ask again, with what only they know.
 */
public class AccessFilter {

    private final CurrentActor actor;

    AccessFilter(CurrentActor actor) {
        this.actor = actor;
    }

    @ServerRequestFilter
    public void check(SimpleResourceInfo endpoint) throws NoSuchMethodException {
        Access.require(actor.get(), verbOf(endpoint));
    }

    private static Verb verbOf(SimpleResourceInfo endpoint) throws NoSuchMethodException {
        Method method = endpoint.getResourceClass().getMethod(endpoint.getMethodName(), endpoint.parameterTypes());
        Needs needs = method.getAnnotation(Needs.class);
        if (needs == null) {
            throw new IllegalStateException(method + " names no verb of the access table");
        }
        return needs.value();
    }
}
