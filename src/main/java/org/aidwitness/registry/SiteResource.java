package org.aidwitness.registry;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Receipt;
import org.aidwitness.registry.OrganisationResource.End;
import org.aidwitness.web.Api;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Listing;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Sites and access terms. */
@Path("/api")
@Tag(name = "Registry")
class SiteResource {

    private final Sites sites;
    private final CurrentActor actor;

    SiteResource(Sites sites, CurrentActor actor) {
        this.sites = sites;
        this.actor = actor;
    }

    @GET
    @Path("sites")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(summary = "Sites, by code", description = "Pass the last code of a page as `after` for the next.")
    public List<SiteEntry> list(@RestQuery @Nullable String after, @RestQuery @Nullable Integer limit) {
        return sites.list(after == null ? "" : after, Listing.limit(limit));
    }

    @POST
    @Path("sites")
    @Needs(Verb.KEEP_SITES)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Enter a site")
    public Receipt enter(@Valid @NotNull SiteEntry entry) {
        return sites.enter(actor.require(Verb.KEEP_SITES), entry);
    }

    @POST
    @Path("access-terms")
    @Needs(Verb.KEEP_ACCESS_TERMS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Enter terms of access to a site or area")
    public Receipt setAccess(@Valid @NotNull AccessTermsEntry entry) {
        return sites.setAccess(actor.require(Verb.KEEP_ACCESS_TERMS), entry);
    }

    @POST
    @Path("access-terms/{id}/end")
    @Needs(Verb.KEEP_ACCESS_TERMS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Say on which day terms of access ended")
    public Receipt endAccess(@PathParam("id") UUID id, @Valid @NotNull End end) {
        return sites.endAccess(actor.require(Verb.KEEP_ACCESS_TERMS), id, end.lastDay());
    }
}
