package org.aidwitness.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.oidc.OIDCException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.aidwitness.access.ProviderAccounts;
import org.aidwitness.access.Verb;
import org.aidwitness.access.WaysIn;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/**
 * The door for people whom an OpenID Connect provider vouches for: leads there, and takes them in when they come back.
 * It is the only place that looks at what {@code quarkus-oidc} finds out. From here on a session of ours counts, and
 * nothing of the provider's is kept.
 */
@Path("/sign-in/oidc")
public class OidcSignIn {

    /** Where quarkus-oidc would keep the provider's tokens. */
    private static final String PROVIDERS_COOKIE = "q_session";

    private static final String HTML = "text/html;charset=UTF-8";
    private static final long RETRY_SECONDS = 5;

    private static final Logger LOG = Logger.getLogger(OidcSignIn.class);

    @CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SignedIn(Frame frame) implements TemplateInstance {}

    private final WaysIn ways;
    private final CurrentIdentityAssociation identity;
    private final ProviderAccounts accounts;
    private final SessionCookie cookie;
    private final RoutingContext routing;
    private final ObjectMapper mapper;

    OidcSignIn(
            WaysIn ways,
            CurrentIdentityAssociation identity,
            ProviderAccounts accounts,
            SessionCookie cookie,
            RoutingContext routing,
            ObjectMapper mapper) {
        this.ways = ways;
        this.identity = identity;
        this.accounts = accounts;
        this.cookie = cookie;
        this.routing = routing;
        this.mapper = mapper;
    }

    @GET
    @Needs(Verb.SIGN_IN)
    @Produces(HTML)
    @Operation(hidden = true)
    public Response comeIn() {
        if (!ways.isProvider()) {
            throw Refused.because(Code.NOT_FOUND, "There is no sign-in by a provider here.");
        }
        SecurityIdentity person = identified();
        if (person.isAnonymous()) {
            // Quarkus answers this by leading the browser to the provider.
            throw new UnauthorizedException();
        }
        routing.response().removeCookie(PROVIDERS_COOKIE, false);
        String session = accounts.signIn(claims(person));
        SignedIn page = new SignedIn(new Frame("Signed in", Frame.Place.ELSEWHERE, null));
        // Not a redirect: the browser is here on the provider's word, and would keep a cookie that no other site may
        // make it send from the page that a redirect leads to. Where a page of ours leads, it sends it.
        return Response.ok(page.render(), HTML)
                .header("Refresh", "0; url=/")
                .cookie(cookie.holding(session))
                .build();
    }

    /** Who came back from the provider; anonymous is who has not been there. */
    private SecurityIdentity identified() {
        try {
            SecurityIdentity person = identity.getIdentity();
            if (person.isAnonymous() && isAnswer()) {
                throw invalid();
            }
            return person;
        } catch (AuthenticationCompletionException | AuthenticationFailedException e) {
            // Quarkus has logged the reason.
            throw invalid();
        } catch (OIDCException e) {
            LOG.warnf("The provider cannot be asked: %s", e.getMessage());
            throw new ServiceUnavailableException(RETRY_SECONDS, e);
        }
    }

    /** An answer without the question in this browser's cookie is not begun anew: that could go round for ever. */
    private boolean isAnswer() {
        MultiMap query = routing.queryParams();
        return query.contains("code") || query.contains("state") || query.contains("error");
    }

    private static Refused invalid() {
        return Refused.because(
                Code.SIGN_IN_NEEDED, "This answer of your provider does not count, or has been used. Begin again.");
    }

    /** All claims, as they were signed. */
    private JsonNode claims(SecurityIdentity person) {
        if (!(person.getPrincipal() instanceof JsonWebToken token)) {
            throw new IllegalStateException("who comes back from the provider has an ID token");
        }
        String payload = token.getRawToken().split("\\.", -1)[1];
        try {
            return mapper.readTree(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
