package org.aidwitness.verification;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.aidwitness.access.Verb;
import org.aidwitness.explanation.Explanation;
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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The verdict on one delivery as JSON. */
@Path("/api/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Verification")
class DeliveryResource {

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final CaseFile cases;
    private final Explanation explanation;
    private final CurrentActor actor;
    private final Clock clock;

    DeliveryResource(CaseFile cases, Explanation explanation, CurrentActor actor, Clock clock) {
        this.cases = cases;
        this.explanation = explanation;
        this.actor = actor;
        this.clock = clock;
    }

    @GET
    @Path("{id}")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "Show the verdict on a delivery",
            description =
                    "Where the goods are, who independent has seen them, and why: in sentences, with each condition of "
                            + "VERIFIED, its value, its limit and the statements it rests on; the flags, and where the weight is. Judged afresh from what is said so far; "
                            + "with `asOf` as of that instant. Events dated later have then not happened yet.")
    @APIResponse(responseCode = "200", description = "The verdict.")
    @APIResponse(
            responseCode = "400",
            description = "The instant is malformed.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such delivery.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public DeliveryView get(
            @Parameter(description = "The id of the delivery's waybill.") @RestPath UUID id,
            @Parameter(description = "An instant of ISO 8601, in UTC.", example = "2026-05-01T00:00:00Z")
                    @RestQuery
                    @Nullable String asOf) {
        actor.require(Verb.READ_PUBLISHED);
        Instant now = asOf == null ? clock.instant() : instant(asOf);
        return cases.dossier(id, now)
                .map(dossier -> DeliveryView.of(Judgement.of(dossier), explanation))
                .orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no such delivery."));
    }

    private static Instant instant(String text) {
        try {
            Instant at = Instant.parse(text);
            if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
                throw Refused.at("/asOf", Code.MALFORMED, "The instant lies between the years 1900 and 2200.");
            }
            return at;
        } catch (DateTimeException e) {
            throw Refused.at("/asOf", Code.MALFORMED, "An instant looks like 2026-05-01T00:00:00Z.");
        }
    }
}
