package org.aidwitness.verification.rule;

import java.util.List;
import java.util.Optional;

/** All rules, in the order of their ids. */
public final class RuleBook {

    private static final List<Rule> RULES = List.of(
            new UnverifiedOverdue(),
            new DispatchWithoutMonitoring(),
            new CommitmentBreach(),
            new AccessDenied(),
            new ExcessNotice(),
            new EscortedWithoutInterview(),
            new LanguageGap(),
            new ShortReceipt(),
            new SurplusReceipt(),
            new ReasonMissing(),
            new ReceiptVersusAttestation(),
            new MassBalance(),
            new DistributionRatio(),
            new ImplausibleBeneficiaries(),
            new NoRecipients(),
            new PlaceDeviation(),
            new ImpossibleTravel(),
            new TimeOrder(),
            new GpsSuspect(),
            new EvidenceReuse(),
            new LateReport(),
            new OverdueInTransit(),
            new SealChanged(),
            new SamePartyBothEnds(),
            new MonitorNotIndependent(),
            new MonitorRoutine(),
            new ExpiryRisk(),
            new UnderweightPackages(),
            new FlagLeftOpen(),
            new OverrideAbuse());

    private RuleBook() {}

    public static List<Rule> rules() {
        return RULES;
    }

    /** Every finding about the delivery, in the order of the rules' ids. */
    public static List<Finding> judge(DeliveryCase delivery) {
        return RULES.stream()
                .map(rule -> rule.judge(delivery))
                .flatMap(Optional::stream)
                .toList();
    }

    static boolean holds(String id) {
        return rule(id).isPresent();
    }

    static Optional<Rule> rule(String id) {
        return RULES.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
