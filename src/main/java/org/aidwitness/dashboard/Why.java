package org.aidwitness.dashboard;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aidwitness.dashboard.Evidence.Declaration;
import org.aidwitness.explanation.Explanation;
import org.aidwitness.kernel.Policy;
import org.aidwitness.verification.rule.Assurance.Ground;
import org.aidwitness.web.Figures;
import org.jspecify.annotations.Nullable;

/**
 * Why a delivery is in its state: as its verdict says, in sentences, each with the statements it rests on.
 *
 * @param logistics where the goods are, as those say who hold them
 * @param assurance why it counts as what it counts as
 */
record Why(String logistics, String assurance, List<Requirement> requirements) {

    /** One condition of VERIFIED. */
    record Requirement(boolean holds, String sentence, List<Statement> statements) {}

    /** A statement in the account of the same page. */
    record Statement(String id, String label) {}

    /** @param policy that of the verdict */
    static Why of(Evidence evidence, List<Moment> account, Policy policy, Explanation explanation, Messages say) {
        DeliveryRow delivery = evidence.delivery();
        Map<String, Statement> known = account.stream()
                .filter(moment -> moment.statement() != null)
                .map(moment -> new Statement(
                        Objects.toString(moment.statement()), say.restsOn(moment.seen(), Figures.day(moment.at()))))
                .collect(toMap(Statement::id, statement -> statement));
        Ground ground = ground(evidence);
        return new Why(
                explanation.logistics(delivery.logistics()),
                explanation.assurance(ground, until(ground, evidence, policy), delivery.policyVersion()),
                evidence.conditions().stream()
                        .map(it -> new Requirement(
                                it.holds(),
                                explanation.condition(it.name(), it.holds(), it.value(), it.limit()),
                                // What another delivery's account tells stands there.
                                it.statements().stream()
                                        .map(known::get)
                                        .filter(Objects::nonNull)
                                        .toList()))
                        .toList());
    }

    private static Ground ground(Evidence evidence) {
        return switch (evidence.delivery().state()) {
            case "ON_THE_WAY" -> Ground.NOT_ARRIVED;
            case "AWAITING_VISIT" -> Ground.VISIT_AWAITED;
            case "OVERDUE" -> Ground.VISIT_OVERDUE;
            case "VERIFIED" -> Ground.ALL_HOLDS;
            case "UNVERIFIED" ->
                evidence.counting().stream().anyMatch(it -> it.verdict().equals("ACCESS_DENIED"))
                        ? Ground.TURNED_AWAY
                        : Ground.TIME_OVER;
            case "DISPUTED" -> Ground.CONTRADICTED;
            case "LOST" -> Ground.ALL_LOST;
            default ->
                throw new IllegalStateException(
                        "Unknown assurance state " + evidence.delivery().state());
        };
    }

    private static @Nullable Instant until(Ground ground, Evidence evidence, Policy policy) {
        Instant received = evidence.standing("RECEIVED").stream()
                .filter(receipt -> !"REFUSED".equals(receipt.receipt()))
                .map(Why::latestAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return received == null
                ? null
                : switch (ground) {
                    case VISIT_AWAITED -> received.plus(policy.awaitingDays(), ChronoUnit.DAYS);
                    case VISIT_OVERDUE, TIME_OVER -> received.plus(policy.overdueDays(), ChronoUnit.DAYS);
                    case NOT_ARRIVED, ALL_HOLDS, TURNED_AWAY, CONTRADICTED, ALL_LOST -> null;
                };
    }

    /** What is known by the day alone may have come at its end. */
    private static Instant latestAt(Declaration receipt) {
        return receipt.precision().equals("DAY")
                ? receipt.happenedAt().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS)
                : receipt.happenedAt();
    }
}
