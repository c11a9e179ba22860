package org.aidwitness.monitoring.draw;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.aidwitness.kernel.Sha256;

/** Populations and rules to draw from in tests. */
final class Draft {

    static final UUID FIELD = new UUID(1, 1);
    static final UUID MESA = new UUID(1, 2);

    private Draft() {}

    /** Units u-000, u-001, …, all of one stratum. */
    static Population population(int size) {
        return new Population(IntStream.range(0, size)
                .mapToObj(number -> new Population.Unit("u-%03d".formatted(number), Stratum.LOW, 1_000L + number))
                .toList());
    }

    static DrawRule rule(UUID draw, Map<Stratum, Integer> samples, List<DrawRule.Exclusion> exclusions) {
        return rule(draw, samples, exclusions, 4, 0);
    }

    static DrawRule rule(
            UUID draw, Map<Stratum, Integer> samples, List<DrawRule.Exclusion> exclusions, int cap, int secondShareBp) {
        Instant at = Instant.parse("2026-03-01T18:00:00Z");
        return new DrawRule(
                draw,
                new UUID(0, 9),
                at.minusSeconds(864_000),
                at,
                3,
                1_000,
                500,
                500,
                cap,
                secondShareBp,
                at,
                at.plusSeconds(7_200),
                at.plusSeconds(50_000),
                at.plusSeconds(93_200),
                at.plusSeconds(172_800),
                samples,
                List.of(new DrawRule.Custodian("north", 2), new DrawRule.Custodian("east", 7)),
                exclusions,
                List.of(
                        new DrawRule.Monitor("M-01", FIELD),
                        new DrawRule.Monitor("M-02", FIELD),
                        new DrawRule.Monitor("Ж-03", MESA)),
                List.of(new DrawRule.Tie("u-001", FIELD)));
    }

    /** Two secrets that differ from number to number. */
    static List<Sha256> secrets(int number) {
        List<Sha256> secrets = new ArrayList<>();
        for (int custodian = 0; custodian < 2; custodian++) {
            secrets.add(Sha256.of(
                    new byte[] {(byte) custodian, (byte) (number >> 16), (byte) (number >> 8), (byte) number}));
        }
        return secrets;
    }
}
