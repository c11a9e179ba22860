package org.aidwitness.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** A problem as a page, for people: outside of {@code /api}, and where HTML is what was asked for first. */
public class ProblemPages {

    @CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ProblemPage(Frame frame, Problem problem) implements TemplateInstance {}

    @ServerResponseFilter
    public void page(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(response.getEntity() instanceof Problem problem) || !wantsPage(request)) {
            return;
        }
        Frame frame = new Frame(problem.title(), Frame.Place.ELSEWHERE, null);
        response.setEntity(
                new ProblemPage(frame, problem).render(),
                new Annotation[0],
                MediaType.valueOf("text/html;charset=UTF-8"));
    }

    private static boolean wantsPage(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (path.equals("/api") || path.startsWith("/api/")) {
            return false;
        }
        List<MediaType> accepted = request.getAcceptableMediaTypes();
        MediaType first = accepted.isEmpty() ? MediaType.WILDCARD_TYPE : accepted.get(0);
        return MediaType.TEXT_HTML_TYPE.isCompatible(first) && !first.isWildcardType();
    }
}
