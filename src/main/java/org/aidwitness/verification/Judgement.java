package org.aidwitness.verification;

import static org.aidwitness.kernel.Lists.any;
import static org.aidwitness.kernel.Lists.where;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.aidwitness.verification.CaseRows.FlagRow;
import org.aidwitness.verification.rule.Assurance;
import org.aidwitness.verification.rule.Balance;
import org.aidwitness.verification.rule.ClearanceOutcome;
import org.aidwitness.verification.rule.DeclarationKind;
import org.aidwitness.verification.rule.DeliveryCase;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.aidwitness.verification.rule.DeliveryCase.Flag;
import org.aidwitness.verification.rule.Finding;
import org.aidwitness.verification.rule.LogisticsState;
import org.aidwitness.verification.rule.ReceiptOutcome;
import org.aidwitness.verification.rule.Rule;
import org.aidwitness.verification.rule.RuleBook;
import org.aidwitness.verification.rule.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Everything that follows from one dossier. Pure: the same dossier gives the same judgement.
 *
 * @param findings all that the rules find
 * @param standing those of them that no person has settled
 */
record Judgement(
        Dossier dossier,
        List<Finding> findings,
        List<Finding> standing,
        Assurance assurance,
        LogisticsState logistics,
        Balance balance) {

    /** It looks at the books of lots, which other deliveries share. */
    static final String MASS_BALANCE = "F12";

    private static final Set<String> OWN_RULES =
            RuleBook.rules().stream().map(Rule::id).collect(Collectors.toUnmodifiableSet());

    static Judgement of(Dossier dossier) {
        DeliveryCase delivery = dossier.delivery();
        List<Finding> findings = RuleBook.judge(delivery);
        List<Finding> standing = where(findings, finding -> !settled(finding, dossier));
        // What was settled on other facts settles nothing now, and must not lift a finding out of the verdict.
        List<Flag> flags = StandingFlags.after(
                dossier.flags(),
                standing,
                flag -> findings.stream().anyMatch(finding -> settles(flag, finding)),
                delivery.now());
        DeliveryCase judged = flags.isEmpty() && dossier.flags().isEmpty() ? delivery : withFlags(delivery, flags);
        return new Judgement(
                dossier,
                findings,
                standing,
                Assurance.of(judged, findings),
                LogisticsState.of(
                        delivery,
                        dossier.lastClearance() != null && dossier.lastClearance() != ClearanceOutcome.HOLD,
                        dossier.lastClearance() == ClearanceOutcome.HOLD),
                Balance.of(delivery));
    }

    /** Whether the rule is one that this judgement asks; flags of others are left alone. */
    static boolean asks(String rule) {
        return OWN_RULES.contains(rule);
    }

    /** The ids of all rules with an open flag once the judgement is stored. */
    SortedSet<String> openRules() {
        SortedSet<String> open = new TreeSet<>();
        standing.forEach(finding -> open.add(finding.rule()));
        foreign().forEach(flag -> open.add(flag.rule()));
        return open;
    }

    /** How many of the books that the delivery touches are wrong, whether a person has settled it or not. */
    int booksWrong() {
        int wrong = 0;
        for (Finding finding : findings) {
            if (finding.rule().equals(MASS_BALANCE)) {
                wrong += Integer.parseInt(finding.facts().get("lotsBelowZero"));
                wrong += Integer.parseInt(finding.facts().get("lotsMiscounted"));
            }
        }
        return wrong;
    }

    Optional<Severity> worst() {
        List<Severity> open = new ArrayList<>();
        standing.forEach(finding -> open.add(finding.severity()));
        foreign().forEach(flag -> open.add(Severity.valueOf(flag.severity())));
        return open.isEmpty() ? Optional.empty() : Optional.of(Collections.max(open));
    }

    @Nullable Instant dispatchedAt() {
        return first(DeclarationKind.DISPATCHED);
    }

    /** A refused receipt took nothing over. */
    @Nullable Instant receivedAt() {
        return first(DeclarationKind.RECEIVED);
    }

    /** When something last happened; the registration where nothing has. */
    Instant lastAt() {
        DeliveryCase delivery = dossier.delivery();
        Instant last = null;
        for (Declaration declaration : delivery.declarations()) {
            last = later(last, declaration.happenedAt());
        }
        for (Attestation attestation : delivery.attestations()) {
            last = later(last, attestation.happenedAt());
        }
        return last == null ? dossier.acceptedAt() : last;
    }

    private @Nullable Instant later(@Nullable Instant known, Instant at) {
        boolean happened = !at.isAfter(dossier.delivery().now());
        return happened && (known == null || at.isAfter(known)) ? at : known;
    }

    /** What the dispatch went out on; before it, what the gate said last. */
    @Nullable ClearanceOutcome clearance() {
        for (Declaration declaration : dossier.delivery().declarations()) {
            if (declaration.kind() == DeclarationKind.DISPATCHED && declaration.clearance() != null) {
                return declaration.clearance();
            }
        }
        return dossier.lastClearance();
    }

    /** Open flags of the rules that this judgement asks. */
    List<FlagRow> ownFlags() {
        return where(dossier.flags(), flag -> flag.isOpen() && asks(flag.rule()));
    }

    private List<FlagRow> foreign() {
        return where(dossier.flags(), flag -> flag.isOpen() && !asks(flag.rule()));
    }

    private @Nullable Instant first(DeclarationKind kind) {
        for (Declaration declaration : dossier.delivery().declarations()) {
            if (declaration.kind() == kind
                    && declaration.outcome() != ReceiptOutcome.REFUSED
                    && !declaration.happenedAt().isAfter(dossier.delivery().now())) {
                return declaration.happenedAt();
            }
        }
        return null;
    }

    private static boolean settled(Finding finding, Dossier dossier) {
        return any(dossier.flags(), flag -> settles(flag, finding));
    }

    /** The same question, answered for the same facts, and not worse since. */
    private static boolean settles(FlagRow flag, Finding finding) {
        return flag.endedNoWorse(finding) && flag.hasFactsOf(finding);
    }

    private static DeliveryCase withFlags(DeliveryCase delivery, List<Flag> flags) {
        return new DeliveryCase(
                delivery.programme(),
                delivery.waybill(),
                delivery.number(),
                delivery.finalLeg(),
                delivery.plannedDeparture(),
                delivery.plannedArrival(),
                delivery.origin(),
                delivery.destination(),
                delivery.lines(),
                delivery.declarations(),
                delivery.attestations(),
                delivery.flown(),
                delivery.refusals(),
                delivery.relation(),
                delivery.promises(),
                delivery.overrides(),
                delivery.balances(),
                delivery.goods(),
                flags,
                delivery.policy(),
                delivery.now());
    }
}
