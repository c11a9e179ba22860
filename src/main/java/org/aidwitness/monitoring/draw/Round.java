package org.aidwitness.monitoring.draw;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What was drawn at once: first by the draw itself, then by each extension of it.
 *
 * @param drawn by stratum and rank; ranks go on from round to round
 * @param seconds in the order of their tickets
 */
public record Round(List<Drawn> drawn, List<Second> seconds) {

    public Round {
        drawn = List.copyOf(drawn);
        seconds = List.copyOf(seconds);
    }

    String lines() {
        return drawn.stream().map(Drawn::line).collect(Collectors.joining())
                + seconds.stream().map(Second::line).collect(Collectors.joining());
    }
}
