package org.aidwitness.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.aidwitness.scenario.StoryClock;

/** What the container cannot guess. */
class Wiring {

    /** The only source of time; tests put their own in its place. Why it can tell a story: see there. */
    @Produces
    @ApplicationScoped
    Clock clock() {
        // As exact as the database keeps it, so that a receipt told again is the same to the letter.
        return new StoryClock(Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS)));
    }
}
