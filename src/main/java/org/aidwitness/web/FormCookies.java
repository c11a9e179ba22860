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

    FormCookies(FormProof proof) {
        this.proof = proof;
    }

    @ServerResponseFilter
    public void add(ContainerRequestContext request, ContainerResponseContext response, SimpleResourceInfo endpoint) {
        if (endpoint == null || !MediaType.TEXT_HTML_TYPE.isCompatible(response.getMediaType())) {
            return;
        }
        Needs needs = AccessFilter.needsOf(endpoint);
        if (needs != null && needs.value() != Verb.READ_PUBLISHED) {
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
            // The template is rendered later than this; asking now is what makes the cookie be there in time.
            proof.getValue();
        }
        proof.begun().ifPresent(cookie -> response.getHeaders().add(HttpHeaders.SET_COOKIE, cookie));
    }
}
