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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Accounts;
import org.aidwitness.access.Invitations;
import org.aidwitness.access.Requests;
import org.aidwitness.access.Sessions;
import org.aidwitness.access.SignIn;
import org.aidwitness.access.Tokens;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Frame;
import org.aidwitness.web.Frame.Place;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** One's own account: password, sessions, tokens, and the requests that one made or may agree to. */
@Path("/account")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Blocking
class AccountPages {

    private static final String HERE = "/account";

    private static final UUID NO_SESSION = new UUID(0, 0);

    /** A token in a table; {@code state} is for whoever looks now. */
    record TokenLine(Tokens.Token token, boolean holds) {}

    /** A session in a table. */
    record SessionLine(Sessions.Session session, boolean here) {}

    @CheckedTemplate(basePath = "administration", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record AccountPage(
            Frame frame,
            Form form,
            Accounts.Account me,
            List<SessionLine> sessions,
            List<TokenLine> tokens,
            List<Verb> verbs,
            List<Asked.Line> waiting,
            List<Asked.Line> others)
            implements TemplateInstance {}

    /** A secret, on a page of its own, because it is shown this once. */
    @CheckedTemplate(basePath = "administration", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SecretPage(Frame frame, String advice, String secret, String back) implements TemplateInstance {}

    private final Accounts accounts;
    private final Sessions sessions;
    private final Tokens tokens;
    private final Requests requests;
    private final Invitations invitations;
    private final SignIn signIn;
    private final Asked asked;
    private final CurrentActor actor;
    private final Forms forms;
    private final Clock clock;

    AccountPages(
            Accounts accounts,
            Sessions sessions,
            Tokens tokens,
            Requests requests,
            Invitations invitations,
            SignIn signIn,
            Asked asked,
            CurrentActor actor,
            Forms forms,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.requests = requests;
        this.invitations = invitations;
        this.signIn = signIn;
        this.asked = asked;
        this.actor = actor;
        this.forms = forms;
        this.clock = clock;
    }

    @GET
    @Needs(Verb.KEEP_OWN_ACCOUNT)
    @Operation(hidden = true)
    public TemplateInstance account() {
        return page(Form.EMPTY);
    }

    @POST
    @Path("password")
    @Needs(Verb.KEEP_OWN_ACCOUNT)
    @Operation(hidden = true)
    public Response password(MultivaluedMap<String, String> sent) {
        return forms.take(
                "password",
                sent,
                typed -> {
                    if (!typed.secret("password").equals(typed.secret("again"))) {
                        throw Refused.at("/again", Code.INVALID, "The two new passwords are not the same.");
                    }
                    UUID session = actor.session().orElse(NO_SESSION);
                    signIn.change(me(), session, typed.secret("old"), typed.secret("password"));
                    return Forms.to(HERE);
                },
                this::page);
    }

    @POST
    @Path("sessions/{id}/end")
    @Needs(Verb.KEEP_OWN_ACCOUNT)
    @Operation(hidden = true)
    public Response endSession(@RestPath UUID id, MultivaluedMap<String, String> sent) {
        return forms.take(
                "sessions",
                sent,
                typed -> {
                    sessions.endOwn(me(), id);
                    return Forms.to(HERE + "#sessions");
                },
                this::page);
    }

    @POST
    @Path("tokens")
    @Needs(Verb.KEEP_OWN_ACCOUNT)
    @Operation(hidden = true)
    public Response issue(MultivaluedMap<String, String> sent) {
        return forms.take(
                "token",
                sent,
                typed -> {
                    Set<Verb> scope = typed.names("scope", Verb.class);
                    if (scope.isEmpty() && !typed.checked("everything")) {
                        throw Refused.at("/scope", Code.INVALID, "Say what the token is for: some things, or all.");
                    }
                    Actor me = me();
                    Tokens.Issued issued = tokens.issue(
                            me,
                            OwnResource.accountOf(me),
                            typed.text("label"),
                            typed.checked("everything") ? Set.of() : scope,
                            typed.number("days"));
                    return shownOnce(issued);
                },
                this::page);
    }

    @POST
    @Path("tokens/{id}/rotation")
    @Needs(Verb.KEEP_OWN_ACCOUNT)
    @Operation(hidden = true)
    public Response rotate(@RestPath UUID id, MultivaluedMap<String, String> sent) {
        return forms.take("tokens", sent, typed -> shownOnce(tokens.rotate(me(), id)), this::page);
    }

    @POST
    @Path("tokens/{id}/revocation")
    @Needs(Verb.KEEP_OWN_ACCOUNT)
    @Operation(hidden = true)
    public Response revoke(@RestPath UUID id, MultivaluedMap<String, String> sent) {
        return forms.take(
                "tokens",
                sent,
                typed -> {
                    tokens.revoke(me(), id);
                    return Forms.to(HERE + "#tokens");
                },
                this::page);
    }

    @POST
    @Path("requests/{id}/decision")
    @Needs(Verb.KEEP_OWN_ACCOUNT)
    @Operation(hidden = true)
    public Response decide(@RestPath UUID id, MultivaluedMap<String, String> sent) {
        return forms.take(
                "decide-" + id,
                sent,
                typed -> {
                    requests.decide(me(), id, "yes".equals(typed.text("answer")), typed.text("reason"));
                    return Forms.to(HERE + "#requests");
                },
                this::page);
    }

    @POST
    @Path("requests/{id}/link")
    @Needs(Verb.RECOVER_PEOPLE)
    @Operation(hidden = true)
    public Response link(@RestPath UUID id, MultivaluedMap<String, String> sent) {
        return forms.take(
                "decide-" + id,
                sent,
                typed -> Forms.page(linkPage(invitations.recover(me(), id), HERE + "#requests"), 200),
                this::page);
    }

    /** The page that shows somebody's link, this once. */
    static TemplateInstance linkPage(String link, String back) {
        return new SecretPage(
                new Frame("A link to sign in", Place.ADMINISTRATION, null),
                "This link lets one person choose a password. It works once, for 72 hours. Hand it over in a way that"
                        + " nobody else reads; it is shown this once.",
                "/invitation/" + link,
                back);
    }

    static TemplateInstance tokenPage(Tokens.Issued issued, String back) {
        return new SecretPage(
                new Frame("A new token", Place.ACCOUNT, null),
                "Copy the token to where it is needed. It is shown this once: here only its digest is kept.",
                issued.token(),
                back);
    }

    private static Response shownOnce(Tokens.Issued issued) {
        return Forms.page(tokenPage(issued, HERE + "#tokens"), 200);
    }

    private TemplateInstance page(Form form) {
        Actor me = me();
        UUID account = OwnResource.accountOf(me);
        Instant now = clock.instant();
        UUID here = actor.session().orElse(NO_SESSION);
        List<Asked.Line> lines = asked.of(me);
        return new AccountPage(
                new Frame("Your account", Place.ACCOUNT, null),
                form,
                accounts.get(me, account),
                sessions.own(me).stream()
                        .map(session -> new SessionLine(session, session.id().equals(here)))
                        .toList(),
                tokens.list(me, account).stream()
                        .map(token -> new TokenLine(token, token.expiresAt().isAfter(now)))
                        .toList(),
                Arrays.stream(Verb.values())
                        .filter(verb -> !verb.isPublic() && verb.allows(me))
                        .toList(),
                lines.stream().filter(Asked.Line::decidable).toList(),
                lines.stream().filter(line -> !line.decidable()).toList());
    }

    private Actor me() {
        return actor.require(Verb.KEEP_OWN_ACCOUNT);
    }
}
