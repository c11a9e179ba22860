package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.each;
import static org.aidwitness.kernel.Lists.where;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.aidwitness.verification.rule.DeliveryCase.Site;
import org.jspecify.annotations.Nullable;

/** F16: something happened where it should not have happened. */
record PlaceDeviation() implements Rule {

    private static final About ABOUT = new About(
            "F16",
            "ROUTE_OR_PLACE_DEVIATION",
            1,
            "Did each event happen at its site or, on the way, near the straight line of the leg?",
            "docs/domain.md, section 7",
            "HIGH",
            "corridorMetres",
            "siteMetres");

    /** How far one event lies from where it belongs. */
    private record Distance(UUID statement, String event, double metres, double limitMetres) {
        double beyond() {
            return metres - limitMetres;
        }
    }

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        List<Distance> off = new ArrayList<>();
        delivery.declared(DeclarationKind.DISPATCHED).forEach(it -> atSite(it, delivery.origin(), delivery, off));
        delivery.declared(DeclarationKind.PASSED_CHECKPOINT).forEach(it -> onTheWay(it, delivery, off));
        delivery.declared(DeclarationKind.RECEIVED).forEach(it -> atSite(it, delivery.destination(), delivery, off));
        delivery.declared(DeclarationKind.DISTRIBUTED).forEach(it -> atSite(it, delivery.destination(), delivery, off));
        delivery.heard().forEach(it -> visited(it, delivery, off));
        off.removeIf(distance -> distance.beyond() <= 0);
        List<UUID> elsewhere = receivedElsewhere(delivery);
        if (off.isEmpty() && elsewhere.isEmpty()) {
            return Optional.empty();
        }
        Facts facts = new Facts()
                .with("eventsOff", off.size())
                .with("siteLimitMetres", delivery.policy().siteMetres())
                .with("corridorLimitMetres", delivery.policy().corridorMetres())
                .with("receivedAtOtherSite", elsewhere.size());
        off.stream()
                .max(Comparator.comparingDouble(Distance::beyond))
                .ifPresent(farthest -> facts.with("farthestEvent", farthest.event())
                        .with("farthestMetres", Math.round(farthest.metres()))
                        .with("farthestLimitMetres", Math.round(farthest.limitMetres())));
        List<UUID> statements = new ArrayList<>(elsewhere);
        off.forEach(distance -> statements.add(distance.statement()));
        return Optional.of(Finding.of(this, Severity.HIGH, facts, statements));
    }

    /** Says where an event lies if it names that site, or none. Other sites have their own points, unknown here. */
    private static void atSite(
            Declaration event, @Nullable Site site, DeliveryCase delivery, List<Distance> distances) {
        if (site == null || (event.site() != null && !event.site().equals(site.id()))) {
            return;
        }
        measure(event.id(), event.kind().name(), event.point(), event.accuracyMetres(), site, delivery, distances);
    }

    /** A monitor who is turned away stands wherever the barrier stands. */
    private static void visited(Attestation visit, DeliveryCase delivery, List<Distance> distances) {
        if (visit.verdict() != Verdict.ACCESS_DENIED) {
            measure(
                    visit.id(),
                    "ATTESTED",
                    visit.point(),
                    visit.accuracyMetres(),
                    delivery.destination(),
                    delivery,
                    distances);
        }
    }

    private static void measure(
            UUID statement,
            String event,
            @Nullable GeoPoint point,
            @Nullable Double accuracyMetres,
            Site site,
            DeliveryCase delivery,
            List<Distance> distances) {
        GeoPoint centre = site.point();
        if (point != null && centre != null) {
            double limit = (double) site.radiusMetres() + delivery.policy().siteMetres() + orZero(accuracyMetres);
            distances.add(new Distance(statement, event, point.metresTo(centre), limit));
        }
    }

    private static void onTheWay(Declaration passage, DeliveryCase delivery, List<Distance> distances) {
        GeoPoint point = passage.point();
        GeoPoint from = delivery.origin() == null ? null : delivery.origin().point();
        GeoPoint to = delivery.destination().point();
        if (point != null && from != null && to != null) {
            double limit = delivery.policy().corridorMetres() + orZero(passage.accuracyMetres());
            distances.add(
                    new Distance(passage.id(), passage.kind().name(), Corridor.metresFrom(point, from, to), limit));
        }
    }

    private static List<UUID> receivedElsewhere(DeliveryCase delivery) {
        if (!delivery.declared(DeclarationKind.REROUTED).isEmpty()) {
            return List.of();
        }
        return each(
                where(
                        delivery.receipts(),
                        receipt -> receipt.site() != null
                                && !receipt.site().equals(delivery.destination().id())),
                Declaration::id);
    }

    private static double orZero(@Nullable Double accuracyMetres) {
        return accuracyMetres == null ? 0 : accuracyMetres;
    }
}
