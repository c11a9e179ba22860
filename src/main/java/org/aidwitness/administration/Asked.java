package org.aidwitness.administration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.aidwitness.access.Requests;
import org.aidwitness.access.Requests.Request;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.Organisations;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;
import org.aidwitness.web.Figures;

/** Requests as a page shows them to somebody: what is asked, in words, and what this person can do about it. */
@ApplicationScoped
class Asked {

    /** Where a request stands. */
    public enum State {
        WAITING,
        AGREED,
        DECLINED,
        EXPIRED
    }

    /**
     * One request.
     *
     * @param own this person asked for it
     * @param decidable this person could agree
     * @param linkable agreed, and this person may now make the link that lets somebody in
     * @param exportable agreed, and this person may now take the list
     */
    public record Line(
            Request request,
            String what,
            State state,
            boolean own,
            boolean decidable,
            boolean linkable,
            boolean exportable) {

        public boolean waiting() {
            return state == State.WAITING;
        }

        /** The form that decides it; a page has several. */
        public String form() {
            return "decide-" + request.id();
        }
    }

    private final Requests requests;
    private final Organisations organisations;
    private final Programmes programmes;
    private final ObjectMapper mapper;
    private final Clock clock;

    Asked(Requests requests, Organisations organisations, Programmes programmes, ObjectMapper mapper, Clock clock) {
        this.requests = requests;
        this.organisations = organisations;
        this.programmes = programmes;
        this.mapper = mapper;
        this.clock = clock;
    }

    List<Line> of(Actor actor) {
        Instant now = clock.instant();
        return requests.list(actor).stream()
                .map(request -> line(actor, request, now))
                .toList();
    }

    private Line line(Actor actor, Request request, Instant now) {
        State state = state(request, now);
        boolean own = request.requestedBy().equals(actor.account());
        boolean aboutSelf = actor.account() != null && actor.account().equals(request.account());
        boolean involved = own || (actor.account() != null && actor.account().equals(request.decidedBy()));
        boolean good = state == State.AGREED
                && involved
                && request.decidedAt() != null
                && now.isBefore(request.decidedAt().plus(Requests.GOOD_FOR));
        Verb verb = Verb.valueOf(request.verb());
        return new Line(
                request,
                what(verb, request),
                state,
                own,
                state == State.WAITING && !own && !aboutSelf && Requests.mayDecide(actor, request),
                good && verb == Verb.RECOVER_PEOPLE,
                good && verb == Verb.EXPORT_PEOPLE);
    }

    private static State state(Request request, Instant now) {
        if (request.accepted() != null) {
            return request.accepted() ? State.AGREED : State.DECLINED;
        }
        return request.open(now) ? State.WAITING : State.EXPIRED;
    }

    private String what(Verb verb, Request request) {
        String who = request.accountName() == null ? "somebody" : request.accountName();
        String whose = request.organisationName() == null ? "the organisation" : request.organisationName();
        return switch (verb) {
            case GRANT_ROLES -> "Give " + who + " these roles: " + roles(request);
            case RECOVER_PEOPLE -> "Let " + who + " in again";
            case EXPORT_PEOPLE -> "Take away the list of people of " + whose;
            case ERASE_PEOPLE -> "Erase " + who;
            case GIVE_ACCESS -> access(request, whose);
            default -> throw new IllegalStateException(verb + " takes no second person");
        };
    }

    private String roles(Request request) {
        List<Role> roles = new ArrayList<>();
        details(request).path("roles").forEach(name -> roles.add(Role.valueOf(name.asText())));
        return roles.isEmpty() ? "none" : roles.stream().map(Words::role).collect(Collectors.joining(", "));
    }

    private String access(Request request, String whose) {
        JsonNode details = details(request);
        UUID programme = UUID.fromString(details.path("programme").asText());
        String name = programmes.list().stream()
                .filter(entry -> entry.id().equals(programme))
                .findFirst()
                .map(ProgrammeEntry::name)
                .orElse("a programme");
        String to = organisations
                .find(UUID.fromString(details.path("to").asText()))
                .map(OrganisationEntry::name)
                .orElse("an organisation");
        return "Let " + to + " see the part of " + whose + " in " + name + " until "
                + Figures.day(Instant.parse(details.path("until").asText()));
    }

    private JsonNode details(Request request) {
        try {
            return mapper.readTree(request.details());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("request " + request.id() + " cannot be read", e);
        }
    }
}
