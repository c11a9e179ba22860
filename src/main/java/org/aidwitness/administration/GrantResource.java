package org.aidwitness.administration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Grants;
import org.aidwitness.access.Verb;
import org.aidwitness.administration.PeopleResource.Why;
import org.aidwitness.web.Api;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What organisations let each other see. It begins with POST /api/requests/access. */
@Path("/api/grants")
@Tag(name = "Requests")
@SecurityRequirement(name = Api.BEARER)
class GrantResource {

    private final Grants grants;
    private final CurrentActor actor;

    GrantResource(Grants grants, CurrentActor actor) {
        this.grants = grants;
        this.actor = actor;
    }

    @GET
    @Needs(Verb.SEE_PEOPLE)
    @Operation(summary = "Access that my organisation gave or was given", description = "Ended ones last; at most 500.")
    public List<Grants.Grant> list() {
        return grants.list(actor.require(Verb.SEE_PEOPLE));
    }

    @POST
    @Path("{id}/end")
    @Needs(Verb.GIVE_ACCESS)
    @Operation(summary = "Take access back, at once", description = "One person of the giving organisation is enough.")
    public void end(@RestPath UUID id, @Valid @NotNull Why why) {
        grants.end(actor.require(Verb.GIVE_ACCESS), id, why.reason());
    }
}
