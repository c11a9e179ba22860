package org.aidwitness.monitoring;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.monitoring.HeldPlaces.HeldPlace;
import org.aidwitness.registry.Organisations;
import org.aidwitness.registry.Policies;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;
import org.aidwitness.shipment.Shipments;
import org.aidwitness.shipment.WaybillFacts;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which places do not let themselves be seen, and who is independent enough to look. Public. */
@Path("/api")
@Tag(name = "Monitoring")
class PlaceResource {

    /**
     * Whether an organisation may look at a delivery.
     *
     * @param independent no relation of ownership, contract, group or kin within the policy's depth
     * @param path the relation that decides against it, as names joined by dashes; null where it is independent
     * @param funding who funds whom; it breaks nothing and is always told; null where nobody does
     * @param depth relation paths up to this length were looked at
     */
    public record Independence(
            UUID waybill,
            UUID organisation,
            LocalDate day,
            boolean independent,
            @Nullable String path,
            @Nullable String funding,
            int depth) {}

    private final HeldPlaces places;
    private final Programmes programmes;
    private final Policies policies;
    private final Organisations organisations;
    private final Shipments shipments;
    private final CurrentActor actor;
    private final Clock clock;

    PlaceResource(
            HeldPlaces places,
            Programmes programmes,
            Policies policies,
            Organisations organisations,
            Shipments shipments,
            CurrentActor actor,
            Clock clock) {
        this.places = places;
        this.programmes = programmes;
        this.policies = policies;
        this.organisations = organisations;
        this.shipments = shipments;
        this.actor = actor;
        this.clock = clock;
    }

    @GET
    @Path("held-places")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "Places that turned monitors away, the longest held first",
            description = "Since when, why, how much waits, and what lifts it.")
    public List<HeldPlace> held(
            @RestQuery @Parameter(description = "Code of the programme.", example = "tavara") @Nullable String programme) {
        actor.require(Verb.READ_PUBLISHED);
        return places.list(programme(programme == null ? "" : programme).id(), clock.instant());
    }

    @GET
    @Path("waybills/{id}/independence")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(
            summary = "Is this organisation independent of a delivery?",
            description = "Yes or no with the path that decides, as of a day of UTC; today where none is given.")
    public Independence independence(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "Who would look.") @Nullable UUID organisation,
            @RestQuery @Parameter(description = "Like 2026-10-06, from 1990 to 2099.") @Nullable String day) {
        actor.require(Verb.READ_PUBLISHED);
        LocalDate asOf = day == null || day.isBlank()
                ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                : Asked.day("/day", day);
        if (organisation == null || organisations.find(organisation).isEmpty()) {
            throw Refused.at("/organisation", Code.UNKNOWN_REFERENCE, "There is no such organisation.");
        }
        WaybillFacts waybill = shipments.facts(id);
        int depth =
                policies.current(waybill.programme(), waybill.contribution()).independenceDepth();
        @Nullable String path = organisations.tie(organisation, waybill.parties(), asOf, depth);
        return new Independence(
                id,
                organisation,
                asOf,
                path == null,
                path,
                organisations.funding(organisation, waybill.parties(), asOf),
                depth);
    }

    private ProgrammeEntry programme(String code) {
        return programmes
                .byCode(code)
                .orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no programme of this name."));
    }
}
