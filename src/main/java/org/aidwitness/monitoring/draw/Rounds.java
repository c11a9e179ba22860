package org.aidwitness.monitoring.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.aidwitness.kernel.Sha256;

/** Takes units in the order of their tickets, round by round: what one round took, the next goes on from. */
final class Rounds {

    private record Ticket(String unit, Sha256 number) {}

    private record Back(Drawn unit, Sha256 ticket) {}

    private final Sha256 seed;
    private final DrawRule rule;
    private final Map<Stratum, List<Ticket>> tickets = new EnumMap<>(Stratum.class);
    private final Map<Stratum, Integer> taken = new EnumMap<>(Stratum.class);
    private int drawnSoFar;
    private int secondsSoFar;

    Rounds(Sha256 seed, Population population, DrawRule rule) {
        this.seed = seed;
        this.rule = rule;
        Set<String> excluded = rule.excluded();
        for (Stratum stratum : Stratum.values()) {
            tickets.put(
                    stratum,
                    population
                            .of(stratum)
                            .filter(unit -> !excluded.contains(unit.id()))
                            .map(unit -> new Ticket(unit.id(), ticket("aidwitness/ticket/v1", unit.id())))
                            .sorted(Comparator.comparing(Ticket::number, Tagged.BY_BYTES))
                            .toList());
        }
    }

    private Sha256 ticket(String name, String unit) {
        return Tagged.sha256(name, seed.toBytes(), Tagged.utf8(unit));
    }

    /** The next so many of each stratum, or as many as are left. */
    Round next(ToIntFunction<Stratum> size) {
        Pairing pairing = new Pairing(seed, rule);
        List<Drawn> drawn = new ArrayList<>();
        for (Stratum stratum : Stratum.values()) {
            List<Ticket> all = tickets.getOrDefault(stratum, List.of());
            int from = taken.getOrDefault(stratum, 0);
            int to = Math.min(all.size(), from + size.applyAsInt(stratum));
            for (int at = from; at < to; at++) {
                Ticket ticket = all.get(at);
                drawn.add(new Drawn(ticket.unit(), stratum, at + 1, ticket.number(), pairing.first(ticket.unit())));
            }
            taken.put(stratum, to);
        }
        drawnSoFar += drawn.size();
        List<Second> seconds = seconds(drawn, rule.secondsOf(drawnSoFar) - secondsSoFar, pairing);
        secondsSoFar += seconds.size();
        return new Round(drawn, seconds);
    }

    /** So many of the units that somebody goes to; the first visits are all given away before. */
    private List<Second> seconds(List<Drawn> drawn, int most, Pairing pairing) {
        List<Back> backs = drawn.stream()
                .filter(unit -> unit.monitor() != null)
                .map(unit -> new Back(unit, ticket("aidwitness/second/v1", unit.unit())))
                .sorted(Comparator.comparing(Back::ticket, Tagged.BY_BYTES))
                .limit(most)
                .toList();
        List<Second> seconds = new ArrayList<>();
        for (Back back : backs) {
            DrawRule.Monitor first = back.unit().monitor();
            if (first != null) {
                String unit = back.unit().unit();
                seconds.add(new Second(unit, back.ticket(), pairing.second(unit, first)));
            }
        }
        return seconds;
    }
}
