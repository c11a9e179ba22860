package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.where;
import static org.aidwitness.verification.rule.CaseBounds.inOrder;
import static org.aidwitness.verification.rule.CaseBounds.require;
import static org.aidwitness.verification.rule.CaseBounds.requireAccuracy;
import static org.aidwitness.verification.rule.CaseBounds.requirePackages;
import static org.aidwitness.verification.rule.CaseBounds.requireTime;
import static org.aidwitness.verification.rule.CaseBounds.requireWeight;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.kernel.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Everything a rule may know about one delivery, that is one waybill. Assembled once, then only read. Statements are
 * put in the order of their events, whatever order they came in, so that no verdict depends on arrival.
 *
 * @param finalLeg whether the destination is where the goods are handed to people; only these must be visited
 * @param declarations the current ones: none that another supersedes
 * @param attestations the current ones, whatever their review says
 * @param flown whether the goods go by air
 * @param refusals when monitors were refused at the destination, at this delivery or another
 * @param relation how the dispatching and the receiving organisation are related, in words; null if they are not
 * @param promises who promised to look, by commitments that covered this delivery or by assignments to it
 * @param overrides that its dispatches rest on
 * @param balances what the books of each custodian say about each lot that this delivery touches
 * @param goods packages, seals and people: see there
 * @param flags open and settled flags of this delivery
 * @param now the instant the case is judged at; events dated later have not happened yet
 */
public record DeliveryCase(
        UUID programme,
        UUID waybill,
        String number,
        boolean finalLeg,
        @Nullable Instant plannedDeparture,
        @Nullable Instant plannedArrival,
        @Nullable Site origin,
        Site destination,
        List<Line> lines,
        List<Declaration> declarations,
        List<Attestation> attestations,
        boolean flown,
        List<Instant> refusals,
        @Nullable String relation,
        List<Promise> promises,
        List<OverrideUse> overrides,
        List<LotBalance> balances,
        Goods goods,
        List<Flag> flags,
        Policy policy,
        Instant now) {

    public static final int MOST_LINES = 5_000;
    public static final int MOST_STATEMENTS = 1_000;
    public static final int MOST_REFUSALS = 10_000;
    public static final int MOST_PROMISES = 200;
    public static final int MOST_BALANCES = 10_000;
    /** Per line. */
    public static final long MOST_PACKAGES = 1_000_000_000_000L;

    /** Of one lot with one custodian, either way. */
    public static final long MOST_GRAMS = 1_000_000_000_000_000_000L;

    public DeliveryCase {
        lines = List.copyOf(lines);
        declarations = inOrder(declarations, Declaration.ORDER);
        attestations = inOrder(attestations, Attestation.ORDER);
        refusals = inOrder(refusals, Comparator.naturalOrder());
        promises = inOrder(promises, Promise.ORDER);
        overrides = inOrder(overrides, OverrideUse.ORDER);
        balances = inOrder(balances, LotBalance.ORDER);
        flags = List.copyOf(flags);
        require(lines.size() <= MOST_LINES, "lines");
        require(declarations.size() <= MOST_STATEMENTS, "declarations");
        require(attestations.size() <= MOST_STATEMENTS, "attestations");
        require(refusals.size() <= MOST_REFUSALS, "refusals");
        require(promises.size() <= MOST_PROMISES, "promises");
        require(overrides.size() <= MOST_STATEMENTS, "overrides");
        require(balances.size() <= MOST_BALANCES, "balances");
        require(flags.size() <= MOST_STATEMENTS, "flags");
        requireTime(now, "now");
        requireTime(plannedDeparture, "plannedDeparture");
        requireTime(plannedArrival, "plannedArrival");
        refusals.forEach(at -> requireTime(at, "refusals"));
        Set<UUID> known = new HashSet<>();
        for (Line line : lines) {
            if (!known.add(line.id)) {
                throw new IllegalArgumentException("line " + line.id + " stands twice on the waybill");
            }
        }
        // A line without a counterpart must never fall out of a comparison unnoticed.
        for (Declaration declaration : declarations) {
            for (DeclaredLine line : declaration.lines) {
                if (!known.contains(line.line)) {
                    throw new IllegalArgumentException("line " + line.line + " is not on the waybill");
                }
            }
        }
    }

    /** The case at another instant. */
    public DeliveryCase at(Instant other) {
        return new DeliveryCase(
                programme,
                waybill,
                number,
                finalLeg,
                plannedDeparture,
                plannedArrival,
                origin,
                destination,
                lines,
                declarations,
                attestations,
                flown,
                refusals,
                relation,
                promises,
                overrides,
                balances,
                goods,
                flags,
                policy,
                other);
    }

    /** Declarations of that kind whose event has happened, in the order of their events. */
    List<Declaration> declared(DeclarationKind kind) {
        return where(declarations, it -> it.kind == kind && !it.happenedAt.isAfter(now));
    }

    /** Receipts that took goods over: refused ones are none. */
    List<Declaration> receipts() {
        return where(
                declarations,
                it -> it.kind == DeclarationKind.RECEIVED
                        && it.outcome != ReceiptOutcome.REFUSED
                        && !it.happenedAt.isAfter(now));
    }

    /** Attestations that nobody rejected and whose event has happened, in the order of their events. */
    List<Attestation> heard() {
        return where(attestations, it -> it.review != Review.REJECTED && !it.happenedAt.isAfter(now));
    }

    /**
     * A place.
     *
     * @param catchment how many people it serves, or null where nobody knows
     */
    public record Site(
            UUID id,
            @Nullable GeoPoint point,
            int radiusMetres,
            @Nullable Integer catchment) {
        public Site {
            require(radiusMetres >= 0, "radiusMetres");
            require(catchment == null || catchment >= 0, "catchment");
        }
    }

    /**
     * What the waybill says about one line. What is null is unknown, never nothing.
     *
     * @param kgIncludedElsewhere the weight stands on another line of this waybill
     */
    public record Line(
            UUID id,
            @Nullable Long packages,
            @Nullable Kilograms netKg,
            boolean kgIncludedElsewhere,
            @Nullable BigDecimal valueUsd) {
        public Line {
            requirePackages(packages);
            requireWeight(netKg);
            require(netKg == null || !kgIncludedElsewhere, "a weight that stands elsewhere does not stand here");
            require(valueUsd == null || valueUsd.signum() >= 0, "valueUsd");
        }
    }

    /**
     * What a party with a stake has said.
     *
     * @param signedBy the person, by pseudonym
     * @param device the key or device it came from
     * @param notedAt when the sender wrote it down
     * @param deviceAt what the device's clock showed when the statement was made
     * @param acceptedAt when the server accepted it
     * @param toldAt the same, or when it accepted the first declaration that this one corrects
     * @param history imported as history: acceptedAt and the sender say nothing about the event
     * @param outcome of a receipt; null where the receipt does not say
     * @param clearance of a dispatch; null where there was none
     * @param lines in a dispatch, distribution or return the amounts stand in the good columns
     */
    public record Declaration(
            UUID id,
            DeclarationKind kind,
            UUID organisation,
            String signedBy,
            @Nullable String device,
            @Nullable UUID site,
            Instant happenedAt,
            TimePrecision precision,
            @Nullable Instant notedAt,
            @Nullable Instant deviceAt,
            Instant acceptedAt,
            Instant toldAt,
            boolean history,
            @Nullable GeoPoint point,
            @Nullable Double accuracyMetres,
            List<String> seals,
            @Nullable ReceiptOutcome outcome,
            @Nullable ClearanceOutcome clearance,
            List<DeclaredLine> lines) {
        private static final Comparator<Declaration> ORDER = Comparator.comparing(Declaration::happenedAt)
                .thenComparing(Declaration::kind)
                .thenComparing(Declaration::id);

        public Declaration {
            seals = List.copyOf(seals);
            lines = List.copyOf(lines);
            requireTime(happenedAt, "happenedAt");
            requireTime(notedAt, "notedAt");
            requireTime(deviceAt, "deviceAt");
            requireTime(acceptedAt, "acceptedAt");
            requireTime(toldAt, "toldAt");
            requireAccuracy(accuracyMetres);
            require(lines.size() <= MOST_LINES, "lines");
            require(outcome == null || kind == DeclarationKind.RECEIVED, "only a receipt has an outcome");
            require(clearance == null || kind == DeclarationKind.DISPATCHED, "only a dispatch has a clearance");
        }

        /** The beginning of the time in which it can have happened; null where only its end is known. */
        @Nullable Instant earliestAt() {
            return switch (precision) {
                case INSTANT -> happenedAt;
                case DAY -> happenedAt.truncatedTo(ChronoUnit.DAYS);
                case NOT_AFTER -> null;
            };
        }

        /** The end of the time in which it can have happened: of a day, the midnight after it (UTC). */
        Instant latestAt() {
            return precision == TimePrecision.DAY
                    ? happenedAt.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS)
                    : happenedAt;
        }
    }

    /** What a declaration says about one line. What is null is unknown, never nothing. */
    public record DeclaredLine(
            UUID line,
            @Nullable Long goodPackages,
            @Nullable Long damagedPackages,
            @Nullable Long missingPackages,
            @Nullable Long surplusPackages,
            @Nullable Kilograms goodKg,
            @Nullable Kilograms damagedKg,
            @Nullable Kilograms missingKg,
            @Nullable Kilograms surplusKg,
            @Nullable LossReason reason) {
        public DeclaredLine {
            requirePackages(goodPackages);
            requirePackages(damagedPackages);
            requirePackages(missingPackages);
            requirePackages(surplusPackages);
            requireWeight(goodKg);
            requireWeight(damagedKg);
            requireWeight(missingKg);
            requireWeight(surplusKg);
        }
    }

    /**
     * What a monitor has said.
     *
     * @param independent whether no relation path ties the monitor's organisation to a party of the leg
     * @param path that relation path, in words; null where there is none
     * @param tieFoundLater nobody knew of that path when the monitor spoke
     * @param monitor a pseudonym
     * @param noticeHours how long before the visit it was announced; null where nobody knows
     * @param imported came in a file, not from the monitor
     * @param reviewer the pseudonym of who accepted or rejected it
     * @param observedPackages in all, of this waybill
     * @param observedKg in all, of this waybill
     * @param trace what else is known of the visit
     */
    public record Attestation(
            UUID id,
            UUID organisation,
            boolean independent,
            @Nullable String path,
            boolean tieFoundLater,
            String monitor,
            Method method,
            Verdict verdict,
            @Nullable Integer noticeHours,
            boolean escorted,
            int privateInterviews,
            @Nullable GeoPoint point,
            @Nullable Double accuracyMetres,
            Instant happenedAt,
            @Nullable Instant deviceAt,
            Instant acceptedAt,
            boolean imported,
            Review review,
            @Nullable String reviewer,
            @Nullable Long observedPackages,
            @Nullable Kilograms observedKg,
            Trace trace) {
        private static final Comparator<Attestation> ORDER =
                Comparator.comparing(Attestation::happenedAt).thenComparing(Attestation::id);

        public Attestation {
            requireTime(happenedAt, "happenedAt");
            requireTime(deviceAt, "deviceAt");
            requireTime(acceptedAt, "acceptedAt");
            requireAccuracy(accuracyMetres);
            require(noticeHours == null || noticeHours >= 0, "noticeHours");
            require(privateInterviews >= 0, "privateInterviews");
            requirePackages(observedPackages);
            requireWeight(observedKg);
        }

        /** Whether the monitor saw the goods at all. */
        boolean saw() {
            return verdict == Verdict.CONFIRMED || verdict == Verdict.DISCREPANT;
        }

        /** Accepted by somebody else than the monitor. */
        boolean accepted() {
            return review == Review.ACCEPTED && reviewer != null && !reviewer.equals(monitor);
        }
    }

    /**
     * The books of one custodian about one lot.
     *
     * @param balanceGrams in less out less losses; below zero, more went out than came in
     * @param bookGrams what the books say lay there when it was counted
     * @param countedGrams what was counted; null where nobody counted
     */
    public record LotBalance(
            UUID custodian,
            String lot,
            long balanceGrams,
            long bookGrams,
            @Nullable Long countedGrams) {
        private static final Comparator<LotBalance> ORDER =
                Comparator.comparing(LotBalance::lot).thenComparing(LotBalance::custodian);

        public LotBalance {
            require(balanceGrams >= -MOST_GRAMS && balanceGrams <= MOST_GRAMS, "balanceGrams");
            require(bookGrams >= -MOST_GRAMS && bookGrams <= MOST_GRAMS, "bookGrams");
            require(countedGrams == null || (countedGrams >= 0 && countedGrams <= MOST_GRAMS), "countedGrams");
        }
    }

    /**
     * A flag that was raised before this judgement.
     *
     * @param settled resolved or waived by a person; such a flag blocks nothing, unless the matter got worse
     * @param actedOn a person has at least acknowledged it
     * @param highSince when it first was of severity high or above; null where it never was, or nobody asks
     * @param criticalSince when it first was critical; likewise
     */
    public record Flag(
            String rule,
            int version,
            Severity severity,
            boolean settled,
            boolean actedOn,
            @Nullable Instant highSince,
            @Nullable Instant criticalSince) {

        /** A flag whose age is not asked for. */
        public Flag(String rule, int version, Severity severity, boolean settled) {
            this(rule, version, severity, settled, settled, null, null);
        }
    }
}
