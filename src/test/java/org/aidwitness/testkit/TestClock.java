package org.aidwitness.testkit;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.aidwitness.scenario.StoryClock;
import org.jspecify.annotations.Nullable;

/** The time as the story tells it; before a test says anything, and after reset, the real one. */
@Mock
@ApplicationScoped
public class TestClock extends Clock {
    private final AtomicReference<@Nullable Instant> told = new AtomicReference<>();

    // A demonstration that is filled during a test tells its own time, as it does in the product.
    private final StoryClock clock = new StoryClock(this::now);

    /** From now on it is this instant, and time stands still. */
    public void set(Instant instant) {
        told.set(instant);
    }

    /** Moves on from the current instant, and stands still there. */
    public void advance(Duration duration) {
        told.updateAndGet(instant -> (instant == null ? now() : instant).plus(duration));
    }

    /** Back to the real time. */
    public void reset() {
        told.set(null);
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    private Instant now() {
        Instant instant = told.get();
        // As exact as the database keeps it.
        return instant == null ? Instant.now().truncatedTo(ChronoUnit.MICROS) : instant;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The house counts in UTC");
    }
}
