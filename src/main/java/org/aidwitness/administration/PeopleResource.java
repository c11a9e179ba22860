package org.aidwitness.administration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Accounts;
import org.aidwitness.access.Invitations;
import org.aidwitness.access.Requests;
import org.aidwitness.access.Tokens;
import org.aidwitness.access.Verb;
import org.aidwitness.administration.OwnResource.NewToken;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.web.Api;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Listing;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The people and machines of organisations. */
@Path("/api/people")
@Tag(name = "People", description = "Accounts of one's own organisation; of all, for administrators.")
@SecurityRequirement(name = Api.BEARER)
class PeopleResource {

    /**
     * Somebody new.
     *
     * @param name a pseudonym, shown under statements
     * @param organisation one's own where it is absent
     * @param login what the person signs in with; absent for a machine
     */
    public record NewPerson(
            @NotNull String name,
            @Nullable UUID organisation,
            @Nullable String login) {}

    /** The account that was opened; it has no roles yet. */
    public record Opened(UUID id) {}

    /** Why something is done; the audit keeps it. */
    public record Why(@NotNull String reason) {}

    /** The path of a link that works once, for 72 hours. */
    public record Link(String link) {

        static Link of(String secret) {
            return new Link("/invitation/" + secret);
        }
    }

    /** Exactly the roles that somebody is to have, and why. */
    public record NewRoles(
            @NotNull Set<Role> roles, @NotNull String reason) {}

    private final Accounts accounts;
    private final Invitations invitations;
    private final Requests requests;
    private final Tokens tokens;
    private final CurrentActor actor;

    PeopleResource(Accounts accounts, Invitations invitations, Requests requests, Tokens tokens, CurrentActor actor) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.requests = requests;
        this.tokens = tokens;
        this.actor = actor;
    }

    @GET
    @Needs(Verb.SEE_PEOPLE)
    @Operation(
            summary = "People, by name",
            description = "Pass `next` of one page as `after` for the page that follows.")
    public Listing<Accounts.Account> list(@RestQuery @Nullable String after, @RestQuery @Nullable Integer limit) {
        return page(accounts, actor.require(Verb.SEE_PEOPLE), after, Listing.limit(limit));
    }

    @POST
    @Needs(Verb.KEEP_PEOPLE)
    @Operation(
            summary = "Open an account",
            description = "It has no roles: those are asked for, and a second person agrees. Without a login it is a"
                    + " machine's, and bears tokens only.")
    public Opened open(@Valid @NotNull NewPerson person) {
        Actor keeper = actor.require(Verb.KEEP_PEOPLE);
        UUID organisation = person.organisation() == null ? Access.organisationOf(keeper) : person.organisation();
        return new Opened(accounts.open(keeper, person.name(), organisation, person.login()));
    }

    @GET
    @Path("{id}")
    @Needs(Verb.SEE_PEOPLE)
    @Operation(summary = "One account")
    public Accounts.Account get(@RestPath UUID id) {
        return accounts.get(actor.require(Verb.SEE_PEOPLE), id);
    }

    @POST
    @Path("{id}/disable")
    @Needs(Verb.KEEP_PEOPLE)
    @Operation(summary = "Shut an account out, at once and everywhere", description = "What it said stays.")
    public void disable(@RestPath UUID id, @Valid @NotNull Why why) {
        accounts.disable(actor.require(Verb.KEEP_PEOPLE), id, why.reason());
    }

    @POST
    @Path("{id}/enable")
    @Needs(Verb.KEEP_PEOPLE)
    @Operation(summary = "Let a disabled account in again")
    public void enable(@RestPath UUID id, @Valid @NotNull Why why) {
        accounts.enable(actor.require(Verb.KEEP_PEOPLE), id, why.reason());
    }

    @POST
    @Path("{id}/invitation")
    @Needs(Verb.KEEP_PEOPLE)
    @Operation(
            summary = "Make a link for somebody who never signed in",
            description = "It works once, for 72 hours, and is shown this once. A newer link replaces an older one.")
    public Link invite(@RestPath UUID id) {
        return Link.of(invitations.invite(actor.require(Verb.KEEP_PEOPLE), id));
    }

    @POST
    @Path("{id}/roles")
    @Needs(Verb.GRANT_ROLES)
    @Operation(summary = "Ask that somebody have exactly these roles", description = "A second person must agree.")
    public Requests.Request roles(@RestPath UUID id, @Valid @NotNull NewRoles wanted) {
        return requests.roles(actor.require(Verb.GRANT_ROLES), id, wanted.roles(), wanted.reason());
    }

    @POST
    @Path("{id}/recovery")
    @Needs(Verb.RECOVER_PEOPLE)
    @Operation(
            summary = "Ask that somebody who lost password or codes be let in again",
            description = "A second person must agree; then POST /api/requests/{id}/link makes the link.")
    public Requests.Request recovery(@RestPath UUID id, @Valid @NotNull Why why) {
        return requests.recovery(actor.require(Verb.RECOVER_PEOPLE), id, why.reason());
    }

    @POST
    @Path("{id}/erasure")
    @Needs(Verb.ERASE_PEOPLE)
    @Operation(
            summary = "Ask that somebody's login, password and codes be erased",
            description = "A second person must agree. What was said stays, under the pseudonym.")
    public Requests.Request erasure(@RestPath UUID id, @Valid @NotNull Why why) {
        return requests.erasure(actor.require(Verb.ERASE_PEOPLE), id, why.reason());
    }

    @POST
    @Path("{id}/tokens")
    @Needs(Verb.KEEP_PEOPLE)
    @Operation(
            summary = "Make a token for a machine's account",
            description = "For administrators. It is shown this once. People make their own: POST /api/tokens.")
    public Tokens.Issued token(@RestPath UUID id, @Valid @NotNull NewToken wanted) {
        return tokens.issue(actor.require(Verb.KEEP_PEOPLE), id, wanted.label(), wanted.verbs(), wanted.days());
    }

    /** One page of people; names are unique, so the last one is where the next page begins. */
    static Listing<Accounts.Account> page(Accounts accounts, Actor actor, @Nullable String after, int limit) {
        List<Accounts.Account> oneMore = accounts.list(actor, after == null ? "" : after, limit + 1);
        if (oneMore.size() <= limit) {
            return new Listing<>(oneMore, null);
        }
        return new Listing<>(oneMore.subList(0, limit), oneMore.get(limit - 1).name());
    }
}
