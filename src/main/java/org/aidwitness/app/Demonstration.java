package org.aidwitness.app;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.aidwitness.access.Speaking;
import org.aidwitness.journal.Followers;
import org.aidwitness.journal.Sequencer;
import org.aidwitness.scenario.Performance;
import org.aidwitness.scenario.Tavara;
import org.aidwitness.scenario.simulation.Setting;
import org.aidwitness.scenario.simulation.Simulation;
import org.aidwitness.verification.Following;
import org.aidwitness.verification.Sweep;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Fills the invented programme before the first page is served, so that there is something to look at. */
@ApplicationScoped
class Demonstration {

    /** True on the embedded database unless said otherwise, false on any other: see {@link Main}. */
    static final String WANTED = "aidwitness.demo";

    /** Deliveries of a second, simulated programme beside it; none unless said otherwise, for it takes its time. */
    static final String SIMULATED = "aidwitness.demo.simulated";

    /** So many days deliveries leave; the programme began long enough ago for all of it to be told by now. */
    private static final int DAYS = 60;

    private static final int DAYS_AGO = 115;

    private static final Logger LOG = Logger.getLogger(Demonstration.class);

    /** Any number will do; another one tells another story. */
    private static final long SEED = 26;

    /** More rounds than ten months of deliveries need. */
    private static final int MOST_ROUNDS = 1_000;

    private final Tavara tavara;
    private final Performance performance;
    private final Sequencer sequencer;
    private final Followers followers;
    private final Following following;
    private final Sweep sweep;
    private final Clock clock;
    private final Speaking speaking;
    private final boolean wanted;
    private final int simulated;

    Demonstration(
            Tavara tavara,
            Performance performance,
            Sequencer sequencer,
            Followers followers,
            Following following,
            Sweep sweep,
            Clock clock,
            Speaking speaking,
            @ConfigProperty(name = WANTED) Optional<Boolean> wanted,
            @ConfigProperty(name = SIMULATED, defaultValue = "0") int simulated) {
        this.tavara = tavara;
        this.performance = performance;
        this.sequencer = sequencer;
        this.followers = followers;
        this.following = following;
        this.sweep = sweep;
        this.clock = clock;
        this.speaking = speaking;
        this.wanted = wanted.orElse(false);
        this.simulated = simulated;
    }

    /** After the operator of the installation is there; before any port is open. */
    void fill(@Observes @Priority(ObserverMethod.DEFAULT_PRIORITY + 100) StartupEvent event) {
        if (wanted) {
            speaking.runAsProgram(this::fill);
        }
    }

    private void fill() {
        if (tavara.fill(clock.instant(), SEED)) {
            follow();
            LOG.infof("The demonstration is ready: /p/%s", Tavara.CODE);
        }
        if (simulated > 0) {
            simulate();
        }
    }

    /** A programme from which food is stolen; nobody tells the visitor where. */
    private void simulate() {
        Instant now = clock.instant();
        Instant start = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(DAYS_AGO));
        Simulation simulation = Simulation.of(Setting.usual(SEED, start, DAYS, simulated));
        if (performance.playOnce(simulation.acts(), now, simulation.programme(), simulation.reviewer())) {
            LOG.infof("The simulated programme is ready: /p/%s", simulation.code());
        }
    }

    /** What follows from the story is derived now, or the first visitor would see empty pages. */
    private void follow() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            int done = sequencer.run() + following.followOnce() + sweep.sweepOnce();
            if (done == 0 && sequencer.waiting() == 0 && followers.lag(Following.NAME) == 0) {
                return;
            }
        }
        LOG.warn("The demonstration is still being judged; its figures follow within minutes.");
    }
}
