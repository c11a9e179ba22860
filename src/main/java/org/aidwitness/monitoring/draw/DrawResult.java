package org.aidwitness.monitoring.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.draw.DrawRule.Monitor;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a draw: a function of its id, the committed population, the committed rule and the revealed values, and
 * of nothing else. Anybody can compute it again from the files: docs/draw.md.
 *
 * @param doubled a custodian was missing, so twice as many were drawn
 * @param drawn by stratum and rank
 */
public record DrawResult(Sha256 seed, boolean doubled, List<Drawn> drawn) {

    private static final Comparator<Sha256> BY_BYTES =
            (one, other) -> Arrays.compareUnsigned(one.toBytes(), other.toBytes());

    private record Ticket(String unit, Sha256 number) {}

    public DrawResult {
        drawn = List.copyOf(drawn);
    }

    /**
     * Draws. Where a value is missing the others decide, and the sample doubles: whoever keeps silent to spoil a draw
     * buys more visits.
     *
     * @param values one for each custodian in the order of the rule, null where it is missing; at least one is there
     */
    public static DrawResult of(UUID draw, Population population, DrawRule rule, List<@Nullable Sha256> values) {
        if (values.size() != rule.custodians().size()) {
            throw new IllegalArgumentException("each custodian has revealed a value, or is missing");
        }
        List<Sha256> revealed = new ArrayList<>();
        for (@Nullable Sha256 value : values) {
            if (value != null) {
                revealed.add(value);
            }
        }
        boolean doubled = revealed.size() < values.size();
        Sha256 seed = Seed.of(draw, population.sha256(), rule.sha256(), revealed);
        List<Drawn> chosen = Arrays.stream(Stratum.values())
                .flatMap(stratum -> smallest(seed, population, rule, stratum, doubled))
                .toList();
        return new DrawResult(seed, doubled, paired(seed, rule, chosen));
    }

    private static Stream<Drawn> smallest(
            Sha256 seed, Population population, DrawRule rule, Stratum stratum, boolean doubled) {
        int size = rule.sampleOf(stratum) * (doubled ? 2 : 1);
        Set<String> excluded = rule.excluded();
        List<Ticket> tickets = population
                .of(stratum)
                .filter(unit -> !excluded.contains(unit.id()))
                .map(unit -> new Ticket(unit.id(), ticket(seed, unit.id())))
                .sorted(Comparator.comparing(Ticket::number, BY_BYTES))
                .limit(size)
                .toList();
        return IntStream.range(0, tickets.size())
                .mapToObj(at -> new Drawn(
                        tickets.get(at).unit(), stratum, at + 1, tickets.get(at).number(), null));
    }

    static Sha256 ticket(Sha256 seed, String unit) {
        return Tagged.sha256("aidwitness/ticket/v1", seed.toBytes(), Tagged.utf8(unit));
    }

    /** Each unit in turn gets the eligible monitor with the smallest digest who has room left. */
    private static List<Drawn> paired(Sha256 seed, DrawRule rule, List<Drawn> chosen) {
        Map<Monitor, Integer> load = new HashMap<>();
        List<Drawn> paired = new ArrayList<>();
        for (Drawn unit : chosen) {
            @Nullable Monitor goes = rule.eligible(unit.unit())
                    .filter(monitor -> load.getOrDefault(monitor, 0) < rule.cap())
                    .min(Comparator.comparing(monitor -> pair(seed, unit.unit(), monitor), BY_BYTES))
                    .orElse(null);
            if (goes != null) {
                load.merge(goes, 1, Integer::sum);
            }
            paired.add(new Drawn(unit.unit(), unit.stratum(), unit.rank(), unit.ticket(), goes));
        }
        return paired;
    }

    private static Sha256 pair(Sha256 seed, String unit, Monitor monitor) {
        return Tagged.sha256("aidwitness/pair/v1", seed.toBytes(), Tagged.utf8(unit), Tagged.utf8(monitor.pseudonym()));
    }

    /** The result's file: the seed, whether the sample was doubled, and a line for each drawn unit. */
    public byte[] bytes() {
        return Tagged.utf8("aidwitness/result/v1\nseed\t" + seed + "\ndoubled\t" + (doubled ? "yes" : "no") + "\n"
                + drawn.stream().map(Drawn::line).collect(Collectors.joining()));
    }
}
