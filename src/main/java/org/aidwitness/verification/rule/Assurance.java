package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.each;
import static org.aidwitness.kernel.Lists.where;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.aidwitness.verification.rule.Deadlines.Visiting;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.aidwitness.verification.rule.DeliveryCase.Flag;
import org.jspecify.annotations.Nullable;

/**
 * What independent eyes make of one delivery, as of the case's instant.
 *
 * @param ground why it is in its state
 * @param until when the time for a visit ends, or ended, where the ground is about that; else null
 * @param statements those that the ground rests on
 * @param grade of the best accepted visit
 * @param conditions what VERIFIED asks for, each with what is and what must be; shown as "why this counts as verified"
 *     or "what is missing"
 * @param nextChangeAt before it, neither the state nor the rule and severity of any finding changes unless somebody
 *     says something new; null where time alone changes nothing any more
 */
public record Assurance(
        Ground ground,
        @Nullable Instant until,
        List<UUID> statements,
        Grade grade,
        List<Condition> conditions,
        @Nullable Instant nextChangeAt) {

    private static final String NONE = "NONE";

    /** Why a delivery is in its state; each leads to one. */
    public enum Ground {
        NOT_ARRIVED(AssuranceState.ON_THE_WAY),
        /** The days of waiting are not over. */
        VISIT_AWAITED(AssuranceState.AWAITING_VISIT),
        /** They are over, and a visit can still be accepted. */
        VISIT_OVERDUE(AssuranceState.OVERDUE),
        ALL_HOLDS(AssuranceState.VERIFIED),
        /** Monitors were, and a second person accepted that they were. */
        TURNED_AWAY(AssuranceState.UNVERIFIED),
        TIME_OVER(AssuranceState.UNVERIFIED),
        CONTRADICTED(AssuranceState.DISPUTED),
        ALL_LOST(AssuranceState.LOST);

        private final AssuranceState state;

        Ground(AssuranceState state) {
            this.state = state;
        }
    }

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
     * @param statements the declarations and attestations that the value rests on
     */
    public record Condition(Requirement requirement, boolean holds, String value, String limit, List<UUID> statements) {
        public Condition {
            statements = CaseBounds.distinct(statements);
        }

        private static Condition of(
                Requirement requirement, boolean holds, String value, DeliveryCase delivery, List<UUID> statements) {
            return new Condition(requirement, holds, value, limitOf(requirement, delivery), statements);
        }
    }

    public Assurance {
        statements = CaseBounds.distinct(statements);
        conditions = List.copyOf(conditions);
    }

    public AssuranceState state() {
        return ground.state;
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
        List<Attestation> contradicting = contradicting(delivery, findings);
        List<Attestation> refused = refused(delivery);
        Visiting visiting = Deadlines.visiting(delivery).orElse(null);
        Ground ground =
                ground(delivery, visiting, !contradicting.isEmpty(), !refused.isEmpty(), missing(conditions) == 0);
        Instant until = switch (ground) {
            case VISIT_AWAITED -> visiting == null ? null : visiting.firstLimit();
            case VISIT_OVERDUE, TIME_OVER -> visiting == null ? null : visiting.secondLimit();
            case NOT_ARRIVED, ALL_HOLDS, TURNED_AWAY, CONTRADICTED, ALL_LOST -> null;
        };
        List<UUID> statements = switch (ground) {
            case NOT_ARRIVED ->
                ids(where(delivery.declarations(), it -> !it.happenedAt().isAfter(delivery.now())));
            case VISIT_AWAITED, VISIT_OVERDUE, TIME_OVER -> firstReceipt(delivery);
            case ALL_HOLDS ->
                conditions.stream().flatMap(it -> it.statements().stream()).toList();
            case TURNED_AWAY -> refused.stream().map(Attestation::id).toList();
            case CONTRADICTED ->
                both(contradicting.stream().map(Attestation::id).toList(), receipts(delivery));
            case ALL_LOST -> both(ids(delivery.declared(DeclarationKind.LOST)), receipts(delivery));
        };
        return new Assurance(
                ground, until, statements, Visits.best(delivery), conditions, nextChangeAt(delivery, ground.state));
    }

    private static Ground ground(
            DeliveryCase delivery, @Nullable Visiting visiting, boolean contradicted, boolean refused, boolean holds) {
        if (contradicted) {
            return Ground.CONTRADICTED;
        }
        LogisticsState logistics = LogisticsState.of(delivery, false, false);
        if (logistics == LogisticsState.LOST) {
            return Ground.ALL_LOST;
        }
        if (!logistics.arrived() || delivery.receipts().isEmpty()) {
            return Ground.NOT_ARRIVED;
        }
        if (holds) {
            return Ground.ALL_HOLDS;
        }
        if (refused) {
            return Ground.TURNED_AWAY;
        }
        if (visiting == null) {
            throw new IllegalStateException("a receipt always starts the time for a visit");
        }
        if (delivery.now().isBefore(visiting.firstLimit())) {
            return Ground.VISIT_AWAITED;
        }
        return delivery.now().isBefore(visiting.secondLimit()) ? Ground.VISIT_OVERDUE : Ground.TIME_OVER;
    }

    /** Accepted independent attestations that contradict a declaration, by their verdict or by their count. */
    private static List<Attestation> contradicting(DeliveryCase delivery, List<Finding> findings) {
        boolean decided = findings.stream()
                .anyMatch(finding -> finding.rule().equals(ReceiptVersusAttestation.ID) && settled(finding, delivery));
        return where(
                delivery.heard(),
                it -> it.independent()
                        && it.accepted()
                        && it.saw()
                        && (it.verdict() == Verdict.DISCREPANT || (!decided && countsOtherwise(it, delivery))));
    }

    private static boolean countsOtherwise(Attestation attestation, DeliveryCase delivery) {
        return ReceiptVersusAttestation.compare(attestation, delivery)
                .filter(comparison -> comparison.severity().atLeast(Severity.HIGH))
                .isPresent();
    }

    private static List<Attestation> refused(DeliveryCase delivery) {
        return where(
                delivery.heard(), it -> it.verdict() == Verdict.ACCESS_DENIED && it.independent() && it.accepted());
    }

    /** Of all attestations the one that comes closest; ties are broken by strength, then by time. */
    private static List<Condition> bestConditions(DeliveryCase delivery, List<Finding> findings) {
        List<Condition> all = new ArrayList<>();
        List<Declaration> receipts = delivery.receipts();
        all.add(Condition.of(
                Requirement.RECEIVED,
                !receipts.isEmpty(),
                receipts.isEmpty() ? NONE : receipts.get(0).happenedAt().toString(),
                delivery,
                // Without a receipt that took something over, it rests on those that refused.
                ids(delivery.declared(DeclarationKind.RECEIVED))));
        all.addAll(delivery.heard().stream()
                .filter(attestation -> attestation.verdict() != Verdict.ACCESS_DENIED)
                .min(Comparator.comparing((Attestation it) -> missing(conditions(it, delivery)))
                        .thenComparing(it -> Visits.grade(it, delivery)))
                .map(attestation -> conditions(attestation, delivery))
                .orElseGet(() -> nobodyCame(delivery)));
        all.add(noHighFlag(delivery, findings));
        return all;
    }

    private static long missing(List<Condition> conditions) {
        long missing = 0;
        for (Condition condition : conditions) {
            missing += condition.holds() ? 0 : 1;
        }
        return missing;
    }

    private static List<Condition> conditions(Attestation attestation, DeliveryCase delivery) {
        List<UUID> visit = List.of(attestation.id());
        return List.of(
                Condition.of(
                        Requirement.SEEN,
                        attestation.saw(),
                        attestation.verdict().name(),
                        delivery,
                        visit),
                Condition.of(
                        Requirement.INDEPENDENT,
                        attestation.independent(),
                        attestation.path() == null ? NONE : attestation.path(),
                        delivery,
                        visit),
                Condition.of(
                        Requirement.ON_SITE,
                        Visits.onSite(attestation),
                        attestation.imported()
                                ? "IMPORTED"
                                : attestation.method().name(),
                        delivery,
                        visit),
                Condition.of(
                        Requirement.IN_TIME,
                        Visits.inTime(attestation, delivery),
                        attestation.happenedAt().toString(),
                        delivery,
                        both(visit, firstReceipt(delivery))),
                Condition.of(
                        Requirement.ACCEPTED,
                        attestation.accepted(),
                        attestation.review().name(),
                        delivery,
                        visit),
                Condition.of(
                        Requirement.CONFIRMED,
                        attestation.verdict() == Verdict.CONFIRMED,
                        attestation.verdict().name(),
                        delivery,
                        visit),
                tolerance(attestation, delivery));
    }

    /** An attestation without an amount cannot be within tolerance: nobody said how much there was. */
    private static Condition tolerance(Attestation attestation, DeliveryCase delivery) {
        ReceiptVersusAttestation.Comparison comparison =
                ReceiptVersusAttestation.compare(attestation, delivery).orElse(null);
        return Condition.of(
                Requirement.WITHIN_TOLERANCE,
                comparison != null && comparison.severity() == Severity.INFO,
                comparison == null ? "UNKNOWN" : difference(comparison),
                delivery,
                both(List.of(attestation.id()), receipts(delivery)));
    }

    private static String difference(ReceiptVersusAttestation.Comparison comparison) {
        long difference = comparison.observed() - comparison.received();
        return switch (comparison.measure()) {
            case GRAMS -> Facts.kilograms(difference) + " kg of " + Facts.kilograms(comparison.received()) + " kg";
            case PACKAGES -> difference + " of " + comparison.received() + " packages";
        };
    }

    /** Nobody got in; where somebody was turned away, that is why nobody has seen it. */
    private static List<Condition> nobodyCame(DeliveryCase delivery) {
        List<UUID> turnedAway = delivery.heard().stream().map(Attestation::id).toList();
        return Stream.of(Requirement.values())
                .filter(it -> it != Requirement.RECEIVED && it != Requirement.NO_HIGH_FLAG)
                .map(it -> it == Requirement.SEEN && !turnedAway.isEmpty()
                        ? Condition.of(it, false, Verdict.ACCESS_DENIED.name(), delivery, turnedAway)
                        : Condition.of(it, false, NONE, delivery, List.of()))
                .toList();
    }

    private static String limitOf(Requirement requirement, DeliveryCase delivery) {
        return switch (requirement) {
            case RECEIVED -> "DECLARED";
            case SEEN -> "CONFIRMED DISCREPANT";
            case INDEPENDENT -> "> " + delivery.policy().independenceDepth() + " relations";
            case ON_SITE -> "COUNT WEIGH TALLY";
            case IN_TIME ->
                Deadlines.visiting(delivery)
                        .map(visiting -> "< " + visiting.secondLimit())
                        .orElse(NONE);
            case ACCEPTED -> "ACCEPTED";
            case CONFIRMED -> "CONFIRMED";
            case WITHIN_TOLERANCE -> delivery.policy().attestedMediumBp() + " bp";
            case NO_HIGH_FLAG -> "< HIGH";
        };
    }

    private static List<UUID> receipts(DeliveryCase delivery) {
        return ids(delivery.receipts());
    }

    private static List<UUID> ids(List<Declaration> declarations) {
        return each(declarations, Declaration::id);
    }

    private static List<UUID> both(List<UUID> some, List<UUID> others) {
        List<UUID> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    /** From it the days for a visit are counted. */
    private static List<UUID> firstReceipt(DeliveryCase delivery) {
        return Deadlines.firstReceipt(delivery).map(it -> List.of(it.id())).orElse(List.of());
    }

    /** F38 only says again what the flags it watches say. */
    private static Condition noHighFlag(DeliveryCase delivery, List<Finding> findings) {
        SortedSet<String> open = new TreeSet<>();
        List<UUID> statements = new ArrayList<>();
        for (Finding finding : findings) {
            if (!finding.rule().equals(FlagLeftOpen.ID)
                    && finding.severity().atLeast(Severity.HIGH)
                    && !settled(finding, delivery)) {
                open.add(finding.rule() + " " + finding.severity());
                statements.addAll(finding.statements());
            }
        }
        for (Flag flag : delivery.flags()) {
            if (!flag.settled() && flag.severity().atLeast(Severity.HIGH) && !RuleBook.holds(flag.rule())) {
                open.add(flag.rule() + " " + flag.severity());
            }
        }
        return Condition.of(
                Requirement.NO_HIGH_FLAG,
                open.isEmpty(),
                open.isEmpty() ? NONE : String.join(", ", open),
                delivery,
                statements);
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
        List<Instant> changes = new ArrayList<>();
        if (state == AssuranceState.AWAITING_VISIT || state == AssuranceState.OVERDUE) {
            Deadlines.visiting(delivery).ifPresent(it -> changes.addAll(List.of(it.firstLimit(), it.secondLimit())));
        }
        for (Rule rule : RuleBook.rules()) {
            changes.addAll(rule.turns(delivery));
        }
        // What is dated in the future has not happened yet; then it will have.
        delivery.declarations().forEach(it -> changes.add(it.happenedAt()));
        delivery.attestations().forEach(it -> changes.add(it.happenedAt()));
        Instant next = null;
        for (Instant at : changes) {
            if (at.isAfter(delivery.now()) && (next == null || at.isBefore(next))) {
                next = at;
            }
        }
        return next;
    }
}
