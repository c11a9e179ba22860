package org.aidwitness.monitoring;

import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
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

/** Who monitors, as JSON; for their own organisation alone. */
@Path("/api/monitors")
@Tag(name = "Monitoring")
class MonitorResource {

    /** The last day of an accreditation. */
    record End(LocalDate lastDay) {}

    private final Accreditations accreditations;
    private final CurrentActor actor;

    MonitorResource(Accreditations accreditations, CurrentActor actor) {
        this.accreditations = accreditations;
        this.actor = actor;
    }

    @POST
    @Needs(Verb.KEEP_MONITORS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Accredit a monitor",
            description = "For one's own organisation, by a pseudonym and never by a name. Without a declaration of"
                    + " interests the accreditation counts for nothing before the gate.")
    public Receipt accredit(@NotNull Accredit command) {
        return accreditations.accredit(actor.require(Verb.KEEP_MONITORS), command);
    }

    @GET
    @Needs(Verb.KEEP_MONITORS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "One's own monitors, latest first", description = "Accreditations that ended stay listed.")
    public Listing<Accreditations.Monitor> list(
            @RestQuery @Parameter(description = "Rows of a page, 1 to 500.") @Nullable Integer limit,
            @RestQuery @Parameter(description = "next of the page before.") @Nullable String after) {
        int rows = Listing.limit(limit);
        return Listing.of(
                accreditations.list(actor.require(Verb.KEEP_MONITORS), Cursor.parse(after), rows + 1),
                rows,
                Accreditations.Monitor::cursor);
    }

    @POST
    @Path("{id}/end")
    @Needs(Verb.KEEP_MONITORS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Say on which day an accreditation ends",
            description = "It only ends sooner than was said before; to prolong it, enter a new one.")
    public Receipt end(@RestPath UUID id, @NotNull End end) {
        return accreditations.end(actor.require(Verb.KEEP_MONITORS), id, end.lastDay());
    }
}
