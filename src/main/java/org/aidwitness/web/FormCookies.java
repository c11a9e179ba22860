package org.aidwitness.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.aidwitness.access.Verb;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Sends the cookie of {@link FormProof} along, and keeps pages that are somebody's own out of every cache. */
public class FormCookies {

    private final FormProof proof;
    private final CurrentActor actor;

    FormCookies(FormProof proof, CurrentActor actor) {
        this.proof = proof;
        this.actor = actor;
    }

    @ServerResponseFilter
    public void add(ContainerRequestContext request, ContainerResponseContext response, SimpleResourceInfo endpoint) {
        // Where no endpoint was found there is no class either.
        if (endpoint == null
                || endpoint.getResourceClass() == null
                || !MediaType.TEXT_HTML_TYPE.isCompatible(response.getMediaType())) {
            return;
        }
        Needs needs = AccessFilter.needsOf(endpoint);
        boolean own = needs != null && needs.value() != Verb.READ_PUBLISHED;
        // The layout of a public page names who is signed in, and has a form to sign out.
        if (own || (actor.isAsked() && actor.isKnown())) {
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
            // The template is rendered later than this; asking now is what makes the cookie be there in time.
            proof.getValue();
        }
        proof.begun().ifPresent(cookie -> response.getHeaders().add(HttpHeaders.SET_COOKIE, cookie));
    }
}
