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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.aidwitness.access.Grants;
import org.aidwitness.access.Requests;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Actor;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Frame;
import org.aidwitness.web.Frame.Place;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** What organisations let each other see. */
@Path("/administration/access")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Blocking
class GrantPages {

    private static final String HERE = "/administration/access";

    /** One grant; {@code endable} by whoever looks now. */
    record Line(Grants.Grant grant, String programme, boolean holds, boolean endable) {

        /** The form that ends it; the page has several. */
        public String form() {
            return "end-" + grant.id();
        }
    }

    @CheckedTemplate(basePath = "administration", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record GrantList(
            Frame frame,
            Form form,
            List<Line> lines,
            boolean giver,
            List<ProgrammeEntry> programmes,
            List<OrganisationEntry> offered)
            implements TemplateInstance {}

    private final Grants grants;
    private final Requests requests;
    private final Programmes programmes;
    private final Codes codes;
    private final CurrentActor actor;
    private final Forms forms;
    private final Clock clock;

    GrantPages(
            Grants grants,
            Requests requests,
            Programmes programmes,
            Codes codes,
            CurrentActor actor,
            Forms forms,
            Clock clock) {
        this.grants = grants;
        this.requests = requests;
        this.programmes = programmes;
        this.codes = codes;
        this.actor = actor;
        this.forms = forms;
        this.clock = clock;
    }

    @GET
    @Needs(Verb.SEE_PEOPLE)
    @Operation(hidden = true)
    public TemplateInstance list() {
        return list(Form.EMPTY);
    }

    @POST
    @Needs(Verb.GIVE_ACCESS)
    @Operation(hidden = true)
    public Response ask(MultivaluedMap<String, String> sent) {
        return forms.take(
                "ask",
                sent,
                typed -> {
                    requests.access(
                            actor.require(Verb.GIVE_ACCESS),
                            typed.id("programme"),
                            codes.organisation(typed, "to"),
                            typed.start("until"),
                            typed.text("reason"));
                    return Forms.to("/account#requests");
                },
                this::list);
    }

    @POST
    @Path("{id}/end")
    @Needs(Verb.GIVE_ACCESS)
    @Operation(hidden = true)
    public Response end(@RestPath UUID id, MultivaluedMap<String, String> sent) {
        return forms.take(
                "end-" + id,
                sent,
                typed -> {
                    grants.end(actor.require(Verb.GIVE_ACCESS), id, typed.text("reason"));
                    return Forms.to(HERE);
                },
                this::list);
    }

    private TemplateInstance list(Form form) {
        Actor asking = actor.require(Verb.SEE_PEOPLE);
        boolean giver = Verb.GIVE_ACCESS.allows(asking);
        Instant now = clock.instant();
        List<ProgrammeEntry> known = programmes.list();
        Map<UUID, String> names = known.stream().collect(Collectors.toMap(ProgrammeEntry::id, ProgrammeEntry::name));
        List<Line> lines = grants.list(asking).stream()
                .map(grant -> new Line(
                        grant,
                        names.getOrDefault(grant.programme(), "a closed programme"),
                        grant.holds(now),
                        giver && grant.holds(now) && grant.from().equals(asking.organisation())))
                .toList();
        return new GrantList(
                new Frame("Access between organisations", Place.ADMINISTRATION, null),
                form,
                lines,
                giver,
                known,
                codes.offered());
    }
}
