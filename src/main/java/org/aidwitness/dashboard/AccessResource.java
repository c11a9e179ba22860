package org.aidwitness.dashboard;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Verb;
import org.aidwitness.dashboard.AccessTable.Held;
import org.aidwitness.dashboard.AccessTable.Term;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Where monitors may not go freely, and what waits because of it, as JSON. Public. */
@Path("/api")
@Tag(name = "Public lists")
class AccessResource {

    private final Programmes programmes;
    private final AccessTable access;

    AccessResource(Programmes programmes, AccessTable access) {
        this.programmes = programmes;
        this.access = access;
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Path("access")
    @Operation(
            summary = "Access terms that restrict monitors today, the hardest first",
            description = "Only the destinations of one programme, if one is named. At most 500.")
    @APIResponse(responseCode = "200", description = "The terms")
    @APIResponse(responseCode = "404", description = "No such programme")
    public List<Term> access(
            @RestQuery @Parameter(description = "Code of a programme.", example = "tavara") @Nullable String programme) {
        return access.terms(id(programme));
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Path("held")
    @Operation(
            summary = "Waybills that the gate holds, the longest first",
            description = "Goods that wait because somebody independent could not see them arrive. At most 500.")
    @APIResponse(responseCode = "200", description = "The waybills, each with its reasons")
    @APIResponse(responseCode = "404", description = "No such programme")
    public List<Held> held(
            @RestQuery @Parameter(description = "Code of a programme.", example = "tavara") @Nullable String programme) {
        return access.held(id(programme));
    }

    private @Nullable UUID id(@Nullable String programme) {
        if (programme == null || programme.isBlank()) {
            return null;
        }
        return programmes
                .byCode(programme)
                .map(ProgrammeEntry::id)
                .orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no programme of this name."));
    }
}
