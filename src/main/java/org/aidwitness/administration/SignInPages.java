package org.aidwitness.administration;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.aidwitness.access.Sessions;
import org.aidwitness.access.SignIn;
import org.aidwitness.access.SignIn.Enrolled;
import org.aidwitness.access.SignIn.Enrolment;
import org.aidwitness.access.SignIn.Invited;
import org.aidwitness.access.SignIn.Next;
import org.aidwitness.access.SignIn.Progress;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Frame;
import org.aidwitness.web.Frame.Place;
import org.aidwitness.web.Needs;
import org.aidwitness.web.SessionCookie;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** Coming in: password, then a code; the first time by a link. And going out again. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Blocking
class SignInPages {

    private static final String FORM = "sign-in";

    @CheckedTemplate(basePath = "administration", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SignInPage(Frame frame, Form form, boolean cookieKept) implements TemplateInstance {}

    @CheckedTemplate(basePath = "administration", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record CodePage(Frame frame, Form form) implements TemplateInstance {}

    @CheckedTemplate(basePath = "administration", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record EnrolPage(Frame frame, Form form, Enrolment enrolment) implements TemplateInstance {}

    @CheckedTemplate(basePath = "administration", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record RecoveryCodes(Frame frame, List<String> codes) implements TemplateInstance {}

    @CheckedTemplate(basePath = "administration", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record InvitationPage(Frame frame, Form form, String link, Invited invited, boolean cookieKept)
            implements TemplateInstance {}

    private final SignIn signIn;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final CurrentActor actor;
    private final Forms forms;
    private final HttpHeaders headers;
    private final UriInfo address;

    SignInPages(
            SignIn signIn,
            Sessions sessions,
            SessionCookie cookie,
            CurrentActor actor,
            Forms forms,
            HttpHeaders headers,
            UriInfo address) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.cookie = cookie;
        this.actor = actor;
        this.forms = forms;
        this.headers = headers;
        this.address = address;
    }

    @GET
    @Path("sign-in")
    @Needs(Verb.SIGN_IN)
    @Operation(hidden = true)
    public Response signIn() {
        return actor.isKnown() ? Forms.to("/account") : Forms.page(signInPage(Form.EMPTY), 200);
    }

    @POST
    @Path("sign-in")
    @Needs(Verb.SIGN_IN)
    @Operation(hidden = true)
    public Response password(MultivaluedMap<String, String> sent) {
        return forms.take(
                FORM,
                sent,
                typed -> {
                    required(typed, "login", "Type your login.");
                    required(typed, "password", "Type your password.");
                    return on(signIn.password(typed.text("login"), typed.secret("password")));
                },
                this::signInPage);
    }

    @GET
    @Path("sign-in/code")
    @Needs(Verb.SIGN_IN)
    @Operation(hidden = true)
    public Response code() {
        return waitsFor(Next.CODE) ? Forms.page(codePage(Form.EMPTY), 200) : Forms.to(whereTo());
    }

    @POST
    @Path("sign-in/code")
    @Needs(Verb.SIGN_IN)
    @Operation(hidden = true)
    public Response code(MultivaluedMap<String, String> sent) {
        return forms.take(
                FORM,
                sent,
                typed -> {
                    required(typed, "code", "Type the code.");
                    return on(signIn.code(held(), typed.text("code")));
                },
                this::codePage);
    }

    @GET
    @Path("sign-in/enrol")
    @Needs(Verb.SIGN_IN)
    @Operation(hidden = true)
    public Response enrol() {
        return waitsFor(Next.ENROL) ? Forms.page(enrolPage(Form.EMPTY), 200) : Forms.to(whereTo());
    }

    @POST
    @Path("sign-in/enrol")
    @Needs(Verb.SIGN_IN)
    @Operation(hidden = true)
    public Response enrol(MultivaluedMap<String, String> sent) {
        return forms.take(
                FORM,
                sent,
                typed -> {
                    required(typed, "code", "Type the code that the app shows.");
                    Enrolled enrolled = signIn.enrolled(held(), typed.text("code"));
                    Frame frame = frame("Recovery codes");
                    return Response.fromResponse(Forms.page(new RecoveryCodes(frame, enrolled.recoveryCodes()), 200))
                            .cookie(cookie.holding(enrolled.progress().cookie()))
                            .build();
                },
                this::enrolPage);
    }

    @POST
    @Path("sign-out")
    @Needs(Verb.SIGN_IN)
    @Operation(hidden = true)
    public Response signOut(MultivaluedMap<String, String> sent) {
        return forms.take(
                FORM,
                sent,
                typed -> {
                    actor.session().ifPresent(session -> sessions.signOut(actor.get(), session));
                    return Response.seeOther(URI.create("/"))
                            .cookie(cookie.gone())
                            .build();
                },
                this::signInPage);
    }

    @GET
    @Path("invitation/{link}")
    @Needs(Verb.SIGN_IN)
    @Operation(hidden = true)
    public TemplateInstance invitation(@RestPath String link) {
        return invitationPage(link, Form.EMPTY);
    }

    @POST
    @Path("invitation/{link}")
    @Needs(Verb.SIGN_IN)
    @Operation(hidden = true)
    public Response accept(@RestPath String link, MultivaluedMap<String, String> sent) {
        return forms.take(
                FORM,
                sent,
                typed -> {
                    if (!typed.secret("password").equals(typed.secret("again"))) {
                        throw Refused.at("/again", Code.INVALID, "The two passwords are not the same.");
                    }
                    return on(signIn.accept(link, typed.text("login"), typed.secret("password")));
                },
                form -> invitationPage(link, form));
    }

    private TemplateInstance signInPage(Form form) {
        return new SignInPage(frame("Sign in"), form, cookieKept());
    }

    /** Who took too long begins again, and reads so there. */
    private TemplateInstance codePage(Form form) {
        return waitsFor(Next.CODE) ? new CodePage(frame("Your code"), form) : signInPage(form);
    }

    private TemplateInstance enrolPage(Form form) {
        return waitsFor(Next.ENROL)
                ? new EnrolPage(frame("Set up your authenticator app"), form, signIn.enrolment(held()))
                : signInPage(form);
    }

    private TemplateInstance invitationPage(String link, Form form) {
        return new InvitationPage(frame("Welcome"), form, link, signIn.invited(link), cookieKept());
    }

    private static Frame frame(String title) {
        return new Frame(title, Place.SIGN_IN, null);
    }

    private Response on(Progress progress) {
        return Response.seeOther(URI.create(path(progress.next())))
                .cookie(cookie.holding(progress.cookie()))
                .build();
    }

    private static String path(Next next) {
        return switch (next) {
            case DONE -> "/account";
            case CODE -> "/sign-in/code";
            case ENROL -> "/sign-in/enrol";
        };
    }

    private boolean waitsFor(Next step) {
        return next().filter(step::equals).isPresent();
    }

    /** Who comes to a step that is not theirs is led to the one that is. */
    private String whereTo() {
        return next().map(SignInPages::path).orElse("/sign-in");
    }

    private Optional<Next> next() {
        return cookie.of(headers).flatMap(signIn::nextOf);
    }

    private String held() {
        return cookie.of(headers)
                .orElseThrow(() -> Refused.because(Code.SIGN_IN_NEEDED, "That took too long. Please begin again."));
    }

    private static void required(Typed typed, String field, String otherwise) {
        if (typed.text(field).isEmpty()) {
            throw Refused.at("/" + field, Code.INVALID, otherwise);
        }
    }

    private boolean cookieKept() {
        boolean tls = "https".equals(address.getRequestUri().getScheme())
                || "https".equalsIgnoreCase(headers.getHeaderString("X-Forwarded-Proto"));
        String host = address.getRequestUri().getHost();
        return cookie.takenFrom(tls, host == null ? "" : host);
    }
}
