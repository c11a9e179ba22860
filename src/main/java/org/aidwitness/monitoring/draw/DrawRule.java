package org.aidwitness.monitoring.draw;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aidwitness.kernel.Sha256;

/**
 * How a draw is made, closed together with its population before any secret is revealed. All that the result depends on
 * stands here, so that the files alone are enough to compute it again. The format is in docs/draw.md.
 *
 * @param from the population's deliveries are due from here
 * @param until and before this
 * @param policy the version of the policy that the numbers come from
 * @param badShareBp the share of bad deliveries that a sample is meant to meet at least once, in basis points
 * @param riskBp how often it may fail to, in basis points
 * @param stopShareBp the share of exceptions that the stop rule tests against, in basis points
 * @param cap visits for one monitor in the draw, and in each extension of it, at most
 * @param secondShareBp the share of drawn units that a second monitor visits, in basis points; 0: none, and no line
 * @param revealAt custodians speak from here
 * @param deadlineAt and before this; who has not is missing
 * @param discloseAt monitors learn where they go
 * @param visitFrom visits happen from here
 * @param visitUntil and until here; then everything is published
 * @param samples how many are drawn of each stratum, before any doubling
 * @param custodians sorted by name
 * @param exclusions what may not be drawn, and why; sorted by unit
 * @param monitors who may be sent; sorted by pseudonym
 * @param ties who is not independent of a unit's parties, and may not be sent there; sorted
 */
public record DrawRule(
        UUID draw,
        UUID programme,
        Instant from,
        Instant until,
        int policy,
        int badShareBp,
        int riskBp,
        int stopShareBp,
        int cap,
        int secondShareBp,
        Instant revealAt,
        Instant deadlineAt,
        Instant discloseAt,
        Instant visitFrom,
        Instant visitUntil,
        Map<Stratum, Integer> samples,
        List<Custodian> custodians,
        List<Exclusion> exclusions,
        List<Monitor> monitors,
        List<Tie> ties) {

    static final String VERSION = "aidwitness/rule/v1";

    private static final int WHOLE_BP = 10_000;

    /** Of so many drawn units, at least one gets a second visit. */
    private static final int ONE_FROM = 10;

    private static final Pattern PLAIN = Pattern.compile("[^\\p{Cntrl}]+");

    /** A custodian's chain, and which of its values decides this draw. */
    public record Custodian(String cid, int position) {}

    /** A unit that may not be drawn. */
    public record Exclusion(String unit, String reason) {

        public Exclusion {
            requirePlain(reason);
        }
    }

    /** Somebody who may be sent, by pseudonym. */
    public record Monitor(String pseudonym, UUID organisation) {

        public Monitor {
            requirePlain(pseudonym);
        }
    }

    /** Nobody of this organisation may look at this unit. */
    public record Tie(String unit, UUID organisation) {}

    public DrawRule {
        if (secondShareBp < 0 || secondShareBp > WHOLE_BP) {
            throw new Unreadable("a share is 0 to " + WHOLE_BP + " basis points");
        }
        samples = Map.copyOf(samples);
        custodians = sorted(custodians, Comparator.comparing(Custodian::cid));
        exclusions = sorted(exclusions, Comparator.comparing(Exclusion::unit));
        monitors = sorted(monitors, Comparator.comparing(Monitor::pseudonym));
        ties = sorted(
                ties,
                Comparator.comparing(Tie::unit)
                        .thenComparing(tie -> tie.organisation().toString()));
    }

    private static <T> List<T> sorted(List<T> items, Comparator<T> order) {
        return items.stream().sorted(order).toList();
    }

    /** Whether text fits on a line: something, and no tab, no line end, no other control character. */
    public static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }

    private static void requirePlain(String text) {
        if (!isPlain(text)) {
            throw new Unreadable("a text of a rule has no control characters");
        }
    }

    public int sampleOf(Stratum stratum) {
        return samples.getOrDefault(stratum, 0);
    }

    /** Twice the sample where a custodian was missing; the stratum may have fewer. */
    public int sampleOf(Stratum stratum, boolean doubled) {
        return sampleOf(stratum) * (doubled ? 2 : 1);
    }

    /** How many of so many drawn units get a second visit: the share, rounded down, and one of ten or more at least. */
    int secondsOf(int drawn) {
        if (secondShareBp == 0) {
            return 0;
        }
        int share = Math.toIntExact((long) drawn * secondShareBp / WHOLE_BP);
        return Math.max(share, drawn >= ONE_FROM ? 1 : 0);
    }

    /** The units that may not be drawn. */
    public Set<String> excluded() {
        return exclusions.stream().map(Exclusion::unit).collect(Collectors.toUnmodifiableSet());
    }

    /** The monitors who are independent of this unit's parties. */
    Stream<Monitor> eligible(String unit) {
        Set<UUID> tied = ties.stream()
                .filter(tie -> tie.unit().equals(unit))
                .map(Tie::organisation)
                .collect(Collectors.toUnmodifiableSet());
        return monitors.stream().filter(monitor -> !tied.contains(monitor.organisation()));
    }

    public Sha256 sha256() {
        return Sha256.of(bytes());
    }

    /** The file. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(VERSION).append('\n');
        line(text, "draw", draw);
        line(text, "programme", programme);
        line(text, "period", from, until);
        line(text, "policy", policy);
        line(text, "bad-share", badShareBp);
        line(text, "risk", riskBp);
        line(text, "stop-share", stopShareBp);
        line(text, "cap", cap);
        if (secondShareBp > 0) {
            line(text, "second", secondShareBp);
        }
        line(text, "reveal", revealAt, deadlineAt);
        line(text, "disclose", discloseAt);
        line(text, "visits", visitFrom, visitUntil);
        new TreeMap<>(samples).forEach((stratum, size) -> line(text, "sample", stratum, size));
        custodians.forEach(it -> line(text, "custodian", it.cid(), it.position()));
        exclusions.forEach(it -> line(text, "exclude", it.unit(), it.reason()));
        monitors.forEach(it -> line(text, "monitor", it.pseudonym(), it.organisation()));
        ties.forEach(it -> line(text, "tied", it.unit(), it.organisation()));
        return Tagged.utf8(text.toString());
    }

    private static void line(StringBuilder text, String name, Object... fields) {
        text.append(name);
        for (Object field : fields) {
            text.append('\t').append(field);
        }
        text.append('\n');
    }

    /** Reads the file; throws {@link Unreadable} unless it is, byte for byte, what {@link #bytes} would write. */
    public static DrawRule parse(byte[] file) {
        try {
            DrawRule rule = read(new RuleLines(file));
            if (Sha256.of(file).equals(rule.sha256())) {
                return rule;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Unreadable("the rule has a line that cannot be read: " + e.getMessage());
        }
        throw new Unreadable("the lines of the rule are not in their order");
    }

    private static DrawRule read(RuleLines lines) {
        return new DrawRule(
                UUID.fromString(lines.one("draw", 1)[0]),
                UUID.fromString(lines.one("programme", 1)[0]),
                Instant.parse(lines.one("period", 2)[0]),
                Instant.parse(lines.one("period", 2)[1]),
                Integer.parseInt(lines.one("policy", 1)[0]),
                Integer.parseInt(lines.one("bad-share", 1)[0]),
                Integer.parseInt(lines.one("risk", 1)[0]),
                Integer.parseInt(lines.one("stop-share", 1)[0]),
                Integer.parseInt(lines.one("cap", 1)[0]),
                lines.numberOrNone("second"),
                Instant.parse(lines.one("reveal", 2)[0]),
                Instant.parse(lines.one("reveal", 2)[1]),
                Instant.parse(lines.one("disclose", 1)[0]),
                Instant.parse(lines.one("visits", 2)[0]),
                Instant.parse(lines.one("visits", 2)[1]),
                lines.all("sample", 2).stream()
                        .collect(Collectors.toMap(it -> Stratum.valueOf(it[0]), it -> Integer.valueOf(it[1]))),
                lines.all("custodian", 2).stream()
                        .map(it -> new Custodian(it[0], Integer.parseInt(it[1])))
                        .toList(),
                lines.all("exclude", 2).stream()
                        .map(it -> new Exclusion(it[0], it[1]))
                        .toList(),
                lines.all("monitor", 2).stream()
                        .map(it -> new Monitor(it[0], UUID.fromString(it[1])))
                        .toList(),
                lines.all("tied", 2).stream()
                        .map(it -> new Tie(it[0], UUID.fromString(it[1])))
                        .toList());
    }
}
