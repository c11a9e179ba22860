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
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.aidwitness.access.Access;
import org.aidwitness.access.Accounts;
import org.aidwitness.access.Invitations;
import org.aidwitness.access.Requests;
import org.aidwitness.access.Tokens;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Frame;
import org.aidwitness.web.Frame.Place;
import org.aidwitness.web.Listing;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The people of an organisation, and everything that is done about one of them. */
@Path("/administration/people")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Blocking
class PeoplePages {

    private static final String HERE = "/administration/people";

    @CheckedTemplate(basePath = "administration", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record People(
            Frame frame,
            Form form,
            Listing<Accounts.Account> page,
            boolean first,
            boolean anywhere,
            String own,
            List<OrganisationEntry> offered)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "administration", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Person(Frame frame, Form form, Accounts.Account person, boolean self, boolean anywhere, List<Role> roles)
            implements TemplateInstance {}

    private final Accounts accounts;
    private final Invitations invitations;
    private final Requests requests;
    private final Tokens tokens;
    private final Codes codes;
    private final CurrentActor actor;
    private final Forms forms;

    PeoplePages(
            Accounts accounts,
            Invitations invitations,
            Requests requests,
            Tokens tokens,
            Codes codes,
            CurrentActor actor,
            Forms forms) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.requests = requests;
        this.tokens = tokens;
        this.codes = codes;
        this.actor = actor;
        this.forms = forms;
    }

    @GET
    @Needs(Verb.SEE_PEOPLE)
    @Operation(hidden = true)
    public TemplateInstance people(@RestQuery @Nullable String after) {
        return list(after, Form.EMPTY);
    }

    @POST
    @Needs(Verb.KEEP_PEOPLE)
    @Operation(hidden = true)
    public Response open(MultivaluedMap<String, String> sent) {
        return forms.take(
                "open",
                sent,
                typed -> {
                    Actor keeper = actor.require(Verb.KEEP_PEOPLE);
                    String login = typed.text("login");
                    UUID organisation = typed.text("organisation").isEmpty()
                            ? Access.organisationOf(keeper)
                            : codes.organisation(typed, "organisation");
                    UUID id = accounts.open(keeper, typed.text("name"), organisation, login.isEmpty() ? null : login);
                    return Forms.to(HERE + "/" + id);
                },
                form -> list(null, form));
    }

    @POST
    @Path("export")
    @Needs(Verb.EXPORT_PEOPLE)
    @Operation(hidden = true)
    public Response export(MultivaluedMap<String, String> sent) {
        return forms.take(
                "export",
                sent,
                typed -> {
                    Actor asking = actor.require(Verb.EXPORT_PEOPLE);
                    requests.peopleExport(asking, Access.organisationOf(asking), typed.text("reason"));
                    return Forms.to("/account#requests");
                },
                form -> list(null, form));
    }

    @GET
    @Path("{id}")
    @Needs(Verb.SEE_PEOPLE)
    @Operation(hidden = true)
    public TemplateInstance person(@RestPath UUID id) {
        return one(id, Form.EMPTY);
    }

    @POST
    @Path("{id}/invitation")
    @Needs(Verb.KEEP_PEOPLE)
    @Operation(hidden = true)
    public Response invite(@RestPath UUID id, MultivaluedMap<String, String> sent) {
        return take("invitation", id, sent, typed -> {
            String link = invitations.invite(actor.require(Verb.KEEP_PEOPLE), id);
            return Forms.page(AccountPages.linkPage(link, HERE + "/" + id), 200);
        });
    }

    @POST
    @Path("{id}/roles")
    @Needs(Verb.GRANT_ROLES)
    @Operation(hidden = true)
    public Response roles(@RestPath UUID id, MultivaluedMap<String, String> sent) {
        return take("roles", id, sent, typed -> {
            requests.roles(actor.require(Verb.GRANT_ROLES), id, typed.names("roles", Role.class), typed.text("reason"));
            return Forms.to("/account#requests");
        });
    }

    @POST
    @Path("{id}/disable")
    @Needs(Verb.KEEP_PEOPLE)
    @Operation(hidden = true)
    public Response disable(@RestPath UUID id, MultivaluedMap<String, String> sent) {
        return take("disable", id, sent, typed -> {
            accounts.disable(actor.require(Verb.KEEP_PEOPLE), id, typed.text("reason"));
            return Forms.to(HERE + "/" + id);
        });
    }

    @POST
    @Path("{id}/enable")
    @Needs(Verb.KEEP_PEOPLE)
    @Operation(hidden = true)
    public Response enable(@RestPath UUID id, MultivaluedMap<String, String> sent) {
        return take("enable", id, sent, typed -> {
            accounts.enable(actor.require(Verb.KEEP_PEOPLE), id, typed.text("reason"));
            return Forms.to(HERE + "/" + id);
        });
    }

    @POST
    @Path("{id}/recovery")
    @Needs(Verb.RECOVER_PEOPLE)
    @Operation(hidden = true)
    public Response recovery(@RestPath UUID id, MultivaluedMap<String, String> sent) {
        return take("recovery", id, sent, typed -> {
            requests.recovery(actor.require(Verb.RECOVER_PEOPLE), id, typed.text("reason"));
            return Forms.to("/account#requests");
        });
    }

    @POST
    @Path("{id}/erasure")
    @Needs(Verb.ERASE_PEOPLE)
    @Operation(hidden = true)
    public Response erasure(@RestPath UUID id, MultivaluedMap<String, String> sent) {
        return take("erasure", id, sent, typed -> {
            requests.erasure(actor.require(Verb.ERASE_PEOPLE), id, typed.text("reason"));
            return Forms.to("/account#requests");
        });
    }

    @POST
    @Path("{id}/tokens")
    @Needs(Verb.KEEP_PEOPLE)
    @Operation(hidden = true)
    public Response token(@RestPath UUID id, MultivaluedMap<String, String> sent) {
        return take("token", id, sent, typed -> {
            Tokens.Issued issued = tokens.issue(
                    actor.require(Verb.KEEP_PEOPLE),
                    id,
                    typed.text("label"),
                    typed.names("scope", Verb.class),
                    typed.number("days"));
            return Forms.page(AccountPages.tokenPage(issued, HERE + "/" + id), 200);
        });
    }

    private Response take(String form, UUID id, MultivaluedMap<String, String> sent, Function<Typed, Response> work) {
        return forms.take(form, sent, work, back -> one(id, back));
    }

    private TemplateInstance list(@Nullable String after, Form form) {
        Actor asking = actor.require(Verb.SEE_PEOPLE);
        return new People(
                new Frame("People", Place.ADMINISTRATION, null),
                form,
                PeopleResource.page(accounts, asking, after, Listing.DEFAULT_LIMIT),
                after == null || after.isEmpty(),
                Access.everywhere(asking, Verb.SEE_PEOPLE),
                codes.nameOf(Access.organisationOf(asking)),
                codes.offered());
    }

    private TemplateInstance one(UUID id, Form form) {
        Actor asking = actor.require(Verb.SEE_PEOPLE);
        Accounts.Account person = accounts.get(asking, id);
        boolean anywhere = Access.everywhere(asking, Verb.GRANT_ROLES);
        List<Role> roles = Arrays.stream(Role.values())
                .filter(role -> anywhere || role != Role.ADMINISTRATOR)
                .toList();
        return new Person(
                new Frame(person.name(), Place.ADMINISTRATION, null),
                form,
                person,
                id.equals(asking.account()),
                Access.everywhere(asking, Verb.KEEP_PEOPLE),
                roles);
    }
}
