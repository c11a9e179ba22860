package org.aidwitness.monitoring;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.monitoring.HeldPlaces.HeldPlace;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;
import org.aidwitness.web.Frame;
import org.aidwitness.web.Frame.Place;
import org.aidwitness.web.Needs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** Which places of a programme turn monitors away. Public. */
@Path("/p/{programme}/places")
@Produces(MediaType.TEXT_HTML)
@Blocking
class PlacePages {

    @CheckedTemplate(basePath = "monitoring", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record HeldPlacesPage(Frame frame, ProgrammeEntry programme, List<HeldPlace> places, Instant asOf)
            implements TemplateInstance {}

    private final HeldPlaces places;
    private final Programmes programmes;
    private final Clock clock;

    PlacePages(HeldPlaces places, Programmes programmes, Clock clock) {
        this.places = places;
        this.programmes = programmes;
        this.clock = clock;
    }

    @GET
    @Needs(Verb.READ_PUBLISHED)
    @Operation(hidden = true)
    public TemplateInstance held(@RestPath String programme) {
        ProgrammeEntry entry = programmes
                .byCode(programme)
                .orElseThrow(() -> Refused.because(Code.NOT_FOUND, "There is no programme of this name."));
        Instant now = clock.instant();
        return new HeldPlacesPage(
                new Frame(
                        "Held places, " + entry.name(),
                        Place.ACCESS,
                        new Frame.Programme(entry.code(), entry.name(), entry.demonstration())),
                entry,
                places.list(entry.id(), now),
                now);
    }
}
