package org.aidwitness.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Busy;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.hibernate.StaleStateException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can go wrong, on the wire. A refusal tells the sender what to change; a fault may work later (503);
 * a defect is ours (500) and tells a reference to the server's log and nothing else.
 */
public class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    @ServerExceptionMapper
    public Response refused(Refused refused) {
        return of(refused.refusals());
    }

    @ServerExceptionMapper
    public Response malformed(JsonMappingException fault) {
        // A record that rejects nonsense throws while Jackson builds it: its refusal is the answer.
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return of(refused.refusals());
            }
        }
        String pointer = fault.getPath().stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                .reduce("", String::concat);
        String detail = fault.getCause() instanceof IllegalArgumentException nonsense && nonsense.getMessage() != null
                ? nonsense.getMessage()
                : "This value does not fit here.";
        return of(List.of(new Refusal(Code.MALFORMED, pointer.isEmpty() ? null : pointer, detail)));
    }

    /** Quarkus brings a mapper of its own for this kind, which says nothing; ours must be as specific. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException fault) {
        return malformed(fault);
    }

    @ServerExceptionMapper
    public Response malformed(JsonProcessingException fault) {
        return of(List.of(Refusal.of(Code.MALFORMED, "This is not JSON.")));
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException fault) {
        return of(fault.getConstraintViolations().stream()
                .map(violation -> new Refusal(
                        Code.INVALID, pointer(violation.getPropertyPath()), "This " + violation.getMessage() + "."))
                .toList());
    }

    /** The path without the method and the parameter, which are ours and say nothing to the sender. */
    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append(node.getIndex() == null ? "" : "/" + node.getIndex())
                        .append('/')
                        .append(node.getName());
            }
        }
        return pointer.toString();
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException fault) {
        Response response = fault.getResponse();
        if (fault.getCause() instanceof JsonMappingException mapping) {
            return malformed(mapping);
        }
        if (fault.getCause() instanceof JsonProcessingException) {
            return of(List.of(Refusal.of(Code.MALFORMED, "This is not JSON.")));
        }
        int status = response.getStatus();
        if (status < 400) {
            return response;
        }
        String title = response.getStatusInfo().getReasonPhrase();
        return problem(new Problem(title, status, null, List.of()));
    }

    @ServerExceptionMapper
    public Response unexpected(Exception fault) {
        Refused constraint = Constraints.refusalOf(fault);
        if (constraint != null) {
            return of(constraint.refusals());
        }
        if (isValueOutOfRange(fault)) {
            return of(List.of(Refusal.of(Code.OUT_OF_RANGE, "A number or a date here is larger than can be kept.")));
        }
        if (isSecondWall(fault)) {
            LOG.warnf("The database refused what the doors let through: %s", fault.toString());
            return of(List.of(Refusal.of(Code.NOT_ALLOWED, "You may not do this.")));
        }
        String reference = UUID.randomUUID().toString().substring(0, 8);
        if (isFault(fault)) {
            LOG.warnf("Fault %s: %s", reference, fault.toString());
            Problem problem = new Problem("This does not work right now. Try again.", 503, reference, List.of());
            return Response.fromResponse(problem(problem))
                    .header(HttpHeaders.RETRY_AFTER, 5)
                    .build();
        }
        LOG.errorf(fault, "Defect %s", reference);
        return problem(new Problem("Something is wrong on our side.", 500, reference, List.of()));
    }

    /** A policy or a missing grant of the database said no: a person may not, even if a door thought otherwise. */
    private static boolean isSecondWall(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            // No entity of ours has a version: a row that cannot be updated is one that this speaker may not touch.
            if (cause instanceof StaleStateException) {
                return true;
            }
            if (cause instanceof SQLException sql && "42501".equals(sql.getSQLState())) {
                // Our own trigger's words: to change what is insert-only is a defect, whoever asked for it.
                String message = sql.getMessage();
                return message == null || !message.contains("is insert-only");
            }
        }
        return false;
    }

    /** A value that no column keeps: a date in the year 999,999, a number with a hundred digits. */
    private static boolean isValueOutOfRange(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && ("22008".equals(sql.getSQLState()) || "22003".equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** The database is away, out of connections, or chose this transaction to fail: the same call may work later. */
    private static boolean isFault(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Busy) {
                return true;
            }
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null
                        || state.startsWith("08")
                        || state.startsWith("40")
                        || state.startsWith("53")
                        || state.startsWith("57")
                        || state.startsWith("55");
            }
        }
        return false;
    }

    static Response of(List<Refusal> refusals) {
        int status = refusals.stream()
                .map(Refusal::code)
                .map(Code::status)
                .max(Comparator.naturalOrder())
                .orElse(400);
        Response response = problem(new Problem(
                title(status),
                status,
                null,
                refusals.stream().map(Problem.Reason::of).toList()));
        return status == 401
                ? Response.fromResponse(response)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .build()
                : response;
    }

    private static String title(int status) {
        Response.@Nullable Status known = Response.Status.fromStatusCode(status);
        return known == null ? "Not accepted" : known.getReasonPhrase();
    }

    private static Response problem(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
