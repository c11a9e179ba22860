package org.aidwitness.verification;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.aidwitness.access.Verb;
import org.aidwitness.verification.rule.RuleBook;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The rule book as JSON, written by the rules themselves. */
@Path("/api/rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Verification")
class RuleResource {

    private final CurrentActor actor;

    RuleResource(CurrentActor actor) {
        this.actor = actor;
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "Show the rule book",
            description =
                    "Every rule: what it looks at, its question, its version, where it comes from and how its severity is "
                            + "chosen. A rule may ask two questions, one of each delivery and one of what many of them add "
                            + "up to. The limits are those of each programme's policy.")
    @APIResponse(responseCode = "200", description = "All rules, in the order of their ids.")
    public List<RuleBook.Entry> list() {
        actor.require(Verb.READ_PUBLISHED);
        return RuleBook.entries();
    }
}
