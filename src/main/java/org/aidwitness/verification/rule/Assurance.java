package org.aidwitness.verification.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aidwitness.verification.rule.Deadlines.Visiting;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.DeliveryCase.Flag;
import org.jspecify.annotations.Nullable;

/**
 * What independent eyes make of one delivery, as of the case's instant.
 *
 * @param grade of the best accepted visit
 * @param conditions what VERIFIED asks for, each with what is and what must be; shown as "why this counts as verified"
 *     or "what is missing"
 * @param nextChangeAt before it, neither the state nor the rule and severity of any finding changes unless somebody
 *     says something new; null where time alone changes nothing any more
 */
public record Assurance(
        AssuranceState state,
        Grade grade,
        List<Condition> conditions,
        @Nullable Instant nextChangeAt) {

    /** What a delivery must have to count as verified. */
    public enum Requirement {
        /** A receipt is declared. */
        RECEIVED,
        /** A monitor was there and saw the goods. */
        SEEN,
        INDEPENDENT,
        ON_SITE,
        IN_TIME,
        /** By a second person. */
        ACCEPTED,
        CONFIRMED,
        WITHIN_TOLERANCE,
        NO_HIGH_FLAG
    }

    /**
     * One requirement of the best attestation there is.
     *
     * @param value a machine fact; NONE where there is nothing, UNKNOWN where it cannot be told
     * @param limit what the value is judged by, unit included
     */
    public record Condition(Requirement requirement, boolean holds, String value, String limit) {}

    public Assurance {
        conditions = List.copyOf(conditions);
    }

    /** Judges the case by itself: the same as {@code of(delivery, RuleBook.judge(delivery))}. */
    public static Assurance of(DeliveryCase delivery) {
        return of(delivery, RuleBook.judge(delivery));
    }

    /**
     * @param findings what the rule book says about this very case. Open flags of its rules are ignored, for they are
     *     being judged anew; open flags that come from elsewhere count
     */
    public static Assurance of(DeliveryCase delivery, List<Finding> findings) {
        List<Condition> conditions = bestConditions(delivery, findings);
        boolean verified = conditions.stream().allMatch(Condition::holds);
        AssuranceState state = state(delivery, findings, verified);
        return new Assurance(state, Visits.best(delivery), conditions, nextChangeAt(delivery, state));
    }

    private static AssuranceState state(DeliveryCase delivery, List<Finding> findings, boolean verified) {
        if (disputed(delivery, findings)) {
            return AssuranceState.DISPUTED;
        }
        LogisticsState logistics = LogisticsState.of(delivery, false, false);
        if (logistics == LogisticsState.LOST) {
            return AssuranceState.LOST;
        }
        if (!logistics.arrived() || delivery.receipts().isEmpty()) {
            return AssuranceState.ON_THE_WAY;
        }
        if (verified) {
            return AssuranceState.VERIFIED;
        }
        if (refused(delivery)) {
            return AssuranceState.UNVERIFIED;
        }
        Visiting visiting = Deadlines.visiting(delivery)
                .orElseThrow(() -> new IllegalStateException("a receipt always starts the time for a visit"));
        if (delivery.now().isBefore(visiting.firstLimit())) {
            return AssuranceState.AWAITING_VISIT;
        }
        return delivery.now().isBefore(visiting.secondLimit()) ? AssuranceState.OVERDUE : AssuranceState.UNVERIFIED;
    }

    /** An accepted independent attestation contradicts a declaration, by its verdict or by its count. */
    private static boolean disputed(DeliveryCase delivery, List<Finding> findings) {
        List<Attestation> accepted = delivery.heard().stream()
                .filter(it -> it.independent() && it.accepted() && it.saw())
                .toList();
        if (accepted.stream().anyMatch(it -> it.verdict() == Verdict.DISCREPANT)) {
            return true;
        }
        boolean decided = findings.stream()
                .anyMatch(finding -> finding.rule().equals(ReceiptVersusAttestation.ID) && settled(finding, delivery));
        return !decided
                && accepted.stream()
                        .flatMap(it -> ReceiptVersusAttestation.compare(it, delivery).stream())
                        .anyMatch(comparison -> comparison.severity().atLeast(Severity.HIGH));
    }

    private static boolean refused(DeliveryCase delivery) {
        return delivery.heard().stream()
                .anyMatch(it -> it.verdict() == Verdict.ACCESS_DENIED && it.independent() && it.accepted());
    }

    /** Of all attestations the one that comes closest; ties are broken by strength, then by time. */
    private static List<Condition> bestConditions(DeliveryCase delivery, List<Finding> findings) {
        List<Condition> all = new ArrayList<>();
        boolean received = !delivery.receipts().isEmpty();
        all.add(new Condition(
                Requirement.RECEIVED,
                received,
                received ? delivery.receipts().get(0).happenedAt().toString() : "NONE",
                "DECLARED"));
        all.addAll(delivery.heard().stream()
                .filter(attestation -> attestation.verdict() != Verdict.ACCESS_DENIED)
                .min(Comparator.comparing((Attestation it) -> missing(conditions(it, delivery)))
                        .thenComparing(it -> Visits.grade(it, delivery)))
                .map(attestation -> conditions(attestation, delivery))
                .orElseGet(Assurance::nobodyCame));
        all.add(noHighFlag(delivery, findings));
        return all;
    }

    private static long missing(List<Condition> conditions) {
        return conditions.stream().filter(condition -> !condition.holds()).count();
    }

    private static List<Condition> conditions(Attestation attestation, DeliveryCase delivery) {
        String method = attestation.method().name();
        return List.of(
                new Condition(
                        Requirement.SEEN,
                        attestation.saw(),
                        attestation.verdict().name(),
                        "CONFIRMED DISCREPANT"),
                new Condition(
                        Requirement.INDEPENDENT,
                        attestation.independent(),
                        attestation.path() == null ? "NONE" : attestation.path(),
                        "> " + delivery.policy().independenceDepth() + " relations"),
                new Condition(
                        Requirement.ON_SITE,
                        Visits.onSite(attestation),
                        attestation.imported() ? "IMPORTED" : method,
                        "COUNT WEIGH TALLY"),
                new Condition(
                        Requirement.IN_TIME,
                        Visits.inTime(attestation, delivery),
                        attestation.happenedAt().toString(),
                        Deadlines.visiting(delivery)
                                .map(visiting -> "< " + visiting.secondLimit())
                                .orElse("NONE")),
                new Condition(
                        Requirement.ACCEPTED,
                        attestation.accepted(),
                        attestation.review().name(),
                        "ACCEPTED"),
                new Condition(
                        Requirement.CONFIRMED,
                        attestation.verdict() == Verdict.CONFIRMED,
                        attestation.verdict().name(),
                        "CONFIRMED"),
                tolerance(attestation, delivery));
    }

    /** An attestation without an amount cannot be within tolerance: nobody said how much there was. */
    private static Condition tolerance(Attestation attestation, DeliveryCase delivery) {
        String limit = delivery.policy().attestedMediumBp() + " bp";
        return ReceiptVersusAttestation.compare(attestation, delivery)
                .map(comparison -> new Condition(
                        Requirement.WITHIN_TOLERANCE,
                        comparison.severity() == Severity.INFO,
                        switch (comparison.measure()) {
                            case GRAMS ->
                                Facts.kilograms(comparison.observed() - comparison.received()) + " kg of "
                                        + Facts.kilograms(comparison.received()) + " kg";
                            case PACKAGES ->
                                comparison.observed() - comparison.received() + " of " + comparison.received()
                                        + " packages";
                        },
                        limit))
                .orElse(new Condition(Requirement.WITHIN_TOLERANCE, false, "UNKNOWN", limit));
    }

    private static List<Condition> nobodyCame() {
        return Stream.of(Requirement.values())
                .filter(it -> it != Requirement.RECEIVED && it != Requirement.NO_HIGH_FLAG)
                .map(it -> new Condition(it, false, "NONE", "1"))
                .toList();
    }

    /** F38 only says again what the flags it watches say. */
    private static Condition noHighFlag(DeliveryCase delivery, List<Finding> findings) {
        Stream<String> found = findings.stream()
                .filter(finding -> !finding.rule().equals(FlagLeftOpen.ID))
                .filter(finding -> finding.severity().atLeast(Severity.HIGH) && !settled(finding, delivery))
                .map(finding -> finding.rule() + " " + finding.severity());
        Stream<String> flagged = delivery.flags().stream()
                .filter(flag -> !flag.settled() && flag.severity().atLeast(Severity.HIGH))
                .filter(flag -> !RuleBook.holds(flag.rule()))
                .map(flag -> flag.rule() + " " + flag.severity());
        String open = Stream.concat(found, flagged).distinct().sorted().collect(Collectors.joining(", "));
        return new Condition(Requirement.NO_HIGH_FLAG, open.isEmpty(), open.isEmpty() ? "NONE" : open, "< HIGH");
    }

    /** Settled for this version of the rule and for at least this severity. */
    private static boolean settled(Finding finding, DeliveryCase delivery) {
        return delivery.flags().stream()
                .filter(Flag::settled)
                .anyMatch(flag -> flag.rule().equals(finding.rule())
                        && flag.version() == finding.ruleVersion()
                        && flag.severity().atLeast(finding.severity()));
    }

    private static @Nullable Instant nextChangeAt(DeliveryCase delivery, AssuranceState state) {
        boolean waiting = state == AssuranceState.AWAITING_VISIT || state == AssuranceState.OVERDUE;
        Stream<Instant> limits = waiting
                ? Deadlines.visiting(delivery).stream().flatMap(it -> Stream.of(it.firstLimit(), it.secondLimit()))
                : Stream.empty();
        Stream<Instant> turns = RuleBook.rules().stream().flatMap(rule -> rule.turns(delivery).stream());
        // What is dated in the future has not happened yet; then it will have.
        Stream<Instant> events = Stream.concat(
                delivery.declarations().stream().map(DeliveryCase.Declaration::happenedAt),
                delivery.attestations().stream().map(Attestation::happenedAt));
        Optional<Instant> next = Stream.of(limits, turns, events)
                .flatMap(it -> it)
                .filter(at -> at.isAfter(delivery.now()))
                .min(Comparator.naturalOrder());
        return next.orElse(null);
    }
}
