package org.aidwitness.monitoring;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.UUID;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Needs;
import org.aidwitness.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Coverage as JSON. Public. */
@Path("/api/coverage")
@Tag(name = "Public lists")
class CoverageResource {

    private static final int MOST_DAYS = 366;

    private final Coverage coverage;
    private final Asked asked;
    private final CurrentActor actor;

    CoverageResource(Coverage coverage, Asked asked, CurrentActor actor) {
        this.coverage = coverage;
        this.asked = asked;
        this.actor = actor;
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "Which of the sites that got something were seen, by area and risk",
            description =
                    "Each active site is verified, else visited, else refused, else not reached, else left out; so"
                            + " the parts add up, and the areas add up to the total. The risk is HIGH where monitors were refused in"
                            + " the policy's window of days (90) or are denied or escorted, MEDIUM where they must give notice or"
                            + " nobody was there in as many days before the period, else LOW. The target is the policy's share of"
                            + " the active sites of that risk, rounded up.")
    @APIResponse(responseCode = "200", description = "The cells and their total")
    @APIResponse(
            responseCode = "422",
            description = "A parameter is missing, the days are reversed, or there is no such programme",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Coverage.Found of(
            @RestQuery @Parameter(description = "Code of a programme.", example = "tavara") @Nullable String programme,
            @RestQuery @Parameter(description = "First day, UTC.", example = "2026-07-01") @Nullable String from,
            @RestQuery
                    @Parameter(description = "Last day, UTC; at most a year later.", example = "2026-09-30")
                    @Nullable String to) {
        actor.require(Verb.READ_PUBLISHED);
        UUID found = asked.named(programme);
        LocalDate first = Asked.day("/from", from);
        LocalDate last = Asked.day("/to", to);
        if (last.isBefore(first)) {
            throw Refused.at("/to", Code.DATES_REVERSED, "This ends before it begins.");
        }
        if (!last.isBefore(first.plusDays(MOST_DAYS))) {
            throw Refused.at("/to", Code.OUT_OF_RANGE, "A period is at most a year long.");
        }
        return coverage.of(found, first, last);
    }
}
