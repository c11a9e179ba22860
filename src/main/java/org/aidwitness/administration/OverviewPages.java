package org.aidwitness.administration;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.aidwitness.access.Access;
import org.aidwitness.access.Audit;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Actor;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Frame;
import org.aidwitness.web.Frame.Place;
import org.aidwitness.web.Listing;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What somebody may administrate, on one page; and what was done, on another. */
@Path("/administration")
@Produces(MediaType.TEXT_HTML)
@Blocking
class OverviewPages {

    @CheckedTemplate(basePath = "administration", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Overview(Frame frame, long waiting) implements TemplateInstance {}

    @CheckedTemplate(basePath = "administration", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record AuditPage(
            Frame frame,
            AuditQuery query,
            List<Audit.Act> acts,
            Listing<Audit.Entry> page,
            boolean first,
            boolean anywhere)
            implements TemplateInstance {}

    private final Audit audit;
    private final Asked asked;
    private final CurrentActor actor;

    OverviewPages(Audit audit, Asked asked, CurrentActor actor) {
        this.audit = audit;
        this.asked = asked;
        this.actor = actor;
    }

    @GET
    @Needs(Verb.KEEP_OWN_ACCOUNT)
    @Operation(hidden = true)
    public TemplateInstance overview() {
        long waiting = asked.of(actor.require(Verb.KEEP_OWN_ACCOUNT)).stream()
                .filter(Asked.Line::decidable)
                .count();
        return new Overview(new Frame("Administration", Place.ADMINISTRATION, null), waiting);
    }

    @GET
    @Path("audit")
    @Needs(Verb.SEE_AUDIT)
    @Operation(hidden = true)
    public TemplateInstance audit(@BeanParam AuditQuery query, @RestQuery @Nullable String after) {
        Actor asking = actor.require(Verb.SEE_AUDIT);
        return new AuditPage(
                new Frame("Audit", Place.ADMINISTRATION, null),
                query,
                Arrays.asList(Audit.Act.values()),
                AuditResource.page(audit, asking, query, after, Listing.DEFAULT_LIMIT),
                after == null || after.isEmpty(),
                Access.everywhere(asking, Verb.SEE_AUDIT));
    }
}
