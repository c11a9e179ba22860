package org.aidwitness.administration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.aidwitness.access.Access;
import org.aidwitness.access.Accounts;
import org.aidwitness.access.Invitations;
import org.aidwitness.access.Requests;
import org.aidwitness.access.Verb;
import org.aidwitness.administration.PeopleResource.Link;
import org.aidwitness.kernel.Actor;
import org.aidwitness.web.Api;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What takes two people. */
@Path("/api/requests")
@Tag(name = "Requests", description = "What takes two people: one asks, another who may do the same agrees.")
@SecurityRequirement(name = Api.BEARER)
class RequestResource {

    private static final List<String> PEOPLE =
            List.of("name", "organisation", "login", "roles", "created at", "disabled at", "erased at");

    /** Which programme another organisation is to see one's own part of, until when, and why. */
    public record WantedAccess(
            @NotNull UUID programme,
            @NotNull UUID to,
            @NotNull Instant until,
            @NotNull String reason) {}

    /** Whose people; one's own organisation's where it is absent. */
    public record WantedPeople(
            @Nullable UUID organisation, @NotNull String reason) {}

    /** Yes or no. A no needs a reason. */
    public record Answer(boolean accepted, @Nullable String reason) {}

    private final Requests requests;
    private final Invitations invitations;
    private final CurrentActor actor;

    RequestResource(Requests requests, Invitations invitations, CurrentActor actor) {
        this.requests = requests;
        this.invitations = invitations;
        this.actor = actor;
    }

    @GET
    @Needs(Verb.KEEP_OWN_ACCOUNT)
    @Operation(
            summary = "What I asked for, and what I may agree to",
            description = "Open ones first, then the newest; at most 200.")
    public List<Requests.Request> list() {
        return requests.list(actor.require(Verb.KEEP_OWN_ACCOUNT));
    }

    @POST
    @Path("access")
    @Needs(Verb.GIVE_ACCESS)
    @Operation(
            summary = "Ask that another organisation see our part of a programme",
            description = "For at most 365 days. A second person of one's own organisation must agree.")
    public Requests.Request access(@Valid @NotNull WantedAccess wanted) {
        return requests.access(
                actor.require(Verb.GIVE_ACCESS), wanted.programme(), wanted.to(), wanted.until(), wanted.reason());
    }

    @POST
    @Path("people-export")
    @Needs(Verb.EXPORT_PEOPLE)
    @Operation(
            summary = "Ask for the list of an organisation's people",
            description = "When a second person has agreed, GET /api/requests/{id}/people.csv gives it, for 24 hours.")
    public Requests.Request peopleExport(@Valid @NotNull WantedPeople wanted) {
        Actor asking = actor.require(Verb.EXPORT_PEOPLE);
        UUID organisation = wanted.organisation() == null ? Access.organisationOf(asking) : wanted.organisation();
        return requests.peopleExport(asking, organisation, wanted.reason());
    }

    @POST
    @Path("{id}/decision")
    @Needs(Verb.KEEP_OWN_ACCOUNT)
    @Operation(
            summary = "Agree or decline",
            description = "Nobody agrees to their own request, or to one about themselves. Declining one's own takes it"
                    + " back.")
    public Requests.Request decide(@RestPath UUID id, @Valid @NotNull Answer answer) {
        return requests.decide(
                actor.require(Verb.KEEP_OWN_ACCOUNT),
                id,
                answer.accepted(),
                answer.reason() == null ? "" : answer.reason());
    }

    @POST
    @Path("{id}/link")
    @Needs(Verb.RECOVER_PEOPLE)
    @Operation(
            summary = "Make the link that an agreed recovery is about",
            description = "It works once, for 72 hours, and is shown this once.")
    public Link link(@RestPath UUID id) {
        return Link.of(invitations.recover(actor.require(Verb.RECOVER_PEOPLE), id));
    }

    @GET
    @Path("{id}/people.csv")
    @Needs(Verb.EXPORT_PEOPLE)
    @Operation(
            summary = "The list that an agreed export is about",
            description = "CSV in UTF-8 with byte order mark. A cell that a spreadsheet would run as a formula has an"
                    + " apostrophe before it.")
    public Response people(@RestPath UUID id) {
        List<Accounts.Account> people = requests.people(actor.require(Verb.EXPORT_PEOPLE), id);
        return Response.ok(
                        Sheet.of(
                                PEOPLE,
                                people.stream().map(RequestResource::row).toList()),
                        Sheet.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"people.csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static List<String> row(Accounts.Account person) {
        return List.of(
                person.name(),
                person.organisationName(),
                person.login() == null ? "" : person.login(),
                person.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")),
                person.createdAt().toString(),
                person.disabledAt() == null ? "" : person.disabledAt().toString(),
                person.erasedAt() == null ? "" : person.erasedAt().toString());
    }
}
