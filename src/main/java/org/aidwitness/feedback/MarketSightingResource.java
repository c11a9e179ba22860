package org.aidwitness.feedback;

import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Market sightings as JSON. */
@Path("/api/market-sightings")
@Tag(name = "Feedback")
class MarketSightingResource {

    private final MarketSightings sightings;
    private final Asked asked;
    private final CurrentActor actor;

    MarketSightingResource(MarketSightings sightings, Asked asked, CurrentActor actor) {
        this.sightings = sightings;
        this.asked = asked;
        this.actor = actor;
    }

    @POST
    @Needs(Verb.WATCH_MARKETS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Tell that aid was seen on sale",
            description =
                    "Where, when, of which lot or contribution, how many sealed bags and how many open or empty ones. A picture is"
                            + " stored before: PUT /api/evidence/{sha256}. To correct it, send a new one that supersedes it.")
    @APIResponse(responseCode = "200", description = "Accepted now or before: the same receipt")
    public Receipt tell(@NotNull TellMarketSighting command) {
        return sightings.tell(actor.require(Verb.WATCH_MARKETS), command);
    }

    @GET
    @Needs(Verb.HEAR_FEEDBACK)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Market sightings, latest first",
            description = "Of the programmes that one's own organisation takes part in. Corrected ones stay and name"
                    + " their correction.")
    public Listing<MarketSightings.Heard> list(
            @RestQuery @Parameter(description = "Code of a programme; all where absent.", example = "tavara") @Nullable String programme,
            @RestQuery @Parameter(description = "Only at this site.") @Nullable String site,
            @RestQuery @Parameter(description = "Rows of a page, 1 to 500.") @Nullable Integer limit,
            @RestQuery @Parameter(description = "next of the page before.") @Nullable String after) {
        actor.require(Verb.HEAR_FEEDBACK);
        int rows = Listing.limit(limit);
        return Listing.of(
                sightings.list(asked.programme(programme), Asked.site(site), Cursor.parse(after), rows + 1),
                rows,
                MarketSightings.Heard::cursor);
    }

    @GET
    @Path("{id}")
    @Needs(Verb.HEAR_FEEDBACK)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "One market sighting")
    public MarketSightings.Heard get(@RestPath UUID id) {
        actor.require(Verb.HEAR_FEEDBACK);
        return sightings.get(id);
    }
}
