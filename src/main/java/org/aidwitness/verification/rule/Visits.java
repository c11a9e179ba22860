package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.where;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.aidwitness.kernel.Lists;
import org.aidwitness.verification.rule.Deadlines.Visiting;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;

/** Which attestations are visits, and how strong each is. */
final class Visits {

    private Visits() {}

    /** Whether somebody independent was there in time, saw the goods, and a second person accepted it. */
    static boolean any(DeliveryCase delivery) {
        return Lists.any(delivery.heard(), attestation -> counts(attestation, delivery));
    }

    static boolean counts(Attestation attestation, DeliveryCase delivery) {
        return attestation.independent()
                && attestation.accepted()
                && attestation.saw()
                && onSite(attestation)
                && inTime(attestation, delivery);
    }

    /** Whether somebody independent was at the place, or was kept out, whatever they saw. */
    static boolean came(Attestation attestation) {
        return attestation.independent() && (attestation.verdict() == Verdict.ACCESS_DENIED || onSite(attestation));
    }

    /** An interview that no position ties to a place may have been a phone call. */
    static boolean onSite(Attestation attestation) {
        return !attestation.imported() && (attestation.method() != Method.INTERVIEW || attestation.point() != null);
    }

    /** Where somebody went: not those who were turned away, and not talks that may have been phone calls. */
    static List<Attestation> made(DeliveryCase delivery) {
        return where(
                delivery.heard(),
                it -> it.verdict() != Verdict.ACCESS_DENIED && (it.method() != Method.INTERVIEW || it.point() != null));
    }

    /** From the day of the first receipt to the second limit. */
    static boolean inTime(Attestation attestation, DeliveryCase delivery) {
        Instant at = attestation.happenedAt();
        Optional<Declaration> receipt =
                Deadlines.firstReceipt(delivery).filter(it -> it.precision() != TimePrecision.NOT_AFTER);
        boolean tooEarly =
                receipt.isPresent() && at.isBefore(receipt.get().happenedAt().truncatedTo(ChronoUnit.DAYS));
        Optional<Visiting> visiting = Deadlines.visiting(delivery);
        boolean tooLate = visiting.isPresent() && !at.isBefore(visiting.get().secondLimit());
        return !tooEarly && !tooLate;
    }

    /** Of the strongest attestation that is independent and accepted and saw the goods. */
    static Grade best(DeliveryCase delivery) {
        Grade best = Grade.D;
        for (Attestation it : delivery.heard()) {
            if (it.independent() && it.accepted() && it.saw()) {
                Grade grade = grade(it, delivery);
                best = grade.compareTo(best) < 0 ? grade : best;
            }
        }
        return best;
    }

    static Grade grade(Attestation attestation, DeliveryCase delivery) {
        if (!attestation.saw()) {
            return Grade.D;
        }
        if (!onSite(attestation)) {
            return Grade.C;
        }
        Integer notice = attestation.noticeHours();
        boolean unannounced = notice != null && notice <= delivery.policy().unannouncedHours();
        boolean measured = List.of(Method.COUNT, Method.WEIGH).contains(attestation.method());
        return unannounced && !attestation.escorted() && measured ? Grade.A : Grade.B;
    }
}
