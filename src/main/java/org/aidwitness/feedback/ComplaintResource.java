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

/** Complaints as JSON. */
@Path("/api/complaints")
@Tag(name = "Feedback")
class ComplaintResource {

    private final Complaints complaints;
    private final Asked asked;
    private final CurrentActor actor;

    ComplaintResource(Complaints complaints, Asked asked, CurrentActor actor) {
        this.complaints = complaints;
        this.asked = asked;
        this.actor = actor;
    }

    @POST
    @Needs(Verb.PASS_ON_COMPLAINTS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Pass on a complaint",
            description =
                    "By a monitor, by a partner's staff, or by a hotline with a token of its own. Where, what kind,"
                            + " when, how it came and how many people; never a name. To correct it, send a new one that"
                            + " supersedes it.")
    @APIResponse(responseCode = "200", description = "Accepted now or before: the same receipt")
    public Receipt passOn(@NotNull PassOnComplaint command) {
        return complaints.passOn(actor.require(Verb.PASS_ON_COMPLAINTS), command);
    }

    @GET
    @Needs(Verb.HEAR_FEEDBACK)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Complaints, latest first",
            description = "Of the programmes that one's own organisation takes part in. Corrected ones stay and name"
                    + " their correction. The public sees none of them.")
    public Listing<Complaints.Heard> list(
            @RestQuery @Parameter(description = "Code of a programme; all where absent.", example = "tavara") @Nullable String programme,
            @RestQuery @Parameter(description = "Only about this site.") @Nullable String site,
            @RestQuery @Parameter(description = "Rows of a page, 1 to 500.") @Nullable Integer limit,
            @RestQuery @Parameter(description = "next of the page before.") @Nullable String after) {
        actor.require(Verb.HEAR_FEEDBACK);
        int rows = Listing.limit(limit);
        return Listing.of(
                complaints.list(asked.programme(programme), Asked.site(site), Cursor.parse(after), rows + 1),
                rows,
                Complaints.Heard::cursor);
    }

    @GET
    @Path("{id}")
    @Needs(Verb.HEAR_FEEDBACK)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "One complaint")
    public Complaints.Heard get(@RestPath UUID id) {
        actor.require(Verb.HEAR_FEEDBACK);
        return complaints.get(id);
    }
}
