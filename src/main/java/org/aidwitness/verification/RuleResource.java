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
                    "Every rule: what it looks at, its question, its version, where it comes from, how its severity is "
                            + "chosen and by which numbers. A rule may ask two questions, one of each delivery and one of "
                            + "what many of them add up to. `parameters` are all numbers that decide: with `adjustable` true, "
                            + "`name` is the number's way in the JSON of a policy (`goods.rationLowBp`) and `value` the "
                            + "default, which a programme's policy may change; else the number is the same everywhere. "
                            + "`unit` says what it counts; basis points are hundredths of one per cent.")
    @APIResponse(responseCode = "200", description = "All rules, in the order of their ids.")
    public List<RuleBook.Entry> list() {
        actor.require(Verb.READ_PUBLISHED);
        return RuleBook.entries();
    }
}
