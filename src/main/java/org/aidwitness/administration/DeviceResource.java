package org.aidwitness.administration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Devices;
import org.aidwitness.access.Verb;
import org.aidwitness.administration.PeopleResource.Opened;
import org.aidwitness.administration.PeopleResource.Why;
import org.aidwitness.web.Api;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Telephones and computers that people hold. */
@Path("/api/devices")
@Tag(name = "People")
@SecurityRequirement(name = Api.BEARER)
class DeviceResource {

    /** Who holds the device, and what statements call it. */
    public record NewDevice(@NotNull UUID account, @NotNull String label) {}

    private final Devices devices;
    private final CurrentActor actor;

    DeviceResource(Devices devices, CurrentActor actor) {
        this.devices = devices;
        this.actor = actor;
    }

    @GET
    @Needs(Verb.KEEP_DEVICES)
    @Operation(summary = "Devices of my organisation", description = "Of all, for administrators. Revoked ones last.")
    public List<Devices.Device> list() {
        return devices.list(actor.require(Verb.KEEP_DEVICES));
    }

    @POST
    @Needs(Verb.KEEP_DEVICES)
    @Operation(summary = "Note that somebody holds a device")
    public Opened enrol(@Valid @NotNull NewDevice device) {
        return new Opened(devices.enrol(actor.require(Verb.KEEP_DEVICES), device.account(), device.label()));
    }

    @POST
    @Path("{id}/revocation")
    @Needs(Verb.KEEP_DEVICES)
    @Operation(summary = "Trust nothing from this device any more")
    public void revoke(@RestPath UUID id, @Valid @NotNull Why why) {
        devices.revoke(actor.require(Verb.KEEP_DEVICES), id, why.reason());
    }
}
