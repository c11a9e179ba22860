package org.aidwitness.shipment;

import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Receipt;
import org.aidwitness.web.Api;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Cursor;
import org.aidwitness.web.Listing;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Counts of stock as JSON. */
@Path("/api/stock-counts")
@Tag(name = "Shipments")
class StockCountResource {

    private final StockCounts counts;
    private final Named named;
    private final CurrentActor actor;

    StockCountResource(StockCounts counts, Named named, CurrentActor actor) {
        this.counts = counts;
        this.named = named;
        this.actor = actor;
    }

    @POST
    @Needs(Verb.COUNT_STOCKS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Tell what was found of a lot at a site",
            description = "Set against what the declarations say must lie there. Count every site where the lot lies:"
                    + " the last count of each site stands. To correct a count, send a new one that supersedes it.")
    @APIResponse(responseCode = "200", description = "Accepted now or before: the same receipt")
    public Receipt count(@NotNull CountStock command) {
        return counts.count(actor.require(Verb.COUNT_STOCKS), command);
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "Counts of stock, last counted first",
            description = "Corrected ones stay, and name their correction.")
    public Listing<StockCounts.Counted> list(
            @RestQuery @Parameter(description = "Code of a programme; all where absent.", example = "tavara") @Nullable String programme,
            @RestQuery @Parameter(description = "Only of this lot.") @Nullable String lot,
            @RestQuery @Parameter(description = "Rows of a page, 1 to 500.") @Nullable Integer limit,
            @RestQuery @Parameter(description = "next of the page before.") @Nullable String after) {
        actor.require(Verb.READ_PUBLISHED);
        int rows = Listing.limit(limit);
        return Listing.of(
                counts.list(named.programme(programme), Named.id("/lot", lot), Cursor.parse(after), rows + 1),
                rows,
                StockCounts.Counted::cursor);
    }
}
