package org.aidwitness.shipment;

import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.aidwitness.access.Verb;
import org.aidwitness.gate.Decision;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.web.Api;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Needs;
import org.aidwitness.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Consignments, waybills, the gate's answer, declarations and stocks. */
@Path("/api")
@Tag(name = "Shipments")
class WaybillResource {

    /** A waybill with its lines; the lines need not repeat the waybill's id. */
    public record WaybillWithLines(
            @NotNull RegisterWaybill waybill, @NotNull List<NewLine> lines) {}

    /** One line of a new waybill; see {@link RegisterLine} for units and bounds. */
    public record NewLine(
            UUID id,
            String key,
            UUID commodity,
            @Nullable String description,
            @Nullable UUID lot,
            @Nullable LocalDate bestBefore,
            @Nullable Long packages,
            @Nullable String packageUnit,
            @Nullable BigDecimal kgPerPackage,
            @Nullable Kilograms netKg,
            @Nullable UUID includedIn,
            @Nullable BigDecimal valueUsd,
            @Nullable Map<String, String> attributes) {

        RegisterLine on(UUID waybill) {
            return new RegisterLine(
                    id,
                    waybill,
                    key,
                    commodity,
                    description,
                    lot,
                    bestBefore,
                    packages,
                    packageUnit,
                    kgPerPackage,
                    netKg,
                    includedIn,
                    valueUsd,
                    attributes == null ? new TreeMap<>() : new TreeMap<>(attributes));
        }
    }

    private final Consignments consignments;
    private final Shipments shipments;
    private final Declarations declarations;
    private final Stocks stocks;
    private final CurrentActor actor;

    WaybillResource(
            Consignments consignments,
            Shipments shipments,
            Declarations declarations,
            Stocks stocks,
            CurrentActor actor) {
        this.consignments = consignments;
        this.shipments = shipments;
        this.declarations = declarations;
        this.stocks = stocks;
        this.actor = actor;
    }

    @POST
    @Path("consignments")
    @Needs(Verb.REGISTER_SHIPMENTS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Register a consignment and its route")
    public Receipt register(@NotNull RegisterConsignment command) {
        return consignments.register(actor.require(Verb.REGISTER_SHIPMENTS), command);
    }

    @POST
    @Path("waybills")
    @Needs(Verb.REGISTER_SHIPMENTS)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Register a waybill with its lines")
    @APIResponse(responseCode = "200", description = "Accepted now or before: the same receipt")
    @APIResponse(
            responseCode = "409",
            description = "NUMBER_TAKEN, EXISTS_WITH_DIFFERENT_CONTENT",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Receipt register(@NotNull WaybillWithLines command) {
        List<RegisterLine> lines = command.lines().stream()
                .map(line -> line.on(command.waybill().id()))
                .toList();
        return shipments.register(actor.require(Verb.REGISTER_SHIPMENTS), command.waybill(), lines);
    }

    @GET
    @Path("waybills/{id}")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(summary = "Who has a stake in a waybill, and where it leads")
    public WaybillFacts get(@PathParam("id") UUID id) {
        return shipments.facts(id);
    }

    @POST
    @Path("waybills/{id}/clearances")
    @Needs(Verb.ASK_THE_GATE)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Ask the gate whether the goods may leave",
            description = "Stored and public. HOLD names every reason and what would lift it.")
    public Decision askTheGate(@PathParam("id") UUID id) {
        return shipments.askTheGate(actor.require(Verb.ASK_THE_GATE), id);
    }

    @POST
    @Path("waybills/{id}/declarations")
    @Needs(Verb.DECLARE)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Declare what happened to the goods",
            description = "DISPATCHED asks the gate first. Late statements are welcome in any order.")
    @APIResponse(responseCode = "200", description = "Accepted now or before: the same receipt")
    @APIResponse(
            responseCode = "409",
            description = "Held by the gate with all its reasons; or told before, otherwise",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "422",
            description = "Quantities that do not add up, unknown references, impossible values",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Receipt declare(@PathParam("id") UUID id, @NotNull Declare command) {
        if (!id.equals(command.waybill())) {
            throw Refused.at("/waybill", Code.INVALID, "This is another waybill than the address says.");
        }
        return declarations.declare(actor.require(Verb.DECLARE), command);
    }

    @GET
    @Path("lots/{id}/stocks")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "Who holds how much of a lot",
            description = "In, out and lost by custodian, in kg; a balance below 0 means that more left than came.")
    public List<Stocks.Stock> stocks(@PathParam("id") UUID lot) {
        return stocks.ofLot(lot);
    }
}
