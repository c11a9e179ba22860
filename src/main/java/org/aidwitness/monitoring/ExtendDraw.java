package org.aidwitness.monitoring;

import java.time.Instant;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.draw.Extension;
import org.aidwitness.monitoring.draw.Population;
import org.jspecify.annotations.Nullable;

/**
 * Asks for more visits of a draw: so many of each stratum, next in the order of the tickets. One at least in all.
 *
 * @param high how many more of stratum HIGH; none where absent
 * @param medium of MEDIUM
 * @param low of LOW
 * @param discloseAt the monitors' organisations learn where they go
 * @param windowFrom visits happen from here
 * @param windowTo and until here, at most a year after the draw; all of the draw is published then
 */
public record ExtendDraw(
        UUID id,
        @Nullable Integer high,
        @Nullable Integer medium,
        @Nullable Integer low,
        Instant discloseAt,
        Instant windowFrom,
        Instant windowTo) {

    public ExtendDraw {
        Given.present("/id", id);
        Given.within("/high", high, 0, Population.MOST);
        Given.within("/medium", medium, 0, Population.MOST);
        Given.within("/low", low, 0, Population.MOST);
        if (number(high) + number(medium) + number(low) < 1) {
            throw Refused.because(Code.OUT_OF_RANGE, "An extension asks for one more visit at least.");
        }
        discloseAt = CommitDraw.exact("/discloseAt", discloseAt);
        windowFrom = CommitDraw.exact("/windowFrom", windowFrom);
        windowTo = CommitDraw.exact("/windowTo", windowTo);
        CommitDraw.visits(discloseAt, windowFrom, windowTo);
    }

    private static int number(@Nullable Integer given) {
        return given == null ? 0 : given;
    }

    Extension extension() {
        return new Extension(number(high), number(medium), number(low));
    }

    Sha256 content(UUID draw) {
        return new Fingerprint()
                .add("extension")
                .add(draw)
                .add(number(high))
                .add(number(medium))
                .add(number(low))
                .add(discloseAt)
                .add(windowFrom)
                .add(windowTo)
                .done();
    }
}
