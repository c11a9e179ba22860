package org.aidwitness.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aidwitness.dashboard.Evidence.Attestation;
import org.aidwitness.dashboard.Evidence.Declaration;
import org.aidwitness.dashboard.Evidence.Line;
import org.aidwitness.web.Figures;

/** A delivery told in a title and a few sentences: what was stated, and why that puts it in its state. */
record Account(String title, String sentences) {

    static Account of(Evidence evidence, Why why, Messages say) {
        return new Account(title(evidence, say), String.join(" ", sentences(evidence, why, say)));
    }

    private static String title(Evidence evidence, Messages say) {
        DeliveryRow delivery = evidence.delivery();
        List<String> goods = evidence.lines().stream()
                .map(Line::commodity)
                .distinct()
                .map(Wording::lower)
                .toList();
        String what = goods.size() == 1 ? goods.get(0) : say.mixedGoods(goods.size());
        if (delivery.dispatchedKg().signum() > 0) {
            String weight = Figures.exactly(delivery.dispatchedKg());
            return say.evidenceTitle(delivery.kgUnknown() ? say.atLeast(weight) : weight, what, delivery.place());
        }
        return delivery.kgUnknown()
                ? say.evidenceTitleNoWeight(Wording.raised(what), delivery.place())
                : say.evidenceTitlePlain(Wording.raised(what), delivery.place());
    }

    private static List<String> sentences(Evidence evidence, Why why, Messages say) {
        List<String> sentences = new ArrayList<>();
        sentences.add(said(evidence, say));
        switch (evidence.delivery().state()) {
            case "VERIFIED", "DISPUTED" -> sentences.add(seen(evidence, say));
            case "AWAITING_VISIT", "OVERDUE", "UNVERIFIED" -> sentences.add(unseen(evidence, say));
            default -> {
                // On the way or lost: what was said is all there is to tell.
            }
        }
        Optional.ofNullable(why.assurance()).ifPresent(sentences::add);
        return sentences;
    }

    private static String said(Evidence evidence, Messages say) {
        Optional<Declaration> left = evidence.standing("DISPATCHED").stream().findFirst();
        List<Declaration> receipts = evidence.standing("RECEIVED");
        if (left.isEmpty() && receipts.isEmpty()) {
            return say.nothingLeft();
        }
        Counts counts = Counts.of(evidence, say);
        boolean known = !counts.bars().isEmpty();
        if (receipts.isEmpty()) {
            String day = Figures.day(left.orElseThrow().happenedAt());
            return known ? say.leftNotReceived(counts.bars().get(0).amount(), day) : say.leftSometime(day);
        }
        boolean both = known
                && counts.bars().size() >= 2
                && counts.bars().get(1).label().equals(say.arrived());
        return both
                ? say.arrivedOf(
                        counts.bars().get(1).number(), counts.bars().get(0).amount())
                : say.receivedWithoutAmounts();
    }

    private static String seen(Evidence evidence, Messages say) {
        List<Attestation> counting =
                evidence.counting().stream().filter(Attestation::saw).toList();
        if (counting.isEmpty()) {
            return unseen(evidence, say);
        }
        Attestation last = counting.get(counting.size() - 1);
        Instant received = evidence.delivery().receivedAt();
        String when = received == null || last.happenedAt().isBefore(received)
                ? say.onDay(Figures.day(last.happenedAt()))
                : say.daysLater(Duration.between(received, last.happenedAt()).toDays());
        return say.monitorSaw(last.organisation(), say.did(last.method()), when);
    }

    private static String unseen(Evidence evidence, Messages say) {
        List<Attestation> independent = evidence.attestations().stream()
                .filter(it -> it.independent() && !it.corrected())
                .toList();
        if (independent.stream().anyMatch(it -> it.verdict().equals("ACCESS_DENIED"))) {
            return say.monitorsRefused();
        }
        return independent.stream().anyMatch(it -> it.saw() && !evidence.accepted(it))
                ? say.notYetAccepted()
                : say.nobodySaw();
    }
}
