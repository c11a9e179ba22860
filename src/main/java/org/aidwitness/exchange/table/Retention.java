package org.aidwitness.exchange.table;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.aidwitness.access.Speaking;
import org.aidwitness.kernel.Sha256;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * How long imported files are kept. A file whose rows were saved is evidence of what its sender said, and is kept as long
 * as such evidence is asked for; any other is there only for its sender to look at its problems. The digest of every file
 * stays with its run for ever, so a copy elsewhere can still be shown to be the one.
 */
@ApplicationScoped
class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);

    /** Nothing grows so fast that it must be looked at more often. */
    private static final Duration BETWEEN_PASSES = Duration.ofDays(1);

    private final Spool spool;
    private final ImportRuns runs;
    private final Speaking speaking;
    private final Clock clock;
    private final Duration saved;
    private final Duration others;
    private Instant lastPass = Instant.EPOCH;

    Retention(
            Spool spool,
            ImportRuns runs,
            Speaking speaking,
            Clock clock,
            @ConfigProperty(name = "aidwitness.imports.keep-saved", defaultValue = "3650d") Duration saved,
            @ConfigProperty(name = "aidwitness.imports.keep-others", defaultValue = "30d") Duration others) {
        this.spool = spool;
        this.runs = runs;
        this.speaking = speaking;
        this.clock = clock;
        this.saved = saved;
        this.others = others;
    }

    void atStart(@Observes StartupEvent event) {
        tidy();
    }

    /** Deletes the files whose time is over, at most once a day; what cannot be deleted is tried again the next day. */
    void tidy() {
        Instant now = clock.instant();
        if (!isDue(now)) {
            return;
        }
        try {
            spool.olderThan(now.minus(others), Bounds.BATCH_FILES, old -> delete(old, now));
        } catch (IOException | UncheckedIOException fault) {
            LOG.warnf(fault, "Imported files whose time is over could not be deleted");
        }
    }

    private synchronized boolean isDue(Instant now) {
        // A clock that was set back must not stop the passes until it has caught up.
        if (Duration.between(lastPass, now).abs().compareTo(BETWEEN_PASSES) < 0) {
            return false;
        }
        lastPass = now;
        return true;
    }

    private void delete(List<Sha256> old, Instant now) {
        // Whoever's import this pass began with: the files of all organisations lie in one folder.
        Set<Sha256> needed = speaking.asProgram(() -> runs.needed(old, now.minus(saved), now.minus(others)));
        for (Sha256 file : old) {
            if (!needed.contains(file)) {
                spool.deleteOlderThan(now.minus(others), file);
            }
        }
    }
}
