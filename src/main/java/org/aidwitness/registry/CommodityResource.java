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
import org.aidwitness.web.Api;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Listing;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Commodities and lots. */
@Path("/api")
@Tag(name = "Registry")
class CommodityResource {

    private final Commodities commodities;
    private final CurrentActor actor;

    CommodityResource(Commodities commodities, CurrentActor actor) {
        this.commodities = commodities;
        this.actor = actor;
    }

    @GET
    @Path("commodities")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(summary = "Commodities, by code", description = "Pass the last code of a page as `after` for the next.")
    public List<CommodityEntry> list(@RestQuery @Nullable String after, @RestQuery @Nullable Integer limit) {
        return commodities.list(after == null ? "" : after, Listing.limit(limit));
    }

    @POST
    @Path("commodities")
    @Needs(Verb.KEEP_COMMODITIES)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Enter a commodity")
    public Receipt enter(@Valid @NotNull CommodityEntry entry) {
        return commodities.enter(actor.require(Verb.KEEP_COMMODITIES), entry);
    }

    @GET
    @Path("commodities/{id}/lots")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(summary = "The lots of a commodity, by code")
    public List<LotEntry> lots(@PathParam("id") UUID id) {
        return commodities.lotsOf(id);
    }

    @POST
    @Path("lots")
    @Needs(Verb.KEEP_COMMODITIES)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Enter a lot")
    public Receipt enterLot(@Valid @NotNull LotEntry entry) {
        return commodities.enterLot(actor.require(Verb.KEEP_COMMODITIES), entry);
    }
}
