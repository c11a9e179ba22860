package org.aidwitness.scenario.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aidwitness.scenario.simulation.Detection.Case;
import org.aidwitness.scenario.simulation.Detection.OfRound;
import org.aidwitness.scenario.simulation.Detection.Outcome;
import org.aidwitness.scenario.simulation.Detection.Raised;
import org.aidwitness.verification.rule.Rule;
import org.aidwitness.verification.rule.RuleBook;
import org.aidwitness.verification.rule.Severity;
import org.jspecify.annotations.Nullable;

/** What was found of what was hidden, over several seeds; prints the tables of docs/detection.md. */
final class DetectionTable {

    private final List<Outcome> outcomes = new ArrayList<>();

    void add(Outcome outcome) {
        outcomes.add(outcome);
    }

    /** How many of so many. */
    record Share(long part, long whole) {

        double value() {
            return whole == 0 ? Double.NaN : (double) part / whole;
        }

        @Override
        public String toString() {
            return whole == 0 ? "–" : String.format(Locale.ROOT, "%.3f (%d of %d)", value(), part, whole);
        }
    }

    private Stream<Case> cases() {
        return outcomes.stream().flatMap(outcome -> outcome.cases().stream()).filter(it -> !it.held());
    }

    static boolean found(Case found, Severity least) {
        return earliest(found, least) != null;
    }

    /** The first flag after the goods were taken. */
    private static @Nullable Instant earliest(Case found, Severity least) {
        return earliest(found.truth(), found.all(), least);
    }

    private static @Nullable Instant earliest(Truth truth, Stream<Raised> flags, Severity least) {
        return flags.filter(flag -> Detection.accuses(flag) && flag.severity().atLeast(least))
                .map(Raised::at)
                .filter(at -> !at.isBefore(truth.at()))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static boolean leavesTrace(Case hidden) {
        return hidden.truth().diversion().trace() == Trace.STATEMENTS;
    }

    Share recall(Predicate<Case> which, Severity least) {
        List<Case> those = cases().filter(which).toList();
        return new Share(those.stream().filter(it -> found(it, least)).count(), those.size());
    }

    Share recallOfTraces() {
        return recall(DetectionTable::leavesTrace, Severity.MEDIUM);
    }

    /** By what is said of deliveries alone, without the rounds. */
    private Share recallOnDeliveries(Severity least) {
        List<Case> those = cases().toList();
        return new Share(
                those.stream()
                        .filter(it -> earliest(it.truth(), it.flags().stream(), least) != null)
                        .count(),
                those.size());
    }

    /** What the rounds raised, by whether it was right. */
    private Share falseInRounds(Severity least) {
        List<OfRound> flags =
                ofRounds().filter(flag -> flag.severity().atLeast(least)).toList();
        return new Share(flags.stream().filter(flag -> !flag.right()).count(), flags.size());
    }

    private Stream<OfRound> ofRounds() {
        return outcomes.stream().flatMap(outcome -> outcome.ofRounds().stream());
    }

    /** Standing flags of HIGH and CRITICAL on deliveries that nothing was taken from, of all such flags. */
    Share falseDiscoveries() {
        return falseFlags(flag -> Detection.accuses(flag) && flag.severity().atLeast(Severity.HIGH));
    }

    private Share falseFlags(Predicate<Raised> which) {
        long wrong = outcomes.stream()
                .flatMap(outcome -> outcome.honest().stream())
                .filter(which)
                .count();
        long right = cases().flatMap(it -> it.flags().stream()).filter(which).count();
        return new Share(wrong, wrong + right);
    }

    /** Deliveries with a standing flag from which something was taken, of all deliveries with one. */
    Share precision(Severity least) {
        long right = recallOnDeliveries(least).part();
        return new Share(right, right + honestFlagged(least).part());
    }

    /** How many thieves there are does not move this one. */
    private Share honestFlagged(Severity least) {
        long wrong = outcomes.stream()
                .mapToLong(outcome -> least == Severity.HIGH ? outcome.honestFlaggedHigh() : outcome.honestFlagged())
                .sum();
        long dispatched = outcomes.stream().mapToLong(Outcome::dispatched).sum();
        return new Share(wrong, dispatched - cases().count());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        long dispatched = outcomes.stream().mapToLong(Outcome::dispatched).sum();
        long held = outcomes.stream().mapToLong(Outcome::held).sum();
        lines.add("Seeds: " + outcomes.size() + ". Waybills dispatched: " + dispatched + "; held by the gate: " + held
                + ". Diversions that left: " + cases().count() + ". Coverage, deliveries seen by an honest monitor: "
                + new Share(
                        outcomes.stream().mapToLong(Outcome::seen).sum(),
                        outcomes.stream().mapToLong(Outcome::deliveries).sum())
                + ".");
        lines.add("");
        lines.add("| Diversion | Seen in | Injected | Could be seen | Found | Recall | Of what could be seen |"
                + " Median time to flag | Precision of its rules | Found by | Rules meant for it |");
        lines.add("|---|---|---|---|---|---|---|---|---|---|---|");
        for (Diversion diversion : Diversion.values()) {
            lines.add(row(diversion));
        }
        lines.add("");
        lines.add("| Measure | MEDIUM and worse | HIGH and worse |");
        lines.add("|---|---|---|");
        both(lines, "Recall, diversions that leave a trace in statements", DetectionTable::leavesTrace);
        both(
                lines,
                "Recall, all diversions that could be seen",
                it -> it.truth().coverable());
        both(lines, "Recall, all diversions", it -> true);
        lines.add("| Recall, all diversions, by flags on deliveries alone | " + recallOnDeliveries(Severity.MEDIUM)
                + " | " + recallOnDeliveries(Severity.HIGH) + " |");
        lines.add("| Median time to flag, all that was found | " + median(cases().toList(), Severity.MEDIUM) + " | "
                + median(cases().toList(), Severity.HIGH) + " |");
        lines.add("| Precision, deliveries | " + precision(Severity.MEDIUM) + " | " + precision(Severity.HIGH) + " |");
        lines.add("| Honest waybills with a flag | " + honestFlagged(Severity.MEDIUM) + " | "
                + honestFlagged(Severity.HIGH) + " |");
        lines.add("| False discoveries, flags | " + falseFlags(Detection::accuses) + " | " + falseDiscoveries() + " |");
        lines.add("| The same without F04, which says only that a monitor was turned away | "
                + falseFlags(flag -> Detection.accuses(flag) && !flag.rule().equals("F04")) + " | "
                + falseFlags(flag -> Detection.accuses(flag)
                        && !flag.rule().equals("F04")
                        && flag.severity().atLeast(Severity.HIGH))
                + " |");
        lines.add("| The same with F01, which says only that nobody looked | "
                + falseFlags(Raised::standing) + " | "
                + falseFlags(flag -> flag.standing() && flag.severity().atLeast(Severity.HIGH)) + " |");
        lines.add("| False discoveries, flags of the rounds | " + falseInRounds(Severity.MEDIUM) + " | "
                + falseInRounds(Severity.HIGH) + " |");
        lines.add("");
        rules(lines);
        lines.add("");
        rounds(lines);
        return lines;
    }

    private Stream<Raised> honest(Severity least) {
        return outcomes.stream()
                .flatMap(outcome -> outcome.honest().stream())
                .filter(flag -> flag.standing() && flag.severity().atLeast(least));
    }

    private void both(List<String> lines, String name, Predicate<Case> which) {
        lines.add("| " + name + " | " + recall(which, Severity.MEDIUM) + " | " + recall(which, Severity.HIGH) + " |");
    }

    private String row(Diversion diversion) {
        List<Case> all =
                cases().filter(it -> it.truth().diversion() == diversion).toList();
        List<Case> seen = all.stream().filter(it -> it.truth().coverable()).toList();
        Predicate<Case> found = it -> found(it, Severity.MEDIUM);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %s | %s | %s | %s | %s | %s |",
                diversion.title(),
                diversion.trace().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                all.size(),
                seen.size(),
                all.stream().filter(found).count(),
                percent(all.stream().filter(found).count(), all.size()),
                percent(seen.stream().filter(found).count(), seen.size()),
                median(all, Severity.MEDIUM),
                precision(diversion, all),
                byRule(all.stream().flatMap(Case::all).filter(Detection::accuses)),
                String.join(", ", diversion.rules()));
    }

    /** Cases that its own rules found, of these and what the same rules flagged for nothing. */
    private String precision(Diversion diversion, List<Case> all) {
        Predicate<Raised> own =
                flag -> Detection.accuses(flag) && diversion.rules().contains(flag.rule());
        long right = all.stream().filter(it -> it.all().anyMatch(own)).count();
        long wrong = outcomes.stream()
                .flatMap(outcome -> outcome.honest().stream())
                .filter(own)
                .count();
        long wrongInRounds = ofRounds()
                .filter(flag -> !flag.right() && diversion.rules().contains(flag.rule()))
                .count();
        return percent(right, right + wrong + wrongInRounds);
    }

    /** Each rule that raised a flag: how many on deliveries from which something was taken, and on all others. */
    private void rules(List<String> lines) {
        lines.add("| Rule | On diverted | On honest | of these HIGH and worse | False share | Taken back, honest |");
        lines.add("|---|---|---|---|---|---|");
        for (Rule rule : RuleBook.rules()) {
            String id = rule.id();
            Predicate<Raised> standing = flag -> flag.standing() && flag.rule().equals(id);
            long right =
                    cases().flatMap(it -> it.flags().stream()).filter(standing).count();
            long wrong = honest(Severity.MEDIUM).filter(standing).count();
            long high = honest(Severity.HIGH).filter(standing).count();
            long back = outcomes.stream()
                    .flatMap(outcome -> outcome.honest().stream())
                    .filter(flag -> !flag.standing() && flag.rule().equals(id))
                    .count();
            if (right + wrong + back > 0) {
                lines.add(String.format(
                        Locale.ROOT,
                        "| %s %s | %d | %d | %d | %s | %d |",
                        id,
                        rule.about().name(),
                        right,
                        wrong,
                        high,
                        percent(wrong, right + wrong),
                        back));
            }
        }
    }

    /** Each rule of the rounds, by what its flags are about. */
    private void rounds(List<String> lines) {
        lines.add("| Rule of the rounds | About | Rests on | Raised | Right | False | of these HIGH and worse |"
                + " False share |");
        lines.add("|---|---|---|---|---|---|---|---|");
        Map<String, List<OfRound>> kinds = ofRounds()
                .collect(Collectors.groupingBy(
                        flag -> String.format(
                                Locale.ROOT,
                                "%s | %s | %s",
                                flag.rule(),
                                flag.about().name().toLowerCase(Locale.ROOT),
                                flag.named() ? "what was said of deliveries" : "counts"),
                        TreeMap::new,
                        Collectors.toList()));
        kinds.forEach((kind, flags) -> {
            long right = flags.stream().filter(OfRound::right).count();
            long high = flags.stream()
                    .filter(flag -> !flag.right() && flag.severity().atLeast(Severity.HIGH))
                    .count();
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %s |",
                    kind,
                    flags.size(),
                    right,
                    flags.size() - right,
                    high,
                    percent(flags.size() - right, flags.size())));
        });
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.2f", (double) part / whole);
    }

    private static String median(List<Case> cases, Severity least) {
        List<Duration> times = cases.stream()
                .flatMap(it -> Stream.ofNullable(earliest(it, least))
                        .map(at -> Duration.between(it.truth().at(), at)))
                .sorted()
                .toList();
        return times.isEmpty()
                ? "–"
                : String.format(
                        Locale.ROOT, "%.1f days", times.get(times.size() / 2).toHours() / 24.0);
    }

    private static String byRule(Stream<Raised> flags) {
        Map<String, Long> counts =
                flags.collect(Collectors.groupingBy(Raised::rule, TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
