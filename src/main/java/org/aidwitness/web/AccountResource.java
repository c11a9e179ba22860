package org.aidwitness.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Accounts;
import org.aidwitness.access.Tokens;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Accounts and their tokens. */
@Path("/api")
@Tag(name = "Access")
class AccountResource {

    /** A new account; the name is a pseudonym and may be shown. */
    public record NewAccount(
            @NotNull String name,
            @NotNull UUID organisation,
            @NotNull Set<Role> roles) {}

    /** What became of it. */
    public record Created(UUID id) {}

    /** How long a token is to hold: 1 to 400 days. */
    public record Validity(int days) {}

    /** A token, shown this once. */
    public record Issued(String token) {}

    /** Who the server takes the sender for. */
    public record Me(String name, @Nullable UUID organisation, Set<Role> roles) {}

    private final Accounts accounts;
    private final Tokens tokens;
    private final CurrentActor actor;

    AccountResource(Accounts accounts, Tokens tokens, CurrentActor actor) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.actor = actor;
    }

    @GET
    @Path("me")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(summary = "Who am I?")
    public Me me() {
        Actor me = actor.get();
        return new Me(me.name(), me.organisation(), me.roles());
    }

    @POST
    @Path("accounts")
    @Needs(Verb.KEEP_PEOPLE)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Create an account")
    public Created create(@Valid @NotNull NewAccount account) {
        actor.require(Verb.KEEP_PEOPLE);
        return new Created(accounts.create(account.name(), account.organisation(), account.roles()));
    }

    @POST
    @Path("accounts/{id}/tokens")
    @Needs(Verb.KEEP_PEOPLE)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Issue a token", description = "Only its digest is kept; it is shown this once.")
    public Issued issue(@PathParam("id") UUID id, @NotNull Validity validity) {
        actor.require(Verb.KEEP_PEOPLE);
        return new Issued(tokens.issue(id, Duration.ofDays(validity.days())));
    }
}
