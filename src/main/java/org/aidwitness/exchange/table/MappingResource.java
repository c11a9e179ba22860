package org.aidwitness.exchange.table;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.aidwitness.access.Verb;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Mappings over HTTP. */
@Path("/api/mappings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports")
class MappingResource {

    private final CurrentActor current;
    private final Mappings mappings;

    MappingResource(CurrentActor current, Mappings mappings) {
        this.current = current;
        this.mappings = mappings;
    }

    @GET
    @Needs(Verb.SEE_IMPORTS)
    @Operation(summary = "The mappings the organisation can use, its own and those the product brings along")
    public List<MappingEntry> list() {
        return mappings.list(current.require(Verb.SEE_IMPORTS));
    }

    @GET
    @Needs(Verb.SEE_IMPORTS)
    @Path("{code}")
    @Operation(summary = "The latest version of a mapping")
    @APIResponse(responseCode = "404", description = "There is no such mapping.")
    public MappingEntry get(@RestPath String code) {
        return mappings.get(current.require(Verb.SEE_IMPORTS), code);
    }

    @PUT
    @Needs(Verb.KEEP_MAPPINGS)
    @Path("{code}")
    @Operation(
            summary = "Keep a mapping",
            description = "A new version for the actor's organisation; runs with earlier versions keep theirs.")
    @APIResponse(responseCode = "422", description = "The settings contradict themselves.")
    public MappingEntry keep(@RestPath String code, Mapping mapping) {
        return mappings.keep(current.require(Verb.KEEP_MAPPINGS), code, mapping);
    }
}
