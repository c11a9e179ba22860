package org.aidwitness.administration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.List;
import java.util.UUID;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Policy;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.registry.ContributionEntry;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.Participants;
import org.aidwitness.registry.Policies;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;
import org.aidwitness.web.CurrentActor;
import org.aidwitness.web.Frame;
import org.aidwitness.web.Frame.Place;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Programmes: who takes part, and under which policy. */
@Path("/administration/programmes")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Blocking
class ProgrammePages {

    private static final String HERE = "/administration/programmes";

    /** A version of the policy; {@code of} is the contribution that it holds for, by its code. */
    record VersionLine(Policies.Version version, @Nullable String of, String settings) {}

    @CheckedTemplate(basePath = "administration", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ProgrammeList(Frame frame, Form form, List<ProgrammeEntry> programmes) implements TemplateInstance {}

    @CheckedTemplate(basePath = "administration", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ProgrammePage(
            Frame frame,
            Form form,
            ProgrammeEntry programme,
            List<Participants.Participant> participants,
            List<OrganisationEntry> offered,
            List<ContributionEntry> contributions,
            List<VersionLine> versions,
            String settings)
            implements TemplateInstance {}

    private final Programmes programmes;
    private final Participants participants;
    private final Policies policies;
    private final Codes codes;
    private final CurrentActor actor;
    private final Forms forms;
    private final ObjectMapper mapper;
    private final Clock clock;

    ProgrammePages(
            Programmes programmes,
            Participants participants,
            Policies policies,
            Codes codes,
            CurrentActor actor,
            Forms forms,
            ObjectMapper mapper,
            Clock clock) {
        this.programmes = programmes;
        this.participants = participants;
        this.policies = policies;
        this.codes = codes;
        this.actor = actor;
        this.forms = forms;
        this.mapper = mapper;
        this.clock = clock;
    }

    @GET
    @Needs(Verb.KEEP_PROGRAMMES)
    @Operation(hidden = true)
    public TemplateInstance list() {
        return list(Form.EMPTY);
    }

    @POST
    @Needs(Verb.KEEP_PROGRAMMES)
    @Operation(hidden = true)
    public Response enter(MultivaluedMap<String, String> sent) {
        return forms.take(
                "enter",
                sent,
                typed -> {
                    Instant now = clock.instant();
                    ProgrammeEntry entry = new ProgrammeEntry(
                            Ids.fresh(now),
                            typed.text("code"),
                            typed.text("name"),
                            typed.text("place"),
                            typed.checked("demonstration"),
                            typed.checked("closed"),
                            typed.start("gateInForceFrom"));
                    programmes.enter(keeper(), entry);
                    return Forms.to(HERE + "/" + entry.code());
                },
                this::list);
    }

    @GET
    @Path("{code}")
    @Needs(Verb.KEEP_PROGRAMMES)
    @Operation(hidden = true)
    public TemplateInstance programme(@RestPath String code) {
        return one(code, Form.EMPTY);
    }

    @POST
    @Path("{code}/participants")
    @Needs(Verb.KEEP_PROGRAMMES)
    @Operation(hidden = true)
    public Response join(@RestPath String code, MultivaluedMap<String, String> sent) {
        return forms.take(
                "join",
                sent,
                typed -> {
                    participants.join(keeper(), find(code).id(), codes.organisation(typed, "organisation"));
                    return Forms.to(HERE + "/" + code + "#participants");
                },
                form -> one(code, form));
    }

    @POST
    @Path("{code}/participants/{organisation}/end")
    @Needs(Verb.KEEP_PROGRAMMES)
    @Operation(hidden = true)
    public Response leave(@RestPath String code, @RestPath UUID organisation, MultivaluedMap<String, String> sent) {
        return forms.take(
                "leave",
                sent,
                typed -> {
                    participants.leave(keeper(), find(code).id(), organisation);
                    return Forms.to(HERE + "/" + code + "#participants");
                },
                form -> one(code, form));
    }

    @POST
    @Path("{code}/policies")
    @Needs(Verb.KEEP_PROGRAMMES)
    @Operation(hidden = true)
    public Response change(@RestPath String code, MultivaluedMap<String, String> sent) {
        return forms.take(
                "policy",
                sent,
                typed -> {
                    Policy settings = read(typed.text("settings"));
                    @Nullable UUID contribution = typed.text("contribution").isEmpty() ? null : typed.id("contribution");
                    policies.change(keeper(), find(code).id(), contribution, settings, typed.text("reason"));
                    return Forms.to(HERE + "/" + code + "#policy");
                },
                form -> one(code, form));
    }

    private TemplateInstance list(Form form) {
        keeper();
        return new ProgrammeList(new Frame("Programmes", Place.ADMINISTRATION, null), form, programmes.list());
    }

    private TemplateInstance one(String code, Form form) {
        keeper();
        ProgrammeEntry programme = find(code);
        List<ContributionEntry> contributions = programmes.contributionsTo(programme.id());
        return new ProgrammePage(
                new Frame(programme.name(), Place.ADMINISTRATION, null),
                form,
                programme,
                participants.of(programme.id()),
                codes.offered(),
                contributions,
                policies.history(programme.id()).stream()
                        .map(version -> new VersionLine(
                                version, codeOf(contributions, version.contribution()), written(version.policy())))
                        .toList(),
                written(policies.current(programme.id(), null)));
    }

    private static @Nullable String codeOf(List<ContributionEntry> contributions, @Nullable UUID id) {
        return contributions.stream()
                .filter(contribution -> contribution.id().equals(id))
                .findFirst()
                .map(ContributionEntry::code)
                .orElse(null);
    }

    private Policy read(String json) {
        try {
            return mapper.readValue(json, Policy.class);
        } catch (JsonProcessingException e) {
            String why = e.getCause() instanceof IllegalArgumentException nonsense && nonsense.getMessage() != null
                    ? nonsense.getMessage()
                    : e.getOriginalMessage();
            throw Refused.at("/settings", Code.MALFORMED, "These are no settings: " + why + ".");
        }
    }

    private String written(Policy policy) {
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Actor keeper() {
        return actor.require(Verb.KEEP_PROGRAMMES);
    }

    private ProgrammeEntry find(String code) {
        return programmes
                .byCode(code)
                .orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no such programme."));
    }
}
