package org.aidwitness.verification;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.verification.rule.Assurance.Condition;
import org.aidwitness.verification.rule.DeliveryCase;
import org.aidwitness.verification.rule.DeliveryCase.Line;
import org.jspecify.annotations.Nullable;

/**
 * One row of verification_delivery; the components are its columns.
 *
 * @param verdictSha256 of all that the verdict says, so that the same one need not be written again
 * @param judgedAt when it was first reached
 */
record VerdictRow(
        @JsonUnwrapped Verdict verdict,

        @JsonProperty("verdict_sha256") String verdictSha256,

        Instant judgedAt,
        @Nullable Instant dueAt) {

    record Verdict(
            UUID waybillId,
            UUID programmeId,
            String number,

            @JsonProperty("final") boolean finalLeg,

            boolean firstLeg,
            UUID siteId,
            @Nullable String area,
            String logistics,
            String assurance,
            String grade,
            @Nullable Instant dispatchedAt,
            @Nullable Instant receivedAt,
            Instant lastAt,
            BigDecimal dispatchedKg,
            BigDecimal deliveredKg,
            BigDecimal lostKg,
            BigDecimal surplusKg,
            boolean kgUnknown,
            @Nullable String clearance,
            SortedSet<String> openFlags,
            int worstFlag,
            List<Condition> conditions,
            int policyVersion,
            @Nullable BigDecimal hauledKg,
            String ground,
            @Nullable Instant visitUntil,
            int booksWrong) {

        static Verdict of(Judgement judgement) {
            Dossier dossier = judgement.dossier();
            DeliveryCase delivery = dossier.delivery();
            return new Verdict(
                    delivery.waybill(),
                    delivery.programme(),
                    delivery.number(),
                    delivery.finalLeg(),
                    dossier.firstLeg(),
                    delivery.destination().id(),
                    dossier.area(),
                    judgement.logistics().name(),
                    judgement.assurance().state().name(),
                    judgement.assurance().grade().name(),
                    judgement.dispatchedAt(),
                    judgement.receivedAt(),
                    judgement.lastAt(),
                    kilograms(judgement.balance().dispatched()),
                    kilograms(judgement.balance().delivered()),
                    kilograms(judgement.balance().lost()),
                    kilograms(judgement.balance().surplus()),
                    judgement.balance().unknown(),
                    judgement.clearance() == null ? null : judgement.clearance().name(),
                    judgement.openRules(),
                    judgement.worst().map(severity -> severity.ordinal() + 1).orElse(0),
                    judgement.assurance().conditions(),
                    delivery.policy().version(),
                    hauled(delivery.lines()),
                    judgement.assurance().ground().name(),
                    judgement.assurance().until(),
                    judgement.booksWrong());
        }

        /** As the waybill says; null where a line's weight is unknown. */
        private static @Nullable BigDecimal hauled(List<Line> lines) {
            long grams = 0;
            for (Line line : lines) {
                Kilograms net = line.netKg();
                if (net == null && !line.kgIncludedElsewhere()) {
                    return null;
                }
                grams += net == null ? 0 : net.grams();
            }
            return lines.isEmpty() ? null : kilograms(grams);
        }
    }

    static VerdictRow of(Judgement judgement) {
        Verdict verdict = Verdict.of(judgement);
        return new VerdictRow(
                verdict,
                VerdictDigest.of(verdict).toString(),
                judgement.dossier().delivery().now(),
                judgement.assurance().nextChangeAt());
    }

    static BigDecimal kilograms(long grams) {
        return BigDecimal.valueOf(grams, 3);
    }

    @JsonIgnore
    UUID waybillId() {
        return verdict.waybillId;
    }
}
