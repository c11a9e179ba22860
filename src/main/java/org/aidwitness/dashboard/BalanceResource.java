package org.aidwitness.dashboard;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.registry.Programmes;
import org.aidwitness.web.Needs;
import org.aidwitness.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The figures of an overview as JSON. Public. */
@Path("/api/programmes/{code}/balance")
@Tag(name = "Public lists")
class BalanceResource {

    private final Programmes programmes;
    private final Balances balances;

    BalanceResource(Programmes programmes, Balances balances) {
        this.programmes = programmes;
        this.balances = balances;
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "Where everything that was given is",
            description = "Six parts that add up to what was given, each with the list that sums to it.")
    @APIResponse(responseCode = "200", description = "The balance as of now")
    @APIResponse(
            responseCode = "404",
            description = "No such programme",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Balance balance(@RestPath String code) {
        return balances.of(programmes
                .byCode(code)
                .orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no programme of this name.")));
    }
}
