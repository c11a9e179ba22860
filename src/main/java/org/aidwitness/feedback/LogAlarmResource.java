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

/** Alarms about the log as JSON. */
@Path("/api/log-alarms")
@Tag(name = "Feedback")
class LogAlarmResource {

    private final LogAlarms alarms;
    private final Asked asked;
    private final CurrentActor actor;

    LogAlarmResource(LogAlarms alarms, Asked asked, CurrentActor actor) {
        this.alarms = alarms;
        this.asked = asked;
        this.actor = actor;
    }

    @POST
    @Needs(Verb.RAISE_ALARMS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Raise or settle an alarm about the log",
            description =
                    "By auditors: two checkpoints contradict each other, a statement is missing, a witness would not sign, or a"
                            + " key was revoked before it signed. An alarm is settled by one that supersedes it with settled true and a"
                            + " reason.")
    @APIResponse(responseCode = "200", description = "Accepted now or before: the same receipt")
    public Receipt raise(@NotNull RaiseAlarm command) {
        return alarms.raise(actor.require(Verb.RAISE_ALARMS), command);
    }

    @GET
    @Needs(Verb.HEAR_FEEDBACK)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Alarms about the log, latest first",
            description =
                    "Of the programmes that one's own organisation takes part in, and of the log as a whole. An alarm is open"
                            + " while it is neither settled nor superseded.")
    public Listing<LogAlarms.Raised> list(
            @RestQuery @Parameter(description = "Code of a programme; all where absent.", example = "tavara") @Nullable String programme,
            @RestQuery @Parameter(description = "Rows of a page, 1 to 500.") @Nullable Integer limit,
            @RestQuery @Parameter(description = "next of the page before.") @Nullable String after) {
        actor.require(Verb.HEAR_FEEDBACK);
        int rows = Listing.limit(limit);
        return Listing.of(
                alarms.list(asked.programme(programme), Cursor.parse(after), rows + 1), rows, LogAlarms.Raised::cursor);
    }

    @GET
    @Path("{id}")
    @Needs(Verb.HEAR_FEEDBACK)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "One alarm about the log")
    public LogAlarms.Raised get(@RestPath UUID id) {
        actor.require(Verb.HEAR_FEEDBACK);
        return alarms.get(id);
    }
}
