package org.aidwitness.administration;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Accounts;
import org.aidwitness.access.Devices;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Actor;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Frame;
import org.aidwitness.web.Frame.Place;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** The telephones and computers of an organisation's people. */
@Path("/administration/devices")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Blocking
class DevicePages {

    private static final String HERE = "/administration/devices";
    private static final int OFFERED = 500;

    /** A device in a table. */
    record Line(Devices.Device device) {

        /** The form that revokes it; the page has several. */
        public String form() {
            return "revoke-" + device.id();
        }
    }

    @CheckedTemplate(basePath = "administration", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record DeviceList(Frame frame, Form form, List<Line> devices, List<Accounts.Account> people)
            implements TemplateInstance {}

    private final Devices devices;
    private final Accounts accounts;
    private final CurrentActor actor;
    private final Forms forms;

    DevicePages(Devices devices, Accounts accounts, CurrentActor actor, Forms forms) {
        this.devices = devices;
        this.accounts = accounts;
        this.actor = actor;
        this.forms = forms;
    }

    @GET
    @Needs(Verb.KEEP_DEVICES)
    @Operation(hidden = true)
    public TemplateInstance list() {
        return list(Form.EMPTY);
    }

    @POST
    @Needs(Verb.KEEP_DEVICES)
    @Operation(hidden = true)
    public Response enrol(MultivaluedMap<String, String> sent) {
        return forms.take(
                "enrol",
                sent,
                typed -> {
                    devices.enrol(keeper(), typed.id("account"), typed.text("label"));
                    return Forms.to(HERE);
                },
                this::list);
    }

    @POST
    @Path("{id}/revocation")
    @Needs(Verb.KEEP_DEVICES)
    @Operation(hidden = true)
    public Response revoke(@RestPath UUID id, MultivaluedMap<String, String> sent) {
        return forms.take(
                "revoke-" + id,
                sent,
                typed -> {
                    devices.revoke(keeper(), id, typed.text("reason"));
                    return Forms.to(HERE);
                },
                this::list);
    }

    private TemplateInstance list(Form form) {
        Actor keeper = keeper();
        List<Accounts.Account> people = accounts.list(keeper, "", OFFERED).stream()
                .filter(person -> person.disabledAt() == null)
                .toList();
        List<Line> lines = devices.list(keeper).stream().map(Line::new).toList();
        return new DeviceList(new Frame("Devices", Place.ADMINISTRATION, null), form, lines, people);
    }

    private Actor keeper() {
        return actor.require(Verb.KEEP_DEVICES);
    }
}
