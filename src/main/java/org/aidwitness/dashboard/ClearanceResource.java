package org.aidwitness.dashboard;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.web.Cursor;
import org.aidwitness.web.Listing;
import org.aidwitness.web.Needs;
import org.aidwitness.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The gate's decisions as JSON. Public. */
@Path("/api/clearances")
@Tag(name = "Public lists")
class ClearanceResource {

    private final Clearances clearances;

    ClearanceResource(Clearances clearances) {
        this.clearances = clearances;
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "Decisions of the gate, latest first",
            description = "History that predates the gate has the outcome PREDATES_GATE and is counted apart.")
    @APIResponse(responseCode = "200", description = "One page")
    @APIResponse(
            responseCode = "400",
            description = "The outcome, the limit or the cursor is not understood",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Listing<Clearances.Clearance> list(
            @RestQuery @Parameter(description = "Code of a programme; all where absent.", example = "tavara") @Nullable String programme,
            @RestQuery @Parameter(description = "Only this outcome.", example = "HOLD") @Nullable String outcome,
            @RestQuery @Parameter(description = "Rows of a page, 1 to 500.") @Nullable Integer limit,
            @RestQuery @Parameter(description = "next of the page before.") @Nullable String after) {
        String wanted = outcome == null || outcome.isBlank() ? null : outcome;
        if (wanted != null && !Clearances.OUTCOMES.contains(wanted)) {
            throw Refused.at("/outcome", Code.MALFORMED, "There is no outcome of this name.");
        }
        String code = programme == null || programme.isBlank() ? null : programme;
        return clearances.list(code, wanted, Cursor.parse(after), Listing.limit(limit));
    }

    @GET
    @Path("{id}")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "One decision of the gate, with all that it was made on",
            description = "The facts are frozen: deciding again on them gives the same.")
    public Clearances.Whole get(@RestPath UUID id) {
        return clearances.get(id);
    }
}
