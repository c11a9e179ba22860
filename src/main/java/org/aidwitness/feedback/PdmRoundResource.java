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

/** Rounds of interviews as JSON. */
@Path("/api/pdm-rounds")
@Tag(name = "Feedback")
class PdmRoundResource {

    private final PdmRounds rounds;
    private final Asked asked;
    private final CurrentActor actor;

    PdmRoundResource(PdmRounds rounds, Asked asked, CurrentActor actor) {
        this.rounds = rounds;
        this.asked = asked;
        this.actor = actor;
    }

    @POST
    @Needs(Verb.INTERVIEW_HOUSEHOLDS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Tell what households answered after a distribution",
            description =
                    "How many were asked, how many got at least 80 % of their entitlement, from how many somebody took a part"
                            + " back; nothing about any single household. To correct it, send a new one that supersedes it.")
    @APIResponse(responseCode = "200", description = "Accepted now or before: the same receipt")
    public Receipt tell(@NotNull TellPdmRound command) {
        return rounds.tell(actor.require(Verb.INTERVIEW_HOUSEHOLDS), command);
    }

    @GET
    @Needs(Verb.HEAR_FEEDBACK)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Rounds of interviews after distributions, latest first",
            description = "Of the programmes that one's own organisation takes part in. Corrected ones stay and name"
                    + " their correction.")
    public Listing<PdmRounds.Heard> list(
            @RestQuery @Parameter(description = "Code of a programme; all where absent.", example = "tavara") @Nullable String programme,
            @RestQuery @Parameter(description = "Only about this site.") @Nullable String site,
            @RestQuery @Parameter(description = "Rows of a page, 1 to 500.") @Nullable Integer limit,
            @RestQuery @Parameter(description = "next of the page before.") @Nullable String after) {
        actor.require(Verb.HEAR_FEEDBACK);
        int rows = Listing.limit(limit);
        return Listing.of(
                rounds.list(asked.programme(programme), Asked.site(site), Cursor.parse(after), rows + 1),
                rows,
                PdmRounds.Heard::cursor);
    }

    @GET
    @Path("{id}")
    @Needs(Verb.HEAR_FEEDBACK)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "One round of interviews")
    public PdmRounds.Heard get(@RestPath UUID id) {
        actor.require(Verb.HEAR_FEEDBACK);
        return rounds.get(id);
    }
}
