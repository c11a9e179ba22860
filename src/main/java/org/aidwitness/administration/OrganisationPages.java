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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.Organisations;
import org.aidwitness.registry.RelationEntry;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Frame;
import org.aidwitness.web.Frame.Place;
import org.aidwitness.web.Listing;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Organisations, and what ties them to each other. */
@Path("/administration/organisations")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Blocking
class OrganisationPages {

    private static final String HERE = "/administration/organisations";

    /** One tie of an organisation, as it is told from both sides. */
    record Tie(RelationEntry relation, String from, String to) {

        /** The form that ends it; the page has several. */
        public String form() {
            return "end-" + relation.id();
        }
    }

    @CheckedTemplate(basePath = "administration", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record OrganisationList(
            Frame frame, Form form, Listing<OrganisationEntry> page, boolean first, List<OrganisationEntry.Kind> kinds)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "administration", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record OrganisationPage(
            Frame frame,
            Form form,
            OrganisationEntry organisation,
            List<Tie> ties,
            List<RelationEntry.Kind> kinds,
            List<OrganisationEntry> offered,
            LocalDate today)
            implements TemplateInstance {}

    private final Organisations organisations;
    private final Codes codes;
    private final CurrentActor actor;
    private final Forms forms;
    private final Clock clock;

    OrganisationPages(Organisations organisations, Codes codes, CurrentActor actor, Forms forms, Clock clock) {
        this.organisations = organisations;
        this.codes = codes;
        this.actor = actor;
        this.forms = forms;
        this.clock = clock;
    }

    @GET
    @Needs(Verb.KEEP_ORGANISATIONS)
    @Operation(hidden = true)
    public TemplateInstance list(@RestQuery @Nullable String after) {
        return list(after, Form.EMPTY);
    }

    @POST
    @Needs(Verb.KEEP_ORGANISATIONS)
    @Operation(hidden = true)
    public Response enter(MultivaluedMap<String, String> sent) {
        return forms.take(
                "enter",
                sent,
                typed -> {
                    UUID id = Ids.fresh(clock.instant());
                    organisations.enter(
                            actor.require(Verb.KEEP_ORGANISATIONS),
                            new OrganisationEntry(
                                    id,
                                    typed.text("code"),
                                    typed.text("name"),
                                    typed.name("kind", OrganisationEntry.Kind.class)));
                    return Forms.to(HERE + "/" + id);
                },
                form -> list(null, form));
    }

    @GET
    @Path("{id}")
    @Needs(Verb.KEEP_ORGANISATIONS)
    @Operation(hidden = true)
    public TemplateInstance organisation(@RestPath UUID id) {
        return one(id, Form.EMPTY);
    }

    @POST
    @Path("{id}/relations")
    @Needs(Verb.KEEP_ORGANISATIONS)
    @Operation(hidden = true)
    public Response relate(@RestPath UUID id, MultivaluedMap<String, String> sent) {
        return forms.take(
                "relate",
                sent,
                typed -> {
                    UUID other = codes.organisation(typed, "to");
                    boolean turned = typed.text("direction").equals("other");
                    organisations.relate(
                            actor.require(Verb.KEEP_ORGANISATIONS),
                            new RelationEntry(
                                    Ids.fresh(clock.instant()),
                                    turned ? other : id,
                                    turned ? id : other,
                                    typed.name("kind", RelationEntry.Kind.class),
                                    typed.day("validFrom"),
                                    typed.dayIfAny("validTo"),
                                    typed.text("source")));
                    return Forms.to(HERE + "/" + id);
                },
                form -> one(id, form));
    }

    @POST
    @Path("{id}/relations/{relation}/end")
    @Needs(Verb.KEEP_ORGANISATIONS)
    @Operation(hidden = true)
    public Response end(@RestPath UUID id, @RestPath UUID relation, MultivaluedMap<String, String> sent) {
        return forms.take(
                "end-" + relation,
                sent,
                typed -> {
                    organisations.endRelation(actor.require(Verb.KEEP_ORGANISATIONS), relation, typed.day("lastDay"));
                    return Forms.to(HERE + "/" + id);
                },
                form -> one(id, form));
    }

    private TemplateInstance list(@Nullable String after, Form form) {
        actor.require(Verb.KEEP_ORGANISATIONS);
        int limit = Listing.DEFAULT_LIMIT;
        List<OrganisationEntry> oneMore = organisations.list(after == null ? "" : after, limit + 1);
        boolean more = oneMore.size() > limit;
        List<OrganisationEntry> shown = more ? oneMore.subList(0, limit) : oneMore;
        return new OrganisationList(
                new Frame("Organisations", Place.ADMINISTRATION, null),
                form,
                new Listing<>(shown, more ? shown.get(limit - 1).code() : null),
                after == null || after.isEmpty(),
                Arrays.asList(OrganisationEntry.Kind.values()));
    }

    private TemplateInstance one(UUID id, Form form) {
        actor.require(Verb.KEEP_ORGANISATIONS);
        OrganisationEntry organisation = organisations
                .find(id)
                .orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no such organisation."));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new OrganisationPage(
                new Frame(organisation.name(), Place.ADMINISTRATION, null),
                form,
                organisation,
                organisations.relationsOf(id).stream()
                        .map(relation -> new Tie(relation, codes.nameOf(relation.from()), codes.nameOf(relation.to())))
                        .toList(),
                Arrays.asList(RelationEntry.Kind.values()),
                codes.offered(),
                today);
    }
}
