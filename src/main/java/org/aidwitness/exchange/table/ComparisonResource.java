package org.aidwitness.exchange.table;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Two parties' lists beside each other. */
@Path("/api/compare")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Exports")
class ComparisonResource {

    private final CurrentActor current;
    private final Comparisons comparisons;

    ComparisonResource(CurrentActor current, Comparisons comparisons) {
        this.current = current;
        this.comparisons = comparisons;
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "Compare two parties' lists of one flow",
            description =
                    "Counts, by month and place, the waybills each list tells of. `mode` (ROAD, SEA, AIR …) and"
                            + " `donor` narrow both sides; `zone` says in whose days the months are cut, for example Asia/Gaza.")
    public Comparison compare(
            @RestQuery @Nullable String left,
            @RestQuery @Nullable String right,
            @RestQuery @Nullable String zone,
            @RestQuery @Nullable String mode,
            @RestQuery @Nullable String donor) {
        current.require(Verb.READ_PUBLISHED);
        if (left == null || right == null) {
            throw Refused.at(left == null ? "/left" : "/right", Code.INVALID, "Name two programmes.");
        }
        return comparisons.compare(left, right, zone, mode, donor);
    }
}
