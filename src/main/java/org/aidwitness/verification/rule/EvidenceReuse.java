package org.aidwitness.verification.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.Trace.Picture;
import org.aidwitness.verification.rule.Trace.Twin;

/**
 * F20: a picture shows another event too, or was taken at another time. Another delivery is another event, and so is
 * another visit to the same one. The picture belongs to the visit that was first; who shows it again reused it. A visit
 * is first only if it both happened and was told before the other: by its own time alone a reuse could be dated back, and
 * by ours alone it could outrun an original that waited for a network. Where the two orders disagree, or one is not known,
 * nobody can say which of them it belongs to, and both are flagged. Who was first is told of the others at INFO: nothing
 * speaks against that visit, but whoever looks into a reuse asks there first.
 *
 * <p>The same file is found wherever it was used. A picture that only looks the same is looked for among a bounded
 * number of visits: in the same programme, at the same site or by the same monitor, within half a year of one another.
 */
record EvidenceReuse() implements Rule {

    private static final About ABOUT = new About(
                    "F20",
                    "EVIDENCE_REUSE",
                    2,
                    "Was each picture taken on its visit, and used for no other?",
                    "docs/domain.md, section 7",
                    "HIGH; INFO on the visit that showed its picture first",
                    "visit.hashBits",
                    "visit.pictureMinutes")
            .fixed("comparedDays", Trace.COMPARED_DAYS)
            .fixed("comparedPictures", Trace.COMPARED_PICTURES);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        Set<String> reused = new HashSet<>();
        boolean original = true;
        Set<UUID> elsewhere = new HashSet<>();
        Duration farthest = Duration.ZERO;
        Set<UUID> statements = new TreeSet<>();
        Duration limit = Duration.ofMinutes(delivery.policy().visit().pictureMinutes());
        for (Attestation visit : delivery.heard()) {
            for (Picture picture : visit.trace().pictures()) {
                List<Twin> twins = others(visit, picture, delivery);
                if (!twins.isEmpty()) {
                    reused.add(picture.sha256());
                    twins.forEach(twin -> elsewhere.add(twin.attestation()));
                    statements.add(visit.id());
                    original &= twins.stream().allMatch(twin -> isBefore(visit, twin));
                }
                Duration off = off(visit, picture);
                if (off.compareTo(limit) > 0) {
                    farthest = farthest.compareTo(off) > 0 ? farthest : off;
                    statements.add(visit.id());
                }
            }
        }
        if (statements.isEmpty()) {
            return Optional.empty();
        }
        statements.addAll(elsewhere);
        Facts facts = new Facts()
                .with("reusedPictures", reused.size())
                .with("otherVisits", elsewhere.size())
                .with("limitBits", delivery.policy().visit().hashBits())
                .with("limitMinutes", delivery.policy().visit().pictureMinutes())
                .with("takenOffMinutes", farthest.isZero() ? null : farthest.toMinutes());
        Severity severity = original && farthest.isZero() ? Severity.INFO : Severity.HIGH;
        return Optional.of(Finding.of(this, severity, facts, statements));
    }

    @Override
    public List<Instant> turns(DeliveryCase delivery) {
        List<Instant> turns = new ArrayList<>();
        for (Attestation visit : delivery.attestations()) {
            visit.trace().pictures().forEach(picture -> picture.twins().forEach(twin -> turns.add(twin.at())));
        }
        return turns;
    }

    private static List<Twin> others(Attestation visit, Picture picture, DeliveryCase delivery) {
        return picture.twins().stream()
                .filter(twin -> twin.bits() == null
                        || twin.bits() <= delivery.policy().visit().hashBits())
                .filter(twin -> !twin.at().isAfter(delivery.now()))
                .filter(twin -> !sameEvent(visit, twin, delivery))
                .toList();
    }

    private static boolean isBefore(Attestation visit, Twin twin) {
        Instant told = visit.trace().toldAt();
        Instant twinTold = twin.toldAt();
        return told != null
                && twinTold != null
                && told.isBefore(twinTold)
                && visit.happenedAt().isBefore(twin.at());
    }

    /** Two statements about one visit: it is named by both, or one monitor made them about one delivery on one day. */
    private static boolean sameEvent(Attestation visit, Twin twin, DeliveryCase delivery) {
        if (!twin.waybill().equals(delivery.waybill())) {
            return false;
        }
        UUID assignment = visit.trace().visit();
        if (assignment != null && twin.visit() != null) {
            return assignment.equals(twin.visit());
        }
        return twin.organisation().equals(visit.organisation())
                && twin.monitor().equals(visit.monitor())
                && Trace.day(twin.at()).equals(Trace.day(visit.happenedAt()));
    }

    private static Duration off(Attestation visit, Picture picture) {
        Instant taken = picture.takenAt();
        return taken == null
                ? Duration.ZERO
                : Duration.between(taken, visit.happenedAt()).abs();
    }
}
