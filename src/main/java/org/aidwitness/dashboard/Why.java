package org.aidwitness.dashboard;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aidwitness.explanation.Explanation;
import org.aidwitness.verification.rule.Assurance.Ground;
import org.aidwitness.web.Figures;
import org.jspecify.annotations.Nullable;

/**
 * Why a delivery is in its state: as its verdict says, in sentences, each with the statements it rests on.
 *
 * @param logistics where the goods are, as those say who hold them
 * @param assurance why it counts as what it counts as; null where it was judged before that was kept
 */
record Why(String logistics, @Nullable String assurance, List<Requirement> requirements) {

    /** One condition of VERIFIED. */
    record Requirement(boolean holds, String sentence, List<Statement> statements) {}

    /** A statement in the account of the same page. */
    record Statement(String id, String label) {}

    static Why of(Evidence evidence, List<Moment> account, Explanation explanation, Messages say) {
        DeliveryRow delivery = evidence.delivery();
        Map<String, Statement> known = account.stream()
                .filter(moment -> moment.statement() != null)
                .map(moment -> new Statement(
                        Objects.toString(moment.statement()), say.restsOn(moment.seen(), Figures.day(moment.at()))))
                .collect(toMap(Statement::id, statement -> statement));
        Ground ground = evidence.ground();
        return new Why(
                explanation.logistics(delivery.logistics()),
                ground == null ? null : explanation.assurance(ground, evidence.visitUntil(), delivery.policyVersion()),
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
}
