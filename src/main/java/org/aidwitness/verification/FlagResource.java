package org.aidwitness.verification;

import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;
import org.aidwitness.verification.rule.Severity;
import org.aidwitness.verification.rule.Subject;
import org.aidwitness.web.Api;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Cursor;
import org.aidwitness.web.Listing;
import org.aidwitness.web.Needs;
import org.aidwitness.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Flags as JSON. */
@Path("/api/flags")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Verification")
class FlagResource {

    /** One flag with its life so far. */
    record FlagView(Flags.Flag flag, List<Flags.Step> steps) {}

    /** What somebody does about a flag, as it is sent. */
    @Schema(description = "One step. A resolution is given with RESOLVED, and only then.")
    record StepBody(
            @Schema(
                    enumeration = {"ACKNOWLEDGED", "IN_REVIEW", "RESOLVED", "WAIVED"},
                    examples = "ACKNOWLEDGED",
                    required = true)
            @Nullable String state,

            @Schema(enumeration = {"UPHELD", "EXPLAINED", "ERROR"}) @Nullable String resolution,

            @Schema(
                    description = "Why, for everybody to read.",
                    examples = "We have called the driver.",
                    required = true)
            @Nullable String reason) {

        Flags.Answer answer() {
            if (state == null) {
                throw Refused.at("/state", Code.INVALID, "A step needs a state.");
            }
            return new Flags.Answer(
                    named(FlagState.class, "/state", state),
                    resolution == null ? null : named(Flags.Resolution.class, "/resolution", resolution),
                    reason == null ? "" : reason);
        }
    }

    private final Flags flags;
    private final Programmes programmes;
    private final CurrentActor actor;

    FlagResource(Flags flags, Programmes programmes, CurrentActor actor) {
        this.flags = flags;
        this.programmes = programmes;
        this.actor = actor;
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "List flags",
            description =
                    "What the rules found, latest first: about deliveries, and about places, organisations, monitors, "
                            + "draws, areas and programmes. Filters are joined by and. Pass `next` of one page as "
                            + "`after` for the page that follows.")
    @APIResponse(responseCode = "200", description = "One page of flags.")
    @APIResponse(
            responseCode = "400",
            description = "A filter or the cursor is malformed.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "422",
            description = "The limit is out of range, or there is no such programme.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Listing<Flags.Flag> list(
            @Parameter(description = "A programme's code.", example = "tavara") @RestQuery @Nullable String programme,
            @Parameter(description = "A delivery, by the id of its waybill.") @RestQuery @Nullable String delivery,
            @Parameter(description = "What the flag is about.", schema = @Schema(implementation = Subject.Kind.class))
                    @RestQuery
                    @Nullable String subject,
            @Parameter(
                            description = "The subject's id: of a delivery, site, organisation, draw or programme; "
                                    + "monitors are found by that of their organisation.")
                    @RestQuery
                    @Nullable String subjectId,
            @Parameter(description = "A rule's id.", example = "F01") @RestQuery @Nullable String rule,
            @Parameter(description = "Exactly this severity.", schema = @Schema(implementation = Severity.class))
                    @RestQuery
                    @Nullable String severity,
            @Parameter(description = "Where the flag stands.", schema = @Schema(implementation = FlagState.class))
                    @RestQuery
                    @Nullable String state,
            @Parameter(description = "The cursor of the page before.") @RestQuery @Nullable String after,
            @Parameter(
                            description = "Rows a page, 1 to 500; 50 where not given.",
                            schema = @Schema(type = SchemaType.INTEGER))
                    @RestQuery
                    @Nullable Integer limit) {
        actor.require(Verb.READ_PUBLISHED);
        int rows = Listing.limit(limit);
        Flags.Filter filter = new Flags.Filter(
                programme == null ? null : programmeOf(programme),
                delivery == null ? null : id("/delivery", delivery),
                subject == null ? null : named(Subject.Kind.class, "/subject", subject),
                subjectId == null ? null : id("/subjectId", subjectId),
                rule,
                severity == null ? null : named(Severity.class, "/severity", severity),
                state == null ? null : named(FlagState.class, "/state", state));
        return Listing.of(
                flags.list(filter, Cursor.parse(after), rows + 1),
                rows,
                flag -> new Cursor(flag.raisedAt(), flag.id()));
    }

    @GET
    @Path("{id}")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(summary = "Show a flag", description = "The flag with its frozen inputs, and each step of its life.")
    @APIResponse(responseCode = "200", description = "The flag.")
    @APIResponse(
            responseCode = "404",
            description = "There is no such flag.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public FlagView get(@RestPath UUID id) {
        actor.require(Verb.READ_PUBLISHED);
        return new FlagView(flags.get(id), flags.steps(id));
    }

    @POST
    @Path("{id}/steps")
    @Needs(Verb.ANSWER_FLAGS)
    @SecurityRequirement(name = Api.BEARER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Take a flag one step on",
            description = "OPEN to ACKNOWLEDGED to IN_REVIEW to RESOLVED (UPHELD, EXPLAINED or ERROR) or WAIVED. Each "
                    + "step says why. A party to the delivery, and whoever the flag is about, may acknowledge and review, and "
                    + "not decide.")
    @APIResponse(responseCode = "200", description = "The step is taken; its receipt.")
    @APIResponse(
            responseCode = "401",
            description = "Sign in with a bearer token.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "403",
            description = "Your role does not include this.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such flag.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "WRONG_STATE: the step does not follow from where the flag stands. OWN_WORK: your "
                    + "organisation is a party to the delivery, or the flag is about it.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "422",
            description = "The step itself makes no sense.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Receipt step(@RestPath UUID id, @NotNull StepBody step) {
        Actor answering = actor.require(Verb.ANSWER_FLAGS);
        return flags.answer(answering, id, step.answer());
    }

    private UUID programmeOf(String code) {
        return programmes
                .byCode(code)
                .map(ProgrammeEntry::id)
                .orElseThrow(
                        () -> Refused.at("/programme", Code.UNKNOWN_REFERENCE, "There is no programme of this code."));
    }

    private static UUID id(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Refused.at(field, Code.MALFORMED, "This is not an id.");
        }
    }

    private static <E extends Enum<E>> E named(Class<E> type, String field, String name) {
        Map<String, E> byName = Stream.of(type.getEnumConstants()).collect(Collectors.toMap(Enum::name, it -> it));
        E value = byName.get(name.toUpperCase(Locale.ROOT));
        if (value == null) {
            throw Refused.at(
                    field,
                    Code.MALFORMED,
                    "This is one of "
                            + Stream.of(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "))
                            + ".");
        }
        return value;
    }
}
