package org.aidwitness.administration;

import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refused;
import org.aidwitness.web.Constraints;
import org.aidwitness.web.FormProof;
import org.jspecify.annotations.Nullable;

/** How every form is taken: it came from a page of ours, it leads on, or it comes back with the reasons. */
@RequestScoped
class Forms {

    private static final int UNPROCESSABLE = 422;
    private static final int UNAUTHORISED = 401;

    private final FormProof proof;

    Forms(FormProof proof) {
        this.proof = proof;
    }

    /**
     * @param name of the form, where its page has several
     * @param work what the form asks for; answers with where to go on
     * @param again the page, with the form as it came
     */
    Response take(
            String name,
            MultivaluedMap<String, String> sent,
            Function<Typed, Response> work,
            Function<Form, TemplateInstance> again) {
        proof.require(sent.getFirst("proof"));
        try {
            return work.apply(new Typed(sent));
        } catch (Refused refused) {
            return back(name, sent, refused, again);
        } catch (RuntimeException fault) {
            @Nullable Refused constraint = Constraints.refusalOf(fault);
            if (constraint == null) {
                throw fault;
            }
            return back(name, sent, constraint, again);
        }
    }

    private static Response back(
            String name, MultivaluedMap<String, String> sent, Refused refused, Function<Form, TemplateInstance> again) {
        List<Refusal> refusals = refused.refusals();
        int status = refusals.stream()
                .mapToInt(refusal -> refusal.code().status())
                .max()
                .orElse(UNPROCESSABLE);
        // 401 would ask the browser for a bearer token.
        return page(again.apply(Form.back(name, sent, refusals)), status == UNAUTHORISED ? UNPROCESSABLE : status);
    }

    static Response page(TemplateInstance page, int status) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(page)
                .build();
    }

    /** Go on there, with GET: a reload sends nothing twice. */
    static Response to(String path) {
        return Response.seeOther(URI.create(path)).build();
    }
}
