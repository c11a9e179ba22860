package org.aidwitness.app;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.time.Clock;
import java.util.Optional;
import org.aidwitness.access.Speaking;
import org.aidwitness.journal.Followers;
import org.aidwitness.journal.Sequencer;
import org.aidwitness.scenario.Tavara;
import org.aidwitness.verification.Following;
import org.aidwitness.verification.Sweep;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Fills the invented programme before the first page is served, so that there is something to look at. */
@ApplicationScoped
class Demonstration {

    /** True on the embedded database unless said otherwise, false on any other: see {@link Main}. */
    static final String WANTED = "aidwitness.demo";

    private static final Logger LOG = Logger.getLogger(Demonstration.class);

    /** Any number will do; another one tells another story. */
    private static final long SEED = 26;

    /** More rounds than ten months of deliveries need. */
    private static final int MOST_ROUNDS = 1_000;

    private final Tavara tavara;
    private final Sequencer sequencer;
    private final Followers followers;
    private final Following following;
    private final Sweep sweep;
    private final Clock clock;
    private final Speaking speaking;
    private final boolean wanted;

    Demonstration(
            Tavara tavara,
            Sequencer sequencer,
            Followers followers,
            Following following,
            Sweep sweep,
            Clock clock,
            Speaking speaking,
            @ConfigProperty(name = WANTED) Optional<Boolean> wanted) {
        this.tavara = tavara;
        this.sequencer = sequencer;
        this.followers = followers;
        this.following = following;
        this.sweep = sweep;
        this.clock = clock;
        this.speaking = speaking;
        this.wanted = wanted.orElse(false);
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
