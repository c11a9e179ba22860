package org.aidwitness.verification.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.jspecify.annotations.Nullable;

/**
 * F02: the goods left though nobody was sure to be able to see them arrive, or whoever was sure took it back just before,
 * or before anybody came.
 */
record DispatchWithoutMonitoring() implements Rule {

    private static final About ABOUT = new About(
            "F02",
            "DISPATCH_WITHOUT_MONITORING",
            2,
            "Did the goods leave under a clearance that promises a visit, and was nobody's promise to look taken back?",
            "docs/domain.md, sections 5 and 7",
            "CRITICAL",
            "arrivalGraceHours",
            "awaitingDays",
            "gate.withdrawalHours",
            "independenceDepth",
            "overdueDays");

    /** A dispatch, and when the last promise to look was taken back; null where there was none to begin with. */
    private record Unwatched(Declaration dispatch, @Nullable Instant since) {}

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public Optional<Finding> judge(DeliveryCase delivery) {
        List<Unwatched> unwatched = new ArrayList<>();
        for (Declaration dispatch : delivery.declared(DeclarationKind.DISPATCHED)) {
            unwatched(dispatch, delivery).ifPresent(unwatched::add);
        }
        if (unwatched.isEmpty()) {
            return Optional.empty();
        }
        Facts facts = new Facts();
        String outcomes = unwatched.stream()
                .filter(it -> it.since() == null)
                .map(it -> it.dispatch().clearance())
                .map(clearance -> clearance == null ? "NONE" : clearance.name())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
        if (!outcomes.isEmpty()) {
            facts.with("clearance", outcomes);
        }
        unwatched.stream()
                .map(Unwatched::since)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .ifPresent(since -> facts.with("commitmentWithdrawnAt", since)
                        .with("limitHours", delivery.policy().gate().withdrawalHours()));
        return Optional.of(Finding.of(
                this,
                Severity.CRITICAL,
                facts,
                unwatched.stream().map(it -> it.dispatch().id()).toList()));
    }

    @Override
    public List<Instant> turns(DeliveryCase delivery) {
        return delivery.promises().stream()
                .map(Promise::endedAt)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Optional<Unwatched> unwatched(Declaration dispatch, DeliveryCase delivery) {
        if (!mayLeave(dispatch)) {
            return Optional.of(new Unwatched(dispatch, null));
        }
        // Exempt goods and history leave without anybody's promise, so none that is taken back can matter.
        ClearanceOutcome clearance = dispatch.clearance();
        if (clearance == ClearanceOutcome.EXEMPT || clearance == ClearanceOutcome.PREDATES_GATE) {
            return Optional.empty();
        }
        return delivery.promises().stream()
                .filter(promise -> promise.ended(Promise.State.WITHDRAWN, delivery.now()))
                .filter(promise -> matters(promise, dispatch, delivery))
                .map(Promise::endedAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .map(since -> new Unwatched(dispatch, since));
    }

    private static boolean mayLeave(Declaration dispatch) {
        ClearanceOutcome clearance = dispatch.clearance();
        if (clearance == null) {
            return false;
        }
        return switch (clearance) {
            case PASS, PASS_WITH_CONDITIONS, EXEMPT -> true;
            // Only history may predate the gate; a live dispatch that says so went around it.
            case PREDATES_GATE -> dispatch.history();
            case HOLD, OVERRIDE -> false;
        };
    }

    /** Whether it covered these goods, was taken back while they were still to be seen, and left nobody. */
    private static boolean matters(Promise promise, Declaration dispatch, DeliveryCase delivery) {
        Instant withdrawn = Objects.requireNonNull(promise.endedAt());
        Duration shortly = Duration.ofHours(delivery.policy().gate().withdrawalHours());
        return promise.independent()
                && !promise.armedAt().isAfter(dispatch.acceptedAt())
                && promise.reaches(dispatch.happenedAt(), delivery.plannedArrival())
                && !withdrawn.isBefore(dispatch.latestAt().minus(shortly))
                && toBeSeen(delivery.at(later(withdrawn, dispatch.happenedAt())))
                && nobodyElse(promise, dispatch, delivery);
    }

    /** The goods are under way or have come, nobody has been there, and a visit would still count. */
    private static boolean toBeSeen(DeliveryCase then) {
        LogisticsState state = LogisticsState.of(then, false, false);
        return (state.underWay() || state.arrived())
                && then.heard().stream().noneMatch(Visits::came)
                && Deadlines.visiting(then)
                        .filter(visiting -> then.now().isBefore(visiting.secondLimit()))
                        .isPresent();
    }

    /** What the gate went by when the dispatch was accepted counts, though the goods may have left before. */
    private static boolean nobodyElse(Promise withdrawn, Declaration dispatch, DeliveryCase delivery) {
        Instant since = later(Objects.requireNonNull(withdrawn.endedAt()), dispatch.happenedAt());
        Instant known = later(since, dispatch.acceptedAt());
        return delivery.promises().stream()
                .filter(other -> !other.id().equals(withdrawn.id()) && other.independent())
                .noneMatch(other -> !other.armedAt().isAfter(known)
                        && other.outlasts(since)
                        && other.reaches(since, delivery.plannedArrival()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
