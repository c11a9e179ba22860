package org.aidwitness.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.aidwitness.kernel.Sha256;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Gives every JSON answer to a GET its ETag, and says 304 to who has it already: links in the field are thin. */
public class EntityTags {

    private static final int TAG_DIGITS = 32;

    private final ObjectMapper mapper;

    EntityTags(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @ServerResponseFilter
    public void tag(ContainerRequestContext request, ContainerResponseContext response, SimpleResourceInfo endpoint)
            throws JsonProcessingException {
        if (!"GET".equals(request.getMethod())
                || response.getStatus() != 200
                || !response.hasEntity()
                || !MediaType.APPLICATION_JSON_TYPE.isCompatible(response.getMediaType())
                || response.getEntity() instanceof byte[]) {
            return;
        }
        byte[] body = mapper.writeValueAsBytes(response.getEntity());
        EntityTag tag = new EntityTag(Sha256.of(body).toString().substring(0, TAG_DIGITS));
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, isPublic(endpoint) ? "no-cache" : "no-store");
        String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (known != null && known.contains(tag.getValue())) {
            response.setStatus(304);
            response.setEntity(null);
        } else {
            response.setEntity(body, response.getEntityAnnotations(), MediaType.APPLICATION_JSON_TYPE);
        }
    }

    /** What only some may see stays in nobody's cache, not even on the way. */
    private static boolean isPublic(SimpleResourceInfo endpoint) {
        Needs needs = AccessFilter.needsOf(endpoint);
        return needs != null && needs.value().isPublic();
    }
}
