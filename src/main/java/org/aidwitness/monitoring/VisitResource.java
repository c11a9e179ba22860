package org.aidwitness.monitoring;

import jakarta.validation.Valid;
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
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Visits as JSON: who is to go, and what came of it. */
@Path("/api/visits")
@Tag(name = "Monitoring")
class VisitResource {

    private final Visits visits;
    private final VisitCourse course;
    private final VisitList list;
    private final CurrentActor actor;

    VisitResource(Visits visits, VisitCourse course, VisitList list, CurrentActor actor) {
        this.visits = visits;
        this.course = course;
        this.list = list;
        this.actor = actor;
    }

    @POST
    @Needs(Verb.ASSIGN_VISITS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Assign a monitor to a delivery", description = "Not open to a party to the waybill.")
    public Receipt assign(@Valid @NotNull AssignVisit command) {
        return visits.assign(actor.require(Verb.ASSIGN_VISITS), command);
    }

    @GET
    @Needs(Verb.SEE_EVIDENCE)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "The visits of one's own organisation, latest first",
            description = "With all who were to go, and all that was told of what came of it.")
    public Listing<VisitList.Planned> list(
            @RestQuery @Parameter(description = "Rows of a page, 1 to 500.") @Nullable Integer limit,
            @RestQuery @Parameter(description = "next of the page before.") @Nullable String after) {
        int rows = Listing.limit(limit);
        return Listing.of(
                list.list(actor.require(Verb.SEE_EVIDENCE), Cursor.parse(after), rows + 1),
                rows,
                VisitList.Planned::cursor);
    }

    @POST
    @Path("{id}/assignments")
    @Needs(Verb.ASSIGN_VISITS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Let another monitor of the same organisation go instead",
            description = "With a reason. Who was to go before stays on record.")
    public Receipt reassign(@RestPath UUID id, @NotNull ReassignVisit command) {
        return course.reassign(actor.require(Verb.ASSIGN_VISITS), id, command);
    }

    @POST
    @Path("{id}/outcomes")
    @Needs(Verb.ATTEST)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Tell what came of a visit",
            description = "Visited, refused, or not reached and why. The last one that is told counts; all stay.")
    public Receipt tell(@RestPath UUID id, @NotNull TellOutcome command) {
        return course.tell(actor.require(Verb.ATTEST), id, command);
    }
}
