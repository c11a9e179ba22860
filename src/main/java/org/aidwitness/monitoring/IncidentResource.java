package org.aidwitness.monitoring;

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

/** Access incidents as JSON. */
@Path("/api/incidents")
@Tag(name = "Monitoring")
class IncidentResource {

    private final Incidents incidents;
    private final Asked asked;
    private final CurrentActor actor;

    IncidentResource(Incidents incidents, Asked asked, CurrentActor actor) {
        this.incidents = incidents;
        this.asked = asked;
        this.actor = actor;
    }

    @POST
    @Needs(Verb.ATTEST)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Tell that a monitor was kept from seeing",
            description =
                    "Denied, turned back, escorted away, obstructed, delayed or detained, at a site or in an area."
                            + " Late is better than never. To correct it, send a new one that supersedes it.")
    @APIResponse(responseCode = "200", description = "Accepted now or before: the same receipt")
    public Receipt note(@NotNull NoteIncident command) {
        return incidents.note(actor.require(Verb.ATTEST), command);
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "Access incidents, latest first",
            description =
                    "Where, when and what kind; corrected ones stay and name their correction. Who it was and what"
                            + " they wrote is shown to the monitor's own organisation alone.")
    public Listing<Incidents.Noted> list(
            @RestQuery @Parameter(description = "Code of a programme; all where absent.", example = "tavara") @Nullable String programme,
            @RestQuery @Parameter(description = "Only at this site.") @Nullable String site,
            @RestQuery @Parameter(description = "Rows of a page, 1 to 500.") @Nullable Integer limit,
            @RestQuery @Parameter(description = "next of the page before.") @Nullable String after) {
        actor.require(Verb.READ_PUBLISHED);
        int rows = Listing.limit(limit);
        return Listing.of(
                incidents.list(asked.programme(programme), Asked.id("/site", site), Cursor.parse(after), rows + 1),
                rows,
                Incidents.Noted::cursor);
    }
}
