package org.aidwitness.verification;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.aidwitness.explanation.Explanation;
import org.aidwitness.verification.CaseRows.FlagRow;
import org.aidwitness.verification.rule.Assurance;
import org.aidwitness.verification.rule.Assurance.Condition;
import org.aidwitness.verification.rule.Assurance.Ground;
import org.aidwitness.verification.rule.Assurance.Requirement;
import org.aidwitness.verification.rule.DeliveryCase;
import org.aidwitness.verification.rule.Finding;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The verdict on one delivery, as it is shown. */
@Schema(description = "The verdict on one delivery, and all it rests on.")
record DeliveryView(
        @Schema(description = "The waybill's id.") UUID id,
        UUID programme,
        String number,

        @Schema(description = "Where the goods are, as those say who hold them.")
        String logistics,

        @Schema(description = "Who independent has seen them.")
        String assurance,

        @Schema(description = "Of the best accepted visit: A to D.")
        String grade,

        WhyView why,

        @Schema(description = "What VERIFIED asks for, each with its value and limit.")
        List<ConditionView> conditions,

        List<FlagView> flags,
        BalanceView balance,

        @Schema(description = "What the gate said.") @Nullable String clearance,

        @Schema(description = "Of the policy all this was judged under.")
        int policyVersion,

        @Schema(description = "Everything here holds as of this instant.")
        Instant asOf,

        @Schema(description = "Before this instant, time alone changes nothing; absent where it never does.") @Nullable Instant nextChangeAt) {

    @Schema(description = "Why the delivery is where it is, and in its state of assurance.")
    record WhyView(
            @Schema(description = "Where the goods are, in a sentence.")
            String logistics,

            @Schema(description = "Why it is in its state of assurance, in a sentence.")
            String assurance,

            @Schema(description = "The same as a code.") Ground ground,

            @Schema(description = "When the time for a visit ends, or ended; absent where that is not why.") @Nullable Instant until,

            @Schema(description = "The declarations and attestations that this rests on.")
            List<UUID> statements) {}

    /** One condition of VERIFIED. */
    record ConditionView(
            Requirement requirement,
            boolean holds,

            @Schema(description = "What is: NONE where there is nothing, UNKNOWN where it cannot be told.")
            String value,

            @Schema(description = "What the value is judged by.")
            String limit,

            @Schema(description = "The declarations and attestations that the value rests on.")
            List<UUID> statements,

            @Schema(description = "All of it in a plain sentence.")
            String sentence) {}

    /**
     * What a rule finds.
     *
     * @param id absent where the finding has not been stored as a flag
     */
    record FlagView(
            @Nullable UUID id,
            String rule,
            int ruleVersion,
            String severity,

            @Schema(description = "Where the flag stands; absent where the finding is not stored as a flag.") @Nullable String state,

            @Nullable Instant raisedAt,
            Map<String, String> facts) {}

    /**
     * Dispatched = delivered + lost + open, in kg.
     *
     * @param unknown at least one weight is unknown; the amounts hold what is known
     */
    record BalanceView(
            BigDecimal dispatchedKg,
            BigDecimal deliveredKg,
            BigDecimal lostKg,
            BigDecimal openKg,
            BigDecimal surplusKg,
            boolean unknown) {}

    static DeliveryView of(Judgement judgement, Explanation explanation) {
        DeliveryCase delivery = judgement.dossier().delivery();
        return new DeliveryView(
                delivery.waybill(),
                delivery.programme(),
                delivery.number(),
                judgement.logistics().name(),
                judgement.assurance().state().name(),
                judgement.assurance().grade().name(),
                why(judgement, explanation),
                judgement.assurance().conditions().stream()
                        .map(condition -> condition(condition, explanation))
                        .toList(),
                flags(judgement),
                new BalanceView(
                        VerdictRow.kilograms(judgement.balance().dispatched()),
                        VerdictRow.kilograms(judgement.balance().delivered()),
                        VerdictRow.kilograms(judgement.balance().lost()),
                        VerdictRow.kilograms(judgement.balance().open()),
                        VerdictRow.kilograms(judgement.balance().surplus()),
                        judgement.balance().unknown()),
                Objects.toString(judgement.clearance(), null),
                delivery.policy().version(),
                delivery.now(),
                judgement.assurance().nextChangeAt());
    }

    private static WhyView why(Judgement judgement, Explanation explanation) {
        Assurance assurance = judgement.assurance();
        int policy = judgement.dossier().delivery().policy().version();
        return new WhyView(
                explanation.logistics(judgement.logistics().name()),
                explanation.assurance(assurance.ground(), assurance.until(), policy),
                assurance.ground(),
                assurance.until(),
                assurance.statements());
    }

    private static ConditionView condition(Condition it, Explanation explanation) {
        return new ConditionView(
                it.requirement(),
                it.holds(),
                it.value(),
                it.limit(),
                it.statements(),
                explanation.condition(it.requirement().name(), it.holds(), it.value(), it.limit()));
    }

    /** What the rules find as of the instant, each with the flag that stands for it; then what people settled. */
    private static List<FlagView> flags(Judgement judgement) {
        List<FlagRow> raised = judgement.dossier().flags();
        Stream<FlagView> standing = judgement.standing().stream()
                .map(finding -> standing(
                        finding,
                        raised.stream()
                                .filter(flag -> flag.rule().equals(finding.rule())
                                        && FlagState.valueOf(flag.state()).open())
                                .findFirst()
                                .orElse(null)));
        Stream<FlagView> others = raised.stream()
                .filter(flag -> FlagState.valueOf(flag.state()).settled() || !Judgement.asks(flag.rule()))
                .filter(flag ->
                        !flag.raisedAt().isAfter(judgement.dossier().delivery().now()))
                .map(flag -> new FlagView(
                        flag.id(),
                        flag.rule(),
                        flag.ruleVersion(),
                        flag.severity(),
                        flag.state(),
                        flag.raisedAt(),
                        FrozenFacts.parse(flag.facts()).values()));
        return Stream.concat(standing, others).toList();
    }

    private static FlagView standing(Finding finding, @Nullable FlagRow flag) {
        return new FlagView(
                flag == null ? null : flag.id(),
                finding.rule(),
                finding.ruleVersion(),
                finding.severity().name(),
                flag == null ? null : flag.state(),
                flag == null ? null : flag.raisedAt(),
                FrozenFacts.of(finding).values());
    }
}
