package org.aidwitness.web;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/**
 * Keeps nothing of what the provider gave, and takes nothing for it: each sign-in asks the provider anew, and a cookie
 * that claims to hold the provider's tokens is worth nothing.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class NoProviderTokens implements TokenStateManager {

    /** The cookie it becomes is dropped before it is sent. */
    private static final String NOTHING = "none";

    @Override
    public Uni<String> createTokenState(
            RoutingContext routing,
            OidcTenantConfig tenant,
            AuthorizationCodeTokens tokens,
            OidcRequestContext<String> request) {
        return Uni.createFrom().item(NOTHING);
    }

    @Override
    public Uni<AuthorizationCodeTokens> getTokens(
            RoutingContext routing,
            OidcTenantConfig tenant,
            String state,
            OidcRequestContext<AuthorizationCodeTokens> request) {
        return Uni.createFrom().failure(new AuthenticationFailedException("no tokens of the provider are kept"));
    }

    @Override
    public Uni<Void> deleteTokens(
            RoutingContext routing, OidcTenantConfig tenant, String state, OidcRequestContext<Void> request) {
        return Uni.createFrom().voidItem();
    }
}
