package org.aidwitness.monitoring;

import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.UUID;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.web.Api;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Cursor;
import org.aidwitness.web.Listing;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Commitments as JSON. */
@Path("/api/commitments")
@Tag(name = "Monitoring")
class CommitmentResource {

    private final Commitments commitments;
    private final CommitmentList list;
    private final Asked asked;
    private final CurrentActor actor;

    CommitmentResource(Commitments commitments, CommitmentList list, Asked asked, CurrentActor actor) {
        this.commitments = commitments;
        this.list = list;
        this.asked = asked;
        this.actor = actor;
    }

    @POST
    @Needs(Verb.PROPOSE_COMMITMENTS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Ask a monitoring organisation to promise visits",
            description = "Which sites, which window, which share of the deliveries, and on what terms of access. The"
                    + " organisation accepts, the partner or the authority acknowledges, and the organisation arms it:"
                    + " then it counts before the gate.")
    public Receipt propose(@NotNull ProposeCommitment command) {
        return commitments.propose(actor.require(Verb.PROPOSE_COMMITMENTS), command);
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "Commitments that bind one's own organisation, latest first",
            description =
                    "As who promises, who asked, or who is to expect the visits. Nobody else is told where and when"
                            + " monitors will be.")
    public Listing<CommitmentList.Promise> list(
            @RestQuery @Parameter(description = "Code of a programme; all where absent.", example = "tavara") @Nullable String programme,
            @RestQuery
                    @Parameter(
                            description = "Only in this state.",
                            schema = @Schema(implementation = CommitmentState.class))
                    @Nullable String state,
            @RestQuery @Parameter(description = "Rows of a page, 1 to 500.") @Nullable Integer limit,
            @RestQuery @Parameter(description = "next of the page before.") @Nullable String after) {
        actor.require(Verb.READ_PUBLISHED);
        if (state != null
                && Arrays.stream(CommitmentState.values())
                        .noneMatch(known -> known.name().equals(state))) {
            throw Refused.at("/state", Code.MALFORMED, "There is no state of this name.");
        }
        int rows = Listing.limit(limit);
        return Listing.of(
                list.list(asked.programme(programme), state, Cursor.parse(after), rows + 1),
                rows,
                CommitmentList.Promise::cursor);
    }

    @GET
    @Path("{id}")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "One commitment with its steps",
            description = "For the three whom it binds. Who could come is shown to the monitoring organisation alone.")
    public CommitmentList.Whole get(@RestPath UUID id) {
        return list.get(actor.require(Verb.READ_PUBLISHED), id);
    }

    @POST
    @Path("{id}/acceptance")
    @Needs(Verb.KEEP_COMMITMENTS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Accept a commitment, as the monitoring organisation",
            description = "Names the accreditations of who could come.")
    public Receipt accept(@RestPath UUID id, @NotNull AcceptCommitment command) {
        return commitments.accept(actor.require(Verb.KEEP_COMMITMENTS), id, command);
    }

    @POST
    @Path("{id}/acknowledgement")
    @Needs(Verb.ACKNOWLEDGE_COMMITMENTS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Say, as the partner or the authority, that visits are expected")
    public Receipt acknowledge(@RestPath UUID id, @NotNull StepCommitment command) {
        return commitments.acknowledge(actor.require(Verb.ACKNOWLEDGE_COMMITMENTS), id, command);
    }

    @POST
    @Path("{id}/arming")
    @Needs(Verb.KEEP_COMMITMENTS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Arm a commitment: from now on it counts before the gate",
            description = "Refused unless every accreditation holds for the whole window and the organisation is"
                    + " independent of the partner and of the authority of each site.")
    public Receipt arm(@RestPath UUID id, @NotNull StepCommitment command) {
        return commitments.arm(actor.require(Verb.KEEP_COMMITMENTS), id, command);
    }

    @POST
    @Path("{id}/withdrawal")
    @Needs(Verb.KEEP_COMMITMENTS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Take a commitment back, with a reason",
            description = "Shortly before a dispatch it counts as broken.")
    public Receipt withdraw(@RestPath UUID id, @NotNull StepCommitment command) {
        return commitments.withdraw(actor.require(Verb.KEEP_COMMITMENTS), id, command);
    }
}
