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

/** Plans of distributions as JSON. */
@Path("/api/distribution-plans")
@Tag(name = "Shipments")
class DistributionPlanResource {

    private final DistributionPlans plans;
    private final Named named;
    private final CurrentActor actor;

    DistributionPlanResource(DistributionPlans plans, Named named, CurrentActor actor) {
        this.plans = plans;
        this.named = named;
        this.actor = actor;
    }

    @POST
    @Needs(Verb.PLAN_DISTRIBUTIONS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Plan a distribution at a site",
            description = "When goods of a programme are to be handed to people, and to how many. Goods that reach a"
                    + " distribution point without a plan or a distribution are flagged. To change a plan, send a new"
                    + " one that supersedes it.")
    @APIResponse(responseCode = "200", description = "Accepted now or before: the same receipt")
    public Receipt plan(@NotNull PlanDistribution command) {
        return plans.plan(actor.require(Verb.PLAN_DISTRIBUTIONS), command);
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "Plans of distributions, latest first",
            description = "Changed ones stay, and name the plan that changed them.")
    public Listing<DistributionPlans.Planned> list(
            @RestQuery @Parameter(description = "Code of a programme; all where absent.", example = "tavara") @Nullable String programme,
            @RestQuery @Parameter(description = "Only at this site.") @Nullable String site,
            @RestQuery @Parameter(description = "Rows of a page, 1 to 500.") @Nullable Integer limit,
            @RestQuery @Parameter(description = "next of the page before.") @Nullable String after) {
        actor.require(Verb.READ_PUBLISHED);
        int rows = Listing.limit(limit);
        return Listing.of(
                plans.list(named.programme(programme), Named.id("/site", site), Cursor.parse(after), rows + 1),
                rows,
                DistributionPlans.Planned::cursor);
    }
}
