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
import org.aidwitness.kernel.Policy;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.web.Api;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Programmes, their policies and contributions. */
@Path("/api/programmes")
@Tag(name = "Registry")
class ProgrammeResource {

    /** A new policy, what it is for (null: the programme), and why it is made. */
    public record PolicyChange(
            @NotNull Policy settings,
            @Nullable UUID contribution,
            @NotNull String reason) {}

    /** Who is to take part. */
    public record Join(@NotNull UUID organisation) {}

    private final Programmes programmes;
    private final Participants participants;
    private final Policies policies;
    private final CurrentActor actor;

    ProgrammeResource(Programmes programmes, Participants participants, Policies policies, CurrentActor actor) {
        this.programmes = programmes;
        this.participants = participants;
        this.policies = policies;
        this.actor = actor;
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Operation(summary = "All programmes, by code")
    public List<ProgrammeEntry> list() {
        return programmes.list();
    }

    @POST
    @Needs(Verb.KEEP_PROGRAMMES)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Enter a programme")
    public Receipt enter(@Valid @NotNull ProgrammeEntry entry) {
        return programmes.enter(actor.require(Verb.KEEP_PROGRAMMES), entry);
    }

    @GET
    @Path("{code}")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(summary = "One programme")
    public ProgrammeEntry get(@PathParam("code") String code) {
        return find(code);
    }

    @GET
    @Path("{code}/policies")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(summary = "All versions of the policy, newest first", description = "Version 0 is the defaults.")
    public List<Policies.Version> policies(@PathParam("code") String code) {
        return policies.history(find(code).id());
    }

    @POST
    @Path("{code}/policies")
    @Needs(Verb.KEEP_PROGRAMMES)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Make the next version of the policy")
    public Receipt change(@PathParam("code") String code, @NotNull PolicyChange change) {
        return policies.change(
                actor.require(Verb.KEEP_PROGRAMMES),
                find(code).id(),
                change.contribution(),
                change.settings(),
                change.reason());
    }

    @GET
    @Path("{code}/contributions")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(summary = "What donors gave to the programme")
    public List<ContributionEntry> contributions(@PathParam("code") String code) {
        return programmes.contributionsTo(find(code).id());
    }

    @POST
    @Path("{code}/contributions")
    @Needs(Verb.KEEP_PROGRAMMES)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Enter a contribution")
    public Receipt give(@PathParam("code") String code, @NotNull ContributionEntry entry) {
        if (!find(code).id().equals(entry.programme())) {
            throw Refused.at("/programme", Code.INVALID, "This is another programme than the address says.");
        }
        return programmes.give(actor.require(Verb.KEEP_PROGRAMMES), entry);
    }

    @GET
    @Path("{code}/participants")
    @Needs(Verb.KEEP_PROGRAMMES)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Who takes part in the programme, or did")
    public List<Participants.Participant> participants(@PathParam("code") String code) {
        actor.require(Verb.KEEP_PROGRAMMES);
        return participants.of(find(code).id());
    }

    @POST
    @Path("{code}/participants")
    @Needs(Verb.KEEP_PROGRAMMES)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Let an organisation take part",
            description = "It then makes statements in the programme, and sees it even where it is closed.")
    public Receipt join(@PathParam("code") String code, @Valid @NotNull Join join) {
        return participants.join(actor.require(Verb.KEEP_PROGRAMMES), find(code).id(), join.organisation());
    }

    @POST
    @Path("{code}/participants/{organisation}/end")
    @Needs(Verb.KEEP_PROGRAMMES)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "End an organisation's part; what it said stays")
    public Receipt leave(@PathParam("code") String code, @PathParam("organisation") UUID organisation) {
        return participants.leave(
                actor.require(Verb.KEEP_PROGRAMMES), find(code).id(), organisation);
    }

    private ProgrammeEntry find(String code) {
        return programmes
                .byCode(code)
                .orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no such programme."));
    }
}
