package org.aidwitness.administration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Sessions;
import org.aidwitness.access.Tokens;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.web.Api;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** One's own account: who one is, tokens, sessions. */
@Path("/api")
@Tag(name = "Account", description = "One's own account.")
class OwnResource {

    /** Who the server takes the sender for. An empty scope is all that the roles allow. */
    public record Me(String name, @Nullable UUID organisation, Set<Role> roles, Set<String> scope) {}

    /**
     * A token that is wanted.
     *
     * @param label what it is for, 1 to 100 characters
     * @param scope the verbs it may be used for; empty: all that the roles allow
     * @param days 1 to 400
     */
    public record NewToken(@NotNull String label, @Nullable Set<Verb> scope, int days) {

        Set<Verb> verbs() {
            return scope == null ? Set.of() : scope;
        }
    }

    private final Tokens tokens;
    private final Sessions sessions;
    private final CurrentActor actor;

    OwnResource(Tokens tokens, Sessions sessions, CurrentActor actor) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.actor = actor;
    }

    @GET
    @Path("me")
    @Needs(Verb.READ_PUBLISHED)
    @Operation(summary = "Who am I?")
    public Me me() {
        Actor me = actor.get();
        return new Me(me.name(), me.organisation(), me.roles(), me.scope());
    }

    @GET
    @Path("tokens")
    @Needs(Verb.KEEP_OWN_ACCOUNT)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "My tokens, newest first", description = "Expired ones too. Secrets are not kept.")
    public List<Tokens.Token> tokens() {
        Actor me = actor.require(Verb.KEEP_OWN_ACCOUNT);
        return tokens.list(me, accountOf(me));
    }

    @POST
    @Path("tokens")
    @Needs(Verb.KEEP_OWN_ACCOUNT)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(
            summary = "Make a token for myself",
            description = "It is shown this once. Its scope names verbs of the access table; none: all that I may do.")
    public Tokens.Issued issue(@Valid @NotNull NewToken wanted) {
        Actor me = actor.require(Verb.KEEP_OWN_ACCOUNT);
        return tokens.issue(me, accountOf(me), wanted.label(), wanted.verbs(), wanted.days());
    }

    @POST
    @Path("tokens/{id}/rotation")
    @Needs(Verb.KEEP_OWN_ACCOUNT)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Replace a token", description = "The old one works for another 24 hours.")
    public Tokens.Issued rotate(@RestPath UUID id) {
        return tokens.rotate(actor.require(Verb.KEEP_OWN_ACCOUNT), id);
    }

    @POST
    @Path("tokens/{id}/revocation")
    @Needs(Verb.KEEP_OWN_ACCOUNT)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "End a token now")
    public void revoke(@RestPath UUID id) {
        tokens.revoke(actor.require(Verb.KEEP_OWN_ACCOUNT), id);
    }

    @GET
    @Path("sessions")
    @Needs(Verb.KEEP_OWN_ACCOUNT)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "Where I am signed in, newest first")
    public List<Sessions.Session> sessions() {
        return sessions.own(actor.require(Verb.KEEP_OWN_ACCOUNT));
    }

    @POST
    @Path("sessions/{id}/end")
    @Needs(Verb.KEEP_OWN_ACCOUNT)
    @SecurityRequirement(name = Api.BEARER)
    @Operation(summary = "End one of my sessions, elsewhere perhaps")
    public void end(@RestPath UUID id) {
        sessions.endOwn(actor.require(Verb.KEEP_OWN_ACCOUNT), id);
    }

    /** Everybody who keeps an account has one. */
    static UUID accountOf(Actor actor) {
        UUID account = actor.account();
        if (account == null) {
            throw Refused.because(Code.SIGN_IN_NEEDED, "Sign in to do this.");
        }
        return account;
    }
}
