package org.aidwitness.monitoring;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Speaking;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.DrawPolicy;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.monitoring.draw.SampleSize;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Draws: populations closed, secrets revealed, results that anybody can compute again. */
@Path("/api")
@Tag(name = "Draws")
class DrawResource {

    private static final String TABLE = "text/tab-separated-values;charset=utf-8";
    private static final String TEXT = "text/plain;charset=utf-8";

    private final Custodians custodians;
    private final Draws draws;
    private final Reveals reveals;
    private final DrawList list;
    private final DrawFiles files;
    private final DrawExtensions extensions;
    private final DrawOutcomes outcomes;
    private final CurrentActor actor;
    private final Speaking speaking;

    DrawResource(
            Custodians custodians,
            Draws draws,
            Reveals reveals,
            DrawList list,
            DrawFiles files,
            DrawExtensions extensions,
            DrawOutcomes outcomes,
            CurrentActor actor,
            Speaking speaking) {
        this.custodians = custodians;
        this.draws = draws;
        this.reveals = reveals;
        this.list = list;
        this.files = files;
        this.extensions = extensions;
        this.outcomes = outcomes;
        this.actor = actor;
        this.speaking = speaking;
    }

    @POST
    @Path("custodians")
    @Needs(Verb.REVEAL)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Enrol a custodian's chain of secrets",
            description =
                    "Only the anchor is sent; the secrets stay with the custodian. docs/draw.md says how to make one.")
    public Receipt enrol(@Valid @NotNull EnrolChain command) {
        return custodians.enrol(actor.require(Verb.REVEAL), command);
    }

    @GET
    @Path("custodians")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "Custodians' chains, by name",
            description = "Pass the last name of a page as `after` for the next.")
    public List<Custodians.Chain> custodians(@RestQuery @Nullable String after, @RestQuery @Nullable Integer limit) {
        return custodians.list(after == null ? "" : after, Listing.limit(limit));
    }

    @POST
    @Path("draws")
    @Needs(Verb.DRAW_VISITS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Close a population and the rule of its draw",
            description = "The population is every delivery of the programme that is due in the period. From here on"
                    + " nothing of it changes; to draw otherwise is another draw, and both stay visible.")
    public Receipt commit(@Valid @NotNull CommitDraw command) {
        return draws.commit(actor.require(Verb.DRAW_VISITS), command);
    }

    @GET
    @Path("draws")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "Draws, latest first",
            description = "A custodian who kept silent is named under `missing`, and `alarm` says what came of it.")
    public Listing<DrawList.DrawView> list(
            @RestQuery @Parameter(description = "Code of a programme; all where absent.", example = "tavara") @Nullable String programme,
            @RestQuery @Parameter(description = "Rows of a page, 1 to 500.") @Nullable Integer limit,
            @RestQuery @Parameter(description = "next of the page before.") @Nullable String after) {
        String code = programme == null || programme.isBlank() ? null : programme;
        return list.list(code, Cursor.parse(after), Listing.limit(limit));
    }

    @GET
    @Path("draws/{id}")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(summary = "One draw")
    public DrawList.DrawView get(@PathParam("id") UUID id) {
        return list.get(id);
    }

    @POST
    @Path("draws/{id}/reveals")
    @Needs(Verb.REVEAL)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Reveal a custodian's secret for this draw",
            description =
                    "Between the rule's hour and its deadline. A value that does not lead to the chain's anchor is"
                            + " refused with WRONG_PREIMAGE. Nobody else sees it before the visits are over.")
    public Receipt reveal(@PathParam("id") UUID id, @Valid @NotNull RevealValue command) {
        return reveals.reveal(actor.require(Verb.REVEAL), id, command);
    }

    @POST
    @Path("draws/{id}/extensions")
    @Needs(Verb.DRAW_VISITS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Ask for more visits of a draw",
            description = "Where the stop rule says GO_ON. The next so many units of each stratum follow from the draw"
                    + " as it was made; nothing of it changes. It is published when these visits are over too.")
    @APIResponse(responseCode = "409", description = "WRONG_STATE: not drawn, decided, or published already.")
    public Receipt extend(@PathParam("id") UUID id, @Valid @NotNull ExtendDraw command) {
        Actor who = actor.require(Verb.DRAW_VISITS);
        return extensions.extend(who, id, command, standing(id));
    }

    @GET
    @Path("draws/{id}/extensions.tsv")
    @Produces(TABLE)
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "The extensions of a draw, as they were asked for",
            description = "A line for each: number, how many more of HIGH, MEDIUM and LOW, when it was asked for, when"
                    + " it is disclosed, when its visits begin and end, and the digest of the result with it.")
    public Response extensions(@PathParam("id") UUID id) {
        return file(files.extensions(id), TABLE, "extensions.tsv");
    }

    @GET
    @Path("draws/{id}/population.tsv")
    @Produces(TABLE)
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "The population, byte for byte as it was committed",
            description = "A line for each unit: unit, stratum, size in kg.")
    public Response population(@PathParam("id") UUID id) {
        return file(files.population(id), TABLE, "population.tsv");
    }

    @GET
    @Path("draws/{id}/rule.txt")
    @Produces(TEXT)
    @Needs(Verb.READ_PUBLISHED)
    @Operation(summary = "The rule, byte for byte as it was committed")
    public Response rule(@PathParam("id") UUID id) {
        return file(files.rule(id), TEXT, "rule.txt");
    }

    @GET
    @Path("draws/{id}/reveals.tsv")
    @Produces(TABLE)
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "The revealed secrets",
            description = "A line for each custodian: chain, position, secret. Sealed until the visits are over.")
    @APIResponse(responseCode = "409", description = "SEALED until the time that the reason names.")
    public Response revealed(@PathParam("id") UUID id) {
        return file(files.reveals(id), TABLE, "reveals.tsv");
    }

    @GET
    @Path("draws/{id}/result.tsv")
    @Produces(TABLE)
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "The result",
            description =
                    "Seed, and for each drawn unit: stratum, rank, unit, ticket, monitor; and who visits a second time."
                            + " Sealed until the visits are over. docs/draw.md says how to compute it from the others.")
    @APIResponse(responseCode = "409", description = "SEALED until the time that the reason names.")
    public Response result(@PathParam("id") UUID id) {
        return file(files.result(id), TABLE, "result.tsv");
    }

    @GET
    @Path("draws/{id}/stop-rule")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "Whether enough has been seen",
            description =
                    "The running p-value of \"at least this share are exceptions\". A visit that was refused, came"
                            + " late or found something else is an exception. Counts only; which deliveries were drawn stays sealed.")
    public DrawOutcomes.DrawStanding standing(@PathParam("id") UUID id) {
        list.get(id);
        return speaking.asProgram(() -> outcomes.standing(id));
    }

    /** How many to visit. */
    public record Size(int population, int badShareBp, int riskBp, int bad, int sample) {}

    @GET
    @Path("sample-size")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "How many to visit so that a bad one is likely among them",
            description = "Exact hypergeometric. Shares are in basis points (100 = 1 per cent).")
    public Size size(
            @RestQuery @Parameter(description = "1 to 1,000,000.", example = "200") @Nullable Integer population,
            @RestQuery @Parameter(description = "1 to 10,000; 1,000 where absent.") @Nullable Integer badShareBp,
            @RestQuery @Parameter(description = "1 to 9,999; 500 where absent.") @Nullable Integer riskBp) {
        int share = within("/badShareBp", badShareBp, DrawPolicy.DEFAULTS.badShareBp(), 10_000);
        int risk = within("/riskBp", riskBp, DrawPolicy.DEFAULTS.riskBp(), 9_999);
        int units = within("/population", population, 0, SampleSize.MOST);
        return new Size(units, share, risk, SampleSize.bad(units, share), SampleSize.of(units, share, risk));
    }

    private static int within(String field, @Nullable Integer given, int otherwise, int most) {
        int value = given == null ? otherwise : given;
        if (value < 1 || value > most) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This is 1 to " + most + ".");
        }
        return value;
    }

    private static Response file(byte[] bytes, String mediaType, String name) {
        return Response.ok(bytes, mediaType)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }
}
