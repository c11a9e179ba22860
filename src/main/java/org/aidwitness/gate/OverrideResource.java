package org.aidwitness.gate;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;
import org.aidwitness.web.Api;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Cursor;
import org.aidwitness.web.Listing;
import org.aidwitness.web.Needs;
import org.aidwitness.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Overrides of the gate: asked for by one organisation, agreed to by another, read by everybody. */
@Path("/api/overrides")
@Tag(name = "Overrides", description = "Two people of two organisations take responsibility for goods nobody will see.")
class OverrideResource {

    /**
     * Yes or no.
     *
     * @param reason 1 to 1,000 characters; public
     */
    public record Answer(@NotNull Boolean approved, @NotNull String reason) {}

    private final Overrides overrides;
    private final Programmes programmes;
    private final CurrentActor actor;

    OverrideResource(Overrides overrides, Programmes programmes, CurrentActor actor) {
        this.overrides = overrides;
        this.programmes = programmes;
        this.actor = actor;
    }

    @POST
    @Needs(Verb.OVERRIDE_GATE)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Ask that goods may go unseen",
            description =
                    "Public at once. It opens nothing until somebody of another organisation agrees, within 7 days.")
    @APIResponse(responseCode = "200", description = "Accepted now or before: the same receipt")
    public Receipt request(@Valid @NotNull RequestOverride command) {
        return overrides.request(actor.require(Verb.OVERRIDE_GATE), command);
    }

    @POST
    @Path("{id}/decision")
    @Needs(Verb.OVERRIDE_GATE)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Agree to an override, or decline it",
            description = "For somebody of another organisation than the one that asks. It ends by itself.")
    @APIResponse(
            responseCode = "409",
            description = "OWN_WORK; WRONG_STATE where it is decided or void, or the quarter has had its share",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Overrides.Override decide(@RestPath UUID id, @Valid @NotNull Answer answer) {
        return overrides.decide(actor.require(Verb.OVERRIDE_GATE), id, answer.approved(), answer.reason());
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Operation(summary = "Overrides of a programme, latest first", description = "Declined and expired ones too.")
    public Listing<Overrides.Override> list(
            @RestQuery @Parameter(description = "Code of the programme.", example = "tavara") @Nullable String programme,
            @RestQuery @Parameter(description = "Rows of a page, 1 to 500.") @Nullable Integer limit,
            @RestQuery @Parameter(description = "next of the page before.") @Nullable String after) {
        int rows = Listing.limit(limit);
        UUID id = programmes
                .byCode(programme == null ? "" : programme)
                .map(ProgrammeEntry::id)
                .orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no such programme."));
        return Listing.of(overrides.list(id, Cursor.parse(after), rows + 1), rows, Overrides.Override::cursor);
    }
}
