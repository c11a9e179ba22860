package org.aidwitness.registry;

import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Receipt;
import org.aidwitness.web.Api;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Listing;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Organisations and their relations. */
@Path("/api")
@Tag(name = "Registry")
class OrganisationResource {

    /** The last day something lasted. */
    public record End(@NotNull LocalDate lastDay) {}

    private final Organisations organisations;
    private final CurrentActor actor;

    OrganisationResource(Organisations organisations, CurrentActor actor) {
        this.organisations = organisations;
        this.actor = actor;
    }

    @GET
    @Path("organisations")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "Organisations, by code",
            description = "Pass the last code of a page as `after` for the next.")
    public List<OrganisationEntry> list(@RestQuery @Nullable String after, @RestQuery @Nullable Integer limit) {
        return organisations.list(after == null ? "" : after, Listing.limit(limit));
    }

    @POST
    @Path("organisations")
    @Needs(Verb.KEEP_ORGANISATIONS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Enter an organisation")
    public Receipt enter(@NotNull OrganisationEntry entry) {
        return organisations.enter(actor.require(Verb.KEEP_ORGANISATIONS), entry);
    }

    @GET
    @Path("organisations/{id}/relations")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(summary = "What an organisation is or was tied to", description = "Funding too: it is always shown.")
    public List<RelationEntry> relations(@PathParam("id") UUID id) {
        return organisations.relationsOf(id);
    }

    @POST
    @Path("relations")
    @Needs(Verb.KEEP_ORGANISATIONS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Relate two organisations")
    public Receipt relate(@NotNull RelationEntry entry) {
        return organisations.relate(actor.require(Verb.KEEP_ORGANISATIONS), entry);
    }

    @POST
    @Path("relations/{id}/end")
    @Needs(Verb.KEEP_ORGANISATIONS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Say on which day a relation ended")
    public Receipt end(@PathParam("id") UUID id, @NotNull End end) {
        return organisations.endRelation(actor.require(Verb.KEEP_ORGANISATIONS), id, end.lastDay());
    }
}
